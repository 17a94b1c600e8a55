use domain::api::{
    AuditPage, ConversationView, Enrolment, InboxRow, MessagePage, Restoration, RestorationStarted, Role,
    StaffSession, Status,
};
use domain::audit::{Action, AuditHead, Statement, Subject};
use domain::{AttachmentId, AuthorityId, Bytes, ConversationId, DepartmentId, MemberId, Timestamp};
use serde::{Deserialize, Serialize};

/// A request of the desk.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffRequest {
    /// Begins an OPAQUE login. Answer: `Opaque` (KE1).
    StartLogin { password: String },
    /// Ends it; the export key stays here until `Unlock`. Answer: `Opaque` (KE3) or `Refused(Login)`.
    FinishLogin { response: Bytes },
    /// Unwraps the member's keys and opens the grants of department epochs. Asked again without a login in between, it
    /// goes on with the account key that it has. Answer: `Done`.
    Unlock {
        session: Box<StaffSession>,
        now: Timestamp,
    },
    /// Opens subject and sender of inbox rows in one batch. Answer: `Summaries`, in the order of the rows.
    Summarise { rows: Vec<InboxRow>, now: Timestamp },
    /// Opens a conversation and verifies its first page; it becomes the current one. Answer: `Messages`.
    Read {
        view: Box<ConversationView>,
        now: Timestamp,
    },
    /// Opens and verifies the next page. Answer: `Messages`.
    ReadMore { page: MessagePage, now: Timestamp },
    /// Seals an answer in the current conversation with the files sealed since. Answer: `Message`. As for citizens, the
    /// last page is read again before another one is written.
    Write { text: String, now: Timestamp },
    /// Seals the message that goes with a change of status of the current conversation. Answer: `Status`.
    SetStatus { status: Status, now: Timestamp },
    /// As for citizens.
    SealAttachment { name: String, media_type: String },
    /// As for citizens.
    DropAttachment { id: AttachmentId },
    /// As for citizens.
    OpenAttachment { id: AttachmentId },
    /// Takes what a passkey evaluated to sign in with; it opens the keys at the next `Unlock`. Answer: `Done`.
    UsePasskey { output: Bytes },
    /// Wraps the unlocked member's account key for a passkey, under what it evaluated. Answer: `Wrapped`.
    WrapForPasskey { output: Bytes },
    /// Ends the registration of a password with which access is to be restored: draws the key for that. The fingerprint of
    /// the answer, `Restoration`, covers member, key and root.
    FinishRestoration {
        token: String,
        started: Box<RestorationStarted>,
    },
    /// The fingerprint of the key that a member made to get their access back, with the root that the unlocked member
    /// trusts. Answer: `Fingerprints`, one.
    RestorationFingerprint { member: MemberId, recipient: String },
    /// Checks a share of the unlocked member's authority while it is typed. Answer: `Share` or `Refused(Share)`.
    CheckRecoveryShare { typed: String },
    /// Restores a member's access, for certified administrators: two shares give the recovery key, which opens the account
    /// key and is wiped at once; the account key is sealed to the key that the member made. Answer: `Restored`, or
    /// `Refused(Share)` with `Unknown` if the shares are the same or give another key.
    RestoreAccess {
        member: MemberId,
        restoration: Box<Restoration>,
        shares: [String; 2],
        now: Timestamp,
    },
    /// The fingerprint of the unlocked member's own keys, as the vault has them. Answer: `Fingerprint`.
    OwnFingerprint,
    /// The fingerprints of other members' keys, with the root that the unlocked member trusts, for an administrator to
    /// compare. Answer: `Fingerprints`, in their order.
    Fingerprints { keys: Vec<PublicKeys> },
    /// Begins to register a password: of an enrolment, or another one of the unlocked member. Answer: `Opaque`
    /// (registration request).
    StartEnrolment { password: String },
    /// Ends an enrolment: makes the member's keys, wraps them, and seals the account key to the authority's recovery key.
    /// The fingerprint of the answer, `Enrolment`, covers the root that the server named, so that comparing it tells
    /// whether that was the right one.
    FinishEnrolment {
        token: String,
        enrolment: Box<Enrolment>,
        now: Timestamp,
    },
    /// Ends a change of password: wraps the unlocked member's account key under the new one. Answer: `Password`.
    FinishPassword { response: Bytes },
    /// Draws a recovery code and wraps the unlocked member's account key for it. Answer: `RecoveryCode`.
    MakeRecoveryCode,
    /// Checks a recovery code that was typed back from paper. Answer: `Done` if it is the one made last, else
    /// `Refused(RecoveryCode)`, or `Refused(OtherCode)` if it is another one.
    CheckRecoveryCode { typed: String },
    /// Reads a recovery code that was typed instead of a password and signs the server's challenge with it; what opens
    /// the account stays here until `Unlock`. Answer: `Signature`.
    SignRecovery {
        typed: String,
        origin: String,
        nonce: Bytes,
    },
    /// Makes an authority's root and recovery key, the root sealed with the passphrase. Answer: `Authority`. The root
    /// certifies until `DropRoot` or `Lock`, the shares can be checked as long.
    FoundAuthority {
        authority: AuthorityId,
        passphrase: String,
        now: Timestamp,
    },
    /// Checks a share that was typed back from paper. Answer: `Share` if it is one of those just made, else
    /// `Refused(Share)`.
    CheckShare { typed: String },
    /// Opens a root file, to go on with a founding that was interrupted; the root certifies from then on. Answer:
    /// `Root`, `Refused(Passphrase)`, or `Refused(Untrusted)` if it is no root file or that of another authority than
    /// the unlocked member's.
    OpenRoot { root_file: String, passphrase: String },
    /// Wipes root and recovery key. Answer: `Done`.
    DropRoot,
    /// Certifies a member, signed by the root if it was made here, else by the unlocked administrator. Answer: `Chain`.
    CertifyMember {
        certificate: MemberCertificate,
        now: Timestamp,
    },
    /// Withdraws a member's key from now on, signed by the unlocked administrator. Answer: `Chain`.
    Revoke {
        member: MemberId,
        key: Bytes,
        now: Timestamp,
    },
    /// Makes a department's next epoch and grants its seed. Answer: `Epoch`.
    MakeEpoch {
        department: DepartmentId,
        epoch: u32,
        members: Vec<EpochMember>,
        now: Timestamp,
    },
    /// Grants the seed of an epoch that was made here, or granted to the unlocked member, to more members: for
    /// administrators and for members of the department. Answer: `EpochGrants`.
    GrantEpoch {
        department: DepartmentId,
        epoch: u32,
        members: Vec<EpochMember>,
        now: Timestamp,
    },
    /// Signs a statement about what the unlocked member is about to do. Answer: `Statement`.
    State { act: Box<Act>, now: Timestamp },
    /// Begins to verify the audit log; `remembered` is the newest entry that this device knew. Answer: `Done`.
    BeginAudit { remembered: Option<AuditHead> },
    /// Verifies the next entries. Answer: `Audit`.
    ReadAudit { page: Box<AuditPage> },
    /// Seals what was begun and not sent under the unlocked member's account key. Answer: `Sealed`.
    SealDraft { text: String },
    /// Opens it again. Answer: `Draft`, or `Refused(Untrusted)` if it was somebody else's.
    OpenDraft { sealed: Bytes },
    /// Wipes every key. Answer: `Done`.
    Lock,
}

/// What somebody is about to do.
#[derive(Clone, Serialize, Deserialize)]
pub struct Act {
    pub action: Action,
    pub subject: Subject,
    /// The conversation that it is about; the vault makes its mark.
    pub conversation: Option<ConversationId>,
}

impl Act {
    /// Something that is about no conversation.
    pub fn new(action: Action, subject: Subject) -> Self {
        Self {
            action,
            subject,
            conversation: None,
        }
    }

    /// Something that is about a conversation.
    pub fn on(action: Action, conversation: ConversationId, status: Option<Status>) -> Self {
        Self {
            action,
            subject: Subject {
                status,
                ..Subject::default()
            },
            conversation: Some(conversation),
        }
    }
}

/// An entry of the audit log as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadEntry {
    pub number: i64,
    pub at: Timestamp,
    /// `done`, or the code with which it was refused.
    pub outcome: String,
    /// Where a conversation was, as the server says.
    pub department: Option<DepartmentId>,
    /// Whether the actor has signed it; else the server says so alone.
    pub is_signed: bool,
    /// Who did what; `None` if it cannot be read.
    pub statement: Option<Statement>,
}

/// Whom to certify for what.
#[derive(Serialize, Deserialize)]
pub struct MemberCertificate {
    pub member: MemberId,
    pub name: String,
    pub departments: Vec<DepartmentId>,
    pub role: Role,
    pub sign: Bytes,
    pub recipient: String,
}

/// A member's public keys, as a fingerprint is made of them.
#[derive(Clone, Serialize, Deserialize)]
pub struct PublicKeys {
    pub sign: Bytes,
    pub recipient: String,
}

/// A member who gets an epoch's seed.
#[derive(Serialize, Deserialize)]
pub struct EpochMember {
    pub member: MemberId,
    /// Believed because the member's certificate names its fingerprint.
    pub recipient: String,
    /// The member's certificates, own one first, the one signed by the root last.
    pub chain: Vec<Bytes>,
}
