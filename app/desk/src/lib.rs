//! The caseworkers' desk: an application that runs in the browser alone, because a server cannot render what it
//! cannot read. Keys and passwords live in the vault's worker; what the vault opened lives in this page's memory
//! and is gone when its reader signs out.
//!
//! What decides without a browser is compiled natively too, for its tests; `page` is the browser's side.
#![deny(missing_docs)]

pub mod age;
pub mod begun;
pub mod files;
pub mod letters;
pub mod route;
pub mod rows;
pub mod thread;

#[cfg(target_arch = "wasm32")]
mod page;
