use async_trait::async_trait;
use domain::{AttachmentId, Bytes, ConversationId, MessageId};

use crate::{Party, Result};

/// A file of a message and how much of it has arrived.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AttachmentRecord {
    /// The message it belongs to.
    pub message: MessageId,
    /// Whether the side brought it that asks.
    pub own: bool,
    /// Size of the sealed file in bytes.
    pub size: u64,
    /// Numbers of the parts that have arrived, ascending.
    pub parts: Vec<u32>,
}

/// A part of a file. The caller has checked its number and size against the file's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewPart {
    /// The conversation.
    pub conversation: ConversationId,
    /// Who sends it; a file is filled only by the side that declared it.
    pub party: Party,
    /// The file.
    pub attachment: AttachmentId,
    /// The part, counted from 0.
    pub number: u32,
    /// Its bytes, at most `domain::limits::ATTACHMENT_PART_BYTES`.
    pub bytes: Bytes,
}

/// What came of a part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PartOutcome {
    /// It is stored, by this call or by an earlier one with the same bytes.
    Stored,
    /// No such file in this party's messages of this conversation.
    NotFound,
    /// This part is stored with other bytes.
    Differs,
}

/// Files of messages.
#[async_trait]
pub trait Attachments {
    /// A file of a conversation, whichever side brought it.
    async fn attachment(
        &self,
        conversation: ConversationId,
        party: &Party,
        attachment: AttachmentId,
    ) -> Result<Option<AttachmentRecord>>;

    /// Stores a part.
    async fn put_part(&self, part: NewPart) -> Result<PartOutcome>;

    /// The bytes of a part that has arrived.
    async fn part(
        &self,
        conversation: ConversationId,
        party: &Party,
        attachment: AttachmentId,
        number: u32,
    ) -> Result<Option<Bytes>>;
}
