use crate::Joining;

pub(crate) static JOINING: Joining = Joining {
    title: "Konto einrichten",
    code_title: "Einladung eingeben",
    code_lead: "Öffnen Sie den Link aus Ihrer Einladung, oder geben Sie den Code ein, der darin steht.",
    code: "Code aus der Einladung",
    code_missing: "Geben Sie den Code aus der Einladung ein",
    use_code: "Weiter",
    looking: "Ihre Einladung wird geprüft …",
    refused_title: "Diese Einladung gilt nicht mehr",
    refused: "Sie wurde schon benutzt, zurückgezogen oder ist abgelaufen. Haben Sie Ihr Konto schon eingerichtet, melden Sie sich an. Sonst bitten Sie Ihre Administration um eine neue Einladung.",
    other_code: "Anderen Code eingeben",

    welcome: |name| format!("Guten Tag, {name}"),
    invited: |authority| {
        format!(
            "{authority} lädt Sie ein, hier Nachrichten von Bürgerinnen und Bürgern zu bearbeiten oder zu verwalten."
        )
    },
    email: "Ihre Adresse",
    role: "Ihre Rolle",
    lead: "Legen Sie ein Passwort fest. Daraus entstehen in diesem Browser Ihre Schlüssel; weder das Passwort noch die Schlüssel verlassen ihn lesbar.",
    join: "Konto einrichten",
    joining: "Ihre Schlüssel entstehen. Das dauert einen Moment …",

    joined: "Ihr Konto ist eingerichtet",
    joined_lead: |authority| {
        format!(
            "Bevor Sie Nachrichten öffnen können, vergleicht die Administration von {authority} diese Prüfzahl mit Ihnen, am besten persönlich oder am Telefon. So ist sicher, dass der Zugang wirklich Ihrer ist."
        )
    },
    joined_next: "Bis dahin sehen Sie nach der Anmeldung nur diese Zahl. Sie finden sie dort wieder, Sie müssen sie nicht aufschreiben.",
    sign_in: "Zur Anmeldung",
};
