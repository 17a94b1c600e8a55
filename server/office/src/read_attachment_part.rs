use domain::{AttachmentId, Bytes, ErrorCode};

use crate::{Office, Reader, Result};

impl Office {
    /// The bytes of a part that has arrived.
    ///
    /// # Errors
    ///
    /// `NotFound` for a file or part that there is not, or not for this reader.
    pub async fn read_attachment_part(
        &self,
        reader: &Reader,
        attachment: AttachmentId,
        number: u32,
    ) -> Result<Bytes> {
        let part = self
            .store
            .part(reader.conversation, &reader.party, attachment, number)
            .await?;
        Ok(part.ok_or(ErrorCode::NotFound)?)
    }
}
