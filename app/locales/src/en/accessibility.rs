use crate::{Accessibility, List, Passage};

pub(crate) static ACCESSIBILITY: Accessibility = Accessibility {
    title: "Accessibility statement",
    lead: "This portal is meant to be usable by everybody: with a keyboard, a screen reader, large type, colours of your own \
           and on small screens.",
    description: "How accessible this portal is, what is still missing, and how to report a barrier to us.",
    passages: &[
        Passage {
            id: "target",
            heading: "What we measure ourselves against",
            paragraphs: &[
                "The standard is the German ordinance on accessible information technology (BITV 2.0) with EN 301 549, and \
                 beyond it the Web Content Accessibility Guidelines (WCAG) version 2.2, level AA.",
            ],
            list: List::None,
        },
        Passage {
            id: "status",
            heading: "How far we are",
            paragraphs: &[
                "By our own assessment the public pages largely meet these requirements. An examination by an independent body \
                 has yet to be made. This is how we tested:",
            ],
            list: List::Points(&[
                "every page in both languages with the axe checker at every change, on narrow and wide screens",
                "use with the keyboard alone, visible focus, sensible order",
                "400 per cent zoom, and layout from 320 pixels of width without scrolling sideways",
                "colour contrast in light and dark schemes, forced colours, reduced motion",
            ]),
        },
        Passage {
            id: "gaps",
            heading: "What is not accessible yet",
            paragraphs: &[],
            list: List::Points(&[
                "Sending and reading need JavaScript, because the seal is made in the browser. Without JavaScript the page names \
                 another way.",
                "The receipt code has 28 characters. It can be copied, printed and saved, but remains long to type.",
                "There is no version in easy-to-read German or in German Sign Language yet.",
                "A test with people who use screen readers every day has yet to be made.",
                "The portal has no influence on files that citizens or the authority attach.",
            ]),
        },
    ],
    report_title: "Report a barrier",
    report: "Have you met something that stops you? Tell us in the way that suits you best. You will get an answer, and until the \
             barrier has gone, another way to what you need.",
    closing: &[
        Passage {
            id: "enforcement",
            heading: "If you get no help",
            paragraphs: &[
                "If your report gets no satisfactory answer you can turn to the body that enforces digital accessibility in your \
                 federal state or, for federal bodies, to the arbitration board under section 16 of the Act on Equal \
                 Opportunities for Persons with Disabilities (BGG). The procedure is free, and you need no lawyer.",
            ],
            list: List::None,
        },
        Passage {
            id: "date",
            heading: "About this statement",
            paragraphs: &[
                "It was made in November 2026 on the basis of our own assessment and is reviewed with every larger change of the \
                 portal.",
            ],
            list: List::None,
        },
    ],
};
