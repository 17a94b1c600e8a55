use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Author, Grant, Letter, Status, StoredMessage};
use crate::{Bytes, CaseNumber, ConversationId, DepartmentId, Timestamp};

/// Conversations of a member's departments, the one that was written to last first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct InboxPage {
    /// The rows.
    pub rows: Vec<InboxRow>,
    /// Ask for rows before this position to get older ones; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<i64>,
}

/// A conversation in the inbox; subject and sender stand in its sealed first message.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct InboxRow {
    /// The conversation.
    pub conversation: ConversationId,
    /// To name on the telephone.
    pub case_number: CaseNumber,
    /// The department in charge.
    pub department: DepartmentId,
    /// Whether it goes on.
    pub status: Status,
    /// Whether the other side has written something that nobody in the department has opened.
    pub unread: bool,
    /// Position of its newest message.
    pub last_position: i64,
    /// Who wrote that one.
    pub last_author: Author,
    /// When that one came: a citizen's to the day, a caseworker's to the second.
    pub last_message_at: Timestamp,
    /// The citizen's Ed25519 public key, 32 bytes; empty in a letter.
    pub citizen: Bytes,
    /// Who writes to whom, if no citizen does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<Letter>,
    /// The content seed for the department, or for the one that wrote a letter if that is the reader's.
    pub grants: Vec<Grant>,
    /// The number of the seed that `opening` is sealed to.
    #[serde(default)]
    pub seed: u32,
    /// The first message; of a conversation that came from another authority the one that handed it over.
    pub opening: StoredMessage,
}

/// Something changed in an inbox: one server-sent event, without content.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct InboxChange {
    /// The conversation that changed.
    pub conversation: ConversationId,
    /// Its department.
    pub department: DepartmentId,
    /// Position of its newest message.
    pub position: i64,
}
