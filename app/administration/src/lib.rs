//! How an authority is founded, joined and administered: an application that runs in the browser alone, because keys
//! are made, compared and certified there and nowhere else.
//!
//! What decides without a browser is compiled natively too, for its tests; `page` is the browser's side.
#![deny(missing_docs)]

pub mod audit;
pub mod check;
pub mod embedding;
pub mod people;
pub mod route;

#[cfg(target_arch = "wasm32")]
mod page;
