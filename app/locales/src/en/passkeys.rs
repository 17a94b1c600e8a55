use crate::Passkeys;

pub(crate) static PASSKEYS: Passkeys = Passkeys {
    title: "Passkeys",
    lead: "A passkey lives in your device or on a security key, and opens with your finger, your face or a PIN. Whoever only knows your password does not get in any more.",
    loading: "Fetching your passkeys …",
    none: "You have no passkey yet.",
    unlocks: "Signs in alone",
    second_factor: "Second factor beside the password",
    added: |moment| format!("Added on {moment}"),
    used: |moment| format!("last used on {moment}"),
    never_used: "not used yet",
    add_title: "Add a passkey",
    name: "Name of the passkey",
    name_hint: "To tell it by later, such as “Office laptop” or “Blue security key”.",
    name_missing: "Give the passkey a name",
    name_long: "Choose a shorter name",
    add: "Add passkey",
    waiting: "Follow your browser: it makes the passkey and may ask for it twice …",
    done_unlocks: |name| format!("Added: {name}. You can sign in with it alone from now on."),
    done_second_factor: |name| {
        format!(
            "Added: {name}. This passkey cannot open your keys; it is the second factor that you are asked for after your password."
        )
    },
    declined: "No passkey was made. Try again.",
    known: "This device or security key has a passkey for your account already.",
    not_here: "This browser cannot make passkeys. Use a current one.",
    remove: "Remove",
    remove_of: |name| format!("Remove {name}"),
    remove_question: |name| format!("Remove the passkey “{name}”?"),
    remove_meaning: "It signs nobody in any more, and sessions that were begun with it elsewhere end. It may still be listed on the device itself; you can delete it there.",
    remove_last: "It is your last one: after that you sign in with your password alone.",
    remove_demanded: "Your authority demands a passkey, and this is your last one. Please add another one first.",
    removed: |name| format!("Removed: {name}."),

    enrol_title: "Your authority demands a passkey",
    enrol_lead: "Your password alone is not enough here. Add a passkey now; everything else opens after that.",

    policy_title: "Second factor",
    policy_off: "A password alone is enough to sign in. Anyone who has a passkey still needs it.",
    policy_on: "A password alone is not enough to sign in: everybody needs a passkey.",
    policy_meaning: "Who has no passkey is asked to add one the next time they sign in. A recovery code on paper stays enough by itself.",
    policy_demand: "Demand a passkey of everybody",
    policy_release: "Let a password be enough",
    policy_demanded: "Everybody needs a passkey from now on.",
    policy_released: "A password alone is enough again.",
};
