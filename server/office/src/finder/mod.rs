//! The search index of this instance: made from the store once, and brought up to date by those authorities whose names have
//! changed since. Nobody who searches waits for that.

mod catalogue;
mod concerns;
mod district;
mod places;
mod reading;
mod register;
mod snapshot;

use std::sync::{Arc, PoisonError, RwLock};

use domain::ErrorCode;
use store::Store;
use tokio::sync::{Mutex, OwnedMutexGuard};

pub(crate) use concerns::{AUTHORITIES, Concern};
pub(crate) use district::{Charge, District};
pub(crate) use places::Place;
pub(crate) use reading::{Question, typed};
pub(crate) use snapshot::Snapshot;

use crate::{Office, Result};
use catalogue::Catalogue;

/// Authorities that are read at once.
const BATCH: u32 = 256;

/// Keeps the index.
#[derive(Clone, Default)]
pub(crate) struct Finder {
    catalogue: Arc<Mutex<Catalogue>>,
    newest: Arc<RwLock<Option<Arc<Snapshot>>>>,
}

impl Office {
    /// Brings the index up to date after names were changed here, so that whoever changed them finds them. What was changed is
    /// kept already: where this fails, the next search tries again.
    pub(crate) async fn names_changed(&self) {
        if self.finder.known().is_some() {
            drop(self.finder.renewed(&self.store).await);
        }
    }
}

impl Finder {
    /// What can be found. Where names were changed by another instance, this is what was there before, and the new index is made
    /// beside it.
    pub(crate) async fn snapshot(&self, store: &Store) -> Result<Arc<Snapshot>> {
        let newest = store.newest_name_change().await?;
        let Some(known) = self.known() else {
            return self.renewed(store).await;
        };
        if known.until < newest
            && let Ok(catalogue) = Arc::clone(&self.catalogue).try_lock_owned()
        {
            let (finder, store) = (self.clone(), store.clone());
            // If it fails, the next search tries again.
            tokio::spawn(async move { drop(finder.renew(catalogue, &store).await) });
        }
        Ok(known)
    }

    /// What can be found with everything that is in the store now.
    pub(crate) async fn renewed(&self, store: &Store) -> Result<Arc<Snapshot>> {
        let newest = store.newest_name_change().await?;
        let catalogue = Arc::clone(&self.catalogue).lock_owned().await;
        match self.known() {
            Some(known) if known.until >= newest => Ok(known),
            _ => self.renew(catalogue, store).await,
        }
    }

    async fn renew(&self, mut catalogue: OwnedMutexGuard<Catalogue>, store: &Store) -> Result<Arc<Snapshot>> {
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
        let newest = Arc::clone(&self.newest);
        // Where it keeps no other request waiting.
        let made = tokio::task::spawn_blocking(move || {
            let snapshot = Arc::new(Snapshot::of(&catalogue));
            *newest.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&snapshot));
            snapshot
        });
        made.await.map_err(|_| ErrorCode::Internal.into())
    }

    fn known(&self) -> Option<Arc<Snapshot>> {
        self.newest.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
