//! What a page and its vault say to each other. Each request is answered once, in order, by its number; sealing
//! and opening of files report progress in between. Bytes of files travel beside the message, transferred, not copied.

use domain::api::{
    AuditPage, Author, ConversationView, DepartmentKey, EnrolFinish, Enrolment, InboxRow, MessagePage,
    NewAttachment, NewEpoch, NewEpochGrant, NewMessage, NewPassword, NewRecoveryCode, OpenConversation,
    OpenSession, Restoration, RestorationFinish, RestorationStarted, RestoredAccess, SetStatus, StaffSession,
    Status,
};
use domain::audit::{Action, AuditHead, Finding, Statement, Subject};
use domain::{
    AttachmentId, AuthorityId, Bytes, ConversationId, DepartmentId, EmailAddress, Locale, MemberId,
    MessageId, Timestamp,
};
use sealing::Failure;
use serde::{Deserialize, Serialize};

/// A request of the citizens' pages.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CitizenRequest {
    /// Seals a file for the message that is being written. The plain bytes stand beside the request, the sealed
    /// ones beside the answer, `Attachment`.
    SealAttachment { name: String, media_type: String },
    /// Leaves a sealed file out of the message that is being written. Answer: `Done`.
    DropAttachment { id: AttachmentId },
    /// Draws a receipt code and seals the first message with the files sealed since. Answer: `Opening`. Asked again, it
    /// draws another code and takes the same files along; the vault can then read and write the conversation at once.
    Open(Box<OpenDraft>),
    /// Checks a receipt code for typing errors and derives its keys. Answer: `Done`.
    Unlock { code: String },
    /// Signs the server's challenge with the unlocked receipt. Answer: `Login`.
    SignLogin { origin: String, nonce: Bytes },
    /// Opens the conversation and verifies its first page. Answer: `Messages`.
    Read {
        view: Box<ConversationView>,
        now: Timestamp,
    },
    /// Opens and verifies the next page. Answer: `Messages`.
    ReadMore { page: MessagePage, now: Timestamp },
    /// Seals a further message with the files sealed since. Answer: `Message`. Until the last page was read again, the
    /// same text gives the same message again, and another text is `OutOfTurn`: whether the first one arrived decides
    /// where the next one stands.
    Write { text: String, now: Timestamp },
    /// Opens a file of a message that was read; sealed bytes beside the request, plain ones beside the answer,
    /// `File`.
    OpenAttachment { id: AttachmentId },
    /// Wipes every key. Answer: `Done`.
    Forget,
}

/// All that is needed to seal a first message.
#[derive(Serialize, Deserialize)]
pub struct OpenDraft {
    pub conversation: ConversationId,
    pub ticket: String,
    pub authority: AuthorityId,
    /// The authority's root public key that this citizen trusts.
    pub root: Bytes,
    /// The root's fingerprint as the link said that led here; nothing is sealed under another root.
    pub pin: Option<String>,
    pub department: DepartmentKey,
    pub subject: String,
    pub text: String,
    /// The citizen's name as they give it, if they do.
    pub name: Option<String>,
    /// How else to reach the citizen, if they say.
    pub contact: Option<String>,
    pub notice: Option<EmailAddress>,
    pub locale: Locale,
    pub now: Timestamp,
}

/// An answer of the citizens' vault.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CitizenAnswer {
    Done,
    Attachment(NewAttachment),
    /// The request to send, and the receipt code in groups of four.
    Opening {
        request: Box<OpenConversation>,
        receipt: String,
    },
    Login(OpenSession),
    /// With each message who signed it, unless that is the citizen or it is not believed.
    Messages {
        messages: Vec<ReadMessage>,
        credentials: Vec<Option<Credentials>>,
    },
    Message(NewMessage),
    File {
        name: String,
        media_type: String,
    },
    Refused(Refusal),
}

/// What was verified about whoever signed for a department, and by which the reader can know them again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credentials {
    pub role: domain::api::Role,
    /// The department's epoch that the message was written in.
    pub epoch: u32,
    /// When the signer's certificate ends.
    pub valid_until: Timestamp,
    /// Fingerprint of the signer's key, in groups of four.
    pub key: String,
    /// Fingerprint of the authority's root, in groups of four.
    pub root: String,
}

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
    pub role: domain::api::Role,
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

/// An answer of the staff's vault.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffAnswer {
    Done,
    Opaque {
        message: Bytes,
    },
    Summaries {
        summaries: Vec<Summary>,
    },
    Messages {
        messages: Vec<ReadMessage>,
    },
    Message(NewMessage),
    Status(SetStatus),
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
    Signature {
        signature: Bytes,
    },
    /// The account key, as it is kept for another way of unlocking.
    Wrapped {
        account: Bytes,
    },
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
    Fingerprints {
        fingerprints: Vec<Result<String, Failure>>,
    },
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
    Share {
        number: u8,
    },
    /// Whose root it is, and its public key.
    Root {
        authority: AuthorityId,
        root: Bytes,
    },
    Chain {
        chain: Vec<Bytes>,
    },
    Epoch(NewEpoch),
    EpochGrants {
        grants: Vec<NewEpochGrant>,
    },
    /// What goes into the request's header.
    Statement {
        header: String,
    },
    /// Entries of the audit log, what is wrong with them, the newest one that was read, and whether all were.
    Audit {
        entries: Vec<ReadEntry>,
        findings: Vec<Finding>,
        head: AuditHead,
        is_last: bool,
    },
    Sealed {
        sealed: Bytes,
    },
    Draft {
        text: String,
    },
    Refused(Refusal),
}

/// What the desk reads of [`StaffAnswer`]: a page carries code for every variant that it could read.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeskAnswer {
    Done,
    Summaries { summaries: Vec<Summary> },
    Messages { messages: Vec<ReadMessage> },
    Message(NewMessage),
    Status(SetStatus),
    Attachment(NewAttachment),
    File { name: String, media_type: String },
    EpochGrants { grants: Vec<NewEpochGrant> },
    Refused(Refusal),
}

/// What the administration reads of [`StaffAnswer`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeAnswer {
    Done,
    Opaque {
        message: Bytes,
    },
    Enrolment {
        finish: Box<EnrolFinish>,
        fingerprint: String,
    },
    Password(NewPassword),
    RecoveryCode {
        request: NewRecoveryCode,
        code: String,
    },
    Signature {
        signature: Bytes,
    },
    Wrapped {
        account: Bytes,
    },
    Restoration {
        finish: Box<RestorationFinish>,
        fingerprint: String,
    },
    Restored(RestoredAccess),
    Fingerprint {
        fingerprint: String,
        keys: PublicKeys,
    },
    Fingerprints {
        fingerprints: Vec<Result<String, Failure>>,
    },
    Authority {
        root: Bytes,
        root_file: String,
        recovery: String,
        recovery_certificate: Bytes,
        shares: Vec<String>,
    },
    Share {
        number: u8,
    },
    Root {
        authority: AuthorityId,
        root: Bytes,
    },
    Chain {
        chain: Vec<Bytes>,
    },
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
    Opaque { message: Bytes },
    Fingerprint { fingerprint: String },
    Statement { header: String },
    Sealed { sealed: Bytes },
    Draft { text: String },
    Refused(Refusal),
}

/// Subject and sender of a conversation, or why they cannot be believed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub conversation: ConversationId,
    pub outcome: Result<Heading, Failure>,
}

/// What an inbox row shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    pub subject: String,
    pub name: Option<String>,
}

/// A message after opening: its content, or the first reason not to believe it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadMessage {
    pub id: MessageId,
    pub position: i64,
    /// As the server says; `content` says who signed.
    pub author: Author,
    pub received_at: Timestamp,
    pub outcome: Result<Content, Failure>,
}

/// A message that was verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub kind: ContentKind,
    pub signer: Signer,
    /// Only in the first message.
    pub subject: Option<String>,
    pub text: String,
    /// Only in the first message, if the citizen gave it.
    pub name: Option<String>,
    /// Only in the first message, if the citizen gave it.
    pub contact: Option<String>,
    pub attachments: Vec<Attachment>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContentKind {
    Opening,
    Text,
    Close,
    Reopen,
}

/// Whose signature was verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "signer", rename_all = "snake_case")]
pub enum Signer {
    Citizen,
    /// A member with this name, certified up to the authority's root, for this department.
    Member {
        name: String,
        department: DepartmentId,
    },
}

/// A file of a message, as its signed manifest says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub id: AttachmentId,
    pub name: String,
    pub media_type: String,
    /// Size of the plain file in bytes.
    pub size: u64,
    /// Size of the sealed file in bytes.
    pub sealed_size: u64,
}

/// Why the vault does not do what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum Refusal {
    /// The receipt code has a typing error.
    Receipt { mistake: sealing::ReceiptMistake },
    /// The recovery code has a typing error.
    RecoveryCode { mistake: sealing::ReceiptMistake },
    /// The recovery code is not the one made last.
    OtherCode,
    /// The share has a typing error, or is none of those just made.
    Share { mistake: sealing::ShareMistake },
    /// The passphrase does not open the root file.
    Passphrase,
    /// Something that came from the server is not believed.
    Untrusted { failure: Failure },
    /// The password does not open the account.
    Login,
    /// There is no key for this: nothing was unlocked, or it was wiped.
    Locked,
    /// Longer or larger than the limits of `domain::limits`.
    TooLarge,
    /// The request came at a moment when it makes no sense.
    OutOfTurn,
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Untrusted { failure }
    }
}

impl From<sealing::ReceiptMistake> for Refusal {
    fn from(mistake: sealing::ReceiptMistake) -> Self {
        Self::Receipt { mistake }
    }
}

impl From<sealing::ShareMistake> for Refusal {
    fn from(mistake: sealing::ShareMistake) -> Self {
        Self::Share { mistake }
    }
}
