use domain::api::{Role, StaffSession, Status};
use domain::audit::{Action, Statement, Subject};
use domain::{AuthorityId, Bytes, ConversationId, DepartmentId, MemberId, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// A request of either application of the staff; `Session` is a session as the server has told of it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffRequest<Session = Box<StaffSession>> {
    /// Begins an OPAQUE login. Answer: `Opaque` (KE1).
    StartLogin { password: String },
    /// Ends it; the export key stays here until `Unlock`. Answer: `Opaque` (KE3) or `Refused(Login)`.
    FinishLogin { response: Bytes },
    /// Unwraps the member's keys and opens the grants of department epochs. Asked again without a login in between, it
    /// goes on with the account key that it has. Answer: `Done`.
    Unlock { session: Session, now: Timestamp },
    /// Takes what a passkey evaluated to sign in with; it opens the keys at the next `Unlock`. Answer: `Done`.
    UsePasskey { output: Bytes },
    /// The fingerprint of the unlocked member's own keys, as the vault has them. Answer: `Fingerprint`.
    OwnFingerprint,
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
    /// Seals what was begun and not sent under the unlocked member's account key. Answer: `Sealed`.
    SealDraft { text: String },
    /// Opens it again. Answer: `Draft`, or `Refused(Untrusted)` if it was somebody else's.
    OpenDraft { sealed: Bytes },
    /// Wipes every key. Answer: `Done`.
    Lock,
}

/// [`StaffRequest`] as the pages write it: the session stays the text that it was, so that they carry no code that writes
/// it.
pub type StaffAsk = StaffRequest<Box<RawValue>>;

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

    /// A proposal to hand a conversation over to a department of another authority.
    pub fn proposing(
        conversation: ConversationId,
        from: DepartmentId,
        (authority, to): (AuthorityId, DepartmentId),
    ) -> Self {
        let passing = Self::passing(conversation, from, to);
        Self {
            action: Action::ProposeHandover,
            subject: Subject {
                authority: Some(authority),
                ..passing.subject
            },
            ..passing
        }
    }

    /// A conversation that goes from one department to another.
    pub fn passing(conversation: ConversationId, from: DepartmentId, to: DepartmentId) -> Self {
        let subject = Subject {
            departments: vec![from, to],
            ..Subject::default()
        };
        Self {
            conversation: Some(conversation),
            ..Self::new(Action::PassOn, subject)
        }
    }

    /// A letter from one department to another authority's.
    pub fn letter(conversation: ConversationId, from: DepartmentId, to: (AuthorityId, DepartmentId)) -> Self {
        Self {
            action: Action::WriteLetter,
            ..Self::proposing(conversation, from, to)
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
