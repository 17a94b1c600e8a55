use crate::Start;

pub(crate) static START: Start = Start {
    title: "A sealed letter to your authority",
    lead: "Your device seals what you write. Only the department you write to can open it – not this server, \
           and nobody else.",
    description: "Write to your authority in confidence: no account, sealed on your device, answered in the same \
                  place.",
    choose_authority: "Which authority would you like to write to?",
    many: "Many authorities take part on this portal. Search for place and concern above, or choose from the list.",
    departments: |count| match count {
        1 => "1 department".to_owned(),
        _ => format!("{count} departments"),
    },
    nobody: "No authority takes part on this portal yet. Please come back later.",
    return_title: "Have you written before?",
    return_text: "With the code on your receipt you can read the answer and write again.",
    return_link: "Read an answer",
    steps_title: "How it works",
    steps: [
        (
            "Write",
            "Choose a department and write. You need no account, and you do not have to give your name.",
        ),
        (
            "Seal",
            "When you send it, your device closes the letter. From then on only you and the department can \
             read it.",
        ),
        (
            "Keep the receipt",
            "You get a receipt with a code. With it you collect the answer here later.",
        ),
    ],
    more: "What is protected, and what is not",
};
