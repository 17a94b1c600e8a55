use crate::Keeping;

pub(crate) static KEEPING: Keeping = Keeping {
    copied: "Der Code ist kopiert. Fügen Sie ihn dort ein, wo Sie ihn aufbewahren.",
    not_copied: "Ihr Browser erlaubt das Kopieren nicht. Drucken Sie den Code, oder schreiben Sie ihn ab.",
    printed: "Die Druckansicht war offen. Prüfen Sie, ob das Blatt gedruckt wurde.",
    not_printed: "Ihr Browser kann hier nicht drucken. Speichern Sie den Code, oder schreiben Sie ihn ab.",
    saved: "Die Datei wird gespeichert. Sie liegt in der Regel unter „Downloads“.",
    not_saved: "Ihr Browser konnte die Datei nicht speichern. Drucken Sie den Code, oder schreiben Sie ihn ab.",
    file_name: |case| format!("Beleg {case}.txt"),

    proof: |number| format!("Gruppe {number} Ihres Codes"),
    proof_missing: |number| format!("Geben Sie die vier Zeichen der Gruppe {number} ein"),
    proof_wrong: |number| {
        format!(
            "Das ist nicht die Gruppe {number}. Vergleichen Sie noch einmal, oder lassen Sie sich den Code zeigen"
        )
    },

    file: |name, number, count| match count {
        1 => format!("Ihre Datei wird gesendet: {name}"),
        _ => format!("Datei {number} von {count} wird gesendet: {name}"),
    },
    files_done: |count| match count {
        1 => "Auch Ihre Datei ist angekommen.".to_owned(),
        _ => format!("Auch Ihre {count} Dateien sind angekommen."),
    },
    files_failed: |count| match count {
        1 => "Eine Datei ist noch nicht angekommen.".to_owned(),
        _ => format!("{count} Dateien sind noch nicht angekommen."),
    },
};
