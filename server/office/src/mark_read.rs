use domain::ErrorCode;
use domain::api::MarkRead;

use crate::{Office, Reader, Result};

impl Office {
    /// Notes that this side has seen the other side's messages up to a position.
    ///
    /// # Errors
    ///
    /// `NotFound` if the conversation is not the reader's.
    pub async fn mark_read(&self, reader: &Reader, mark: MarkRead) -> Result<()> {
        let marked = self
            .store
            .mark_read(reader.conversation, reader.party.clone(), mark.position)
            .await?;
        Ok(marked.ok_or(ErrorCode::NotFound)?)
    }
}
