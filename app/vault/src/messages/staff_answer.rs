use domain::api::{
    EndProposal, EnrolFinish, NewAttachment, NewEpoch, NewEpochGrant, NewMessage, NewPassword,
    NewRecoveryCode, OpenLetter, PassOn, Propose, RestorationFinish, RestoredAccess, SetStatus,
};
use domain::audit::{AuditHead, Finding};
use domain::{AuthorityId, Bytes};
use sealing::Failure;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{PublicKeys, ReadEntry, ReadMessage, Refusal, Summary};

/// An answer of the staff's vault.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffAnswer {
    Done,
    Opaque(Bytes),
    Summaries(Vec<Summary>),
    Messages(Vec<ReadMessage>),
    Message(NewMessage),
    Status(SetStatus),
    PassOn(Box<PassOn>),
    Letter(Box<OpenLetter>),
    Propose(Box<Propose>),
    Withdraw(EndProposal),
    /// Fingerprint of an authority's root, in groups of four.
    RootNamed(String),
    Attachment(NewAttachment),
    File {
        name: String,
        media_type: String,
    },
    /// The request to send, and the fingerprint of the new keys for the member to tell an administrator.
    Enrolment {
        finish: Box<EnrolFinish>,
        fingerprint: String,
    },
    /// The request to send.
    Password(NewPassword),
    /// The request to send, and the code in groups of four.
    RecoveryCode {
        request: NewRecoveryCode,
        code: String,
    },
    Signature(Bytes),
    /// The account key, as it is kept for another way of unlocking.
    Wrapped(Bytes),
    /// The request to send, and the fingerprint for the member to tell an administrator.
    Restoration {
        finish: Box<RestorationFinish>,
        fingerprint: String,
    },
    /// The request to send.
    Restored(RestoredAccess),
    Fingerprint {
        fingerprint: String,
        /// The keys that it is of, for a founder who certifies themself.
        keys: PublicKeys,
    },
    Fingerprints(Vec<Result<String, Failure>>),
    /// Root public key, the text of the age file with the root, recovery recipient with its certificate, and three shares
    /// of the recovery key, two of which suffice, each in groups of four.
    Authority {
        root: Bytes,
        root_file: String,
        recovery: String,
        recovery_certificate: Bytes,
        shares: Vec<String>,
    },
    /// The number of the share that was typed, 1 to 3.
    Share(u8),
    /// Whose root it is, and its public key.
    Root {
        authority: AuthorityId,
        root: Bytes,
    },
    Chain(Vec<Bytes>),
    Epoch(NewEpoch),
    EpochGrants {
        grants: Vec<NewEpochGrant>,
    },
    /// What goes into the request's header.
    Statement(String),
    /// Entries of the audit log, what is wrong with them, the newest one that was read, and whether all were.
    Audit {
        entries: Vec<ReadEntry>,
        findings: Vec<Finding>,
        head: AuditHead,
        is_last: bool,
    },
    Sealed(Bytes),
    Draft(String),
    Refused(Refusal),
}

/// What the desk reads of [`StaffAnswer`]: a page carries code for every variant that it could read. What it only posts is
/// the text that the vault has written.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeskAnswer {
    Done,
    Summaries(Vec<Summary>),
    Messages(Vec<ReadMessage>),
    Message(Box<RawValue>),
    Status(Box<RawValue>),
    PassOn(Box<RawValue>),
    Letter(Box<RawValue>),
    Propose(Box<RawValue>),
    Withdraw(Box<RawValue>),
    RootNamed(String),
    Attachment(NewAttachment),
    File { name: String, media_type: String },
    EpochGrants(Box<RawValue>),
    Refused(Refusal),
}

/// What the administration reads of [`StaffAnswer`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeAnswer {
    Done,
    Opaque(Bytes),
    Enrolment {
        finish: Box<EnrolFinish>,
        fingerprint: String,
    },
    Password(NewPassword),
    RecoveryCode {
        request: NewRecoveryCode,
        code: String,
    },
    Signature(Bytes),
    Wrapped(Bytes),
    Restoration {
        finish: Box<RestorationFinish>,
        fingerprint: String,
    },
    Restored(RestoredAccess),
    Fingerprint {
        fingerprint: String,
        keys: PublicKeys,
    },
    Fingerprints(Vec<Result<String, Failure>>),
    Authority {
        root: Bytes,
        root_file: String,
        recovery: String,
        recovery_certificate: Bytes,
        shares: Vec<String>,
    },
    Share(u8),
    Root {
        authority: AuthorityId,
        root: Bytes,
    },
    Chain(Vec<Bytes>),
    Epoch(NewEpoch),
    EpochGrants {
        grants: Vec<NewEpochGrant>,
    },
    Audit {
        entries: Vec<ReadEntry>,
        findings: Vec<Finding>,
        head: AuditHead,
        is_last: bool,
    },
    Refused(Refusal),
}

/// What signing in reads of [`StaffAnswer`], in every application of the staff.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountAnswer {
    Done,
    Opaque(Bytes),
    Fingerprint { fingerprint: String },
    Statement(String),
    Sealed(Bytes),
    Draft(String),
    Refused(Refusal),
}
