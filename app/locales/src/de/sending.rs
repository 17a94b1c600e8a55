use crate::{Choosing, Sending};

pub(crate) static SENDING: Sending = Sending {
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

    nothing: "keine Angabe",

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

    unsent_offline: "Wir haben keine Verbindung zum Server bekommen. Prüfen Sie Ihre Internetverbindung und versuchen \
                     Sie es noch einmal. Sollte die Nachricht doch schon angekommen sein, wird sie nicht doppelt \
                     zugestellt.",
    unsent_crashed: "Der Teil der Seite, der versiegelt, ist abgestürzt. Ihr Text steht noch hier. Mit „Noch einmal \
                     versuchen“ startet er neu. Bei sehr großen Dateien hilft es, einige wegzulassen.",
    unsent_untrusted: "Der Schlüssel dieser Abteilung ist nicht von der Behörde beglaubigt. Damit niemand Fremdes \
                       mitlesen kann, haben wir nichts gesendet. Bitte sagen Sie uns Bescheid.",
    unsent_other_root: "Ihr Link oder Ihr Vorgang nennt einen anderen Fingerabdruck als den, den dieses Portal für die \
                        Behörde zeigt. Das kann ein alter oder abgeschnittener Link sein, oder jemand gibt sich als \
                        diese Behörde aus. Wir haben nichts gesendet. Fragen Sie die Behörde auf einem anderen Weg.",
    unsent_expired: "Die Beglaubigung für den Schlüssel dieser Abteilung ist abgelaufen. Damit niemand mit einem alten \
                     Schlüssel mitlesen kann, haben wir nichts gesendet. Die Behörde muss ihn erneuern. Prüfen Sie auch, \
                     ob Datum und Uhrzeit Ihres Geräts stimmen.",
    unsent_revoked: "Den Schlüssel dieser Abteilung hat jemand beglaubigt, dem die Behörde das Recht dazu vorher entzogen \
                     hat. Wir haben nichts gesendet. Fragen Sie die Behörde auf einem anderen Weg.",
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

    files: Choosing {
        added: |name| format!("Hinzugefügt: {name}"),
        remove: |name| format!("{name} entfernen"),
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
