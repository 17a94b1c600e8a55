use crate::Staff;

pub(crate) static STAFF: Staff = Staff {
    no_script_title: "Nothing can be opened here at the moment",
    no_script: "Messages are opened and sealed in your browser, so that nobody else can read them. That needs \
                JavaScript, and it is switched off. Switch JavaScript on for this portal and reload the page.",
    public_site: "To the public pages",
    sign_in_title: "Sign in",
    unlock_title: "Open your keys",
    unlock_lead: |name| {
        format!("You are signed in as {name}. Your keys are never stored; enter your password once more.")
    },
    email: "E-mail address",
    password: "Password",
    password_hint: "It does not leave this browser.",
    sign_in: "Sign in",
    forgotten: "Password forgotten?",
    unlock: "Open keys",
    passkey_sign_in: "Use a passkey",
    or_password: "or with your password:",
    showing_passkey: "Waiting for your passkey …",
    passkey_declined: "No passkey was shown. Try again; if you are asked for one after your password, take one that you added to your account.",
    passkey_foreign: "This passkey belongs to another account. To sign in with it, sign out here first.",
    passkey_cannot_open: "This passkey cannot open your keys in this browser. Sign in with your password; you will be asked for the passkey after that.",
    signing_in: "Checking your password. This takes a moment …",
    unlocking: "Opening your keys …",
    email_wrong: "Enter an e-mail address such as name@example.org",
    password_missing: "Enter your password",
    login_refused: "E-mail address and password do not match. Check both and try again.",
    certificate: "Your certificate",
    certificate_soon: |days| {
        match days {
        ..=0 => "Your certificate has ended: you can read, but no longer answer. Please turn to your administrators.".to_owned(),
        1 => "Your certificate ends within a day. Please tell your administrators.".to_owned(),
        days => format!("Your certificate ends in {days} days. It is renewed as soon as an administrator signs in."),
    }
    },
    unlock_refused: |reason| {
        format!("The keys that the server sent are not used: {reason} Contact your administrators.")
    },
    signed_out: "You are signed out. Keys and messages are gone from this browser.",
    session_ended: "Your session has ended. Sign in again to go on.",
    crashed: "The vault that held your keys ended unexpectedly. Sign in again; nothing that was sent is lost.",
    vault_missing: "The vault for your keys does not start. Reload the page.",
    cancel: "Cancel",
    lock: "Lock",
    locks_soon: "This page locks itself in a minute, because nobody is doing anything here. A key or a movement keeps it open.",
    locked: "The page is locked. Keys and messages are gone from it. After unlocking you go on here.",
    account: "My account",
    sign_out: "Sign out",
    again: "Try again",
    unconfirmed_title: "Your account has not been confirmed yet",
    unconfirmed: "Your administrators compare this check number with you, in person or on the telephone if possible. After that, your work opens here. Until then you see only this number.",
    fingerprint: "Check number",
    look_again: "Look again",
    looking: "Looking …",
    still_unconfirmed: "Not confirmed yet.",
    no_grant: "None of your keys opens this conversation. If you are new in the department: a colleague's browser hands you the key as soon as somebody signs in there.",
    offline: "The server does not answer. Check your connection.",
    failed: "That did not work. Try again.",
    too_many: |seconds| match seconds {
        0..=1 => "Too many requests. Try again in a moment.".to_owned(),
        2..=90 => format!("Too many requests. Try again in {seconds} seconds."),
        _ => format!(
            "Too many requests. Try again in {} minutes.",
            seconds.div_ceil(60)
        ),
    },
    out_of_turn: "That did not work just now. Go one step back and try again.",
    too_large: "That is too large.",
    file_unreadable: |name| format!("“{name}” can no longer be read. Remove the file and choose it again."),
};
