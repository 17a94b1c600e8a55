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

    check_heading: "Stimmt alles so?",
    check_lead: |authority, department| {
        format!(
            "Prüfen Sie Ihre Angaben. Dann versiegeln wir sie auf diesem Gerät und senden sie an: {department}, \
             {authority}."
        )
    },
    recipient: "Geht an",
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
    again: "Noch einmal versuchen",

    unsent_kept: "Es ist nichts verloren: Alles, was Sie geschrieben haben, steht noch hier.",
    call: |telephone| format!("Telefon: {telephone}"),

    files: Files {
        label: "Dateien",
        hint: |count, size| {
            format!("Bis zu {count} Dateien, jede höchstens {size}. Sie werden auf diesem Gerät versiegelt.")
        },
        chosen: "Ausgewählte Dateien",
        remove: "Entfernen",
    },
};
