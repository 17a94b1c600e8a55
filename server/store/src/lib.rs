//! Durable data: one trait a noun, one transaction a method, two engines behind one type.
//!
//! Every write is acknowledged only when it is on disk, and can be repeated safely. There is no clock in here:
//! times are arguments. What a method returns are the domain's types; "not found" is `Ok(None)`, and what a caller
//! must tell apart is an outcome, not an error.
//!
//! To add a query: a method with its promise in the noun's trait, its SQL in `queries/`, a case in the contract
//! suite (`tests/contract`). To add a migration: a new file of the same name in `migrations/sqlite` and
//! `migrations/postgres`; one that has shipped is never edited.
#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![expect(
    clippy::duplicate_mod,
    reason = "each engine compiles the same queries with its own types"
)]

mod accounts;
mod attachments;
mod audit;
mod authorities;
mod changes;
mod citizens;
mod conversations;
mod departments;
mod directories;
mod embedding;
mod error;
mod handovers;
mod inbox;
mod letters;
mod members;
mod names;
mod notes;
mod operations;
mod outbox;
mod party;
mod passkeys;
mod postgres;
mod restorations;
mod sessions;
mod sqlite;
mod token;
mod transfers;
mod words;

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

pub use accounts::{AccountMail, Accounts, PasswordRecord, RecoveryCodeRecord};
pub use attachments::{AttachmentRecord, Attachments, NewPart, PartOutcome};
pub use audit::Audit;
pub use authorities::{
    Authorities, AuthorityRules, FoundOutcome, Founding, FoundingCode, FoundingMail, NewFounding,
    StartOutcome,
};
pub use changes::{Change, Changes};
pub use citizens::{CitizenSession, Citizens, NoticeMail, NoticeOutcome, SESSION_GRAIN_SECONDS};
pub use conversations::{CitizenAccess, Conversations, Notice, OpenOutcome, Opening, PostOutcome, Posting};
pub use departments::{
    AddDepartmentOutcome, ChangeDepartmentOutcome, DepartmentRecord, Departments, EpochOutcome,
};
pub use directories::{
    AuthorityHead, Directories, DirectoryRecord, FallbackRecord, NewDirectory, ProofRecord, Publication,
    PublishOutcome, RouteRecord,
};
pub use embedding::Embedding;
pub use error::{Error, Result};
pub use handovers::{Ending, Handing, Handovers, Proposing};
pub use inbox::{Inbox, InboxQuery};
pub use letters::{Letters, SendOutcome, Sending};
pub use members::{
    Account, Certifier, ChangeOutcome, EnrolledKeys, InvitationMail, InviteOutcome, Members, NewInvitation,
    NewMember, PendingLogin,
};
pub use names::{AreaName, AuthorityNames, ChangedNames, Names, ServiceNames};
pub use notes::{NewNote, Notes};
pub use operations::{Check, Engine, Expired, Operations};
pub use outbox::{Delivery, Errand, Outbox, OutboxEntry};
pub use party::Party;
pub use passkeys::{
    AddPasskeyOutcome, Ceremony, CeremonyKind, Credential, PasskeyRecord, Passkeys, RemovePasskeyOutcome,
};
pub use restorations::{PendingAccess, Restorations, RestoreOutcome};
pub use sessions::{Sessions, SignedIn, StaffSessions, USE_GRAIN_SECONDS};
pub use token::TokenHash;
pub use transfers::{PassOutcome, Passing, Transfers};

/// Everything that a database does for the portal.
pub trait Database:
    Accounts
    + Audit
    + Authorities
    + Departments
    + Directories
    + Embedding
    + Members
    + Names
    + Notes
    + Passkeys
    + Restorations
    + StaffSessions
    + Conversations
    + Transfers
    + Letters
    + Handovers
    + Attachments
    + Inbox
    + Citizens
    + Outbox
    + Operations
    + Send
    + Sync
{
}

impl<T> Database for T where
    T: Accounts
        + Audit
        + Authorities
        + Departments
        + Directories
        + Embedding
        + Members
        + Names
        + Notes
        + Passkeys
        + Restorations
        + StaffSessions
        + Conversations
        + Transfers
        + Letters
        + Handovers
        + Attachments
        + Inbox
        + Citizens
        + Outbox
        + Operations
        + Send
        + Sync
{
}

/// The portal's database. Cheap to clone; all methods are those of the nouns' traits, callable without importing
/// them.
#[derive(Clone)]
pub struct Store(Arc<dyn Database>);

impl Store {
    pub(crate) fn of(database: impl Database + 'static) -> Self {
        Self(Arc::new(database))
    }

    /// The database at `url`: `sqlite:PATH` or `postgres://…`. Connects when it is first used, so that a server
    /// starts, and recovers, whether or not its database is there. Must be called inside a Tokio runtime.
    ///
    /// # Errors
    ///
    /// `Error::Url` if the URL is of neither form.
    pub fn connect(url: &str) -> Result<Self> {
        if url.starts_with("sqlite:") {
            Ok(Self::of(sqlite::Db::new(url)?))
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Ok(Self::of(postgres::Db::new(url)?))
        } else {
            // The URL may hold a password, so it is not repeated.
            Err(Error::Url("it begins with something else".to_owned()))
        }
    }
}

impl Deref for Store {
    type Target = dyn Database;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Store({})", self.engine())
    }
}
