use crate::{About, List, Passage};

pub(crate) static ABOUT: About = About {
    title: "How it works",
    lead: "A letter to your authority that nobody can read on its way. This page says how that is done, what it protects, \
           and where the protection ends.",
    description: "How the portal seals messages, what is protected, what is not, and what the server sees.",
    contents: "On this page",
    passages: &[
        Passage {
            id: "steps",
            heading: "Step by step",
            paragraphs: &[],
            list: List::Steps(&[
                "You choose a department. Your browser fetches its key and checks that the authority has certified it.",
                "You write. Nothing is sent meanwhile.",
                "You send. Your device makes up a secret receipt code and seals message, subject, name and files. Only the \
                 closed letter leaves your device.",
                "You keep the receipt code. It is the only key on your side.",
                "The department opens the letter on its own devices and answers, sealed as well.",
                "You enter the code under “Read an answer”. Your device checks every message and shows you the whole case.",
            ]),
        },
        Passage {
            id: "protected",
            heading: "What is protected",
            paragraphs: &[],
            list: List::Terms(&[
                (
                    "The content",
                    "Subject, text, name, contact and files lie on the server only sealed. Not even whoever runs or \
                 steals the server can read them.",
                ),
                (
                    "That it is genuine",
                    "Every message is signed. If one is altered, exchanged or left out you see it, and you see \
                 which one.",
                ),
                (
                    "Who answers",
                    "Whoever answers you is certified by the authority, not by the server.",
                ),
                (
                    "The future",
                    "The method is meant to withstand quantum computers too. A letter that is intercepted today should \
                 not become readable later.",
                ),
            ]),
        },
        Passage {
            id: "limits",
            heading: "What is not protected",
            paragraphs: &[],
            list: List::Terms(&[
                (
                    "Your device",
                    "If it has a malicious program on it, or somebody looks over your shoulder, no seal helps.",
                ),
                (
                    "Your receipt",
                    "Whoever has it can read along and write in your place.",
                ),
                (
                    "A lost receipt",
                    "Nobody can replace it. The answer is then lost to you.",
                ),
                (
                    "The program itself",
                    "This page comes from the server. Whoever controls the server could deliver an altered \
                 program. In a browser that cannot be prevented altogether. So the source code is public, to make it possible \
                 to notice.",
                ),
                (
                    "The department",
                    "Everybody who works there can read your letter. What the authority then does with it is \
                 governed by law, not by the seal.",
                ),
                (
                    "That somebody has written",
                    "Your network provider sees that you visit this page.",
                ),
            ]),
        },
        Passage {
            id: "server",
            heading: "What the server sees",
            paragraphs: &[
                "For the letter to arrive the server has to know a few things. It stores no more than these:",
            ],
            list: List::Points(&[
                "which department is written to, how many messages there are and whether they have been read",
                "the day on which you write, but not the time; for the department the time as well",
                "roughly how large the closed letter is: its length is rounded up before sealing",
                "public keys, and a fingerprint by which it finds your case again, but not your code",
                "your e-mail address if you want a notice, and nothing else that names you",
            ]),
        },
        Passage {
            id: "notices",
            heading: "Notices by e-mail",
            paragraphs: &[
                "If you like, the portal sends you an e-mail as soon as an answer is there. It says only that something is \
                 there: no content, no subject, no department and no code.",
                "Nobody in the authority sees your address. It is deleted as soon as the case is closed or you switch the notice \
                 off. Your e-mail provider does see that this portal writes to you.",
            ],
            list: List::None,
        },
        Passage {
            id: "emergency",
            heading: "What this is not for",
            paragraphs: &[
                "Emergencies: call 112 or 110. Deadlines that end today: ask the authority which way counts. A letter without a \
                 name does not replace a signed application.",
            ],
            list: List::None,
        },
        Passage {
            id: "privacy",
            heading: "Privacy",
            paragraphs: &[
                "Whoever writes or reads here gets no cookie and is neither counted nor tracked. The pages load nothing from \
                 other servers. Your IP address is not recorded; against overload the server remembers for a short time a \
                 value that is computed from it with a key that changes daily.",
                "Your matter is handled by the authority you write to. It is responsible under the General Data Protection \
                 Regulation. From it you may ask for access, correction, deletion and restriction, and you may object. You may \
                 complain to the data protection authority of your federal state.",
                "Please note: as only you and the department can open the content, only the department can tell you about it.",
            ],
            list: List::None,
        },
    ],
    operator: "Who runs this portal",
};
