use crate::Staff;

pub(crate) static STAFF: Staff = Staff {
    no_script_title: "Hier lässt sich gerade nichts öffnen",
    no_script: "Nachrichten werden in Ihrem Browser geöffnet und versiegelt, damit niemand sonst sie lesen kann. Das \
                braucht JavaScript, und es ist ausgeschaltet. Schalten Sie JavaScript für dieses Portal ein und \
                laden Sie die Seite neu.",
    public_site: "Zu den öffentlichen Seiten",
    sign_in_title: "Anmelden",
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
    forgotten: "Passwort vergessen?",
    unlock: "Schlüssel öffnen",
    passkey_sign_in: "Passkey verwenden",
    or_password: "oder mit Passwort:",
    showing_passkey: "Warten auf Ihren Passkey …",
    passkey_declined: "Es wurde kein Passkey vorgezeigt. Versuchen Sie es noch einmal; wenn nach dem Passwort danach gefragt wird, nehmen Sie einen, den Sie Ihrem Konto hinzugefügt haben.",
    passkey_foreign: "Dieser Passkey gehört zu einem anderen Konto. Möchten Sie sich damit anmelden, melden Sie sich hier zuerst ab.",
    passkey_cannot_open: "Dieser Passkey kann Ihre Schlüssel in diesem Browser nicht öffnen. Melden Sie sich mit Ihrem Passwort an; danach werden Sie nach dem Passkey gefragt.",
    signing_in: "Ihr Passwort wird geprüft. Das dauert einen Moment …",
    unlocking: "Ihre Schlüssel werden geöffnet …",
    email_wrong: "Geben Sie eine E-Mail-Adresse wie name@example.org ein",
    password_missing: "Geben Sie Ihr Passwort ein",
    login_refused: "E-Mail-Adresse und Passwort passen nicht zusammen. Prüfen Sie beides und versuchen Sie es noch einmal.",
    certificate: "Ihr Zertifikat",
    certificate_soon: |days| {
        match days {
        ..=0 => "Ihr Zertifikat ist abgelaufen: Sie können lesen, aber nicht mehr antworten. Bitte wenden Sie sich an Ihre Administration.".to_owned(),
        1 => "Ihr Zertifikat endet innerhalb eines Tages. Bitte sagen Sie Ihrer Administration Bescheid.".to_owned(),
        days => format!("Ihr Zertifikat endet in {days} Tagen. Es wird erneuert, sobald sich jemand aus der Administration anmeldet."),
    }
    },
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
    cancel: "Abbrechen",
    lock: "Sperren",
    locks_soon: "Diese Seite sperrt sich in einer Minute, weil hier niemand etwas tut. Eine Taste oder eine Bewegung hält sie offen.",
    locked: "Die Seite ist gesperrt. Schlüssel und Nachrichten sind aus ihr verschwunden. Nach dem Entsperren geht es hier weiter.",
    account: "Mein Konto",
    sign_out: "Abmelden",
    again: "Noch einmal versuchen",
    unconfirmed_title: "Ihr Zugang ist noch nicht bestätigt",
    unconfirmed: "Ihre Administration vergleicht diese Prüfzahl mit Ihnen, am besten persönlich oder am Telefon. Danach öffnet sich hier, woran Sie arbeiten. Bis dahin sehen Sie nur diese Zahl.",
    fingerprint: "Prüfzahl",
    look_again: "Noch einmal nachsehen",
    looking: "Wird nachgesehen …",
    still_unconfirmed: "Noch nicht bestätigt.",
    no_grant: "Diesen Vorgang öffnet keiner Ihrer Schlüssel. Wenn Sie neu in der Abteilung sind: Den Schlüssel gibt Ihnen der Browser einer Kollegin oder eines Kollegen, sobald sich dort jemand anmeldet.",
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
    out_of_turn: "Das ging gerade nicht. Gehen Sie einen Schritt zurück und versuchen Sie es noch einmal.",
    too_large: "Das ist zu groß.",
    file_unreadable: |name| {
        format!("„{name}“ lässt sich nicht mehr lesen. Entfernen Sie die Datei und wählen Sie sie neu aus.")
    },
};
