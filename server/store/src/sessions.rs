use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use domain::Timestamp;
use time::OffsetDateTime;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{self, SessionStore};

use crate::{Result, Store, TokenHash};

/// Staff's sessions as the database keeps them: under the hash of their id, so that a stolen database opens none.
#[async_trait]
pub trait StaffSessions {
    /// Keeps a new session. `false` if the id is taken.
    async fn add_staff_session(&self, id: TokenHash, data: Vec<u8>, expires_at: Timestamp) -> Result<bool>;

    /// Keeps a session, new or changed.
    async fn save_staff_session(&self, id: TokenHash, data: Vec<u8>, expires_at: Timestamp) -> Result<()>;

    /// The data and end of a session that has not ended.
    async fn staff_session(&self, id: TokenHash, now: Timestamp) -> Result<Option<(Vec<u8>, Timestamp)>>;

    /// Ends a session; one that does not exist has ended.
    async fn end_staff_session(&self, id: TokenHash) -> Result<()>;
}

/// The staff's sessions for `tower-sessions`.
#[derive(Clone)]
pub struct Sessions {
    store: Store,
    clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
}

impl Sessions {
    /// Sessions kept in `store`, that end by `clock`.
    pub fn new(store: Store, clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self {
            store,
            clock: Arc::new(clock),
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
        loop {
            let data = encode(record)?;
            let added = self
                .store
                .add_staff_session(hash(record.id), data, end(record))
                .await
                .map_err(backend)?;
            if added {
                return Ok(());
            }
            record.id = Id::default();
        }
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        self.store
            .save_staff_session(hash(record.id), encode(record)?, end(record))
            .await
            .map_err(backend)
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let found = self
            .store
            .staff_session(hash(*id), (self.clock)())
            .await
            .map_err(backend)?;
        found
            .map(|(data, expires_at)| {
                Ok(Record {
                    id: *id,
                    data: serde_json::from_slice(&data).map_err(decoding)?,
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

fn end(record: &Record) -> Timestamp {
    Timestamp(record.expiry_date.unix_timestamp())
}

fn encode(record: &Record) -> session_store::Result<Vec<u8>> {
    serde_json::to_vec(&record.data).map_err(|error| session_store::Error::Encode(error.to_string()))
}

fn decoding(error: impl fmt::Display) -> session_store::Error {
    session_store::Error::Decode(error.to_string())
}

fn backend(error: impl fmt::Display) -> session_store::Error {
    session_store::Error::Backend(error.to_string())
}
