use domain::limits::{CITIZEN_SESSION_SECONDS, STAFF_IDLE_SECONDS, STAFF_SESSION_SECONDS};
use serde::{Deserialize, Serialize};

use super::Problem;

/// Section `session`: how long people stay signed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Session {
    /// Seconds until a caseworker must sign in again. Default: 36000, ten hours; from 60 to 86400.
    pub staff_seconds: u64,
    /// Seconds without a request until then. Default: 1800; from 60 to 86400.
    pub staff_idle_seconds: u64,
    /// Seconds without a request until a citizen must enter the code again. Default: 1800; from 60 to 86400.
    pub citizen_seconds: u64,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            staff_seconds: STAFF_SESSION_SECONDS.unsigned_abs(),
            staff_idle_seconds: STAFF_IDLE_SECONDS.unsigned_abs(),
            citizen_seconds: CITIZEN_SESSION_SECONDS.unsigned_abs(),
        }
    }
}

impl Session {
    pub(super) fn check(&self) -> Result<(), Problem> {
        Problem::outside("session.staff_seconds", self.staff_seconds, 60, 86_400)?;
        Problem::outside("session.staff_idle_seconds", self.staff_idle_seconds, 60, 86_400)?;
        Problem::outside("session.citizen_seconds", self.citizen_seconds, 60, 86_400)
    }
}
