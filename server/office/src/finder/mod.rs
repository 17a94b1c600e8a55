//! The search index of this instance: made from the store when somebody first searches, and brought up to date by those
//! authorities whose names have changed since.

mod catalogue;
mod concerns;
mod district;
mod places;
mod reading;
mod register;
mod snapshot;

use std::sync::{Arc, PoisonError, RwLock};

use store::Store;
use tokio::sync::Mutex;

pub(crate) use concerns::{AUTHORITIES, Concern};
pub(crate) use district::{Charge, District};
pub(crate) use places::Place;
pub(crate) use reading::{Question, typed};
pub(crate) use snapshot::Snapshot;

use crate::Result;
use catalogue::Catalogue;

/// Authorities that are read at once.
const BATCH: u32 = 256;

/// Keeps the index.
#[derive(Default)]
pub(crate) struct Finder {
    catalogue: Mutex<Catalogue>,
    newest: RwLock<Option<Arc<Snapshot>>>,
}

impl Finder {
    /// What can be found now. Whoever comes first after a change waits until it is in; those who come meanwhile get what
    /// was there before.
    pub(crate) async fn snapshot(&self, store: &Store) -> Result<Arc<Snapshot>> {
        let newest = store.newest_name_change().await?;
        let known = self.known();
        if let Some(known) = known.as_ref().filter(|known| known.until >= newest) {
            return Ok(Arc::clone(known));
        }
        let mut catalogue = match (self.catalogue.try_lock(), known) {
            (Ok(catalogue), _) => catalogue,
            (Err(_), Some(known)) => return Ok(known),
            (Err(_), None) => self.catalogue.lock().await,
        };
        match self.known() {
            Some(known) if known.until >= newest => Ok(known),
            _ => self.renew(&mut catalogue, store).await,
        }
    }

    async fn renew(&self, catalogue: &mut Catalogue, store: &Store) -> Result<Arc<Snapshot>> {
        loop {
            let changed = store.changed_names(catalogue.until, BATCH).await?;
            if changed.authorities.is_empty() {
                break;
            }
            for names in changed.authorities {
                catalogue.change(names);
            }
            catalogue.until = changed.until;
        }
        let snapshot = Arc::new(Snapshot::of(catalogue).await);
        *self.newest.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&snapshot));
        Ok(snapshot)
    }

    fn known(&self) -> Option<Arc<Snapshot>> {
        self.newest.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
