use crate::{Locale, de, en};

/// Texts of the return page and of its island.
pub struct Thread {
    /// Heading of the page.
    pub title: &'static str,
    /// Below it.
    pub lead: &'static str,
    /// For previews.
    pub description: &'static str,
    /// Title of the notice where scripts do not run.
    pub no_script_title: &'static str,
    /// Why nothing can be opened, and what helps.
    pub no_script: &'static str,
    /// Above what helps those who have lost their receipt.
    pub lost_title: &'static str,
    /// What helps them.
    pub lost: &'static str,

    /// Label of the code.
    pub code: &'static str,
    /// Hint on it.
    pub code_hint: &'static str,
    /// Opens the conversation. While the page is getting ready the button says `preparing` and does nothing.
    pub open: &'static str,
    /// See `open`.
    pub preparing: &'static str,
    /// While the conversation is being fetched and opened.
    pub opening: &'static str,

    /// Label of the case number.
    pub case_number: &'static str,
    /// Label of the department.
    pub department: &'static str,
    /// Label of the status.
    pub status: &'static str,
    /// Name of the list of messages.
    pub messages: &'static str,
    /// Marks an answer that was not read before.
    pub new: &'static str,
    /// Leads to the newest answer.
    pub to_newest: &'static str,
    /// Nothing has been answered yet.
    pub waiting: &'static str,
    /// The department closed the conversation.
    pub closed_event: &'static str,
    /// The department opened it again.
    pub reopened_event: &'static str,
    /// Name and contact in the first message.
    pub given_name: &'static str,
    /// See `given_name`.
    pub given_contact: &'static str,
    /// Name of a message's files.
    pub files: &'static str,
    /// A file that has not arrived in full.
    pub file_incomplete: &'static str,
    /// Looks for new messages.
    pub refresh: &'static str,

    /// Opens who signed an answer, and by what that can be known again.
    pub signature: &'static str,
    /// What was verified, and what the reader can compare.
    pub signature_lead: &'static str,
    /// Name of whoever signed.
    pub signer: &'static str,
    /// What they may do.
    pub signer_role: &'static str,
    /// The authority that certified them.
    pub signer_authority: &'static str,
    /// Number of the department's key.
    pub signer_epoch: &'static str,
    /// Until when they are certified.
    pub signer_until: &'static str,
    /// Fingerprint of their key.
    pub signer_key: &'static str,
    /// Fingerprint of the authority.
    pub signer_root: &'static str,

    /// Above the question whether the conversation goes to another authority.
    pub handover_title: &'static str,
    /// In front of the department and authority that were proposed.
    pub handover_lead: &'static str,
    /// What it means.
    pub handover_meaning: &'static str,
    /// What the fingerprint is good for.
    pub handover_root: &'static str,
    /// Asks what goes along.
    pub handover_choice: &'static str,
    /// Everything does.
    pub handover_all: &'static str,
    /// Hint on it.
    pub handover_all_hint: &'static str,
    /// Only what is written now.
    pub handover_new: &'static str,
    /// Hint on it.
    pub handover_new_hint: &'static str,
    /// Above the fields: what stands in them already.
    pub handover_taken: &'static str,
    /// Hands over.
    pub handover_send: &'static str,
    /// Does not.
    pub handover_decline: &'static str,
    /// Title of what went wrong.
    pub handover_failed: &'static str,

    /// Above the form to write again.
    pub reply_title: &'static str,
    /// Label of the message.
    pub reply: &'static str,
    /// Hint where the conversation is closed.
    pub reply_closed: &'static str,
    /// Seals and sends.
    pub send: &'static str,
    /// A message that was being written is still there.
    pub reply_kept: &'static str,
    /// After it was received.
    pub sent: &'static str,

    /// Above the form for notices.
    pub notice_title: &'static str,
    /// No notices are sent.
    pub notice_off: &'static str,
    /// Notices are sent.
    pub notice_on: &'static str,
    /// Label of the address.
    pub notice_email: &'static str,
    /// Hint on it.
    pub notice_hint: &'static str,
    /// Switches notices on.
    pub notice_start: &'static str,
    /// Switches notices off and erases the address.
    pub notice_stop: &'static str,

    /// Wipes keys and texts from the page.
    pub leave: &'static str,
    /// Heading after leaving.
    pub left_title: &'static str,
    /// Below it.
    pub left: &'static str,
    /// Heading after the session has ended by itself.
    pub ended_title: &'static str,
}

/// The section in `locale`.
pub fn thread(locale: Locale) -> &'static Thread {
    match locale {
        Locale::De => &de::thread::THREAD,
        Locale::En => &en::thread::THREAD,
    }
}
