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

    case_number: "Vorgangsnummer",
    department: "Abteilung",
    status: "Stand",
    messages: "Nachrichten",
    new: "Neu",
    to_newest: "Zur neuesten Antwort",
    waiting: "Noch keine Antwort. Ihr Brief ist angekommen; schauen Sie in einigen Tagen wieder nach.",
    closed_event: "Die Abteilung hat den Vorgang geschlossen.",
    reopened_event: "Die Abteilung hat den Vorgang wieder geöffnet.",
    given_name: "Name",
    given_contact: "Erreichbar",
    files: "Dateien",
    file_incomplete: "nicht vollständig angekommen",
    refresh: "Nach neuen Nachrichten sehen",

    signature: "Wer hat das unterschrieben?",
    signature_lead: "Ihr Gerät hat die Unterschrift geprüft: Diese Person ist von der Behörde beglaubigt, deren \
                     Fingerabdruck unten steht. Vergleichen Sie ihn mit dem, den die Behörde veröffentlicht. Namen von \
                     Abteilung und Behörde stehen im Verzeichnis des Portals.",
    signer: "Unterschrieben von",
    signer_role: "Aufgabe",
    signer_authority: "Behörde",
    signer_epoch: "Schlüssel der Abteilung, Nummer",
    signer_until: "Beglaubigt bis",
    signer_key: "Fingerabdruck der Unterschrift",
    signer_root: "Fingerabdruck der Behörde",

    handover_title: "Soll Ihr Vorgang an eine andere Behörde gehen?",
    handover_lead: "Die Abteilung schlägt vor, ihn zu übergeben an:",
    handover_meaning: "Sie entscheiden. Wenn Sie übergeben, antwortet Ihnen die andere Behörde, und Sie kommen mit demselben Code zurück; der \
                       Vorgang bekommt dort eine neue Nummer. Die bisherige Behörde sieht den Vorgang dann nicht mehr und kann \
                       nicht öffnen, was danach geschrieben wird.",
    handover_root: "Die Abteilung hat diesen Fingerabdruck der anderen Behörde unterschrieben. Vergleichen Sie ihn mit dem, den die andere \
                    Behörde veröffentlicht. Namen stehen im Verzeichnis des Portals.",
    handover_choice: "Was soll die andere Behörde lesen?",
    handover_all: "Alles bisher Geschriebene",
    handover_all_hint: "Alle Nachrichten und Dateien gehen mit.",
    handover_new: "Nur, was Sie jetzt schreiben",
    handover_new_hint: "Die andere Behörde erfährt nicht, was bisher geschrieben wurde.",
    handover_taken: "Betreff, Name und Kontakt stehen hier wie in Ihrer ersten Nachricht. Ändern Sie, was die andere Behörde nicht lesen soll.",
    handover_send: "Versiegeln und übergeben",
    handover_decline: "Nicht übergeben",
    handover_failed: "Es hat sich noch nichts geändert",

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

    leave: "Abmelden",
    left_title: "Sie sind abgemeldet",
    left: "Code und Nachrichten sind von diesem Gerät verschwunden. An einem fremden Gerät schließen Sie jetzt auch den \
           Browser.",
    ended_title: "Aus Sicherheit abgemeldet",
};
