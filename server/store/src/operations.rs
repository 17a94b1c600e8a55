use std::fmt;
use std::path::Path;

use async_trait::async_trait;
use domain::Timestamp;

use crate::{Changes, Result};

/// The engine behind a store.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Engine {
    /// Embedded.
    Sqlite,
    /// A server.
    Postgres,
}

impl fmt::Display for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// The state of a database, for an operator.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Check {
    /// The engine.
    pub engine: Engine,
    /// The engine's version.
    pub version: String,
    /// What is wrong; empty if nothing is.
    pub problems: Vec<String>,
}

/// How many rows a housekeeping run deleted.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Expired {
    /// Citizens' sessions.
    pub citizen_sessions: u64,
    /// Staff's sessions.
    pub staff_sessions: u64,
    /// Spent challenges.
    pub challenges: u64,
    /// Logins that never came to their second step.
    pub logins: u64,
    /// Ceremonies of passkeys that never came to their second step.
    pub ceremonies: u64,
    /// Invitations that were not used in time.
    pub invitations: u64,
    /// Founders' addresses that were not proved in time.
    pub foundings: u64,
    /// Owners of tokens that nobody will try any more.
    pub issued_tokens: u64,
    /// Revocations of keys whose certificates have ended.
    pub revocations: u64,
}

/// What operators and jobs need.
#[async_trait]
pub trait Operations {
    /// The engine behind this store.
    fn engine(&self) -> Engine;

    /// Applies the migrations that are missing.
    ///
    /// # Errors
    ///
    /// `Error::Migration` if the database knows migrations that this program does not, or other texts of them.
    async fn migrate(&self) -> Result<()>;

    /// Whether the database answers and has exactly this program's migrations. Cheap.
    async fn ready(&self) -> Result<()>;

    /// `ready`, and the engine's own checks of integrity; reads the whole database. Problems are an answer, an
    /// unreachable database is an error.
    async fn check(&self) -> Result<Check>;

    /// Writes a consistent copy of the database to a new file while everything goes on.
    ///
    /// # Errors
    ///
    /// `Error::Unsupported` on PostgreSQL, which has `pg_dump`.
    async fn backup(&self, to: &Path) -> Result<()>;

    /// Deletes what has ended. Members' sign-ins that were begun and never finished are recorded as refused.
    async fn expire(&self, now: Timestamp) -> Result<Expired>;

    /// Listens for changes of inboxes, of this and of every other process on the same database.
    fn changes(&self) -> Changes;

    /// Finishes what was accepted, then lets go of the database. Later calls answer `Error::Unavailable`.
    async fn close(&self);
}
