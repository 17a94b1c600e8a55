//! The use cases, on a real SQLite database with a clock to set and seeded randomness.
#![expect(clippy::expect_used, reason = "a test that cannot be set up must stop")]

mod attachments;
mod audit;
mod embedding;
mod enrolment;
mod finding;
mod letters;
mod logins;
mod notes;
mod openings;
mod passkeys;
mod receipts;
mod roles;
mod threads;
mod upkeep;

use std::fmt::Debug;

use domain::ErrorCode;
use office_fixture::{Town, World};

/// Why a use case refused.
#[track_caller]
fn refusal<T: Debug>(outcome: office::Result<T>) -> ErrorCode {
    outcome.expect_err("a refusal").code()
}

/// A portal with one town.
async fn town() -> (World, Town) {
    let world = World::new().await;
    let town = world.town("musterstadt").await;
    (world, town)
}
