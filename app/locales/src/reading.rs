use crate::{Locale, de, en};

/// What is said while a conversation is opened, read and looked after.
pub struct Reading {
    /// Nothing was entered.
    pub code_missing: &'static str,
    /// Too few or too many characters: how many there are.
    pub code_length: fn(usize) -> String,
    /// A character that no code contains: its place from 1.
    pub code_character: fn(usize) -> String,
    /// A typing error somewhere.
    pub code_checksum: &'static str,
    /// Of a later version.
    pub code_version: &'static str,
    /// A recovery code of somebody who works for an authority.
    pub code_other_kind: &'static str,
    /// Well-formed, but no conversation.
    pub code_unknown: &'static str,

    /// The conversation cannot be fetched: no connection.
    pub offline: &'static str,
    /// It cannot be fetched: what the server said, or nothing.
    pub refused: fn(&str) -> String,
    /// It was fetched and is not believed; the reason follows.
    pub distrusted: &'static str,
    /// Below it.
    pub ended: &'static str,
    /// The page cannot open anything because its vault stopped working.
    pub crashed: &'static str,

    /// Where the subject cannot be opened.
    pub no_subject: &'static str,
    /// Both sides can write.
    pub status_open: &'static str,
    /// The department has closed it.
    pub status_closed: &'static str,
    /// Author: the reader.
    pub you: &'static str,
    /// Author whose signature was not verified: the department.
    pub department_author: &'static str,
    /// Author whose signature was verified: name, department, authority. The last two may be unknown and empty.
    pub member: fn(&str, &str, &str) -> String,

    /// The conversation was passed on: from which department to which. Both may be unknown and empty.
    pub passed_on: fn(&str, &str) -> String,

    /// The department proposes to hand over: to whom; may be unknown and empty.
    pub proposed: fn(&str) -> String,
    /// The reader has handed over: to whom, which may be unknown and empty, and whether with what was written before.
    pub handed_over: fn(&str, bool) -> String,
    /// The reader has declined.
    pub declined: &'static str,
    /// The department has withdrawn its proposal.
    pub withdrawn: &'static str,
    /// Where the other authority is not in the directory.
    pub handover_unknown: &'static str,
    /// Nothing was chosen.
    pub handover_missing: &'static str,
    /// While it is being done.
    pub handover_working: &'static str,
    /// It was handed over: the number that it has there.
    pub handed_over_done: fn(&str) -> String,
    /// It was declined.
    pub declined_done: &'static str,
    /// It was decided elsewhere, or withdrawn.
    pub proposal_over: &'static str,

    /// Below a message that is not believed, if there is a number.
    pub call: fn(&str) -> String,

    /// What somebody who signed may do.
    pub role_administrator: &'static str,
    /// What somebody who signed may do.
    pub role_lead: &'static str,
    /// What somebody who signed may do.
    pub role_caseworker: &'static str,
    /// What somebody who signed may do.
    pub role_auditor: &'static str,

    /// Saves a file: its name, its size.
    pub file_save: fn(&str, &str) -> String,
    /// While a file is being fetched and opened: its name.
    pub file_opening: fn(&str) -> String,
    /// A file that cannot be fetched or opened: its name.
    pub file_failed: fn(&str) -> String,

    /// While it looks.
    pub refreshing: &'static str,
    /// There are none.
    pub nothing_new: &'static str,
    /// There are some: how many.
    pub something_new: fn(usize) -> String,

    /// After switching on.
    pub notice_started: &'static str,
    /// After switching off.
    pub notice_stopped: &'static str,
    /// Not a plain e-mail address.
    pub notice_wrong: &'static str,
}

/// The section in `locale`.
pub fn reading(locale: Locale) -> &'static Reading {
    match locale {
        Locale::De => &de::reading::READING,
        Locale::En => &en::reading::READING,
    }
}
