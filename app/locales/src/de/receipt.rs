use crate::Receipt;

pub(crate) static RECEIPT: Receipt = Receipt {
    heading: "Ihre Nachricht ist angekommen",
    lead: |department| {
        format!(
            "Jetzt brauchen Sie noch Ihren Belegcode. Nur mit ihm können Sie die Antwort lesen und weiterschreiben. \
             Ihre Nachricht ist bei: {department}."
        )
    },
    code_label: "Belegcode",
    case_label: "Vorgangsnummer",
    code: "Ihr Belegcode",
    code_hint: "Heben Sie den Code auf wie einen Schlüssel. Wer ihn hat, kann alles lesen. Geht er verloren, kann ihn \
                niemand wiederherstellen, auch wir nicht.",
    group: |number| format!("Gruppe {number}:"),
    copy: "Code kopieren",
    copied: "Der Code ist kopiert. Fügen Sie ihn dort ein, wo Sie ihn aufbewahren.",
    not_copied: "Ihr Browser erlaubt das Kopieren nicht. Drucken Sie den Code, oder schreiben Sie ihn ab.",
    print: "Blatt drucken",
    printed: "Die Druckansicht war offen. Prüfen Sie, ob das Blatt gedruckt wurde.",
    not_printed: "Ihr Browser kann hier nicht drucken. Speichern Sie den Code, oder schreiben Sie ihn ab.",
    save: "Als Datei speichern",
    saved: "Die Datei wird gespeichert. Sie liegt in der Regel unter „Downloads“.",
    not_saved: "Ihr Browser konnte die Datei nicht speichern. Drucken Sie den Code, oder schreiben Sie ihn ab.",
    file_name: |case| format!("Beleg {case}.txt"),
    case_number: "Ihre Vorgangsnummer",
    case_number_hint: "Zum Nennen am Telefon. Mit ihr allein lässt sich nichts öffnen.",

    kept: "Ich habe den Code aufbewahrt",
    proof_heading: "Nur zur Sicherheit",
    proof_lead: "Der Code ist jetzt verdeckt. Sehen Sie dort nach, wo Sie ihn aufbewahrt haben.",
    proof: |number| format!("Gruppe {number} Ihres Codes"),
    proof_hint: "Vier Zeichen. Groß oder klein ist egal.",
    check: "Prüfen",
    show: "Code noch einmal zeigen",
    proof_missing: |number| format!("Geben Sie die vier Zeichen der Gruppe {number} ein"),
    proof_wrong: |number| {
        format!(
            "Das ist nicht die Gruppe {number}. Vergleichen Sie noch einmal, oder lassen Sie sich den Code zeigen"
        )
    },

    done_heading: "Alles erledigt",
    done_lead: |department| {
        format!(
            "Ihre Nachricht ist angekommen und Ihr Code ist aufbewahrt. Es antwortet Ihnen: {department}."
        )
    },
    done_notice: "Sobald eine Antwort da ist, bekommen Sie einen Hinweis per E-Mail.",
    done_no_notice: "Sehen Sie in einigen Tagen unter „Antwort lesen“ nach. Dort geben Sie Ihren Code ein.",
    go_on: "Zu meiner Nachricht",
    leave: "Auf einem fremden Gerät: Schließen Sie danach dieses Fenster. Auf dem Gerät bleibt nichts zurück, außer was \
            Sie selbst gespeichert oder kopiert haben.",

    files_heading: "Ihre Dateien werden gesendet",
    files_lead: "Die Nachricht selbst ist schon da. Lassen Sie diese Seite offen, bis auch die Dateien angekommen sind.",
    file: |name, number, count| match count {
        1 => format!("Ihre Datei wird gesendet: {name}"),
        _ => format!("Datei {number} von {count} wird gesendet: {name}"),
    },
    files_again: "Dateien noch einmal senden",
    files_done: |count| match count {
        1 => "Auch Ihre Datei ist angekommen.".to_owned(),
        _ => format!("Auch Ihre {count} Dateien sind angekommen."),
    },
    files_failed: |count| match count {
        1 => "Eine Datei ist noch nicht angekommen.".to_owned(),
        _ => format!("{count} Dateien sind noch nicht angekommen."),
    },
    files_offline: "Die Verbindung ist unterbrochen. Es geht dort weiter, wo es aufgehört hat.",
    files_kept: "Ihre Nachricht selbst ist angekommen.",

    sheet_title: "Beleg",
    sheet_lead: "Mit diesem Code lesen Sie die Antwort auf Ihre Nachricht und schreiben weiter.",
    sheet_authority: "Behörde",
    sheet_department: "Abteilung",
    sheet_date: "Gesendet am",
    sheet_address: "Code eingeben unter",
    sheet_qr: "Führt zur Eingabe des Codes. Der Code selbst ist darin nicht enthalten.",
    sheet_warning: "Bitte aufbewahren wie einen Schlüssel: Wer den Code hat, kann alles lesen. Ein verlorener Code kann \
                    nicht ersetzt werden.",
};
