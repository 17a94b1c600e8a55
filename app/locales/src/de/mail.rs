use crate::mail::{Code, Invitation, Mail, Notice};

pub(crate) static MAIL: Mail = Mail {
    sender: "Siegelpost",
    department_message: Notice {
        subject: "Neue Nachricht im Eingang",
        text: |link| {
            format!(
                "Guten Tag,\n\n\
                 in Ihrem Eingang liegt eine neue versiegelte Nachricht. Lesen können Sie sie nach der Anmeldung:\n\n\
                 {link}\n\n\
                 Diese E-Mail wurde automatisch verschickt und enthält mit Absicht nichts aus der Nachricht. \
                 Antworten auf diese E-Mail liest niemand.\n"
            )
        },
    },
    citizen_answer: Notice {
        subject: "Eine Antwort liegt für Sie bereit",
        text: |link| {
            format!(
                "Guten Tag,\n\n\
                 auf Ihre Nachricht gibt es eine neue Antwort. Zum Lesen brauchen Sie den Code auf Ihrem Beleg. \
                 Geben Sie ihn auf dieser Seite ein:\n\n\
                 {link}\n\n\
                 Wir fragen Sie niemals per E-Mail nach Ihrem Code. Auf der Seite können Sie diese \
                 Benachrichtigungen auch wieder abbestellen.\n\n\
                 Diese E-Mail wurde automatisch verschickt und enthält mit Absicht nichts aus der Antwort. \
                 Antworten auf diese E-Mail liest niemand.\n"
            )
        },
    },
    invitation: Invitation {
        subject: "Ihre Einladung zur Siegelpost",
        text: |join, code| {
            format!(
                "Guten Tag,\n\n\
                 Sie sind eingeladen, in der Siegelpost mitzuarbeiten. Mit diesem Link richten Sie Ihren Zugang ein \
                 und wählen Ihr Passwort:\n\n\
                 {join}#{code}\n\n\
                 Der Link gilt sieben Tage, nur für Sie und nur einmal. Bitte geben Sie ihn nicht weiter. Wenn er sich \
                 nicht öffnen lässt, geben Sie diesen Einladungscode auf der Seite {join} ein:\n\n\
                 {code}\n\n\
                 Wenn Sie diese Einladung nicht erwartet haben, können Sie die E-Mail löschen. \
                 Sie wurde automatisch verschickt; Antworten liest niemand.\n"
            )
        },
    },
    founding_code: Code {
        subject: "Ihr Code für die Einrichtung der Siegelpost",
        text: |code| {
            format!(
                "Guten Tag,\n\n\
                 mit dieser E-Mail-Adresse wird gerade eine Siegelpost eingerichtet. Ihr Code lautet:\n\n\
                 {code}\n\n\
                 Er gilt 15 Minuten und nur auf der Seite, auf der Sie ihn angefordert haben. Bitte geben Sie ihn nicht \
                 weiter.\n\n\
                 Wenn Sie keine Siegelpost einrichten, können Sie die E-Mail löschen. \
                 Sie wurde automatisch verschickt; Antworten liest niemand.\n"
            )
        },
    },
    restoration: Invitation {
        subject: "Ihr Zugang wird wiederhergestellt",
        text: |restore, code| {
            format!(
                "Guten Tag,\n\n\
                 Ihre Administration stellt Ihren Zugang zur Siegelpost wieder her. Mit diesem Link wählen Sie ein neues \
                 Passwort und sehen danach eine Prüfzahl, die Sie der Administration vorlesen:\n\n\
                 {restore}#{code}\n\n\
                 Der Link gilt sieben Tage und nur für Sie. Bitte geben Sie ihn nicht weiter. Wenn er sich nicht öffnen \
                 lässt, geben Sie diesen Code auf der Seite {restore} ein:\n\n\
                 {code}\n\n\
                 Wenn Sie das nicht erwartet haben, sagen Sie bitte Ihrer Administration Bescheid. \
                 Diese E-Mail wurde automatisch verschickt; Antworten liest niemand.\n"
            )
        },
    },
    sign_in_changed: Notice {
        subject: "Ihre Anmeldung wurde geändert",
        text: |link| {
            format!(
                "Guten Tag,\n\n\
                 die Wege, auf denen Sie sich bei der Siegelpost anmelden, wurden gerade geändert: Passwort, \
                 Wiederherstellungscode oder Passkey. Was jetzt gilt, sehen Sie nach der Anmeldung:\n\n\
                 {link}\n\n\
                 Wenn Sie das nicht selbst waren, sagen Sie bitte sofort Ihrer Administration Bescheid.\n\n\
                 Diese E-Mail wurde automatisch verschickt; Antworten liest niemand.\n"
            )
        },
    },
    upkeep: Notice {
        subject: "Schlüssel Ihrer Behörde brauchen Sie",
        text: |link| {
            format!(
                "Guten Tag,\n\n\
                 Schlüssel oder Zertifikate Ihrer Behörde in der Siegelpost sind zu erneuern. Das geschieht zum größten \
                 Teil von selbst, sobald sich eine Administratorin oder ein Administrator anmeldet:\n\n\
                 {link}\n\n\
                 Wird nichts erneuert, können später Antworten nicht mehr unterschrieben oder neue Nachrichten nicht mehr \
                 angenommen werden.\n\n\
                 Diese E-Mail wurde automatisch verschickt, höchstens einmal in der Woche. Antworten liest niemand.\n"
            )
        },
    },
};
