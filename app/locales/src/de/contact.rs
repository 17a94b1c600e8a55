use crate::Contact;

pub(crate) static CONTACT: Contact = Contact {
    title: "So erreichen Sie die Abteilung sonst",
    promise: "Antwort",
    days: |days| match days {
        1 => "meist innerhalb eines Tages".to_owned(),
        _ => format!("meist innerhalb von {days} Tagen"),
    },
    hours: "Öffnungszeiten",
    telephone: "Telefon",
    scope: "Was hier geht und was nicht",
    address: "Anschrift",
    web: "Im Netz",
};
