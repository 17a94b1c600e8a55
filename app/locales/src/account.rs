use crate::{Locale, de, en};

/// Texts of the page on which people look after their own account.
pub struct Account {
    /// Name of the page.
    pub title: &'static str,
    /// Above the sign-in form.
    pub sign_in_lead: &'static str,
    /// To the administration.
    pub administration: &'static str,
    /// What the page is for.
    pub lead: &'static str,
    /// Heading where a proof is too old.
    pub proof_title: &'static str,
    /// Why the password is asked for.
    pub proof_lead: &'static str,
    /// Says that what was asked for can be done now.
    pub proved: &'static str,

    /// Heading of the sessions.
    pub sessions: &'static str,
    /// What they are.
    pub sessions_lead: &'static str,
    /// While they are fetched.
    pub sessions_loading: &'static str,
    /// A browser that is not known.
    pub unknown_device: &'static str,
    /// The session that looks.
    pub this_device: &'static str,
    /// When it began: the moment.
    pub started: fn(&str) -> String,
    /// When it was used last: the moment.
    pub used: fn(&str) -> String,
    /// Ends a session.
    pub end_session: &'static str,
    /// The same, read aloud: the device, and when it began.
    pub end_session_of: fn(&str, &str) -> String,
    /// It has ended: the device.
    pub session_gone: fn(&str) -> String,
    /// Ends all.
    pub end_all: &'static str,
    /// What that means.
    pub end_all_hint: &'static str,
}

/// The section in `locale`.
pub fn account(locale: Locale) -> &'static Account {
    match locale {
        Locale::De => &de::account::ACCOUNT,
        Locale::En => &en::account::ACCOUNT,
    }
}
