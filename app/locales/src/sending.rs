use crate::{Locale, de, en};

/// What is said while a message is written, sealed and sent: the first one and those that follow.
pub struct Sending {
    /// The subject is missing.
    pub subject_missing: &'static str,
    /// The subject is too long: limit.
    pub subject_long: fn(usize) -> String,
    /// The text is missing.
    pub text_missing: &'static str,
    /// The text is too long: limit.
    pub text_long: fn(usize) -> String,
    /// The name is too long: limit.
    pub name_long: fn(usize) -> String,
    /// The contact line is too long: limit.
    pub contact_long: fn(usize) -> String,
    /// The address has a form that is not taken.
    pub notice_wrong: &'static str,

    /// Stands for a field that was left empty.
    pub nothing: &'static str,

    /// Stage: a file is being sealed: its name, its number, how many there are.
    pub sealing_file: fn(&str, usize, usize) -> String,
    /// Stage: the message is being sealed.
    pub sealing_message: &'static str,
    /// Stage: the sealed message is being sent.
    pub sending: &'static str,
    /// The key changed meanwhile; sealed again by itself.
    pub sealing_again: &'static str,
    /// Tries again by itself after seconds.
    pub waiting: fn(u32) -> String,
    /// The device has no network; tries again by itself after seconds.
    pub waiting_offline: fn(u32) -> String,

    /// Not sent: no connection.
    pub unsent_offline: &'static str,
    /// Not sent: the vault's worker ended.
    pub unsent_crashed: &'static str,
    /// Not sent: the department's key is not certified by the authority.
    pub unsent_untrusted: &'static str,
    /// Not sent: the key that is certified is another authority's than the one that the link or the conversation names.
    pub unsent_other_root: &'static str,
    /// Not sent: the certificate of the department's key has ended.
    pub unsent_expired: &'static str,
    /// Not sent: the department's key was certified by somebody whose own key had been withdrawn.
    pub unsent_revoked: &'static str,
    /// Not sent: the department has no key at the moment.
    pub unsent_no_key: &'static str,
    /// Not sent: too large after all.
    pub unsent_too_large: &'static str,
    /// Not sent: a file cannot be read any more.
    pub unsent_file: fn(&str) -> String,
    /// Not sent: something else; what the server said, or nothing.
    pub unsent_refused: fn(&str) -> String,

    /// Choosing files.
    pub files: Choosing,
}

/// What is said while files are chosen.
pub struct Choosing {
    /// Says that a file was added.
    pub added: fn(&str) -> String,
    /// Removes a file.
    pub remove: fn(&str) -> String,
    /// Says that a file was removed.
    pub removed: fn(&str) -> String,
    /// A file is too large: name, largest size.
    pub too_large: fn(&str, &str) -> String,
    /// A file is empty.
    pub empty: fn(&str) -> String,
    /// Too many files: the limit.
    pub too_many: fn(usize) -> String,
}

/// The section in `locale`.
pub fn sending(locale: Locale) -> &'static Sending {
    match locale {
        Locale::De => &de::sending::SENDING,
        Locale::En => &en::sending::SENDING,
    }
}
