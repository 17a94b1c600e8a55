//! A message: `age → recipient(Kc[n])` of `[1, header bytes, signature, body, padding]`.

mod body;
mod header;
mod manifest;
#[cfg(test)]
mod tests;

use domain::{ConversationId, DepartmentId, MessageId, Timestamp};
use rand_core::CryptoRngCore;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

pub use body::{Body, Handover, LetterOpening, Opening, Proposal, Transfer};
pub(crate) use header::MOST_HEADS;
pub use header::{AuthorKind, Header, MessageKind, Place};
pub use manifest::AttachmentEntry;
pub(crate) use manifest::{harmless_name, plain_media_type};

use crate::{Failure, HybridIdentity, HybridRecipient, Signer, open, seal};
use certificates::cbor::{Reader, VERSION, Writer};

const LABEL: &str = "siegelpost/message/v1";

/// SHA-256 of a header's bytes, by which later messages name it, or of a body; BLAKE3 of a sealed file.
pub type Hash = [u8; 32];

/// All that goes into a message.
pub struct MessageDraft<'a> {
    /// The conversation.
    pub conversation: ConversationId,
    /// Number of the content seed it is sealed to.
    pub n: u32,
    /// Chosen by the author.
    pub message: MessageId,
    /// Who writes.
    pub signer: Signer<'a>,
    /// Where it stands: from [`Transcript::place`](crate::Transcript::place), or [`Place::first`].
    pub place: Place,
    /// The department that is written to, or that writes.
    pub department: DepartmentId,
    /// The department's epoch.
    pub epoch: u32,
    /// The author's clock.
    pub created_at: Timestamp,
    /// What it is.
    pub kind: MessageKind,
    /// What it says.
    pub body: &'a Body,
    /// Its files.
    pub attachments: Vec<AttachmentEntry>,
}

/// A message, ready to be sent.
#[derive(Clone, Debug)]
pub struct SealedMessage {
    /// Its id.
    pub message: MessageId,
    /// The age file.
    pub sealed: Vec<u8>,
    /// SHA-256 of its header bytes.
    pub hash: Hash,
}

/// Signs and seals a message to the conversation's content recipient.
pub fn seal_message(
    recipient: &HybridRecipient,
    draft: MessageDraft<'_>,
    rng: &mut impl CryptoRngCore,
) -> SealedMessage {
    let body = Zeroizing::new(draft.body.encode());
    let key = draft.signer.key();
    let header = Header {
        conversation: draft.conversation,
        n: draft.n,
        message: draft.message,
        author: match draft.signer {
            Signer::Citizen(_) => AuthorKind::Citizen,
            Signer::Member { .. } => AuthorKind::Department,
        },
        key: key.public(),
        chain: draft.signer.chain().to_vec(),
        place: draft.place,
        department: draft.department,
        epoch: draft.epoch,
        created_at: draft.created_at,
        kind: draft.kind,
        body: Sha256::digest(&*body).into(),
        attachments: draft.attachments,
    };
    let header_bytes = header.encode();
    let mut envelope = Writer::array(5);
    envelope
        .number(VERSION)
        .bytes(&header_bytes)
        .bytes(&key.sign(LABEL, &header_bytes))
        .bytes(&body);
    SealedMessage {
        message: header.message,
        sealed: seal(recipient, &Zeroizing::new(envelope.padding()), rng, &mut |_| {}),
        hash: Sha256::digest(&header_bytes).into(),
    }
}

/// A message that opened and whose signature matches its header. Whose key that is, is not yet known.
pub(crate) struct SignedMessage {
    pub(crate) header: Header,
    pub(crate) hash: Hash,
    body: Zeroizing<Vec<u8>>,
}

impl SignedMessage {
    /// Opens a message and verifies its signature over the header bytes as they came.
    pub(crate) fn open(identity: &HybridIdentity, sealed: &[u8]) -> Result<Self, Failure> {
        Self::verify(&open(identity, sealed, &mut |_| {})?)
    }

    /// Verifies the plaintext of a message.
    pub(crate) fn verify(plain: &[u8]) -> Result<Self, Failure> {
        let mut reader = Reader::array(plain, 5)?;
        reader.version()?;
        let header_bytes = reader.bytes()?;
        let signature = reader.bytes()?;
        let body = Zeroizing::new(reader.bytes()?.to_vec());
        reader.padding()?;
        let header = Header::decode(header_bytes)?;
        header.key.verify(LABEL, header_bytes, signature)?;
        Ok(Self {
            header,
            hash: Sha256::digest(header_bytes).into(),
            body,
        })
    }

    /// The body, if it is the one that was signed.
    pub(crate) fn body(&self) -> Result<Body, Failure> {
        if Hash::from(Sha256::digest(&*self.body)) != self.header.body {
            return Err(Failure::BodyMismatch);
        }
        Body::decode(&self.body)
    }
}
