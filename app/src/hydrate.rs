//! The entry of the browser's bundle.

use wasm_bindgen::prelude::wasm_bindgen;

/// Prepares the page for its islands; `app/boot/islands.js` then starts each of them.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
