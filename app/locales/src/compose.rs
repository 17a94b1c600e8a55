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

    /// Heading of the second step.
    pub check_heading: &'static str,
    /// What will happen next: authority, department.
    pub check_lead: fn(&str, &str) -> String,
    /// Label: whom it goes to.
    pub recipient: &'static str,
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
    /// Tries again.
    pub again: &'static str,
    /// Below the reason: nothing is lost.
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
    /// Removes a file; which one is known from what stands beside it.
    pub remove: &'static str,
}

/// The section in `locale`.
pub fn compose(locale: Locale) -> &'static Compose {
    match locale {
        Locale::De => &de::compose::COMPOSE,
        Locale::En => &en::compose::COMPOSE,
    }
}
