use crate::Receipt;

pub(crate) static RECEIPT: Receipt = Receipt {
    heading: "Ihre Nachricht ist angekommen",
    lead: |department| {
        format!(
            "Jetzt brauchen Sie noch Ihren Belegcode. Nur mit ihm können Sie die Antwort lesen und weiterschreiben. \
             Ihre Nachricht ist bei: {department}."
        )
    },
    code: "Ihr Belegcode",
    code_hint: "Heben Sie den Code auf wie einen Schlüssel. Wer ihn hat, kann alles lesen. Geht er verloren, kann ihn \
                niemand wiederherstellen, auch wir nicht.",
    group: |number| format!("Gruppe {number}:"),
    copy: "Code kopieren",
    print: "Blatt drucken",
    save: "Als Datei speichern",
    case_number: "Ihre Vorgangsnummer",
    case_number_hint: "Zum Nennen am Telefon. Mit ihr allein lässt sich nichts öffnen.",

    kept: "Ich habe den Code aufbewahrt",
    proof_heading: "Nur zur Sicherheit",
    proof_lead: "Der Code ist jetzt verdeckt. Sehen Sie dort nach, wo Sie ihn aufbewahrt haben.",
    proof_hint: "Vier Zeichen. Groß oder klein ist egal.",
    check: "Prüfen",
    show: "Code noch einmal zeigen",

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
    files_again: "Dateien noch einmal senden",
    files_offline: "Die Verbindung ist unterbrochen. Es geht dort weiter, wo es aufgehört hat.",
    files_kept: "Ihre Nachricht selbst ist angekommen.",

    sheet_qr: "Führt zur Eingabe des Codes. Der Code selbst ist darin nicht enthalten.",
};
