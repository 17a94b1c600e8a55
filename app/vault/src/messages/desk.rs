use domain::api::{ConversationView, DepartmentKey, InboxRow, LetterTicket, MessagePage, Status};
use domain::{AttachmentId, AuthorityId, Bytes, DepartmentId, Locale, Timestamp};
use serde::{Deserialize, Serialize};

/// A request of the desk.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeskRequest {
    /// Opens subject and sender of inbox rows in one batch. Answer: `Summaries`, in the order of the rows.
    Summarise { rows: Vec<InboxRow>, now: Timestamp },
    /// Opens a conversation and verifies its first page; it becomes the current one. Answer: `Messages`. Where a key is missing
    /// that the member may have been given since they unlocked, nothing is read unless it shall be `incomplete`: then the answer is
    /// `Refused(Untrusted(NoGrant))`.
    Read {
        view: Box<ConversationView>,
        incomplete: bool,
        now: Timestamp,
    },
    /// Opens and verifies the next page; `incomplete` as in `Read`. Answer: `Messages`.
    ReadMore {
        page: MessagePage,
        incomplete: bool,
        now: Timestamp,
    },
    /// Seals an answer in the current conversation with the files sealed since. Answer: `Message`. As for citizens, the
    /// last page is read again before another one is written.
    Write { text: String, now: Timestamp },
    /// Seals the message that goes with a change of status of the current conversation. Answer: `Status`.
    SetStatus { status: Status, now: Timestamp },
    /// Opens and verifies the next page of internal notes about the current conversation, whose messages were read before; first
    /// of all the first page; `incomplete` as in `Read`. Answer: `Messages`.
    ReadNotes {
        page: MessagePage,
        incomplete: bool,
        now: Timestamp,
    },
    /// Seals an internal note about the current conversation. Answer: `Message`. As with messages, the last page is read again
    /// before another one is written.
    WriteNote { text: String, now: Timestamp },
    /// Passes the current conversation on to the department whose key this is, with words to the citizen that may be empty, and
    /// with the internal notes or without. Answer: `PassOn`.
    PassOn {
        to: Box<DepartmentKey>,
        text: String,
        notes: bool,
        now: Timestamp,
    },
    /// Seals a letter, which opens a conversation with a department of another authority. Answer: `Letter`.
    WriteLetter(Box<LetterDraft>),
    /// Proposes to hand the current conversation over to a department of another authority, whose root this is, with words
    /// to the citizen that may be empty. Answer: `Propose`.
    Propose {
        authority: AuthorityId,
        root: Bytes,
        to: DepartmentId,
        text: String,
        now: Timestamp,
    },
    /// Withdraws the proposal. Answer: `Withdraw`.
    Withdraw { now: Timestamp },
    /// The fingerprint of an authority's root, in groups of four. Answer: `RootNamed`.
    NameRoot { root: Bytes },
    /// As for citizens.
    SealAttachment { name: String, media_type: String },
    /// As for citizens.
    DropAttachment { id: AttachmentId },
    /// As for citizens.
    OpenAttachment { id: AttachmentId },
}

/// A letter as it is to be sealed.
#[derive(Serialize, Deserialize)]
pub struct LetterDraft {
    /// From which department to which, with their keys.
    pub ticket: LetterTicket,
    pub subject: String,
    pub text: String,
    pub locale: Locale,
    pub now: Timestamp,
}
