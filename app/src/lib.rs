//! The public site. Native code renders its pages to HTML, with everything that they can ever show; wasm32 code is the
//! program in them, which fills in and listens. Which of the two is meant is decided by the target alone, and `cfg`
//! stands only here. What the program knows by itself is tested natively.
// A view's type nests as deeply as its markup.
#![recursion_limit = "256"]

#[cfg(not(target_arch = "wasm32"))]
mod assets;
#[cfg(not(target_arch = "wasm32"))]
mod components;
#[cfg(not(target_arch = "wasm32"))]
mod document;
mod hooks;
#[cfg(any(target_arch = "wasm32", test))]
mod islands;
#[cfg(not(target_arch = "wasm32"))]
pub mod pages;
mod props;
#[cfg(not(target_arch = "wasm32"))]
mod site;
#[cfg(target_arch = "wasm32")]
pub mod start;

#[cfg(not(target_arch = "wasm32"))]
pub use assets::{Assets, ManifestError};
#[cfg(not(target_arch = "wasm32"))]
pub use site::{Context, Frame, Operator, Site};
