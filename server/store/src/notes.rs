use async_trait::async_trait;
use domain::api::{MessagePage, NewMessage};
use domain::{ConversationId, DepartmentId, Timestamp};

use crate::{PostOutcome, Result};

/// An internal note that is to be added to a conversation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewNote {
    /// The conversation.
    pub conversation: ConversationId,
    /// The writer's departments: one of them is in charge, or the conversation is not found. There is no citizen here.
    pub departments: Vec<DepartmentId>,
    /// The note, which names its seed.
    pub note: NewMessage,
    /// When it came.
    pub received_at: Timestamp,
}

/// What caseworkers write to each other about a conversation.
#[async_trait]
pub trait Notes {
    /// Adds a note, and the grant of a seed that it begins, in one transaction; an open conversation or a closed one. Colleagues
    /// hear of it. Nothing else about the conversation changes, and nobody gets mail. Repeating it with the same id changes
    /// nothing.
    async fn add_note(&self, note: NewNote) -> Result<PostOutcome>;

    /// Up to `limit` notes after a position that the department in charge has seeds for, oldest first. `None` if that is none of
    /// `departments`.
    async fn notes(
        &self,
        conversation: ConversationId,
        departments: &[DepartmentId],
        after: i64,
        limit: u32,
    ) -> Result<Option<MessagePage>>;
}
