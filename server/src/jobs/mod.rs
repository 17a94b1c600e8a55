//! What the server does without being asked.

mod housekeeping;
mod outbox;
mod upkeep;

use std::time::Duration;

pub use self::housekeeping::Housekeeping;
pub use self::outbox::Outbox;
pub use self::upkeep::Upkeep;

/// The wait before a job tries again while the database is away; the job itself goes on for ever.
const DATABASE_AWAY: Duration = Duration::from_secs(5);
