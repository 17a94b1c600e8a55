use crate::Contact;

pub(crate) static CONTACT: Contact = Contact {
    title: "How else to reach the department",
    promise: "Answer",
    days: |days| match days {
        1 => "usually within a day".to_owned(),
        _ => format!("usually within {days} days"),
    },
    hours: "Opening hours",
    telephone: "Telephone",
    scope: "What can be settled here and what cannot",
    address: "Address",
    web: "Web",
};
