/// Slug, name and description in German and English, mailbox for notices.
type DepartmentTexts = (
    &'static str,
    (&'static str, &'static str),
    (&'static str, &'static str),
    &'static str,
);

pub(super) const DEPARTMENTS: [DepartmentTexts; 3] = [
    (
        "buergerbuero",
        ("Bürgerbüro", "Citizens' office"),
        (
            "Ausweise, Meldebescheinigungen, Umzug und alles, wofür Sie sonst am Schalter warten.",
            "Identity cards, certificates of residence, moving house, and whatever you would queue for at the counter.",
        ),
        "buergerbuero",
    ),
    (
        "ordnungsamt",
        ("Ordnungsamt", "Public order office"),
        (
            "Lärm, Parken, Abfall auf Straßen und Plätzen, Veranstaltungen und Gewerbe.",
            "Noise, parking, litter in streets and squares, events and trade.",
        ),
        "ordnungsamt",
    ),
    (
        "soziales-und-wohnen",
        ("Amt für Soziales und Wohnen", "Social services and housing"),
        (
            "Wohngeld, Hilfe in schwierigen Lagen, Pflege und Schulden. Auch wenn Sie nicht wissen, was Ihnen zusteht.",
            "Housing benefit, help in hard times, care and debts. Also when you do not know what you are entitled to.",
        ),
        "soziales",
    ),
];

/// A conversation of the demo.
pub(super) struct Exchange {
    pub(super) department: usize,
    pub(super) subject: &'static str,
    pub(super) text: &'static str,
    pub(super) name: Option<&'static str>,
    pub(super) contact: Option<&'static str>,
    pub(super) answer: Option<&'static str>,
    pub(super) closed: bool,
}

pub(super) const EXCHANGES: [Exchange; 6] = [
    Exchange {
        department: 0,
        subject: "Meldebescheinigung nach dem Umzug",
        text: "Guten Tag,\n\nich bin am Ersten in die Gartenstraße gezogen und brauche für meinen neuen Arbeitgeber \
               eine Meldebescheinigung. Kann ich sie bekommen, ohne vorbeizukommen? Ich arbeite in Schichten.\n\n\
               Vielen Dank\nMira Albrecht",
        name: Some("Mira Albrecht"),
        contact: Some("0999 555 01 20, ab 16 Uhr"),
        answer: Some(
            "Guten Tag Frau Albrecht,\n\nja, das geht. Bitte schreiben Sie uns hier Ihr Geburtsdatum und die genaue \
             neue Anschrift. Die Bescheinigung schicken wir Ihnen mit der Post, sie kostet 9 Euro.\n\n\
             Mit freundlichen Grüßen\nErika Sommer",
        ),
        closed: false,
    },
    Exchange {
        department: 2,
        subject: "Wohngeld, obwohl ich Teilzeit arbeite?",
        text: "Hallo,\n\nich arbeite 20 Stunden und bekomme Kinderzuschlag. Nach der Mieterhöhung bleibt kaum noch \
               etwas übrig. Habe ich Anspruch auf Wohngeld, und welche Unterlagen brauchen Sie?",
        name: Some("Daria N."),
        contact: None,
        answer: None,
        closed: false,
    },
    Exchange {
        department: 2,
        subject: "Brief vom Vermieter nicht verstanden",
        text: "Ich habe einen Brief bekommen und verstehe ihn nicht. Es geht um Nebenkosten und eine Frist. \
               Mit wem kann ich darüber sprechen? Ich möchte meinen Namen noch nicht nennen.",
        name: None,
        contact: None,
        answer: None,
        closed: false,
    },
    Exchange {
        department: 0,
        subject: "Identity card for my daughter",
        text: "Hello,\n\nmy daughter turns 16 next month. Which documents do we need for her first identity card, \
               and do both parents have to come?",
        name: Some("Samuel Okafor"),
        contact: None,
        answer: Some(
            "Dear Mr Okafor,\n\nplease bring her birth certificate and a biometric photograph. From 16 on she applies \
             herself, nobody has to come along.\n\nKind regards\nErika Sommer",
        ),
        closed: true,
    },
    Exchange {
        department: 1,
        subject: "Sperrmüll seit Wochen vor Haus 14",
        text: "Guten Tag,\n\nvor der Bachstraße 14 stehen seit drei Wochen ein Sofa und zwei Matratzen. Der Gehweg ist \
               so schmal, dass ich mit dem Rollstuhl auf die Straße muss.",
        name: Some("Heinrich Vogt"),
        contact: Some("heinrich.vogt@post.example"),
        answer: None,
        closed: false,
    },
    Exchange {
        department: 1,
        subject: "Straßenfest im Juni anmelden",
        text: "Wir möchten am zweiten Samstag im Juni in der Lindenallee ein Straßenfest feiern. Was müssen wir bis \
               wann beantragen?",
        name: Some("Nachbarschaft Lindenallee"),
        contact: None,
        answer: Some(
            "Guten Tag,\n\nbitte beantragen Sie die Straßensperrung spätestens acht Wochen vorher. Nennen Sie uns hier \
             die Uhrzeiten und eine Person, die am Tag selbst erreichbar ist; den Rest bereiten wir vor.\n\n\
             Mit freundlichen Grüßen\nJonas Petersen",
        ),
        closed: false,
    },
];
