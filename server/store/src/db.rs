//! An engine as the queries see it, perhaps with an entry of the audit log that their write appends. Included by each
//! engine, which defines `Pools`.

use std::ops::Deref;
use std::sync::Arc;

use domain::audit::Unnumbered;

use super::Pools;
use crate::Result;

/// A database.
#[derive(Clone)]
pub(crate) struct Db {
    pub(super) pools: Arc<Pools>,
    /// What is appended to the audit log by whatever is done.
    pub(super) recorded: Option<Unnumbered>,
}

impl Db {
    pub(crate) fn new(url: &str) -> Result<Self> {
        Ok(Self {
            pools: Arc::new(Pools::new(url)?),
            recorded: None,
        })
    }

    pub(super) fn recording(&self, entry: Unnumbered) -> Self {
        Self {
            pools: Arc::clone(&self.pools),
            recorded: Some(entry),
        }
    }
}

impl Deref for Db {
    type Target = Pools;

    fn deref(&self) -> &Pools {
        &self.pools
    }
}
