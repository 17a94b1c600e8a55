use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use domain::Timestamp;
use office::Clock;

/// The machine's clock.
pub fn system_clock() -> Clock {
    Arc::new(|| {
        #[expect(
            clippy::disallowed_methods,
            reason = "the one place where the real time comes in"
        )]
        let now = SystemTime::now();
        let seconds = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        Timestamp(i64::try_from(seconds).unwrap_or(i64::MAX))
    })
}
