use crate::{Locale, de, en};

/// Texts of the page on which a first message is written, checked, sealed and sent.
pub struct Compose {
    /// Title of the page: department.
    pub title: fn(&str) -> String,
    /// Below the title: who will be able to read it.
    pub lead: fn(&str) -> String,
    /// Names of the steps, in their order.
    pub steps: [&'static str; 4],
    /// Heading where scripts do not run.
    pub no_script_title: &'static str,
    /// Why nothing can be sent there, and what to do instead.
    pub no_script: &'static str,
    /// Heading where the program did not start.
    pub unsupported_title: &'static str,
    /// What to do instead.
    pub unsupported: &'static str,
    /// While the program loads: typing is possible already.
    pub loading: &'static str,

    /// Heading of the first step.
    pub write_heading: &'static str,
    /// Label of the subject.
    pub subject: &'static str,
    /// Hint for the subject.
    pub subject_hint: &'static str,
    /// Label of the text.
    pub text: &'static str,
    /// Hint for the text.
    pub text_hint: &'static str,
    /// Heading of name and contact.
    pub about_you: &'static str,
    /// What giving them means.
    pub about_you_hint: &'static str,
    /// Label of the name.
    pub name: &'static str,
    /// Label of other ways to be reached.
    pub contact: &'static str,
    /// Hint for them.
    pub contact_hint: &'static str,
    /// Heading of the e-mail notice.
    pub notice_heading: &'static str,
    /// Label of the address.
    pub notice: &'static str,
    /// Who sees the address and what is sent to it.
    pub notice_hint: &'static str,
    /// Goes to the next step.
    pub to_check: &'static str,

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

    /// Heading of the second step.
    pub check_heading: &'static str,
    /// What will happen next: authority, department.
    pub check_lead: fn(&str, &str) -> String,
    /// Label: whom it goes to.
    pub recipient: &'static str,
    /// Stands for a field that was left empty.
    pub nothing: &'static str,
    /// Link back to a field.
    pub change: &'static str,
    /// Who can read what: heading.
    pub seen_heading: &'static str,
    /// What the department reads.
    pub seen_by_department: &'static str,
    /// What the portal's operator sees although all is sealed.
    pub seen_by_operator: &'static str,
    /// The same, when an e-mail address was given.
    pub seen_by_operator_with_notice: &'static str,
    /// Seals and sends.
    pub send: &'static str,
    /// Goes back to writing.
    pub back: &'static str,

    /// Heading while it seals and sends.
    pub sealing_heading: &'static str,
    /// What to do meanwhile.
    pub sealing_lead: &'static str,
    /// Heading when that failed.
    pub unsent_heading: &'static str,
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
    /// Tries again.
    pub again: &'static str,

    /// Not sent: no connection.
    pub unsent_offline: &'static str,
    /// Not sent: the vault's worker ended.
    pub unsent_crashed: &'static str,
    /// Not sent: the department's key is not certified by the authority.
    pub unsent_untrusted: &'static str,
    /// Not sent: the department has no key at the moment.
    pub unsent_no_key: &'static str,
    /// Not sent: too large after all.
    pub unsent_too_large: &'static str,
    /// Not sent: a file cannot be read any more.
    pub unsent_file: fn(&str) -> String,
    /// Not sent: something else; what the server said, or nothing.
    pub unsent_refused: fn(&str) -> String,
    /// Below each of these: nothing is lost.
    pub unsent_kept: &'static str,
    /// Whom to call if it goes on: telephone.
    pub call: fn(&str) -> String,

    /// Choosing files, here and when writing again.
    pub files: Files,
}

/// Texts of the list of files.
pub struct Files {
    /// Label.
    pub label: &'static str,
    /// Hint: most files, largest size.
    pub hint: fn(usize, &str) -> String,
    /// Name of the list of chosen files.
    pub chosen: &'static str,
    /// Says that a file was added.
    pub added: fn(&str) -> String,
    /// Removes a file.
    pub remove: fn(&str) -> String,
    /// The same where the file is known from what stands beside it.
    pub remove_short: &'static str,
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
pub fn compose(locale: Locale) -> &'static Compose {
    match locale {
        Locale::De => &de::compose::COMPOSE,
        Locale::En => &en::compose::COMPOSE,
    }
}
