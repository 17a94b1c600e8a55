use std::sync::Arc;
use std::time::Duration;

use office::Office;
use tokio_util::sync::CancellationToken;

/// Time between two rounds.
const ROUND: Duration = Duration::from_secs(6 * 60 * 60);

/// Writes to administrators whose authority's keys or certificates have been due for a while.
#[derive(Clone)]
pub struct Upkeep {
    office: Arc<Office>,
}

impl Upkeep {
    /// A job in the office.
    pub fn new(office: Arc<Office>) -> Self {
        Self { office }
    }

    /// One round.
    ///
    /// # Errors
    ///
    /// If the database cannot be reached.
    pub async fn run_once(&self) -> office::Result<()> {
        let authorities = self.office.remind_of_upkeep().await?;
        tracing::debug!(authorities, "wrote to administrators about upkeep");
        Ok(())
    }

    /// Round after round until `stop`.
    pub(crate) async fn run(self, stop: CancellationToken) {
        loop {
            let wait = match self.run_once().await {
                Ok(()) => ROUND,
                Err(error) => {
                    tracing::warn!(%error, "upkeep waits for the database");
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
