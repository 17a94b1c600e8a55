use crate::{Locale, de, en};

/// Texts of the way back for members who have lost everything: their own page, and the administrators' section.
pub struct Restoring {
    /// Title of the page for who has lost everything.
    pub title: &'static str,
    /// Where the link has no code.
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
    /// Above the passwords.
    pub lead: &'static str,
    /// Sets it.
    pub set_up: &'static str,
    /// While it is being set.
    pub setting_up: &'static str,
    /// Heading after that.
    pub is_set_up: &'static str,
    /// To whom.
    pub read_out: &'static str,
    /// What happens then.
    pub then: &'static str,
    /// To the sign-in page.
    pub sign_in: &'static str,

    /// Heading on the page of a member.
    pub section_title: &'static str,
    /// What it is for: the member's name.
    pub section_lead: fn(&str) -> String,
    /// Mails the link.
    pub begin: &'static str,
    /// It is on its way.
    pub begun: &'static str,
    /// Nothing was set up yet: the member's name.
    pub waiting: fn(&str) -> String,
    /// The link was not used in time: the member's name.
    pub expired: fn(&str) -> String,
    /// Mails another link.
    pub again: &'static str,
    /// Takes it back.
    pub withdraw: &'static str,
    /// It was taken back.
    pub withdrawn: &'static str,
    /// Before the number is compared: the member's name.
    pub pending: fn(&str) -> String,
    /// Says that the numbers are the same: the member's name.
    pub compared: fn(&str) -> String,
    /// Label of the first share.
    pub share_one: &'static str,
    /// Label of the second one.
    pub share_two: &'static str,
    /// How they may be typed.
    pub share_hint: &'static str,
    /// Nothing was typed.
    pub share_missing: &'static str,
    /// The same one twice.
    pub share_twice: &'static str,
    /// They do not give the key.
    pub shares_wrong: &'static str,
    /// Restores it.
    pub restore: &'static str,
    /// While that is done.
    pub restoring: &'static str,
    /// The member has set up something else since.
    pub changed_meanwhile: &'static str,
    /// There is nothing to restore any more: the member's name.
    pub over: fn(&str) -> String,
    /// It was done: the member's name.
    pub restored: fn(&str) -> String,
    /// There is one administrator only.
    pub alone: &'static str,
}

/// The section in `locale`.
pub fn restoring(locale: Locale) -> &'static Restoring {
    match locale {
        Locale::De => &de::restoring::RESTORING,
        Locale::En => &en::restoring::RESTORING,
    }
}
