use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{DepartmentKey, Grant, NewMessage};
use crate::{AuthorityId, Bytes, ConversationId, DepartmentId, Localized, Timestamp};

/// Asks for a ticket to write one letter to a department of another authority.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LetterTicketRequest {
    /// The department that writes.
    pub from: DepartmentId,
    /// The department that is written to.
    pub to: DepartmentId,
}

/// Opens exactly one conversation between these two departments, within five minutes, and brings what is needed to seal its
/// first message.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct LetterTicket {
    /// The id the new conversation will have; the first message's signed header names it.
    pub conversation: ConversationId,
    /// Opaque proof that the server drew this id for these departments.
    pub ticket: String,
    /// When it ends.
    pub expires_at: Timestamp,
    /// The key of the department that writes.
    pub from: DepartmentKey,
    /// The key of the one that is written to.
    pub to: DepartmentKey,
    /// Whose department is written to. Its root is the server's word, which the first message makes the letter's.
    pub recipient: Correspondent,
}

/// Opens a conversation between departments of two authorities.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenLetter {
    /// From the ticket.
    pub conversation: ConversationId,
    /// From the ticket.
    pub ticket: String,
    /// The department that writes, as in the ticket.
    pub from: DepartmentId,
    /// The one that is written to, as in the ticket.
    pub to: DepartmentId,
    /// The authority that is written to.
    pub authority: AuthorityId,
    /// The content seed for the current epochs of both departments: exactly these two.
    pub grants: Vec<Grant>,
    /// The first message.
    pub message: NewMessage,
}

/// A department of another authority, with what its members are believed by.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Correspondent {
    /// The authority.
    pub authority: AuthorityId,
    /// Its name.
    pub name: String,
    /// Its root Ed25519 public key, 32 bytes. The letter's first message names the one that counts.
    pub root: Bytes,
    /// The department.
    pub department: DepartmentId,
    /// Its name.
    pub department_name: Localized,
}

/// What makes a conversation a letter: who stands on its two sides, as its reader sees it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Letter {
    /// Whether the reader's side wrote it; else it came to them.
    pub sent: bool,
    /// The department that wrote it.
    pub opener: DepartmentId,
    /// The other side.
    pub other: Correspondent,
}
