use crate::Thread;

pub(crate) static THREAD: Thread = Thread {
    title: "Antwort lesen",
    lead: "Geben Sie den Code von Ihrem Beleg ein. Ihr Gerät öffnet damit Ihren Brief und alle Antworten.",
    description: "Lesen Sie mit Ihrem Belegcode die Antwort der Behörde und schreiben Sie weiter.",
    no_script_title: "Hier lässt sich gerade nichts öffnen",
    no_script: "Ihr Brief wird in Ihrem Browser geöffnet. Das braucht JavaScript, und es ist ausgeschaltet. Schalten \
                Sie JavaScript ein und laden Sie die Seite neu. Ihr Code wird von dieser Seite nicht gesendet.",
    lost_title: "Beleg verloren?",
    lost: "Ohne den Code kann niemand Ihren Brief öffnen, auch wir nicht. Rufen Sie die Behörde an und nennen Sie die \
           Vorgangsnummer, falls Sie sie noch haben. Oder schreiben Sie eine neue Nachricht.",

    code: "Belegcode",
    code_hint: "28 Zeichen in sieben Gruppen. Groß oder klein, mit oder ohne Striche: beides geht. Der Code selbst \
                bleibt auf Ihrem Gerät.",
    open: "Öffnen",
    preparing: "Wird vorbereitet …",
    opening: "Ihr Brief wird geholt und geöffnet …",
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

    no_subject: "Ihr Vorgang",
    case_number: "Vorgangsnummer",
    department: "Abteilung",
    status: "Stand",
    status_open: "Offen",
    status_closed: "Geschlossen",
    messages: "Nachrichten",
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
    new: "Neu",
    to_newest: "Zur neuesten Antwort",
    waiting: "Noch keine Antwort. Ihr Brief ist angekommen; schauen Sie in einigen Tagen wieder nach.",
    closed_event: "Die Abteilung hat den Vorgang geschlossen.",
    reopened_event: "Die Abteilung hat den Vorgang wieder geöffnet.",
    given_name: "Name",
    given_contact: "Erreichbar",
    files: "Dateien",
    file_save: |name, size| format!("{name} speichern ({size})"),
    file_opening: |name| format!("{name} wird geholt und geöffnet …"),
    file_incomplete: "nicht vollständig angekommen",
    file_failed: |name| format!("„{name}“ konnte nicht geöffnet werden. Versuchen Sie es noch einmal."),
    refresh: "Nach neuen Nachrichten sehen",
    refreshing: "Wir sehen nach …",
    nothing_new: "Es gibt nichts Neues.",
    something_new: |count| match count {
        1 => "Eine neue Nachricht ist da.".to_owned(),
        _ => format!("{count} neue Nachrichten sind da."),
    },

    reply_title: "Weiterschreiben",
    reply: "Ihre Nachricht",
    reply_closed: "Der Vorgang ist geschlossen. Wenn Sie schreiben, wird er wieder geöffnet.",
    send: "Versiegeln und absenden",
    reply_kept: "Was Sie zuletzt geschrieben haben, ist noch da. Sie sehen es wieder, sobald Sie Ihren Code eingegeben \
                 haben.",
    sent: "Ihre Nachricht ist angekommen.",

    notice_title: "Meldung per E-Mail",
    notice_off: "Sie bekommen keine Meldung, wenn eine Antwort da ist.",
    notice_on: "Sie bekommen eine E-Mail, sobald eine Antwort da ist. Was darin steht, lesen Sie nur hier.",
    notice_email: "E-Mail-Adresse",
    notice_hint: "Die Adresse wird nicht versiegelt, damit das Portal Ihnen schreiben kann. Es zeigt sie niemandem und \
                  löscht sie, sobald der Vorgang geschlossen ist.",
    notice_start: "Meldungen einschalten",
    notice_stop: "Meldungen ausschalten",
    notice_started: "Meldungen sind eingeschaltet.",
    notice_stopped: "Meldungen sind ausgeschaltet, Ihre Adresse ist gelöscht.",
    notice_wrong: "Geben Sie eine E-Mail-Adresse wie name@example.org ein",

    leave: "Abmelden",
    left_title: "Sie sind abgemeldet",
    left: "Code und Nachrichten sind von diesem Gerät verschwunden. An einem fremden Gerät schließen Sie jetzt auch den \
           Browser.",
    ended_title: "Aus Sicherheit abgemeldet",
    ended: "Sie waren länger nicht aktiv. Geben Sie Ihren Code noch einmal ein.",
    crashed: "Das Öffnen wurde auf Ihrem Gerät unterbrochen. Geben Sie Ihren Code bitte noch einmal ein.",
};
