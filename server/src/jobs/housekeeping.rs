use std::time::Duration;

use office::Clock;
use store::Store;
use tokio_util::sync::CancellationToken;

/// Time between two rounds.
const ROUND: Duration = Duration::from_secs(300);

/// Deletes what has ended: sessions, spent challenges, logins that stopped half-way, invitations nobody used.
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

    /// Round after round until `stop`.
    pub(crate) async fn run(self, stop: CancellationToken) {
        loop {
            let wait = match self.run_once().await {
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
