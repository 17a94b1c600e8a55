//! A native client of `/api/v1` with the real vaults inside: what a browser does, without a browser. The demo's data,
//! the tests and the benchmark are made with it.
//!
//! [`Client`] is one caller's connection; [`Citizen`] and [`Member`] are a person with their vault; [`founding`] makes
//! an authority from nothing. Clock and randomness are arguments everywhere.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod account;
mod administration;
mod attachments;
mod citizen;
mod directory;
mod error;
mod events;
pub mod founding;
mod http;
mod member;
mod notes;

pub use account::set_up_restoration;
pub use attachments::PlainFile;
pub use citizen::{Citizen, Letter, Opening};
pub use error::Error;
pub use events::Events;
pub use founding::{AuthorityPlan, Founder, enrol, found, start_founding};
pub use http::{Answer, Body, Client};
pub use member::Member;
pub use reqwest::Method;
