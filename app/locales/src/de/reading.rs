use crate::Reading;

pub(crate) static READING: Reading = Reading {
    code_missing: "Geben Sie den Code von Ihrem Beleg ein",
    code_length: |found| match found {
        1 => "Ein Belegcode hat 28 Zeichen, hier steht erst 1. Vergleichen Sie mit Ihrem Beleg".to_owned(),
        _ => format!("Ein Belegcode hat 28 Zeichen, hier stehen {found}. Vergleichen Sie mit Ihrem Beleg"),
    },
    code_character: |place| {
        format!("Das {place}. Zeichen kommt in keinem Belegcode vor. Vergleichen Sie mit Ihrem Beleg")
    },
    code_checksum: "In dem Code ist ein Tippfehler. Vergleichen Sie Gruppe für Gruppe mit Ihrem Beleg",
    code_version: "Diesen Code hat eine neuere Fassung des Portals ausgestellt. Laden Sie die Seite neu",
    code_other_kind: "Das ist ein Wiederherstellungscode für ein Konto in einer Behörde. Gebraucht wird der Code von \
                      Ihrem Beleg",
    code_unknown: "Zu diesem Code gibt es keinen Brief. Vielleicht wurde der Vorgang schon gelöscht, oder der Beleg \
                   stammt von einem anderen Portal",

    offline: "Wir haben keine Verbindung zum Server bekommen. Prüfen Sie Ihre Internetverbindung und versuchen Sie es \
              noch einmal.",
    refused: |said| {
        match said {
        "" => "Der Server hat etwas geantwortet, womit diese Seite nicht gerechnet hat. Versuchen Sie es bitte noch \
               einmal."
            .to_owned(),
        _ => format!("Das hat nicht geklappt. Der Server sagt: {said}"),
    }
    },
    distrusted: "Was der Server geschickt hat, passt nicht zu Ihrem Code. Es wird nicht angezeigt.",
    ended: "Sie waren länger nicht aktiv. Geben Sie Ihren Code noch einmal ein.",
    crashed: "Das Öffnen wurde auf Ihrem Gerät unterbrochen. Geben Sie Ihren Code bitte noch einmal ein.",

    no_subject: "Ihr Vorgang",
    status_open: "Offen",
    status_closed: "Geschlossen",
    you: "Sie",
    department_author: "Abteilung",
    member: |name, department, authority| {
        let place: Vec<_> = [department, authority]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        if place.is_empty() {
            name.to_owned()
        } else {
            format!("{} · {name}", place.join(", "))
        }
    },

    passed_on: |from, to| match (from, to) {
        (_, "") => "Ihr Vorgang wurde an eine andere Abteilung weitergegeben.".to_owned(),
        ("", _) => format!("Ihr Vorgang wurde an {to} weitergegeben."),
        _ => format!("Ihr Vorgang wurde weitergegeben: von {from} an {to}."),
    },

    proposed: |to| match to {
        "" => "Vorschlag: Ihr Vorgang soll an eine andere Behörde gehen. Sie entscheiden.".to_owned(),
        _ => format!("Vorschlag: Ihr Vorgang soll gehen an {to}. Sie entscheiden."),
    },
    handed_over: |to, history| {
        let to = if to.is_empty() { "eine andere Behörde" } else { to };
        let what = if history {
            "mit allem bisher Geschriebenen"
        } else {
            "nur mit dieser Nachricht"
        };
        format!("Sie haben Ihren Vorgang übergeben an {to}, {what}. Seither hat er eine neue Vorgangsnummer.")
    },
    declined: "Sie haben Ihren Vorgang nicht übergeben.",
    withdrawn: "Die Abteilung hat ihren Vorschlag zurückgezogen.",
    handover_unknown: "eine andere Behörde",
    handover_missing: "Wählen Sie, was die andere Behörde lesen soll",
    handover_working: "Wird versiegelt und gesendet …",
    handed_over_done: |number| {
        format!(
            "Ihr Vorgang ist jetzt bei der anderen Behörde. Der Code auf Ihrem Beleg gilt weiter, die Vorgangsnummer ist neu: {number}."
        )
    },
    declined_done: "Ihr Vorgang bleibt, wo er ist.",
    proposal_over: "Der Vorschlag ist nicht mehr offen. Was gilt, steht oben im Vorgang.",

    call: |number| format!("Telefon: {number}"),

    role_administrator: "Administration",
    role_lead: "Leitung",
    role_caseworker: "Sachbearbeitung",
    role_auditor: "Prüfung",

    file_save: |name, size| format!("{name} speichern ({size})"),
    file_opening: |name| format!("{name} wird geholt und geöffnet …"),
    file_failed: |name| format!("„{name}“ konnte nicht geöffnet werden. Versuchen Sie es noch einmal."),

    refreshing: "Wir sehen nach …",
    nothing_new: "Es gibt nichts Neues.",
    something_new: |count| match count {
        1 => "Eine neue Nachricht ist da.".to_owned(),
        _ => format!("{count} neue Nachrichten sind da."),
    },

    notice_started: "Meldungen sind eingeschaltet.",
    notice_stopped: "Meldungen sind ausgeschaltet, Ihre Adresse ist gelöscht.",
    notice_wrong: "Geben Sie eine E-Mail-Adresse wie name@example.org ein",
};
