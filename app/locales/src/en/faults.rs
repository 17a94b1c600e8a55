use crate::{Fault, Faults};

pub(crate) static FAULTS: Faults = Faults {
    not_found: Fault {
        title: "There is no such page",
        text: "The address may have a typing error, or the department has a new name. The start page lists everybody \
               you can write to.",
    },
    too_many_requests: Fault {
        title: "One moment, please",
        text: "Very many requests came from your connection in a short time. Please wait a minute, then load the page \
               again.",
    },
    unavailable: Fault {
        title: "The portal cannot be reached at the moment",
        text: "We are working on it. Please try again in a few minutes. Whatever was sent before is not lost.",
    },
    internal: Fault {
        title: "Something went wrong here",
        text: "The fault is ours and has been noted. Please try again. Whatever was sent before is not lost.",
    },
    departments: |authority| format!("All departments: {authority}"),
    start: "Go to the start page",
    answer: "Read an answer",
};
