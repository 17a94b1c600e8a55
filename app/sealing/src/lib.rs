//! PROTOCOL.md in code: what is sealed, to whom, and who signs. No input, no output, no clock; randomness is passed
//! in. Start with [`ReceiptCode`] for citizens, [`MemberSecrets`] for members, [`seal_message`] and [`Transcript`] for
//! what they write to each other.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod attachment;
mod code;
mod file;
mod fingerprint;
#[cfg(any(test, feature = "fuzz"))]
#[doc(hidden)]
pub mod fuzz;
mod grant;
mod hybrid;
mod message;
mod metadata;
mod mistake;
mod receipt;
mod recovery;
mod roots;
mod seed;
mod signer;
#[cfg(test)]
mod testing;
mod transcript;
mod wrap;

pub use attachment::{SealedAttachment, open_attachment, seal_attachment};
pub use certificates::text::NotAKey;
pub use certificates::{
    CLOCK_SKEW_SECONDS, Certificate, EpochCertificate, Failure, Fingerprint, KeyFingerprint,
    MemberCertificate, PublicKey, Recipient, RecoveryCertificate, Revocation, Revocations, SigningKey, Trust,
    issue_epoch, issue_member, issue_recovery, issue_revocation, signing_chain, verify_chain, verify_epoch,
    verify_member, verify_past_epoch, verify_recovery, verify_signer,
};
pub use domain::api::Way;
pub use file::{Progress, open, seal};
pub use fingerprint::MemberFingerprint;
pub use grant::{GrantSubject, GrantedBy, OpenedGrant, open_epoch_grant, open_grant, seal_grant};
pub use hybrid::{HybridIdentity, HybridRecipient};
pub use message::{
    AttachmentEntry, AuthorKind, Body, Handover, Hash, Header, LetterOpening, MessageDraft, MessageKind,
    Opening, Place, Proposal, SealedMessage, Transfer, seal_message,
};
pub use mistake::{ReceiptMistake, ShareMistake};
pub use receipt::{ReceiptCode, ReceiptKeys};
pub use recovery::{
    RecoveryCode, RecoveryCodeKeys, RecoveryShare, RootFile, open_account, open_root_file, seal_account,
    seal_root_file, split_recovery,
};
pub use roots::Roots;
pub use seed::Seed;
pub use signer::Signer;
pub use transcript::{Author, Charge, Notes, OpenProposal, Opener, Transcript, VerifiedMessage};
pub use wrap::{AccountKey, MemberSecrets, PASSKEY_INPUT, PASSKEY_OUTPUT_BYTES, RestorationSecret};
