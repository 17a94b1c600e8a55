use crate::Common;
use crate::formats::grouped;

pub(crate) static COMMON: Common = Common {
    language: "English",
    title: |page, portal| format!("{page} – {portal}"),
    skip: "Skip to content",
    navigation: "Main navigation",
    write: "Write",
    answer: "Read an answer",
    about: "How it works",
    languages: "Language",
    foot: "More pages",
    promise: "Sealed on your device. Opened only in the department you write to.",
    privacy: "Privacy",
    accessibility: "Accessibility",
    staff: "For staff",
    optional: "optional",
    mistakes: |count| match count {
        1 => "One answer is missing or not right yet".to_owned(),
        _ => format!("{count} answers are missing or not right yet"),
    },
    error: "Error:",
    warning: "Warning:",
    success: "Done:",
    notice: "Note:",
    left: |count| match count {
        1 => "1 character left".to_owned(),
        _ => format!("{} characters left", grouped(count, ',')),
    },
    over: |count| match count {
        1 => "1 character too many".to_owned(),
        _ => format!("{} characters too many", grouped(count, ',')),
    },
    steps: "Steps",
    step: |step, steps| format!("Step {step} of {steps}:"),
    done: "done",
    trail: "You are here",
    not_started_title: "This does not work on this device at the moment",
    not_started: "The program that seals and opens on your device has not started yet. Nothing has been sent. Load the \
                  page again, or use a newer browser. If that does not help, please call the authority.",
    telephone: "Telephone",
    email: "E-mail",
};
