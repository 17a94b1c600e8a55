use domain::api::Author;
use domain::{AttachmentId, AuthorityId, ConversationId, DepartmentId, MessageId, Timestamp};
use sealing::Failure;
use serde::{Deserialize, Serialize};

/// Subject and sender of a conversation, or why they cannot be believed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub conversation: ConversationId,
    pub outcome: Result<Heading, Failure>,
}

/// What an inbox row shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    pub subject: String,
    pub name: Option<String>,
}

/// A message after opening: its content, or the first reason not to believe it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadMessage {
    pub id: MessageId,
    pub position: i64,
    /// As the server says; `content` says who signed.
    pub author: Author,
    pub received_at: Timestamp,
    pub outcome: Result<Content, Failure>,
}

/// A message that was verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub kind: ContentKind,
    pub signer: Signer,
    /// Only in the first message, and in a handover.
    pub subject: Option<String>,
    pub text: String,
    /// Only in the first message, if the citizen gave it.
    pub name: Option<String>,
    /// Only in the first message, if the citizen gave it.
    pub contact: Option<String>,
    /// Only where the conversation was passed on or handed over, or that was proposed: who is in charge from then on.
    pub to: Option<DepartmentId>,
    /// Only in a letter's first message: fingerprint of the other side's root.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root: Option<String>,
    /// Only where a message names an authority: the first one, and where it is proposed or handed over to another one.
    pub elsewhere: Option<Elsewhere>,
    pub attachments: Vec<Attachment>,
}

/// The authority to which a conversation goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    pub authority: AuthorityId,
    /// Fingerprint of its root, in groups of four.
    pub root: String,
    /// Whether what was written before went along.
    pub history: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContentKind {
    Opening,
    Text,
    Close,
    Reopen,
    Transfer,
    /// Written by a caseworker for colleagues.
    Note,
    /// The department would hand the conversation over to another authority.
    Proposal,
    /// The citizen has done so: what they write is a first message there.
    Handover,
    /// The citizen has declined, or the department withdrawn, the proposal that was open.
    Decline,
}

/// Whose signature was verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signer {
    Citizen,
    /// A member with this name, certified up to the authority's root, for this department.
    Member {
        name: String,
        department: DepartmentId,
    },
}

/// A file of a message, as its signed manifest says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub id: AttachmentId,
    pub name: String,
    pub media_type: String,
    /// Size of the plain file in bytes.
    pub size: u64,
    /// Size of the sealed file in bytes.
    pub sealed_size: u64,
}
