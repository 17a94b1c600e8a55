use crate::{Fault, Faults};

pub(crate) static FAULTS: Faults = Faults {
    not_found: Fault {
        title: "Diese Seite gibt es nicht",
        text: "Vielleicht hat die Adresse einen Tippfehler, oder die Abteilung heißt inzwischen anders. Auf der \
               Startseite finden Sie alle Stellen, an die Sie schreiben können.",
    },
    too_many_requests: Fault {
        title: "Einen Augenblick bitte",
        text: "Von Ihrem Anschluss kamen in kurzer Zeit sehr viele Anfragen. Warten Sie bitte eine Minute und laden \
               Sie die Seite dann neu.",
    },
    unavailable: Fault {
        title: "Das Portal ist gerade nicht erreichbar",
        text: "Wir arbeiten daran. Versuchen Sie es bitte in einigen Minuten noch einmal. Was schon gesendet wurde, \
               ist nicht verloren.",
    },
    internal: Fault {
        title: "Hier ist etwas schiefgegangen",
        text: "Der Fehler liegt bei uns und ist notiert. Versuchen Sie es bitte noch einmal. Was schon gesendet \
               wurde, ist nicht verloren.",
    },
    departments: |authority| format!("Alle Abteilungen: {authority}"),
    start: "Zur Startseite",
    answer: "Antwort lesen",
};
