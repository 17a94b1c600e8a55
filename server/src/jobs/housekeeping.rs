use std::time::Duration;

use domain::Timestamp;
use domain::limits::{PROMISE_CONVERSATIONS, PROMISE_SECONDS};
use office::Clock;
use store::Store;
use tokio_util::sync::CancellationToken;

/// Time between two rounds.
const ROUND: Duration = Duration::from_secs(300);

/// Deletes what has ended: sessions, spent challenges, logins that stopped half-way, invitations nobody used. Renews what
/// departments promise.
#[derive(Clone)]
pub struct Housekeeping {
    store: Store,
    clock: Clock,
}

impl Housekeeping {
    /// A job on `store` by `clock`.
    pub fn new(store: Store, clock: Clock) -> Self {
        Self { store, clock }
    }

    /// One round.
    ///
    /// # Errors
    ///
    /// If the database cannot be reached.
    pub async fn run_once(&self) -> store::Result<()> {
        let expired = self.store.expire((self.clock)()).await?;
        tracing::debug!(
            citizen_sessions = expired.citizen_sessions,
            staff_sessions = expired.staff_sessions,
            challenges = expired.challenges,
            logins = expired.logins,
            ceremonies = expired.ceremonies,
            invitations = expired.invitations,
            "deleted what has ended"
        );
        Ok(())
    }

    /// Finds out anew what departments promise.
    ///
    /// # Errors
    ///
    /// If the database cannot be reached.
    pub async fn renew_promises(&self) -> store::Result<()> {
        let since = (self.clock)().plus(-PROMISE_SECONDS);
        self.store.renew_promises(since, PROMISE_CONVERSATIONS).await?;
        tracing::debug!("renewed what departments promise");
        Ok(())
    }

    /// A round, and the promises once a day: `promised` is the day of the last ones.
    async fn round(&self, promised: &mut Option<Timestamp>) -> store::Result<()> {
        self.run_once().await?;
        let today = (self.clock)().day();
        if *promised != Some(today) {
            self.renew_promises().await?;
            *promised = Some(today);
        }
        Ok(())
    }

    /// Round after round until `stop`.
    pub(crate) async fn run(self, stop: CancellationToken) {
        let mut promised = None;
        loop {
            let wait = match self.round(&mut promised).await {
                Ok(()) => ROUND,
                Err(error) => {
                    tracing::warn!(%error, "housekeeping waits for the database");
                    super::DATABASE_AWAY
                }
            };
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(wait) => {}
            }
        }
    }
}
