use crate::{Locale, de, en};

/// Texts of the audit log.
pub struct Log {
    /// Name of the page.
    pub title: &'static str,
    /// What it is.
    pub lead: &'static str,
    /// While it is fetched and verified.
    pub reading: &'static str,
    /// Heading of the entries.
    pub entries: &'static str,
    /// Shows older entries.
    pub older: &'static str,
    /// Something is wrong; what follows.
    pub broken: &'static str,
    /// An entry that cannot be read.
    pub unreadable: &'static str,
    /// It was done.
    pub done: &'static str,
    /// What somebody was refused.
    pub tried: fn(&str) -> String,
    /// It was refused; the code follows.
    pub refused: &'static str,
    /// The person has signed it.
    pub signed: &'static str,
    /// The server says so alone.
    pub noted: &'static str,
    /// Somebody whose invitation was withdrawn.
    pub nobody: &'static str,
    /// Where nobody of the authority acts.
    pub operator: &'static str,
    /// Where something went: department and authority.
    pub to: fn(&str) -> String,
    /// Where it came from.
    pub from: fn(&str) -> String,
    /// Where a citizen acts, who is not named.
    pub citizen: &'static str,
    /// An action.
    pub found_authority: &'static str,
    /// An action.
    pub invite: &'static str,
    /// An action.
    pub repeat_invitation: &'static str,
    /// An action.
    pub withdraw_invitation: &'static str,
    /// An action.
    pub enrol: &'static str,
    /// An action.
    pub certify: &'static str,
    /// An action.
    pub depart: &'static str,
    /// An action.
    pub create_department: &'static str,
    /// An action.
    pub change_authority: &'static str,
    /// An action.
    pub change_department: &'static str,
    /// See `Action::PublishDirectory`.
    pub publish_directory: &'static str,
    /// An action.
    pub change_embedding: &'static str,
    /// An action.
    pub begin_epoch: &'static str,
    /// An action.
    pub grant_epoch: &'static str,
    /// An action.
    pub sign_in: &'static str,
    /// An action.
    pub unlock: &'static str,
    /// An action.
    pub sign_out: &'static str,
    /// An action.
    pub show_passkey: &'static str,
    /// An action.
    pub add_passkey: &'static str,
    /// An action.
    pub remove_passkey: &'static str,
    /// An action.
    pub change_password: &'static str,
    /// An action.
    pub make_recovery_code: &'static str,
    /// An action.
    pub remove_recovery_code: &'static str,
    /// See `Action::BeginRestoration`.
    pub begin_restoration: &'static str,
    /// See `Action::WithdrawRestoration`.
    pub withdraw_restoration: &'static str,
    /// See `Action::SetUpRestoration`.
    pub set_up_restoration: &'static str,
    /// See `Action::RestoreAccess`.
    pub restore_access: &'static str,
    /// An action.
    pub change_policy: &'static str,
    /// An action.
    pub end_sessions: &'static str,
    /// An action.
    pub open_conversation: &'static str,
    /// An action.
    pub set_status: &'static str,
    /// An action.
    pub pass_on: &'static str,
    /// An action.
    pub write_letter: &'static str,
    /// An action.
    pub propose_handover: &'static str,
    /// An action.
    pub withdraw_proposal: &'static str,
    /// An action.
    pub hand_over: &'static str,
    /// All is well: how many entries.
    pub whole: fn(usize) -> String,
    /// A finding: the entry.
    pub altered: fn(i64) -> String,
    /// A finding: the first and the last entry.
    pub missing: fn(i64, i64) -> String,
    /// A finding: where the entry stands, and where it belongs.
    pub moved: fn(i64, i64) -> String,
    /// A finding: the entry.
    pub forged: fn(i64) -> String,
    /// A finding: the entry.
    pub repeated: fn(i64) -> String,
    /// A finding: the entry, and the one whose signer saw another.
    pub contradicted: fn(i64, i64) -> String,
    /// A finding: the newest entry that this device knew.
    pub forgotten: fn(i64) -> String,
    /// An entry's number.
    pub number: fn(i64) -> String,
    /// A department's key: its number.
    pub epoch: fn(u32) -> String,
    /// A conversation's status from then on: open, closed.
    pub status: [&'static str; 2],
}

/// The section in `locale`.
pub fn log(locale: Locale) -> &'static Log {
    match locale {
        Locale::De => &de::log::LOG,
        Locale::En => &en::log::LOG,
    }
}
