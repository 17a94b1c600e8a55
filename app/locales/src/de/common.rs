use crate::Common;

pub(crate) static COMMON: Common = Common {
    language: "Deutsch",
    title: |page, portal| format!("{page} – {portal}"),
    skip: "Zum Inhalt springen",
    navigation: "Hauptnavigation",
    write: "Schreiben",
    answer: "Antwort lesen",
    about: "So geht es",
    languages: "Sprache",
    foot: "Weitere Seiten",
    promise: "Versiegelt auf Ihrem Gerät. Geöffnet nur in der Abteilung, an die Sie schreiben.",
    privacy: "Datenschutz",
    accessibility: "Barrierefreiheit",
    staff: "Für Beschäftigte",
    optional: "freiwillig",
    error: "Fehler:",
    warning: "Achtung:",
    success: "Erledigt:",
    notice: "Hinweis:",
    steps: "Schritte",
    step: |step, steps| format!("Schritt {step} von {steps}:"),
    done: "erledigt",
    trail: "Sie sind hier",
    not_started_title: "Auf diesem Gerät geht es gerade nicht",
    not_started: "Das Programm, das auf Ihrem Gerät versiegelt und öffnet, ist noch nicht gestartet. Es wurde nichts \
                  gesendet. Laden Sie die Seite neu, oder nehmen Sie einen neueren Browser. Wenn das nicht hilft, rufen \
                  Sie bitte die Behörde an.",
    telephone: "Telefon",
    email: "E-Mail",
};
