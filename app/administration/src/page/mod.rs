//! The browser's side: what the administration knows, what it does, and what it shows.

mod account;
mod begun;
mod certifying;
mod changes;
mod directory;
mod drafts;
mod embedding;
mod form;
mod founding;
mod joining;
mod loading;
mod log;
mod navigation;
mod office;
mod policy;
mod recovering;
mod restoration;
mod restoring;
mod trust;
mod upkeep;
mod views;

use leptos::prelude::*;
use staff::Shell;
use wasm_bindgen::prelude::wasm_bindgen;

use office::Office;

/// Starts the application in the element `administration` of its page; called when the module has been loaded.
#[wasm_bindgen(start)]
pub(crate) fn start() {
    let Some(shell) = Shell::take("administration") else {
        return;
    };
    let mounted = mount_to(shell.place.clone(), move || {
        let office = Office::start(shell);
        views::app(office)
    });
    mounted.forget();
}
