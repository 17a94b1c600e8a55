//! The public site. Native code renders its pages to HTML; wasm32 code brings the islands in them to life.
//! Which of the two is meant is decided by the target alone, and `cfg` stands only here.
// A view's type nests as deeply as its markup.
#![recursion_limit = "256"]

#[cfg(not(target_arch = "wasm32"))]
mod assets;
mod components;
#[cfg(not(target_arch = "wasm32"))]
mod document;
mod erase;
#[cfg(target_arch = "wasm32")]
pub mod hydrate;
pub mod islands;
#[cfg(not(target_arch = "wasm32"))]
pub mod pages;
#[cfg(not(target_arch = "wasm32"))]
mod site;

#[cfg(not(target_arch = "wasm32"))]
pub use assets::{Assets, ManifestError};
#[cfg(not(target_arch = "wasm32"))]
pub use site::{Context, Operator, Site};
