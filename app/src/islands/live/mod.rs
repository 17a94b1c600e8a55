//! What islands do in the browser: talk to the vault and to the portal.

pub(crate) mod compose;
mod download;
mod outbox;
mod reading;
pub(crate) mod receipt;
mod reply;
mod session;
pub(crate) mod thread;

pub(crate) use browser::{LeaveGuard, PickedFile, chance, focus, picked_files};
pub(crate) use session::Session;
