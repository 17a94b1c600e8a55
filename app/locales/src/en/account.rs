use crate::Account;

pub(crate) static ACCOUNT: Account = Account {
    title: "My account",
    sign_in_lead: "Your account has a vault of its own. That is why this page asks for your password once more, even if you have already signed in at the desk.",
    administration: "To the administration",
    lead: "Where you are signed in, and how you sign in.",
    proof_title: "Please unlock once more",
    proof_lead: "What you are about to do changes how people sign in to your account. That works only shortly after signing in: enter your password, then try again.",
    proved: "Unlocked. You can try again now.",

    sessions: "Devices signed in",
    sessions_lead: "If you do not know one of them, or have lost it, sign it out here. It is out at once.",
    sessions_loading: "Fetching the devices signed in …",
    unknown_device: "Unknown device",
    this_device: "this device",
    started: |moment| format!("Signed in on {moment}"),
    used: |moment| format!("last used on {moment}"),
    end_session: "Sign out",
    end_session_of: |device, started| format!("{device}, signed in on {started}: sign out"),
    session_gone: |device| format!("Signed out: {device}."),
    end_all: "Sign out everywhere",
    end_all_hint: "Here, too: you sign in anew afterwards.",
};
