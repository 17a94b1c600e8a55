use crate::Restoring;

pub(crate) static RESTORING: Restoring = Restoring {
    title: "Zugang wiederherstellen",
    code_lead: "Geben Sie den Code aus der E-Mail ein, die Ihre Administration hat schicken lassen.",
    code: "Code aus der E-Mail",
    code_missing: "Geben Sie den Code aus der E-Mail ein",
    use_code: "Weiter",
    looking: "Der Link wird geprüft …",
    refused_title: "Dieser Link gilt nicht mehr",
    refused: "Er ist abgelaufen, ersetzt oder schon benutzt, oder beim Kopieren hat etwas gefehlt. Ihre Administration kann einen neuen schicken.",
    other_code: "Anderen Code eingeben",
    welcome: |name| format!("Guten Tag, {name}"),
    lead: "Wählen Sie ein neues Passwort. Danach sehen Sie eine Prüfzahl, die Sie Ihrer Administration am Telefon vorlesen. Erst wenn die Zahlen gleich sind, stellt sie Ihren Zugang mit zwei Teilen des Wiederherstellungsschlüssels her. Alles, was Sie früher lesen konnten, lesen Sie dann wieder.",
    set_up: "Passwort setzen",
    setting_up: "Das Passwort wird gesetzt, das dauert einige Sekunden …",
    is_set_up: "Lesen Sie diese Nummer vor",
    read_out: "Rufen Sie Ihre Administration unter einer Nummer an, die Sie schon kennen, und lesen Sie die Prüfzahl vor. Lassen Sie diese Seite so lange offen.",
    then: "Sagt die Administration, dass Ihr Zugang wiederhergestellt ist, melden Sie sich mit dem neuen Passwort an. Wiederherstellungscode und Passkeys richten Sie danach neu ein.",
    sign_in: "Zur Anmeldung",

    section_title: "Zugang wiederherstellen",
    section_lead: |name| {
        format!(
            "{name} hat Passwort, Wiederherstellungscode und Passkeys verloren? Mit zwei der drei Teile des Wiederherstellungsschlüssels Ihrer Behörde stellen Sie den Zugang her, und alles Frühere bleibt lesbar."
        )
    },
    begin: "Link zum Wiederherstellen schicken",
    begun: "Der Link ist unterwegs. Er gilt sieben Tage.",
    waiting: |name| format!("Ein Link ist verschickt. {name} hat noch kein neues Passwort gesetzt."),
    expired: |name| {
        format!(
            "Der Link ist abgelaufen. {name} hat kein neues Passwort gesetzt. Schicken Sie ihn noch einmal."
        )
    },
    again: "Link noch einmal schicken",
    withdraw: "Abbrechen, alles bleibt wie bisher",
    withdrawn: "Abgebrochen. Der Link gilt nicht mehr.",
    pending: |name| {
        format!(
            "{name} hat ein neues Passwort gesetzt und sieht eine Prüfzahl. Lassen Sie sie sich am Telefon vorlesen, unter einer Nummer, die Sie schon kennen, und tippen Sie dann zwei Teile ab. Der Schlüssel entsteht nur in diesem Browser und nur für diesen einen Zugang."
        )
    },
    compared: |name| format!("Ich habe mit {name} gesprochen, und die Nummern sind gleich"),
    share_one: "Ein Teil des Wiederherstellungs\u{ad}schlüssels",
    share_two: "Ein anderer Teil",
    share_hint: "60 Zeichen. Große und kleine Buchstaben sind gleich, Bindestriche können Sie weglassen.",
    share_missing: "Tippen Sie den Teil vom Papier ab",
    share_twice: "Das ist derselbe Teil noch einmal. Gebraucht werden zwei verschiedene",
    shares_wrong: "Diese beiden Teile ergeben nicht den Wiederherstellungsschlüssel Ihrer Behörde",
    restore: "Zugang wiederherstellen",
    restoring: "Der Zugang wird wiederhergestellt …",
    changed_meanwhile: "Inzwischen wurde noch einmal ein Passwort gesetzt, deshalb gilt eine andere Prüfzahl. Vergleichen Sie noch einmal.",
    over: |name| {
        format!(
            "Hier ist nichts mehr wiederherzustellen: Der Zugang ist schon wiederhergestellt, oder jemand hat den Link zurückgezogen. Die Teile sind aus den Feldern gelöscht. Fragen Sie {name}, ob die Anmeldung mit dem neuen Passwort gelingt."
        )
    },
    restored: |name| {
        format!(
            "Der Zugang von {name} ist wiederhergestellt, mit dem neuen Passwort. Legen Sie die beiden Teile wieder weg."
        )
    },
    alone: "Sie administrieren diese Behörde allein. Verlieren Sie selbst Passwort, Wiederherstellungscode und Passkeys, kann auch mit den Teilen niemand Ihren Zugang wiederherstellen: Dazu braucht es jemand Zweites mit dieser Rolle.",
};
