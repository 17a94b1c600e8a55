use domain::api::MessagePage;
use domain::{ConversationId, ErrorCode};

use crate::read_conversation::rows;
use crate::{Office, Result, Staff};

impl Office {
    /// The internal notes after a position, oldest first.
    ///
    /// # Errors
    ///
    /// `NotFound` if the conversation is not one of the member's departments'.
    pub async fn read_notes(
        &self,
        staff: &Staff,
        conversation: ConversationId,
        after: i64,
        limit: Option<u32>,
    ) -> Result<MessagePage> {
        let page = self
            .store
            .notes(conversation, staff.departments(), after, rows(limit))
            .await?;
        Ok(page.ok_or(ErrorCode::NotFound)?)
    }
}
