use crate::{About, List, Passage};

pub(crate) static ABOUT: About = About {
    title: "So funktioniert es",
    lead: "Ein Brief an die Behörde, den unterwegs niemand lesen kann. Hier steht, wie das geht, was es schützt und wo \
           der Schutz endet.",
    description: "Wie das Portal Nachrichten versiegelt, was geschützt ist, was nicht, und was der Server sieht.",
    contents: "Auf dieser Seite",
    passages: &[
        Passage {
            id: "steps",
            heading: "Schritt für Schritt",
            paragraphs: &[],
            list: List::Steps(&[
                "Sie wählen eine Abteilung. Ihr Browser holt deren Schlüssel und prüft, ob die Behörde ihn beglaubigt \
                 hat.",
                "Sie schreiben. Währenddessen wird nichts gesendet.",
                "Sie senden ab. Ihr Gerät denkt sich einen geheimen Belegcode aus und versiegelt Nachricht, Betreff, \
                 Namen und Dateien. Erst der verschlossene Brief verlässt Ihr Gerät.",
                "Sie heben den Belegcode auf. Er ist der einzige Schlüssel auf Ihrer Seite.",
                "Die Abteilung öffnet den Brief auf ihren eigenen Geräten und antwortet, ebenfalls versiegelt.",
                "Sie geben den Code unter „Antwort lesen“ ein. Ihr Gerät prüft jede Nachricht und zeigt Ihnen den ganzen \
                 Vorgang.",
            ]),
        },
        Passage {
            id: "protected",
            heading: "Was geschützt ist",
            paragraphs: &[],
            list: List::Terms(&[
                (
                    "Der Inhalt",
                    "Betreff, Text, Name, Kontaktangabe und Dateien liegen auf dem Server nur versiegelt. Auch \
                 wer den Server betreibt oder stiehlt, kann sie nicht lesen.",
                ),
                (
                    "Die Echtheit",
                    "Jede Nachricht ist unterschrieben. Wird eine verändert, ausgetauscht oder weggelassen, \
                 sehen Sie es, und Sie sehen, welche es ist.",
                ),
                (
                    "Die Absender der Antworten",
                    "Wer Ihnen antwortet, ist von der Behörde beglaubigt, nicht vom Server.",
                ),
                (
                    "Die Zukunft",
                    "Das Verfahren soll auch gegen Quantencomputer halten. Ein Brief, der heute abgefangen wird, \
                 soll später nicht lesbar werden.",
                ),
            ]),
        },
        Passage {
            id: "limits",
            heading: "Was nicht geschützt ist",
            paragraphs: &[],
            list: List::Terms(&[
                (
                    "Ihr Gerät",
                    "Ist es von einem Schadprogramm befallen oder schaut Ihnen jemand über die Schulter, hilft \
                 kein Siegel.",
                ),
                (
                    "Ihr Beleg",
                    "Wer ihn hat, kann mitlesen und in Ihrem Namen schreiben.",
                ),
                (
                    "Ein verlorener Beleg",
                    "Niemand kann ihn ersetzen. Die Antwort ist dann für Sie verloren.",
                ),
                (
                    "Das Programm selbst",
                    "Diese Seite kommt vom Server. Wer den Server beherrscht, könnte ein verändertes \
                 Programm ausliefern. Verhindern lässt sich das in einem Browser nicht ganz. Der Quelltext ist darum \
                 öffentlich, damit man es bemerken kann.",
                ),
                (
                    "Die Abteilung",
                    "Alle, die dort arbeiten, können Ihren Brief lesen. Wie die Behörde danach mit ihm umgeht, \
                 regeln Gesetze, nicht das Siegel.",
                ),
                (
                    "Der Umstand, dass jemand geschrieben hat",
                    "Ihr Netzanbieter sieht, dass Sie diese Seite besuchen.",
                ),
            ]),
        },
        Passage {
            id: "server",
            heading: "Was der Server sieht",
            paragraphs: &[
                "Damit der Brief ankommt, muss der Server einiges wissen. Mehr als das speichert er nicht:",
            ],
            list: List::Points(&[
                "an welche Abteilung geschrieben wird, wie viele Nachrichten es sind und ob sie gelesen wurden",
                "den Tag, an dem Sie schreiben, aber nicht die Uhrzeit; bei der Abteilung auch die Uhrzeit",
                "wie groß der verschlossene Brief ungefähr ist: Die Länge wird vor dem Versiegeln aufgerundet",
                "öffentliche Schlüssel und einen Fingerabdruck, an dem er Ihren Vorgang wiederfindet, aber nicht Ihren \
                 Code",
                "Ihre E-Mail-Adresse, wenn Sie eine Meldung möchten, und sonst nichts, was Sie benennt",
            ]),
        },
        Passage {
            id: "notices",
            heading: "Meldungen per E-Mail",
            paragraphs: &[
                "Wenn Sie möchten, schreibt Ihnen das Portal eine E-Mail, sobald eine Antwort da ist. Darin steht nur, dass \
                 etwas da ist: kein Inhalt, kein Betreff, keine Abteilung und kein Code.",
                "Ihre Adresse sieht niemand in der Behörde. Sie wird gelöscht, sobald der Vorgang geschlossen ist oder Sie \
                 die Meldung ausschalten. Ihr E-Mail-Anbieter sieht allerdings, dass dieses Portal Ihnen schreibt.",
            ],
            list: List::None,
        },
        Passage {
            id: "emergency",
            heading: "Wofür dieser Weg nicht taugt",
            paragraphs: &[
                "Für Notfälle: Rufen Sie die 112 oder die 110 an. Für Fristen, die heute ablaufen: Fragen Sie die Behörde, \
                 welcher Weg gilt. Ein Brief ohne Namen ersetzt keinen Antrag mit Unterschrift.",
            ],
            list: List::None,
        },
        Passage {
            id: "privacy",
            heading: "Datenschutz",
            paragraphs: &[
                "Wer hier schreibt oder liest, bekommt kein Cookie, wird nicht gezählt und nicht verfolgt. Die Seiten laden \
                 nichts von anderen Servern. Ihre IP-Adresse wird nicht aufgezeichnet; gegen Überlastung merkt sich der \
                 Server für kurze Zeit einen Wert, der daraus mit einem täglich wechselnden Schlüssel berechnet wird.",
                "Ihr Anliegen bearbeitet die Behörde, an die Sie schreiben. Sie ist dafür nach der \
                 Datenschutz-Grundverordnung verantwortlich. Bei ihr haben Sie das Recht auf Auskunft, Berichtigung, \
                 Löschung und Einschränkung und können widersprechen. Beschweren können Sie sich bei der \
                 Datenschutzaufsicht Ihres Bundeslandes.",
                "Ein Hinweis dazu: Weil nur Sie und die Abteilung den Inhalt öffnen können, kann auch über ihn nur die \
                 Abteilung Auskunft geben.",
            ],
            list: List::None,
        },
    ],
    operator: "Wer dieses Portal betreibt",
};
