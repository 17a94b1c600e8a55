use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{CitizenKeys, DepartmentKey, Letter};
use crate::{
    AttachmentId, AuthorityId, Bytes, CaseNumber, ConversationId, DepartmentId, EmailAddress, Locale,
    MessageId, Timestamp,
};

/// Asks for a ticket to open one conversation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TicketRequest {
    /// The department to be written to.
    pub department: DepartmentId,
}

/// Opens exactly one conversation, at this department, within five minutes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Ticket {
    /// The id the new conversation will have; the first message's signed header names it.
    pub conversation: ConversationId,
    /// Opaque proof that the server drew this id for this department.
    pub ticket: String,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// Opens a conversation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenConversation {
    /// From the ticket.
    pub conversation: ConversationId,
    /// From the ticket.
    pub ticket: String,
    /// The department, as in the ticket.
    pub department: DepartmentId,
    /// The department's epoch that the grant is sealed to.
    pub epoch: u32,
    /// The citizen's public keys.
    pub citizen: CitizenKeys,
    /// The content seed for the citizen and for the department: exactly these two.
    pub grants: Vec<Grant>,
    /// The first message.
    pub message: NewMessage,
    /// Where a notice of answers may be sent, if the citizen wants one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<EmailAddress>,
    /// The language of notices.
    #[serde(default)]
    pub locale: Locale,
}

/// A conversation was opened, now or by an earlier try with the same message id.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Opened {
    /// The conversation.
    pub conversation: ConversationId,
    /// To name on the telephone; opens nothing.
    pub case_number: CaseNumber,
}

/// What a grant's seed opens.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GrantKind {
    /// What citizen and department write to each other.
    Content,
    /// What caseworkers write among themselves.
    Notes,
}

/// Whom a grant is sealed to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Grantee {
    /// The conversation's citizen.
    Citizen,
    /// A department's epoch.
    Department {
        /// The department.
        department: DepartmentId,
        /// Its epoch.
        epoch: u32,
    },
}

/// A seed, sealed to one recipient (PROTOCOL.md, Grant).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// What it opens.
    pub kind: GrantKind,
    /// Which seed of that kind, counted from 0.
    pub n: u32,
    /// Whom it is sealed to.
    pub grantee: Grantee,
    /// The age file.
    pub sealed: Bytes,
}

/// A message on its way in. Its id makes it one message however often it is sent.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMessage {
    /// Chosen by the author, the same as in the signed header.
    pub id: MessageId,
    /// The age file.
    pub sealed: Bytes,
    /// Files that will be uploaded for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<NewAttachment>,
    /// The seed that it begins, for the citizen and for the department's current epoch, or in a letter for the current epochs
    /// of both departments: exactly these two, or none. Needed when the newest seed was granted to an earlier epoch (`epoch_outdated` without).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grants: Vec<Grant>,
    /// What it is sealed to: the newest seed that there is (`epoch_outdated` otherwise), or the one that it begins.
    pub seed: SealedTo,
}

/// The number of the seed that a message or an internal note is sealed to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SealedTo {
    /// A message, for both sides.
    Content(u32),
    /// An internal note, for the department in charge alone: it has no files, and the seed that it begins is for the
    /// department's current epoch alone.
    Notes(u32),
}

impl SealedTo {
    /// The number, whichever the seed is for.
    pub fn n(self) -> u32 {
        match self {
            Self::Content(n) | Self::Notes(n) => n,
        }
    }
}

/// A sealed file that is about to be uploaded in parts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAttachment {
    /// Chosen by the author, the same as in the signed manifest.
    pub id: AttachmentId,
    /// Size of the age file in bytes.
    pub size: u64,
}

/// A message has been stored, now or by an earlier try.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct MessageReceived {
    /// Its place in the order of all messages.
    pub position: i64,
}

/// Who brought a message, as the server knows it; a reader believes the signature.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// The side that opened the conversation: the citizen, or in a letter a caseworker of the department that wrote it.
    Citizen,
    /// A caseworker of the department in charge.
    Department,
}

/// A message as the server keeps it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct StoredMessage {
    /// The message.
    pub id: MessageId,
    /// Its place in the order of all messages.
    pub position: i64,
    /// Who brought it.
    pub author: Author,
    /// When it came: a citizen's to the day, a caseworker's to the second.
    pub received_at: Timestamp,
    /// The age file.
    pub sealed: Bytes,
    /// Its files.
    pub attachments: Vec<AttachmentState>,
}

/// How much of a file has arrived.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct AttachmentState {
    /// The file.
    pub id: AttachmentId,
    /// Size of the age file in bytes.
    pub size: u64,
    /// Numbers of the parts that have arrived, ascending from 0.
    pub parts: Vec<u32>,
}

/// Whether a conversation goes on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Both sides can write.
    Open,
    /// The department has closed it; a citizen's new message opens it again.
    Closed,
}

/// A conversation with all that its reader needs to open it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct ConversationView {
    /// The conversation.
    pub id: ConversationId,
    /// To name on the telephone.
    pub case_number: CaseNumber,
    /// The authority.
    pub authority: AuthorityId,
    /// The department in charge.
    pub department: DepartmentId,
    /// Whether it goes on.
    pub status: Status,
    /// The day on which it was opened.
    pub opened_at: Timestamp,
    /// The citizen's Ed25519 public key, 32 bytes; empty in a letter, which has no citizen.
    pub citizen: Bytes,
    /// Who writes to whom, if no citizen does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<Letter>,
    /// Seeds for this reader.
    pub grants: Vec<Grant>,
    /// The first page of messages, oldest first.
    pub messages: MessagePage,
    /// Position of the newest message of the other side that this side has read; 0 if none.
    pub read: i64,
    /// Whether notices of answers are sent. The address itself is never given out, to nobody.
    pub notice: bool,
}

/// Messages or internal notes in their order.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct MessagePage {
    /// Oldest first.
    pub messages: Vec<StoredMessage>,
    /// Ask for messages after this position to get more; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<i64>,
    /// Further content seeds for this reader, from n = 1 on: one may have begun since the conversation was read. With notes,
    /// every notes seed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grants: Vec<Grant>,
    /// The department's key, if the newest seed was granted to an earlier epoch, in a letter of either department, or there is no
    /// notes seed yet: whoever writes next begins the next seed and grants it to this key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rekey: Option<DepartmentKey>,
    /// In a letter the key of the department that wrote it: a seed that begins is for that one as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opener_key: Option<DepartmentKey>,
    /// Keys of the authority's members, in a letter of both authorities', that were withdrawn and are certified still: each a
    /// chain, the revocation first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revoked: Vec<Vec<Bytes>>,
}

/// This side has read up to here.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkRead {
    /// Position of the newest message that was shown.
    pub position: i64,
}

/// Closes or reopens a conversation and says so in a signed message that the citizen sees.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetStatus {
    /// The new status.
    pub status: Status,
    /// The signed message, kind `close` or `reopen`.
    pub message: NewMessage,
}
