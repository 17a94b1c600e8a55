use crate::{Locale, de, en};

/// Texts of the page that accepts an invitation.
pub struct Joining {
    /// Title of the page.
    pub title: &'static str,
    /// Heading where the link has no code.
    pub code_title: &'static str,
    /// Below it.
    pub code_lead: &'static str,
    /// Label of the code.
    pub code: &'static str,
    /// Nothing was typed.
    pub code_missing: &'static str,
    /// Uses it.
    pub use_code: &'static str,
    /// While it is being looked up.
    pub looking: &'static str,
    /// Heading where it is not valid.
    pub refused_title: &'static str,
    /// What that may mean, and what helps.
    pub refused: &'static str,
    /// Enters another one.
    pub other_code: &'static str,

    /// Heading: the person's name.
    pub welcome: fn(&str) -> String,
    /// Below it: who invites.
    pub invited: fn(&str) -> String,
    /// Label of the address.
    pub email: &'static str,
    /// Label of the role.
    pub role: &'static str,
    /// Above the passwords.
    pub lead: &'static str,
    /// Sets up the account.
    pub join: &'static str,
    /// While it is being set up.
    pub joining: &'static str,

    /// Heading after that.
    pub joined: &'static str,
    /// Below it: who invites.
    pub joined_lead: fn(&str) -> String,
    /// What happens until then.
    pub joined_next: &'static str,
    /// To the sign-in page.
    pub sign_in: &'static str,
}

/// The section in `locale`.
pub fn joining(locale: Locale) -> &'static Joining {
    match locale {
        Locale::De => &de::joining::JOINING,
        Locale::En => &en::joining::JOINING,
    }
}
