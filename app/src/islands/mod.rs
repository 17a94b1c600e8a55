//! The program in a page. The server has rendered everything that can be shown; the program fills it in, shows and
//! hides it, and listens. What it knows without a browser stands here and is tested natively; `live` is the rest.
#![cfg_attr(
    not(target_arch = "wasm32"),
    expect(dead_code, reason = "much of this is only asked for by `live`")
)]

mod draft;
mod entry;
mod group;
mod parts;
mod pin;
mod receipt;
mod sorting;
mod suggestions;
mod trouble;
mod wire;

#[cfg(target_arch = "wasm32")]
mod live;

#[cfg(target_arch = "wasm32")]
pub(crate) use live::start;
