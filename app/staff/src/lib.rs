//! What the applications of the staff share: who has signed in, the vault with their keys, what may go wrong, and the
//! pieces that their pages are made of. The applications are bundles of their own: desk and administration.
//!
//! What decides without a browser is compiled natively too, for tests.
#![deny(missing_docs)]

pub mod words;

#[cfg(target_arch = "wasm32")]
mod keys;
#[cfg(target_arch = "wasm32")]
mod lock;
#[cfg(target_arch = "wasm32")]
mod session;
#[cfg(target_arch = "wasm32")]
mod shell;
#[cfg(target_arch = "wasm32")]
mod staff;
#[cfg(target_arch = "wasm32")]
mod trouble;
#[cfg(target_arch = "wasm32")]
pub mod views;

#[cfg(target_arch = "wasm32")]
pub use {
    keys::{Answer, Keys, unexpected},
    session::{Farewell, JOINED, PASSKEY, Session, Stage, Step},
    shell::Shell,
    staff::{Application, Staff},
    trouble::Trouble,
};
