use domain::AttachmentId;
use domain::api::NewAttachment;
use domain::limits::{ATTACHMENT_BYTES, ATTACHMENTS};
use rand_core::CryptoRngCore;
use sealing::{AttachmentEntry, Fingerprint, HybridRecipient, Progress, seal_attachment};

use crate::messages::Refusal;

/// The sealed files that wait for their message: what its signed header will say about them.
#[derive(Default)]
pub(crate) struct Attachments(Vec<(Fingerprint, AttachmentEntry)>);

/// A file as the page hands it over.
pub(crate) struct PlainFile {
    pub(crate) name: String,
    pub(crate) media_type: String,
    pub(crate) bytes: Option<Vec<u8>>,
}

impl Attachments {
    /// Seals one more file.
    pub(crate) fn seal(
        &mut self,
        recipient: &HybridRecipient,
        file: PlainFile,
        rng: &mut impl CryptoRngCore,
        progress: Progress<'_>,
    ) -> Result<(NewAttachment, Vec<u8>), Refusal> {
        let bytes = file.bytes.ok_or(Refusal::OutOfTurn)?;
        if self.0.len() >= ATTACHMENTS || bytes.len() as u64 > ATTACHMENT_BYTES {
            return Err(Refusal::TooLarge);
        }
        let sealed = seal_attachment(recipient, &file.name, &file.media_type, bytes, rng, progress);
        let declared = declared(&sealed.entry);
        self.0.push((recipient.fingerprint(), sealed.entry));
        Ok((declared, sealed.sealed))
    }

    /// Leaves a file out.
    pub(crate) fn drop_one(&mut self, id: AttachmentId) {
        self.0.retain(|(_, entry)| entry.id != id);
    }

    /// Leaves all files out.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// Whether no file waits.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The files for a header.
    pub(crate) fn entries(&self) -> Vec<AttachmentEntry> {
        self.0.iter().map(|(_, entry)| entry.clone()).collect()
    }

    /// The files for the header of a message to this recipient.
    ///
    /// # Errors
    ///
    /// `OutOfTurn` if one was sealed to another: the conversation has begun another seed meanwhile, and nobody could open
    /// it.
    pub(crate) fn entries_for(&self, recipient: &HybridRecipient) -> Result<Vec<AttachmentEntry>, Refusal> {
        let fingerprint = recipient.fingerprint();
        if self.0.iter().any(|(sealed_to, _)| *sealed_to != fingerprint) {
            return Err(Refusal::OutOfTurn);
        }
        Ok(self.entries())
    }
}

/// What the server is told about a file: its id and its size, not its name.
pub(crate) fn declared(entry: &AttachmentEntry) -> NewAttachment {
    NewAttachment {
        id: entry.id,
        size: entry.sealed_size,
    }
}
