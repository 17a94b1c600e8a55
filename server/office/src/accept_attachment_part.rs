use domain::limits::ATTACHMENT_PART_BYTES;
use domain::{AttachmentId, Bytes, ErrorCode, check_sealed};
use store::{NewPart, PartOutcome};

use crate::check::ensure;
use crate::{Error, Office, Reader, Result};

impl Office {
    /// Keeps a part of a file that one of the reader's own messages has declared. Parts may come in any order and again;
    /// the first one must begin as a sealed file does.
    ///
    /// # Errors
    ///
    /// `NotFound` for a file of nobody's or of the other side's, or a part that the file does not have; `Inconsistent`
    /// for a part of another size than its place asks for; `NotSealed`; `Conflict` if other bytes are there already.
    pub async fn accept_attachment_part(
        &self,
        reader: &Reader,
        attachment: AttachmentId,
        number: u32,
        bytes: Bytes,
    ) -> Result<()> {
        let record = self
            .store
            .attachment(reader.conversation, &reader.party, attachment)
            .await?;
        let own = record.filter(|record| record.own);
        let size = own.ok_or(ErrorCode::NotFound)?.size;
        let expected = part_size(size, number).ok_or(ErrorCode::NotFound)?;
        ensure(bytes.0.len() as u64 == expected, ErrorCode::Inconsistent)?;
        if number == 0 {
            check_sealed(&bytes.0)?;
        }
        let part = NewPart {
            conversation: reader.conversation,
            party: reader.party.clone(),
            attachment,
            number,
            bytes,
        };
        match self.store.put_part(part).await? {
            PartOutcome::Stored => Ok(()),
            PartOutcome::NotFound => Err(Error::Refused(ErrorCode::NotFound)),
            PartOutcome::Differs => Err(Error::Refused(ErrorCode::Conflict)),
        }
    }
}

/// Size of a part of a file of `size` bytes: the full one, or what is left for the last; `None` beyond it.
fn part_size(size: u64, number: u32) -> Option<u64> {
    let begin = u64::from(number).checked_mul(ATTACHMENT_PART_BYTES)?;
    let left = size.checked_sub(begin)?;
    (left > 0).then(|| left.min(ATTACHMENT_PART_BYTES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_part_may_be_smaller() {
        const PART: u64 = ATTACHMENT_PART_BYTES;
        for (size, number, expected) in [
            (1, 0, Some(1)),
            (PART, 0, Some(PART)),
            (PART, 1, None),
            (PART + 1, 0, Some(PART)),
            (PART + 1, 1, Some(1)),
            (PART + 1, 2, None),
            (0, 0, None),
            (u64::MAX, u32::MAX, Some(PART)),
        ] {
            assert_eq!(part_size(size, number), expected, "part {number} of {size} bytes");
        }
    }
}
