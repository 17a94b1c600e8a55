//! The browser's side: what the desk knows, what it does, and what it shows.

mod desk;
mod draft;
mod inbox;
mod live;
mod navigation;
mod reading;
mod received;
mod sending;
mod session;
mod status;
mod trouble;
mod turns;
mod views;

use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

use desk::Desk;

/// Starts the desk in the element `desk` of its page; called when the module has been loaded.
#[wasm_bindgen(start)]
pub(crate) fn start() {
    let Some(place) = document().get_element_by_id("desk") else {
        return;
    };
    let Ok(place) = wasm_bindgen::JsCast::dyn_into::<leptos::web_sys::HtmlElement>(place) else {
        return;
    };
    let vault = place.get_attribute("data-vault").unwrap_or_default();
    let portal = place.get_attribute("data-portal").unwrap_or_default();
    let seal = place.get_attribute("data-seal").unwrap_or_default();
    let offered = place
        .get_attribute("data-locale")
        .and_then(|tag| tag.parse().ok())
        .unwrap_or_default();
    place.set_text_content(None);
    let mounted = mount_to(place, move || {
        let desk = Desk::start(&vault, portal, seal, offered);
        provide_context(desk);
        views::app(desk)
    });
    mounted.forget();
}
