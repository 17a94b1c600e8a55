use crate::Desk;

pub(crate) static DESK: Desk = Desk {
    title: "Arbeitsplatz",
    loading: "Der Arbeitsplatz wird geladen …",
    load_failed: "Der Arbeitsplatz konnte nicht geladen werden. Prüfen Sie die Verbindung und laden Sie die Seite neu.",
    no_script_title: "Hier lässt sich gerade nichts öffnen",
    no_script: "Nachrichten werden in Ihrem Browser geöffnet und versiegelt, damit niemand sonst sie lesen kann. Das \
                braucht JavaScript, und es ist ausgeschaltet. Schalten Sie JavaScript für dieses Portal ein und \
                laden Sie die Seite neu.",
    public_site: "Zu den öffentlichen Seiten",

    sign_in_title: "Anmelden",
    sign_in_lead: "Für Beschäftigte. Ihr Passwort bleibt in diesem Browser; es öffnet hier Ihre Schlüssel.",
    unlock_title: "Schlüssel öffnen",
    unlock_lead: |name| {
        format!(
            "Sie sind als {name} angemeldet. Ihre Schlüssel werden nie gespeichert; geben Sie Ihr Passwort noch einmal ein."
        )
    },
    email: "E-Mail-Adresse",
    password: "Passwort",
    password_hint: "Es verlässt diesen Browser nicht.",
    sign_in: "Anmelden",
    unlock: "Schlüssel öffnen",
    signing_in: "Ihr Passwort wird geprüft. Das dauert einen Moment …",
    unlocking: "Ihre Schlüssel werden geöffnet …",
    email_wrong: "Geben Sie eine E-Mail-Adresse wie name@example.org ein",
    password_missing: "Geben Sie Ihr Passwort ein",
    login_refused: "E-Mail-Adresse und Passwort passen nicht zusammen. Prüfen Sie beides und versuchen Sie es noch einmal.",
    unlock_refused: |reason| {
        format!(
            "Die Schlüssel, die der Server geschickt hat, werden nicht verwendet: {reason} Wenden Sie sich an Ihre Administration."
        )
    },
    signed_out: "Sie sind abgemeldet. Schlüssel und Nachrichten sind aus diesem Browser verschwunden.",
    session_ended: "Ihre Sitzung ist beendet. Melden Sie sich wieder an, um weiterzuarbeiten.",
    crashed: "Der Tresor mit Ihren Schlüsseln ist unerwartet beendet worden. Melden Sie sich wieder an; es ging nichts \
              Gesendetes verloren.",
    vault_missing: "Der Tresor für Ihre Schlüssel lässt sich nicht starten. Laden Sie die Seite neu.",
    drafts_kept: |count| match count {
        1 => "Ihre angefangene Antwort ist noch da.".to_owned(),
        _ => format!("Ihre {count} angefangenen Antworten sind noch da."),
    },

    inbox: "Posteingang",
    departments: "Abteilungen",
    all_departments: "Alle Abteilungen",
    filter: "Vorgänge anzeigen",
    filter_open: "Offen",
    filter_closed: "Geschlossen",
    filter_all: "Alle",
    inbox_loading: "Nachrichten werden geholt und geöffnet …",
    inbox_empty_open: "Keine offenen Vorgänge. Neue Nachrichten erscheinen hier von selbst.",
    inbox_empty_closed: "Keine geschlossenen Vorgänge.",
    inbox_empty_all: "Noch keine Vorgänge. Neue Nachrichten erscheinen hier von selbst.",
    no_department_title: "Ihnen ist keine Abteilung zugeordnet",
    no_department: "Sobald Sie einer Abteilung angehören, sehen Sie hier deren Posteingang. Sie werden dafür von Ihrer \
                    Administration eingetragen.",
    no_certificate_title: "Ihr Zugang ist noch nicht beglaubigt",
    no_certificate: "Ihre Administration bestätigt Ihren Schlüssel. Danach melden Sie sich neu an und sehen hier den \
                     Posteingang Ihrer Abteilungen.",
    more: "Weitere Vorgänge laden",
    more_loading: "Weitere Vorgänge werden geladen …",
    again: "Noch einmal versuchen",
    unread: "Neu",
    no_name: "Ohne Namen",
    no_subject: "Betreff nicht lesbar",
    case_number: "Vorgangsnummer",
    answered: "Beantwortet",
    waiting: "Wartet auf Antwort",
    today: "heute",
    yesterday: "gestern",
    days_ago: |days| format!("vor {days} Tagen"),
    news: |count| match count {
        1 => "1 neue Nachricht".to_owned(),
        _ => format!("{count} neue Nachrichten"),
    },
    more_loaded: |count| match count {
        1 => "1 weiterer Vorgang geladen".to_owned(),
        _ => format!("{count} weitere Vorgänge geladen"),
    },

    choose: "Wählen Sie einen Vorgang aus",
    choose_hint: "Er wird in Ihrem Browser geöffnet und geprüft.",
    back: "Zurück zum Posteingang",
    opening: "Der Vorgang wird geholt und geöffnet …",
    open_failed: "Der Vorgang konnte nicht geöffnet werden",
    not_found: "Diesen Vorgang gibt es nicht, oder eine andere Abteilung ist zuständig.",
    department: "Abteilung",
    status: "Stand",
    status_open: "Offen",
    status_closed: "Geschlossen",
    sender: "Name",
    contact: "Erreichbar",
    opened: "Eingegangen",
    own_words: "eigene Angabe",
    messages: "Nachrichten",
    new_messages: "Neu",
    signed: "Unterschrift geprüft",
    signed_by_citizen: "Unterschrift geprüft: dieselbe Person wie am Anfang",
    signed_by_member: |department| format!("Unterschrift geprüft: {department}"),
    you: "Sie",
    from_citizen: "Von außen",
    from_department: "Aus der Abteilung",
    closed_by: |name| format!("{name} hat den Vorgang geschlossen."),
    reopened_by: |name| format!("{name} hat den Vorgang wieder geöffnet."),
    files: "Dateien",
    file_show: "Anzeigen",
    file_save: "Speichern",
    file_fetching: |percent| format!("Wird geholt und geöffnet … {percent} %"),
    file_saved: "Gespeichert",
    picture: |name| format!("Bild „{name}“"),
    file_unnamed: "Datei",
    file_incomplete: "Diese Datei ist noch nicht vollständig angekommen.",
    file_failed: "Diese Datei konnte nicht geöffnet werden. Versuchen Sie es noch einmal.",

    reply_title: "Antworten",
    reply: "Ihre Antwort",
    reply_hint: |name| format!("Sie wird versiegelt und mit Ihrem Namen unterschrieben: {name}."),
    attach: "Dateien anhängen",
    attach_hint: |count, size| format!("Bis zu {count} Dateien, jede höchstens {size}"),
    detach: |name| format!("„{name}“ entfernen"),
    file_too_many: |count| format!("Eine Antwort kann höchstens {count} Dateien haben."),
    file_too_large: |name, size| format!("„{name}“ ist zu groß. Eine Datei darf höchstens {size} haben."),
    file_empty: |name| format!("„{name}“ ist leer."),
    file_unreadable: |name| {
        format!("„{name}“ lässt sich nicht mehr lesen. Entfernen Sie die Datei und wählen Sie sie neu aus.")
    },
    send: "Versiegeln und senden",
    sealing: "Wird versiegelt …",
    sending: "Wird gesendet …",
    uploading: |percent| format!("Dateien werden gesendet … {percent} %"),
    trying_again: |seconds| match seconds {
        1 => "Keine Verbindung. Nächster Versuch in 1 Sekunde …".to_owned(),
        _ => format!("Keine Verbindung. Nächster Versuch in {seconds} Sekunden …"),
    },
    sent: "Ihre Antwort ist gesendet.",
    not_sent: |reason| format!("Noch nicht gesendet. {reason}"),
    send_again: "Noch einmal senden",
    edit: "Bearbeiten",
    reply_missing: "Schreiben Sie eine Antwort",
    reply_too_long: "Die Antwort ist zu lang. Kürzen Sie sie",
    reply_closed: "Der Vorgang ist geschlossen. Öffnen Sie ihn wieder, um zu antworten.",

    close: "Vorgang schließen",
    reopen: "Wieder öffnen",
    close_question: "Vorgang schließen?",
    close_meaning: "Wer geschrieben hat, sieht das in der Unterhaltung. Eine hinterlegte E-Mail-Adresse für Meldungen wird \
                    gelöscht. Eine neue Nachricht von außen öffnet den Vorgang wieder.",
    close_draft: "Ihre angefangene Antwort wird dabei nicht gesendet.",
    reopen_question: "Vorgang wieder öffnen?",
    reopen_meaning: "Wer geschrieben hat, sieht das in der Unterhaltung.",
    closed: "Der Vorgang ist geschlossen.",
    reopened: "Der Vorgang ist wieder offen.",
    cancel: "Abbrechen",
    changing: "Wird geändert …",

    sign_out: "Abmelden",
    sign_out_question: |count| match count {
        1 => "Eine angefangene Antwort wird verworfen.".to_owned(),
        _ => format!("{count} angefangene Antworten werden verworfen."),
    },
    sign_out_anyway: "Verwerfen und abmelden",
    disconnected: "Verbindung unterbrochen. Neue Nachrichten erscheinen, sobald sie wieder steht.",

    offline: "Der Server antwortet nicht. Prüfen Sie die Verbindung.",
    failed: "Das hat nicht geklappt. Versuchen Sie es noch einmal.",
    too_many: |seconds| match seconds {
        0..=1 => "Zu viele Anfragen. Versuchen Sie es gleich noch einmal.".to_owned(),
        2..=90 => format!("Zu viele Anfragen. Versuchen Sie es in {seconds} Sekunden noch einmal."),
        _ => format!(
            "Zu viele Anfragen. Versuchen Sie es in {} Minuten noch einmal.",
            seconds.div_ceil(60)
        ),
    },
    out_of_turn: "Das ging gerade nicht. Öffnen Sie den Vorgang neu und versuchen Sie es noch einmal.",
    too_large: "Das ist zu groß.",
};
