use domain::api::{ConversationView, MessagePage};
use domain::{ErrorCode, limits};

use crate::{Office, Reader, Result};

impl Office {
    /// A conversation with the reader's grants and its first page of messages.
    ///
    /// # Errors
    ///
    /// `NotFound` if it is not the reader's.
    pub async fn read_conversation(&self, reader: &Reader) -> Result<ConversationView> {
        let view = self
            .store
            .conversation(reader.conversation, &reader.party, limits::PAGE_ROWS_DEFAULT)
            .await?;
        Ok(view.ok_or(ErrorCode::NotFound)?)
    }

    /// The messages after a position, oldest first.
    ///
    /// # Errors
    ///
    /// `NotFound` if the conversation is not the reader's.
    pub async fn read_messages(
        &self,
        reader: &Reader,
        after: i64,
        limit: Option<u32>,
    ) -> Result<MessagePage> {
        let limit = rows(limit);
        let page = self
            .store
            .messages(reader.conversation, &reader.party, after, limit)
            .await?;
        Ok(page.ok_or(ErrorCode::NotFound)?)
    }
}

/// How many rows a page has when this many are asked for.
pub(crate) fn rows(asked: Option<u32>) -> u32 {
    asked
        .unwrap_or(limits::PAGE_ROWS_DEFAULT)
        .clamp(1, limits::PAGE_ROWS)
}
