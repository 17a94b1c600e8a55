use crate::Letter;

pub(crate) static LETTER: Letter = Letter {
    description: |department, authority| {
        format!("Send a sealed letter to {department}, {authority}. No account, no sign-in.")
    },
    to: "To",
    readers_title: "Who reads this",
    readers: |department| {
        format!(
            "Only the people who work in this department: {department}. And you, with the receipt that you get at the \
             end."
        )
    },
    promise_title: "What happens when you send it",
    promise: "Your device seals the message before it leaves. This server only keeps the closed letter and cannot \
              open it.",
    more: "What is protected, and what is not",
};
