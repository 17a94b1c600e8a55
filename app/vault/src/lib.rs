//! The vault: private keys live here and nowhere else. [`CitizenVault`] and [`StaffVault`] answer the requests of
//! [`messages`]; each runs in a web worker of its own (`src/bin`), and natively in tests and in the crate `client`.
#![forbid(unsafe_code)]

mod attachments;
mod citizen;
mod conversation;
pub mod messages;
mod staff;
#[cfg(test)]
mod tests;

pub use citizen::CitizenVault;
pub use staff::{Answered, Outcome, StaffVault};
