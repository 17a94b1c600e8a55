//! The browser's side: what the desk knows, what it does, and what it shows.

mod desk;
mod draft;
mod inbox;
mod letters;
mod live;
mod navigation;
mod passing;
mod proposing;
mod reading;
mod received;
mod sending;
mod stating;
mod status;
mod turns;
mod views;
mod waiting;

use leptos::prelude::*;
use staff::Shell;
use wasm_bindgen::prelude::wasm_bindgen;

use desk::Desk;

/// Starts the desk in the element `desk` of its page; called when the module has been loaded.
#[wasm_bindgen(start)]
pub(crate) fn start() {
    let Some(shell) = Shell::take("desk") else {
        return;
    };
    let mounted = mount_to(shell.place.clone(), move || {
        let desk = Desk::start(shell);
        views::app(desk)
    });
    mounted.forget();
}
