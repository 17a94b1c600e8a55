//! Requests and answers of `/api/v1`, one file a noun.

mod account;
mod administration;
mod audit;
mod citizen;
mod conversation;
mod directory;
mod embedding;
mod handover;
mod inbox;
mod letter;
mod passkeys;
mod routing;
mod search;
mod staff;
mod transfer;

pub use account::{
    NewPassword, NewRecoveryCode, PasswordStart, PasswordStarted, RecoveryChallenge, RecoveryCodeState,
    RecoveryFinish, RecoveryStart, Restoration, RestorationFinish, RestorationStart, RestorationStarted,
    RestoredAccess,
};
pub use administration::{
    AuthorityChange, DepartmentChange, DepartmentEntry, DepartmentEpoch, Departure, EnrolFinish, EnrolStart,
    Enrolment, FoundAuthority, Founded, Grantable, Invite, Invited, MemberEntry, MemberState, NewCertificate,
    NewDepartment, NewEpoch, NewEpochGrant, NewEpochGrants, StartFounding, Upkeep, WaitingGrant,
};
pub use audit::{AuditMember, AuditPage};
pub use citizen::{CitizenKeys, LoginChallenge, NoticeRequest, OpenSession, OpenedSession};
pub use conversation::{
    AttachmentState, Author, ConversationView, Grant, GrantKind, Grantee, MarkRead, MessagePage,
    MessageReceived, NewAttachment, NewMessage, OpenConversation, Opened, SealedTo, SetStatus, Status,
    StoredMessage, Ticket, TicketRequest,
};
pub use directory::{Authority, Department, DepartmentKey};
pub use embedding::{EmbedDepartment, EmbedPlaces, Embedding, NewEmbedOrigins};
pub use handover::{EndProposal, HandOver, Propose};
pub use inbox::{InboxChange, InboxPage, InboxRow};
pub use letter::{Correspondent, Letter, LetterTicket, LetterTicketRequest, OpenLetter};
pub use passkeys::{
    CeremonyStarted, NewPasskey, Passkey, PasskeyProof, SecondFactor, SecondFactorDue, SignInPolicy,
};
pub use routing::{
    DirectoryCheck, DirectoryProof, PublishDirectory, PublishedDirectory, RouteAnswer, RouteAuthority,
    RouteChoice, RouteFound,
};
pub use search::{Suggestion, Suggestions};
pub use staff::{
    EpochKey, LoginFinish, LoginStart, LoginStarted, Member, MemberKeys, Role, StaffSession,
    StaffSessionEntry, Way,
};
pub use transfer::PassOn;
