use crate::errors::Errors;

pub(crate) static ERRORS: Errors = Errors {
    malformed: "Die Anfrage konnte nicht gelesen werden. Bitte laden Sie die Seite neu und versuchen Sie es noch einmal.",
    not_sealed: "Die Nachricht war nicht versiegelt und wurde nicht angenommen. Bitte laden Sie die Seite neu und senden Sie sie noch einmal.",
    email_refused: "Diese E-Mail-Adresse kann hier nicht verwendet werden. Bitte geben Sie sie in der einfachen Form name@beispiel.de an; für Beschäftigte muss sie zur Behörde gehören.",
    origin_refused: "Das ist keine Adresse einer Website, wie sie hier gebraucht wird: https:// und der Name, sonst nichts.",
    inconsistent: "Die Angaben passen nicht zusammen. Bitte laden Sie die Seite neu und versuchen Sie es noch einmal.",
    untrusted_chain: "Diese Zertifikate passen nicht zu Ihrer Behörde oder nicht zu dem, was geändert werden soll; darum ist nichts geschehen. Bitte prüfen Sie die Uhr Ihres Geräts, melden Sie sich neu an und versuchen Sie es noch einmal.",
    too_large: "Das ist zu groß. Bitte kürzen Sie den Text oder wählen Sie kleinere Dateien.",
    not_found: "Das wurde nicht gefunden. Bitte prüfen Sie die Adresse.",
    method_not_allowed: "Diese Adresse gibt es, aber nicht für diese Art von Anfrage.",
    domain_taken: "Eine dieser Domains gehört auf diesem Portal schon zu einer anderen Behörde. Bitte geben Sie nur eigene an, oder wenden Sie sich an die Stelle, die das Portal betreibt.",
    conflict: "Dieser Name oder diese Kennung ist schon vergeben. Bitte wählen Sie eine andere.",
    epoch_outdated: "Der Schlüssel der Stelle hat sich inzwischen geändert. Bitte senden Sie noch einmal; die Nachricht wird dann neu versiegelt.",
    conversation_closed: "Dieser Vorgang ist abgeschlossen. Bitte öffnen Sie ihn wieder, bevor Sie schreiben.",
    conversation_changed: "In diesem Vorgang ist inzwischen etwas geschehen. Bitte lesen Sie es und versuchen Sie es dann noch einmal.",
    department_closed: "Diese Abteilung nimmt keine Vorgänge mehr an. Bitte wählen Sie eine andere.",
    department_keyless: "Diese Abteilung hat noch keinen gültigen Schlüssel und kann nichts öffnen. Bitte wählen Sie eine andere oder fragen Sie Ihre Administration.",
    department_unstaffed: "In einer Abteilung bliebe niemand, der neue Nachrichten öffnen kann. Bitte weisen Sie ihr vorher \
                           jemanden zu, oder schließen Sie die Abteilung.",
    directory_outdated: "Das Verzeichnis wurde inzwischen geändert. Bitte laden Sie es neu und ändern Sie es noch einmal.",
    directory_refused: "Das Verzeichnis hat Fehler und wurde nicht übernommen. Die Prüfung nennt sie.",
    area_refused: "Das ist kein Gemeinde- oder Regionalschlüssel: 2, 3, 5, 8, 9 oder 12 Ziffern, die mit 01 bis 16 beginnen. Vielleicht fehlt die Null am Anfang.",
    service_refused: "Das ist kein Schlüssel einer Leistung: 14 Ziffern, die mit 99 beginnen, oder ein Name aus Kleinbuchstaben, Ziffern und Bindestrichen.",
    department_routed: "Das Verzeichnis Ihrer Behörde führt Menschen zu dieser Abteilung. Wählen Sie dort zuerst eine andere Auffangstelle, falls sie es ist, und für ihre Leistungen eine andere Abteilung.",
    history_unshared: "Frühere Vorgänge einer Abteilung kann nur diese Person öffnen. Bitte lassen Sie sie sich vorher anmelden \
                       und die Schlüssel weitergeben.",
    passkey_missing: "Dafür brauchen Sie selbst mindestens einen Passkey. Bitte fügen Sie erst einen hinzu.",
    statement_refused: "Das Protokoll hat die Unterschrift nicht angenommen, darum ist nichts geschehen. Bitte prüfen Sie die Uhr Ihres Geräts, laden Sie die Seite neu und versuchen Sie es noch einmal.",
    challenge_refused: "Die Zeit zum Absenden ist abgelaufen. Bitte versuchen Sie es noch einmal.",
    receipt_refused: "Zu diesem Beleg-Code gibt es keinen Vorgang. Bitte vergleichen Sie den Code mit Ihrem Beleg.",
    login_refused: "E-Mail-Adresse und Passwort passen nicht zusammen. Bitte versuchen Sie es noch einmal.",
    passkey_refused: "Dieser Passkey wurde nicht angenommen. Bitte versuchen Sie es noch einmal, oder melden Sie sich mit Ihrem Passwort an.",
    passkey_is_second_factor: "Dieser Passkey kann Ihre Schlüssel nicht öffnen, er ist der zweite Faktor neben dem Passwort. Bitte melden Sie sich mit Ihrem Passwort an.",
    recovery_refused: "E-Mail-Adresse und Wiederherstellungscode passen nicht zusammen, oder der Code ist schon benutzt oder ersetzt. Bitte vergleichen Sie beide mit Ihrem Blatt.",
    session_ended: "Ihre Anmeldung ist beendet. Bitte melden Sie sich neu an.",
    token_refused: "Diese Einladung ist ungültig, abgelaufen oder schon benutzt. Bitte lassen Sie sich eine neue schicken.",
    code_refused: "Dieser Code gilt nicht oder nicht mehr. Bitte prüfen Sie ihn oder lassen Sie sich einen neuen schicken.",
    foreign_origin: "Die Anfrage kam von einer fremden Seite und wurde nicht ausgeführt.",
    foreign_passkey: "Dieser Passkey gehört zu einem anderen Konto. Bitte nehmen Sie einen, den Sie für dieses Konto hinzugefügt haben.",
    second_factor_required: "Zum Anmelden fehlt noch Ihr Passkey. Bitte melden Sie sich noch einmal an.",
    forbidden: "Dazu sind Sie nicht berechtigt. Bitte wenden Sie sich an die Verwaltung Ihres Portals.",
    proof_outdated: "Dafür haben Sie sich vor zu langer Zeit angemeldet. Bitte entsperren Sie noch einmal und versuchen Sie es dann erneut.",
    too_many_requests: "Das waren zu viele Anfragen in kurzer Zeit. Bitte warten Sie einen Augenblick und versuchen Sie es dann noch einmal.",
    timeout: "Die Anfrage brauchte zu lange, um anzukommen. Bitte prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
    unsupported_media_type: "Diese Art von Daten wird hier nicht angenommen.",
    unavailable: "Der Dienst ist gerade nicht erreichbar. Bitte versuchen Sie es in einigen Minuten noch einmal.",
    internal: |request| {
        format!(
            "Bei uns ist ein Fehler aufgetreten. Bitte versuchen Sie es später noch einmal; bei einer Rückfrage hilft die Kennung {request}."
        )
    },
};
