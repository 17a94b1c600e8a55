use crate::Joining;

pub(crate) static JOINING: Joining = Joining {
    title: "Set up your account",
    code_title: "Enter your invitation",
    code_lead: "Open the link in your invitation, or enter the code that stands in it.",
    code: "Code from the invitation",
    code_missing: "Enter the code from the invitation",
    use_code: "Continue",
    looking: "Checking your invitation …",
    refused_title: "This invitation does not work any more",
    refused: "It has been used or withdrawn, or it has expired. If you have set up your account already, sign in. Otherwise ask your administrators for a new invitation.",
    other_code: "Enter another code",

    welcome: |name| format!("Hello {name}"),
    invited: |authority| {
        format!("{authority} invites you to work here with messages from citizens or to administer them.")
    },
    email: "Your address",
    role: "Your role",
    lead: "Choose a password. Your keys are made from it in this browser; neither password nor keys leave it readable.",
    join: "Set up account",
    joining: "Your keys are being made. This takes a moment …",

    joined: "Your account is set up",
    joined_lead: |authority| {
        format!(
            "Before you can open messages, the administrators of {authority} compare this check number with you, in person or on the telephone if possible. That makes sure that the account is really yours."
        )
    },
    joined_next: "Until then you see only this number after signing in. You find it there again and need not write it down.",
    sign_in: "To the sign-in page",
};
