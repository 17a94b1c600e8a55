//! The portal's server: configuration, the HTTP side, mails, jobs and the operator's commands. What the portal does
//! stands in `office`, what it keeps in `store`.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod accept;
pub mod cli;
mod clock;
pub mod config;
pub mod http;
pub mod jobs;
pub mod mail;
mod secrets;
mod serve;
mod telemetry;

pub use clock::system_clock;
pub use secrets::Secrets;
pub use serve::{Overrides, Running, serve};
