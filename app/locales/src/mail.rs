use domain::Locale;

use crate::{de, en};

/// Mails. None of them says what a conversation is about, who wrote it, or to whom: whoever reads a mailbox learns that
/// there is something to read, and where.
pub struct Mail {
    /// The sender's name.
    pub sender: &'static str,
    /// To a department: a citizen has written.
    pub department_message: Notice,
    /// To a citizen: an answer has come.
    pub citizen_answer: Notice,
    /// To a person who is to work with the portal.
    pub invitation: Invitation,
    /// To a person who founds an authority: proves their address.
    pub founding_code: Code,
    /// To a member whose access is to be restored.
    pub restoration: Invitation,
    /// To a member: the ways in which they sign in have changed.
    pub sign_in_changed: Notice,
    /// To an administrator: keys or certificates of the authority need them.
    pub upkeep: Notice,
}

/// A mail with a link.
pub struct Notice {
    /// Its subject.
    pub subject: &'static str,
    /// Its text, with the address of the page where to read.
    pub text: fn(link: &str) -> String,
}

/// The mail with an enrolment code.
pub struct Invitation {
    /// Its subject.
    pub subject: &'static str,
    /// Its text, with the address of the page that redeems the code, and the code itself.
    pub text: fn(join: &str, code: &str) -> String,
}

/// The mail with a code that proves an address.
pub struct Code {
    /// Its subject.
    pub subject: &'static str,
    /// Its text, with the code.
    pub text: fn(code: &str) -> String,
}

/// The mails in `locale`.
pub fn mail(locale: Locale) -> &'static Mail {
    match locale {
        Locale::De => &de::mail::MAIL,
        Locale::En => &en::mail::MAIL,
    }
}
