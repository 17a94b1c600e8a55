use crate::{Compose, Files};

pub(crate) static COMPOSE: Compose = Compose {
    title: |department| format!("Nachricht an: {department}"),
    lead: |department| {
        format!("Ihre Nachricht wird auf diesem Gerät versiegelt. Lesen kann sie nur: {department}.")
    },
    steps: ["Schreiben", "Prüfen", "Senden", "Code aufheben"],
    no_script_title: "Hier können Sie so nicht schreiben",
    no_script: "Ihre Nachricht muss auf Ihrem Gerät versiegelt werden. Dafür braucht diese Seite JavaScript, und \
                das ist in Ihrem Browser ausgeschaltet. Es wird nichts gesendet. Schalten Sie JavaScript für diese \
                Seite ein, nehmen Sie ein anderes Gerät, oder rufen Sie uns an.",
    unsupported_title: "Auf diesem Gerät geht es leider nicht",
    unsupported: "Das Programm, das Ihre Nachricht versiegelt, konnte nicht starten. Es wurde nichts gesendet. \
                  Laden Sie die Seite neu oder nehmen Sie einen neueren Browser. Wenn das nicht hilft, rufen Sie uns \
                  bitte an.",
    loading: "Das Versiegeln wird noch vorbereitet. Sie können schon schreiben.",

    write_heading: "Ihre Nachricht",
    subject: "Betreff",
    subject_hint: "Worum geht es? Auch der Betreff wird versiegelt.",
    text: "Nachricht",
    text_hint: "Schreiben Sie alles auf, was wir wissen müssen. Aktenzeichen helfen uns, wenn Sie welche haben.",
    about_you: "Angaben zu Ihnen",
    about_you_hint: "Sie müssen nicht sagen, wer Sie sind. Was Sie hier angeben, wird mitversiegelt.",
    name: "Ihr Name",
    contact: "Wie wir Sie sonst erreichen",
    contact_hint: "Zum Beispiel eine Telefonnummer oder Ihre Anschrift.",
    notice_heading: "Bescheid, wenn eine Antwort da ist",
    notice: "E-Mail-Adresse für Hinweise",
    notice_hint: "Diese Adresse wird nicht versiegelt: Unser Server muss sie kennen, um Ihnen schreiben zu können, \
                  und er kennt sonst nichts von Ihnen. Im Hinweis steht nur, dass eine Antwort da ist. Die Adresse \
                  wird gelöscht, sobald der Vorgang abgeschlossen ist.",
    to_check: "Weiter: Angaben prüfen",

    subject_missing: "Geben Sie einen Betreff ein, zum Beispiel „Frage zum Wohngeld“",
    subject_long: |limit| format!("Kürzen Sie den Betreff auf höchstens {limit} Zeichen"),
    text_missing: "Schreiben Sie Ihre Nachricht",
    text_long: |limit| {
        format!(
            "Kürzen Sie die Nachricht auf höchstens {limit} Zeichen, oder hängen Sie den Text als Datei an"
        )
    },
    name_long: |limit| format!("Kürzen Sie den Namen auf höchstens {limit} Zeichen"),
    contact_long: |limit| format!("Kürzen Sie Ihre Kontaktangabe auf höchstens {limit} Zeichen"),
    notice_wrong: "Geben Sie eine E-Mail-Adresse wie name@beispiel.de ein, oder lassen Sie das Feld leer",

    check_heading: "Stimmt alles so?",
    check_lead: |authority, department| {
        format!(
            "Prüfen Sie Ihre Angaben. Dann versiegeln wir sie auf diesem Gerät und senden sie an: {department}, \
             {authority}."
        )
    },
    recipient: "Geht an",
    nothing: "keine Angabe",
    change: "Ändern",
    seen_heading: "Wer was sehen kann",
    seen_by_department: "Nur diese Abteilung kann Ihre Nachricht, Ihre Angaben und Ihre Dateien lesen.",
    seen_by_operator: "Wer das Portal betreibt, sieht nur: an welche Abteilung Sie schreiben, an welchem Tag, und \
                       ungefähr wie viel.",
    seen_by_operator_with_notice: "Wer das Portal betreibt, sieht nur: Ihre E-Mail-Adresse für Hinweise, an welche \
                                   Abteilung Sie schreiben, an welchem Tag, und ungefähr wie viel.",
    send: "Versiegeln und senden",
    back: "Zurück zum Schreiben",

    sealing_heading: "Ihre Nachricht wird gesendet",
    sealing_lead: "Bitte lassen Sie diese Seite offen.",
    unsent_heading: "Noch nicht gesendet",
    sealing_file: |name, number, count| match count {
        1 => format!("Ihre Datei wird versiegelt: {name}"),
        _ => format!("Datei {number} von {count} wird versiegelt: {name}"),
    },
    sealing_message: "Ihre Nachricht wird versiegelt",
    sending: "Ihre versiegelte Nachricht wird gesendet",
    sealing_again: "Die Abteilung hat gerade ihren Schlüssel gewechselt. Wir versiegeln neu.",
    waiting: |seconds| {
        format!("Der Server ist gerade nicht erreichbar. Neuer Versuch in {seconds} Sekunden.")
    },
    waiting_offline: |seconds| {
        format!("Ihr Gerät ist gerade nicht mit dem Internet verbunden. Neuer Versuch in {seconds} Sekunden.")
    },
    again: "Noch einmal versuchen",

    unsent_offline: "Wir haben keine Verbindung zum Server bekommen. Prüfen Sie Ihre Internetverbindung und versuchen \
                     Sie es noch einmal. Sollte die Nachricht doch schon angekommen sein, wird sie nicht doppelt \
                     zugestellt.",
    unsent_crashed: "Der Teil der Seite, der versiegelt, ist abgestürzt. Ihr Text steht noch hier. Mit „Noch einmal \
                     versuchen“ startet er neu. Bei sehr großen Dateien hilft es, einige wegzulassen.",
    unsent_untrusted: "Der Schlüssel dieser Abteilung ist nicht von der Behörde beglaubigt. Damit niemand Fremdes \
                       mitlesen kann, haben wir nichts gesendet. Bitte sagen Sie uns Bescheid.",
    unsent_no_key: "Diese Abteilung kann gerade keine versiegelten Nachrichten empfangen. Versuchen Sie es bitte \
                    später noch einmal, oder rufen Sie uns an.",
    unsent_too_large: "Die Nachricht oder eine Datei ist zu groß. Gehen Sie zurück und kürzen Sie den Text, oder \
                       lassen Sie eine Datei weg.",
    unsent_file: |name| {
        format!(
            "Die Datei „{name}“ lässt sich nicht mehr lesen. Vielleicht wurde sie verschoben oder geändert. Gehen Sie \
             zurück und wählen Sie sie noch einmal aus."
        )
    },
    unsent_refused: |said| {
        match said {
        "" => "Der Server hat etwas geantwortet, womit diese Seite nicht gerechnet hat. Versuchen Sie es bitte noch \
               einmal."
            .to_owned(),
        _ => format!("Der Server hat die Nachricht nicht angenommen. Er sagt: {said}"),
    }
    },
    unsent_kept: "Es ist nichts verloren: Alles, was Sie geschrieben haben, steht noch hier.",
    call: |telephone| format!("Telefon: {telephone}"),

    files: Files {
        label: "Dateien",
        hint: |count, size| {
            format!("Bis zu {count} Dateien, jede höchstens {size}. Sie werden auf diesem Gerät versiegelt.")
        },
        chosen: "Ausgewählte Dateien",
        added: |name| format!("Hinzugefügt: {name}"),
        remove: |name| format!("{name} entfernen"),
        remove_short: "Entfernen",
        removed: |name| format!("Entfernt: {name}"),
        too_large: |name, size| {
            format!("„{name}“ ist größer als {size}. Verkleinern Sie die Datei oder teilen Sie sie auf")
        },
        empty: |name| format!("„{name}“ ist leer. Wählen Sie eine andere Datei"),
        too_many: |count| {
            format!("Es gehen höchstens {count} Dateien. Entfernen Sie eine, um eine andere anzuhängen")
        },
    },
};
