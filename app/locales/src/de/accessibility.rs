use crate::{Accessibility, List, Passage};

pub(crate) static ACCESSIBILITY: Accessibility = Accessibility {
    title: "Erklärung zur Barrierefreiheit",
    lead: "Dieses Portal soll für alle benutzbar sein: mit Tastatur, Vorleseprogramm, großer Schrift, eigener Farbwahl und \
           auf kleinen Bildschirmen.",
    description: "Wie barrierefrei dieses Portal ist, was noch fehlt und wie Sie uns Barrieren melden.",
    passages: &[
        Passage {
            id: "target",
            heading: "Woran wir uns messen",
            paragraphs: &[
                "Maßstab ist die Barrierefreie-Informationstechnik-Verordnung (BITV 2.0) mit der Norm EN 301 549, und darüber \
                 hinaus die Web Content Accessibility Guidelines (WCAG) in Version 2.2, Stufe AA.",
            ],
            list: List::None,
        },
        Passage {
            id: "status",
            heading: "Stand der Vereinbarkeit",
            paragraphs: &[
                "Die öffentlichen Seiten sind nach eigener Bewertung weitgehend mit diesen Anforderungen vereinbar. Eine \
                 Prüfung durch eine unabhängige Stelle steht noch aus. Wir haben so geprüft:",
            ],
            list: List::Points(&[
                "jede Seite in beiden Sprachen bei jeder Änderung mit dem Prüfprogramm axe, auf schmalem und breitem Bildschirm",
                "Bedienung allein mit der Tastatur, sichtbarer Fokus, sinnvolle Reihenfolge",
                "Vergrößerung auf 400 Prozent, Darstellung ab 320 Pixeln Breite ohne seitliches Rollen",
                "Farbkontraste im hellen und im dunklen Farbschema, erzwungene Farben, reduzierte Bewegung",
            ]),
        },
        Passage {
            id: "gaps",
            heading: "Was noch nicht barrierefrei ist",
            paragraphs: &[],
            list: List::Points(&[
                "Absenden und Lesen gehen nur mit JavaScript, weil das Siegel im Browser entsteht. Ohne JavaScript nennt die \
                 Seite einen anderen Weg.",
                "Der Belegcode hat 28 Zeichen. Er lässt sich kopieren, drucken und speichern, bleibt zum Abtippen aber lang.",
                "Eine Fassung in Leichter Sprache und eine in Deutscher Gebärdensprache fehlen noch.",
                "Eine Prüfung mit Menschen, die Vorleseprogramme täglich benutzen, steht noch aus.",
                "Auf Dateien, die Bürgerinnen, Bürger oder die Behörde anhängen, hat das Portal keinen Einfluss.",
            ]),
        },
    ],
    report_title: "Barriere melden",
    report: "Sind Sie auf etwas gestoßen, das Sie hindert? Sagen Sie es uns, auf dem Weg, der für Sie am besten geht. Sie \
             bekommen eine Antwort, und bis das Hindernis behoben ist, einen anderen Weg zu Ihrem Anliegen.",
    closing: &[
        Passage {
            id: "enforcement",
            heading: "Wenn Sie keine Hilfe bekommen",
            paragraphs: &[
                "Bleibt Ihre Meldung ohne befriedigende Antwort, können Sie sich an die Stelle wenden, die in Ihrem Bundesland \
                 für die Durchsetzung der digitalen Barrierefreiheit zuständig ist, bei Stellen des Bundes an die \
                 Schlichtungsstelle nach § 16 des Behindertengleichstellungsgesetzes. Das Verfahren ist kostenlos, und Sie \
                 brauchen keinen Rechtsbeistand.",
            ],
            list: List::None,
        },
        Passage {
            id: "date",
            heading: "Zu dieser Erklärung",
            paragraphs: &[
                "Sie wurde im November 2026 auf der Grundlage einer eigenen Bewertung erstellt und wird mit jeder größeren \
                 Änderung des Portals überprüft.",
            ],
            list: List::None,
        },
    ],
};
