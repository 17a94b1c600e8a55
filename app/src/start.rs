//! The entry of the browser's bundle.

use wasm_bindgen::prelude::wasm_bindgen;

/// Starts the program of the page; `false` if nothing on it can be started. Called once by `app/boot/islands.js`.
#[wasm_bindgen]
pub fn start() -> bool {
    crate::islands::start()
}
