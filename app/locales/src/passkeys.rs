use crate::{Locale, de, en};

/// Texts about passkeys: of one's own, and as an authority demands them.
pub struct Passkeys {
    /// Heading of the own passkeys.
    pub title: &'static str,
    /// What they are.
    pub lead: &'static str,
    /// While they are fetched.
    pub loading: &'static str,
    /// There is none.
    pub none: &'static str,
    /// One that signs in alone.
    pub unlocks: &'static str,
    /// One that does not.
    pub second_factor: &'static str,
    /// When it was added: the moment.
    pub added: fn(&str) -> String,
    /// When it was used last: the moment.
    pub used: fn(&str) -> String,
    /// It never was.
    pub never_used: &'static str,
    /// Heading of the form that adds one.
    pub add_title: &'static str,
    /// Label of its name.
    pub name: &'static str,
    /// Hint on it.
    pub name_hint: &'static str,
    /// No name.
    pub name_missing: &'static str,
    /// A name that is too long.
    pub name_long: &'static str,
    /// Adds it.
    pub add: &'static str,
    /// While the browser asks.
    pub waiting: &'static str,
    /// It was added and signs in alone: its name.
    pub done_unlocks: fn(&str) -> String,
    /// It was added and does not: its name.
    pub done_second_factor: fn(&str) -> String,
    /// Nobody agreed, or not in time.
    pub declined: &'static str,
    /// The authenticator has one for this account already.
    pub known: &'static str,
    /// This browser has none.
    pub not_here: &'static str,
    /// Asks whether to remove one.
    pub remove: &'static str,
    /// The same, read aloud: its name.
    pub remove_of: fn(&str) -> String,
    /// The question: its name.
    pub remove_question: fn(&str) -> String,
    /// What that means.
    pub remove_meaning: &'static str,
    /// What it means further where it is the last one.
    pub remove_last: &'static str,
    /// It is the last one, and the authority demands one.
    pub remove_demanded: &'static str,
    /// It is gone: its name.
    pub removed: fn(&str) -> String,

    /// Heading where a first passkey is demanded.
    pub enrol_title: &'static str,
    /// What to do.
    pub enrol_lead: &'static str,

    /// Heading of what an authority demands.
    pub policy_title: &'static str,
    /// A password alone is enough.
    pub policy_off: &'static str,
    /// It is not.
    pub policy_on: &'static str,
    /// What demanding means.
    pub policy_meaning: &'static str,
    /// Demands it.
    pub policy_demand: &'static str,
    /// Does not demand it any more.
    pub policy_release: &'static str,
    /// It is demanded now.
    pub policy_demanded: &'static str,
    /// It is not demanded any more.
    pub policy_released: &'static str,
}

/// The section in `locale`.
pub fn passkeys(locale: Locale) -> &'static Passkeys {
    match locale {
        Locale::De => &de::passkeys::PASSKEYS,
        Locale::En => &en::passkeys::PASSKEYS,
    }
}
