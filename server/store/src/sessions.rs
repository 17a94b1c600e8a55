use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use domain::api::{SecondFactor, Way};
use domain::limits::FRESH_PROOF_SECONDS;
use domain::{MemberId, PasskeyId, SessionId, Timestamp};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{self, SessionStore};

use crate::{Result, Store, TokenHash};

/// How exactly the last use of a member's session is kept, in seconds: not every request writes.
pub const USE_GRAIN_SECONDS: i64 = 60;

/// A member's session.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SignedIn {
    /// Names the session in lists; it opens nothing.
    pub session: SessionId,
    /// Whose it is.
    pub member: MemberId,
    /// How they signed in.
    pub way: Way,
    /// With which passkey, if it was one that unlocks.
    pub passkey: Option<PasskeyId>,
    /// What is still missing: the session does nothing else before.
    pub second_factor: Option<SecondFactor>,
    /// Browser and system in a few words; empty if they are not known.
    pub device: String,
    /// When they signed in.
    pub started_at: Timestamp,
    /// When they last proved completely who they are.
    pub verified_at: Timestamp,
    /// When they last did something, to [`USE_GRAIN_SECONDS`].
    pub used_at: Timestamp,
    /// When it ends, whatever happens.
    pub ends_at: Timestamp,
}

impl SignedIn {
    /// Whether its member has proved at most ten minutes ago who they are.
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        now < self.verified_at.plus(FRESH_PROOF_SECONDS)
    }

    /// When it ends if it is used at `now` and never again.
    pub fn expires_at(&self, now: Timestamp, idle_seconds: i64) -> Timestamp {
        now.plus(idle_seconds).min(self.ends_at)
    }
}

/// Staff's sessions as the database keeps them: under the hash of their id, so that a stolen database opens none.
#[async_trait]
pub trait StaffSessions {
    /// Keeps a new session that ends at `expires_at` unless it is used. `false` if the id is taken.
    async fn add_staff_session(
        &self,
        id: TokenHash,
        session: SignedIn,
        expires_at: Timestamp,
    ) -> Result<bool>;

    /// A session that has not ended, and when it does without further use.
    async fn staff_session(&self, id: TokenHash, now: Timestamp) -> Result<Option<(SignedIn, Timestamp)>>;

    /// Notes that a session is used, and when it ends from now on.
    async fn use_staff_session(
        &self,
        session: SessionId,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<()>;

    /// Ends a session; one that does not exist has ended. Whoever listens with it is told.
    async fn end_staff_session(&self, id: TokenHash) -> Result<()>;

    /// A member's complete sessions that have not ended, the one that was used last first.
    async fn list_staff_sessions(&self, member: MemberId, now: Timestamp) -> Result<Vec<SignedIn>>;

    /// Ends one of a member's sessions. `false` if the member has no such session.
    async fn end_session_of(&self, member: MemberId, session: SessionId) -> Result<bool>;

    /// Ends all of a member's sessions, but for the one to keep.
    async fn end_sessions_of(&self, member: MemberId, keep: Option<SessionId>) -> Result<()>;
}

/// The staff's sessions for `tower-sessions`. A record has one entry, `SESSION`, a [`SignedIn`]; there is none before
/// somebody has signed in.
#[derive(Clone)]
pub struct Sessions {
    store: Store,
    clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    idle_seconds: i64,
}

impl Sessions {
    /// The name of a record's only entry.
    pub const ENTRY: &str = "signed_in";

    /// Sessions kept in `store`, that end by `clock`, and so many seconds after their last use.
    pub fn new(
        store: Store,
        clock: impl Fn() -> Timestamp + Send + Sync + 'static,
        idle_seconds: i64,
    ) -> Self {
        Self {
            store,
            clock: Arc::new(clock),
            idle_seconds,
        }
    }
}

impl fmt::Debug for Sessions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Sessions")
    }
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        let session = signed_in(record)?;
        let expires_at = session.expires_at(session.used_at, self.idle_seconds);
        while !self
            .store
            .add_staff_session(hash(record.id), session.clone(), expires_at)
            .await
            .map_err(backend)?
        {
            record.id = Id::default();
        }
        Ok(())
    }

    /// A session is never changed by its record: whoever proves anew who they are gets another one, and its use is noted
    /// by [`StaffSessions::use_staff_session`].
    async fn save(&self, _: &Record) -> session_store::Result<()> {
        Ok(())
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let found = self
            .store
            .staff_session(hash(*id), (self.clock)())
            .await
            .map_err(backend)?;
        found
            .map(|(session, expires_at)| {
                let entry = serde_json::to_value(session).map_err(decoding)?;
                Ok(Record {
                    id: *id,
                    data: [(Self::ENTRY.to_owned(), entry)].into(),
                    expiry_date: OffsetDateTime::from_unix_timestamp(expires_at.0).map_err(decoding)?,
                })
            })
            .transpose()
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        self.store.end_staff_session(hash(*id)).await.map_err(backend)
    }
}

fn hash(id: Id) -> TokenHash {
    TokenHash::of(id.0.to_le_bytes())
}

fn signed_in(record: &Record) -> session_store::Result<SignedIn> {
    let entry = record.data.get(Sessions::ENTRY).cloned().unwrap_or_default();
    serde_json::from_value(entry).map_err(|error| session_store::Error::Encode(error.to_string()))
}

fn decoding(error: impl fmt::Display) -> session_store::Error {
    session_store::Error::Decode(error.to_string())
}

fn backend(error: impl fmt::Display) -> session_store::Error {
    session_store::Error::Backend(error.to_string())
}
