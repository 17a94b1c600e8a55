use crate::{Locale, de, en};

/// Texts of the caseworkers' desk.
pub struct Desk {
    /// Name of the desk in the title of its page before anybody has signed in.
    pub title: &'static str,
    /// While the program arrives.
    pub loading: &'static str,
    /// The program could not be loaded.
    pub load_failed: &'static str,

    /// Above the sign-in form.
    pub sign_in_lead: &'static str,
    /// Where a session has ended: answers and notes that were begun are still here.
    pub drafts_kept: fn(usize) -> String,

    /// Heading of the desk.
    pub inbox: &'static str,
    /// Name of the list of departments.
    pub departments: &'static str,
    /// All of the member's departments at once.
    pub all_departments: &'static str,
    /// Name of the filter by status.
    pub filter: &'static str,
    /// Those that go on.
    pub filter_open: &'static str,
    /// Those that are closed.
    pub filter_closed: &'static str,
    /// Both.
    pub filter_all: &'static str,
    /// While the list is being fetched and opened.
    pub inbox_loading: &'static str,
    /// No conversation goes on.
    pub inbox_empty_open: &'static str,
    /// No conversation is closed.
    pub inbox_empty_closed: &'static str,
    /// There is no conversation.
    pub inbox_empty_all: &'static str,
    /// The member has no department.
    pub no_department_title: &'static str,
    /// What that means.
    pub no_department: &'static str,
    /// Older rows.
    pub more: &'static str,
    /// While older rows are being fetched and opened.
    pub more_loading: &'static str,
    /// Marks a row that nobody has read.
    pub unread: &'static str,
    /// Whose name is not known.
    pub no_name: &'static str,
    /// A row whose subject cannot be opened.
    pub no_subject: &'static str,
    /// Label of the case number.
    pub case_number: &'static str,
    /// The department wrote last.
    pub answered: &'static str,
    /// The citizen wrote last.
    pub waiting: &'static str,
    /// Today.
    pub today: &'static str,
    /// Yesterday.
    pub yesterday: &'static str,
    /// Some days ago, two or more.
    pub days_ago: fn(i64) -> String,
    /// Read aloud when messages came.
    pub news: fn(usize) -> String,
    /// Read aloud when older rows came: how many.
    pub more_loaded: fn(usize) -> String,

    /// Where no conversation is open.
    pub choose: &'static str,
    /// Below it.
    pub choose_hint: &'static str,
    /// Back to the list.
    pub back: &'static str,
    /// While a conversation is being fetched and opened.
    pub opening: &'static str,
    /// Heading where a conversation could not be opened.
    pub open_failed: &'static str,
    /// There is no such conversation for this member.
    pub not_found: &'static str,
    /// Above what was begun there: an answer or a note.
    pub begun: fn(&str) -> String,
    /// Label of the department.
    pub department: &'static str,
    /// Label of the status.
    pub status: &'static str,
    /// Both sides can write.
    pub status_open: &'static str,
    /// The department has closed it.
    pub status_closed: &'static str,
    /// Label of the name.
    pub sender: &'static str,
    /// Label of how else to reach the citizen.
    pub contact: &'static str,
    /// Label of the day on which it was opened.
    pub opened: &'static str,
    /// Name and contact are what the citizen says of themself.
    pub own_words: &'static str,
    /// Name of the list of messages.
    pub messages: &'static str,
    /// Line before the first message that nobody had read.
    pub new_messages: &'static str,
    /// The first message's signature was verified: whoever wrote it, writes on.
    pub signed: &'static str,
    /// The signature of whoever wrote the first message was verified.
    pub signed_by_citizen: &'static str,
    /// A member's signature was verified: department.
    pub signed_by_member: fn(&str) -> String,
    /// Below a message of a department of another authority, which it had before it was handed over.
    pub signed_elsewhere: &'static str,
    /// A message by the citizen that is not believed.
    pub from_citizen: &'static str,
    /// A message by the department that is not believed.
    pub from_department: &'static str,
    /// A member closed the conversation: name.
    pub closed_by: fn(&str) -> String,
    /// A member opened it again: name.
    pub reopened_by: fn(&str) -> String,
    /// A member passed it on: name, from which department, to which.
    pub passed_by: fn(&str, &str, &str) -> String,
    /// Name of a message's files.
    pub files: &'static str,
    /// Shows a picture.
    pub file_show: &'static str,
    /// Saves a file.
    pub file_save: &'static str,
    /// While a file is being fetched and opened: its share in per cent.
    pub file_fetching: fn(u32) -> String,
    /// After a file was saved.
    pub file_saved: &'static str,
    /// Text in place of a picture: its name.
    pub picture: fn(&str) -> String,
    /// A file whose name says nothing.
    pub file_unnamed: &'static str,
    /// A file that has not arrived in full.
    pub file_incomplete: &'static str,
    /// A file that cannot be opened or saved.
    pub file_failed: &'static str,

    /// Above the answer.
    pub reply_title: &'static str,
    /// Label of the answer.
    pub reply: &'static str,
    /// Hint on it: under whose name it goes.
    pub reply_hint: fn(&str) -> String,
    /// Chooses files.
    pub attach: &'static str,
    /// Hint on it: how many files, how large each.
    pub attach_hint: fn(usize, &str) -> String,
    /// Leaves a file out: its name.
    pub detach: fn(&str) -> String,
    /// The message takes no more files: how many it takes.
    pub file_too_many: fn(usize) -> String,
    /// A file is too large: its name, the limit.
    pub file_too_large: fn(&str, &str) -> String,
    /// A file with nothing in it: its name.
    pub file_empty: fn(&str) -> String,
    /// Seals and sends.
    pub send: &'static str,
    /// While it is being sealed.
    pub sealing: &'static str,
    /// While the message is under way.
    pub sending: &'static str,
    /// While its files are under way: share in per cent.
    pub uploading: fn(u32) -> String,
    /// The server did not answer; the next try follows in so many seconds.
    pub trying_again: fn(u32) -> String,
    /// After the message was received.
    pub sent: &'static str,
    /// Not sent: why.
    pub not_sent: fn(&str) -> String,
    /// The message was received, but not all of its files: why.
    pub files_not_sent: fn(&str) -> String,
    /// Leaves it at that.
    pub skip_files: &'static str,
    /// Sends the same message again.
    pub send_again: &'static str,
    /// Back to writing.
    pub edit: &'static str,
    /// Nothing was written.
    pub reply_missing: &'static str,
    /// The text is too long.
    pub reply_too_long: &'static str,
    /// The conversation is closed.
    pub reply_closed: &'static str,

    /// Name of the choice between an answer and a note.
    pub kind: &'static str,
    /// Goes to whoever wrote.
    pub kind_answer: &'static str,
    /// Stays among colleagues.
    pub kind_note: &'static str,
    /// Above every note: what it is, and who does not see it.
    pub note_label: &'static str,
    /// Label of the note.
    pub note: &'static str,
    /// Hint on it: who reads it, and under whose name it stands.
    pub note_hint: fn(&str) -> String,
    /// Seals and keeps it.
    pub note_send: &'static str,
    /// After it was received.
    pub note_sent: &'static str,
    /// Nothing was written.
    pub note_missing: &'static str,
    /// Read aloud when a colleague has written one.
    pub note_news: &'static str,

    /// Closes the conversation.
    pub close: &'static str,
    /// Opens it again.
    pub reopen: &'static str,
    /// Asks before closing.
    pub close_question: &'static str,
    /// What closing means.
    pub close_meaning: &'static str,
    /// Added where an answer was begun.
    pub close_draft: &'static str,
    /// Behind the question whether to close it or to pass it on, while a handover is proposed.
    pub proposal_ends: &'static str,
    /// Asks before opening again.
    pub reopen_question: &'static str,
    /// What that means.
    pub reopen_meaning: &'static str,
    /// Read aloud after closing.
    pub closed: &'static str,
    /// Read aloud after opening again.
    pub reopened: &'static str,
    /// Passes the conversation on to another department.
    pub pass_on: &'static str,
    /// Asks to which one.
    pub pass_on_question: &'static str,
    /// What passing on means.
    pub pass_on_meaning: &'static str,
    /// Label of the list of departments.
    pub pass_on_to: &'static str,
    /// The list's first line, which is none of them.
    pub pass_on_choose: &'static str,
    /// None was chosen.
    pub pass_on_missing: &'static str,
    /// Label of the words to the citizen.
    pub pass_on_words: &'static str,
    /// What becomes of them.
    pub pass_on_hint: &'static str,
    /// Has the internal notes go along, and what becomes of them otherwise.
    pub pass_on_notes: &'static str,
    /// Added where an answer or a note was begun.
    pub pass_on_draft: &'static str,
    /// A message has come that nobody has read yet.
    pub pass_on_news: &'static str,
    /// An answer is still on its way.
    pub pass_on_sending: &'static str,
    /// The department has no key.
    pub pass_on_keyless: &'static str,
    /// Asks for another authority.
    pub propose_button: &'static str,
    /// Asks which.
    pub propose_question: &'static str,
    /// What that does.
    pub propose_meaning: &'static str,
    /// Does it.
    pub propose: &'static str,
    /// While it is being done.
    pub proposing: &'static str,
    /// It was done.
    pub proposed: &'static str,
    /// What is proposed: the department and authority; empty if they are not known.
    pub proposed_to: fn(&str) -> String,
    /// Takes it back.
    pub withdraw: &'static str,
    /// It was taken back.
    pub withdrawn: &'static str,
    /// In the conversation: who proposed it, and the root's fingerprint.
    pub proposed_by: fn(&str, &str) -> String,
    /// In the conversation: who took it back.
    pub withdrawn_by: fn(&str) -> String,
    /// In the conversation: the citizen does not want it.
    pub declined: &'static str,
    /// In the conversation: the citizen has handed it over, without and with what was written before.
    pub came_over: [&'static str; 2],
    /// Label of the field in which an authority is searched for.
    pub elsewhere_search: &'static str,
    /// Hint on it.
    pub elsewhere_hint: &'static str,
    /// Searches.
    pub elsewhere_find: &'static str,
    /// While it is searched.
    pub elsewhere_searching: &'static str,
    /// Nothing was found.
    pub elsewhere_none: &'static str,
    /// How many authorities were found.
    pub elsewhere_found: fn(usize) -> String,
    /// Nothing was chosen.
    pub elsewhere_missing: &'static str,
    /// Label of the fingerprint of the authority that was chosen.
    pub elsewhere_root: &'static str,
    /// While it is being passed on.
    pub passing_on: &'static str,
    /// Said after passing on: to which department.
    pub passed_on: fn(&str) -> String,
    /// While the status is being changed.
    pub changing: &'static str,

    /// Writes to a department of another authority.
    pub letter: &'static str,
    /// What that means.
    pub letter_meaning: &'static str,
    /// Label of the own departments.
    pub letter_from: &'static str,
    /// Label of the subject.
    pub letter_subject: &'static str,
    /// Label of the text.
    pub letter_text: &'static str,
    /// Hint on it: under whose name it goes.
    pub letter_hint: fn(&str) -> String,
    /// There is no subject.
    pub letter_subject_missing: &'static str,
    /// There is no text.
    pub letter_text_missing: &'static str,
    /// Subject or text is too long.
    pub letter_too_long: &'static str,
    /// Said after sending.
    pub letter_done: &'static str,
    /// State of a letter that nobody has answered, and label of the time when it was sent.
    pub letter_sent: &'static str,
    /// Who has written a letter: department and authority.
    pub letter_by: fn(&str) -> String,
    /// To whom a letter went: department and authority.
    pub letter_to: fn(&str) -> String,
    /// Label of who has written.
    pub letter_sender: &'static str,
    /// Label of whom it was written to.
    pub letter_recipient: &'static str,
    /// Opens the fingerprint of the other authority.
    pub letter_root: &'static str,
    /// What to do with it.
    pub letter_root_hint: &'static str,

    /// Asks before answers and notes that were begun are thrown away: how many.
    pub sign_out_question: fn(usize) -> String,
    /// What auditors are told, who have no inbox.
    pub auditor: &'static str,
    /// To the audit log.
    pub audit_log: &'static str,
    /// Link to the administration.
    pub administration: &'static str,
    /// A colleague lacks a department's key: name, department.
    pub waiting_grant: fn(&str, &str) -> String,
    /// Hands it over.
    pub hand_over: &'static str,
    /// Read aloud after that: name.
    pub handed_over: fn(&str) -> String,
    /// Signs out all the same.
    pub sign_out_anyway: &'static str,
    /// The inbox does not hear of new messages at the moment.
    pub disconnected: &'static str,
}

/// The section in `locale`.
pub fn desk(locale: Locale) -> &'static Desk {
    match locale {
        Locale::De => &de::desk::DESK,
        Locale::En => &en::desk::DESK,
    }
}
