use std::future::Future;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Runs a future to its end; it is not cancelled when the view that started it goes away.
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(future);
}

/// This page's origin, as it is signed in login challenges.
pub fn origin() -> String {
    web_sys::window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

/// Whether the browser believes that it has a network; if it says no, it is right.
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Moves the focus to the element with this id once the page has been updated; says nothing if it is not there.
pub fn focus(id: impl Into<String>) {
    let id = id.into();
    spawn(async move {
        crate::pause(0).await;
        if let Some(element) = element(&id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}

/// Scrolls to the element with this id once the page has been updated, without a glide: that would move what people
/// are reading.
pub fn reveal(id: impl Into<String>) {
    let id = id.into();
    spawn(async move {
        crate::pause(0).await;
        if let Some(element) = element(&id) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Start);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// Copies `text`; `false` if the browser does not let us.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let navigator = window.navigator();
    // The property is missing outside secure contexts.
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into());
    if !clipboard.is_ok_and(|clipboard| clipboard.is_object()) {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text))
        .await
        .is_ok()
}

/// A whole number below `sides`, for choices that need no secrecy.
pub fn chance(sides: usize) -> usize {
    // The product is not negative and below `sides`.
    (js_sys::Math::random() * sides as f64) as usize
}

/// The title of the page in the browser's frame.
pub fn title() -> String {
    document().map(|document| document.title()).unwrap_or_default()
}

/// Changes the title. Titles end up in histories: nothing that was typed or opened may stand there.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Opens the browser's print view; `false` if there is none.
pub fn print() -> bool {
    web_sys::window().is_some_and(|window| window.print().is_ok())
}

pub(crate) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

pub(crate) fn element(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}
