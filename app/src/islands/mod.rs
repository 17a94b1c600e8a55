//! What acts in the browser. The server renders each island's first state; `live` does everything that needs a
//! browser, and `still` stands in its place on the server, where nothing is asked of it.
#![cfg_attr(
    not(target_arch = "wasm32"),
    expect(
        dead_code,
        unused_imports,
        reason = "much of what islands know is only filled in by `live`"
    )
)]

mod chosen;
pub mod compose;
mod file_list;
mod parts;
mod place;
mod qr;
mod receipt;
pub mod thread;
mod trouble;
mod wire;

#[cfg(target_arch = "wasm32")]
mod live;
#[cfg(not(target_arch = "wasm32"))]
#[path = "still.rs"]
mod live;

pub use compose::ComposeIsland;
pub use place::Place;
pub use qr::QrPath;
pub use thread::ThreadIsland;

use file_list::file_list;
