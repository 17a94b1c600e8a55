use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

use crate::page::{document, element};

/// The id of the element that has the focus, if it has one.
pub fn focused_id() -> Option<String> {
    let id = document()?.active_element()?.id();
    (!id.is_empty()).then_some(id)
}

/// Gives the element with this id the focus back once the page has been updated, if the update took it away, and
/// does not scroll to it.
pub fn refocus(id: impl Into<String>) {
    let id = id.into();
    crate::spawn(async move {
        crate::pause(0).await;
        let lost =
            document().is_some_and(|document| document.active_element() == document.body().map(Into::into));
        if lost && let Some(element) = element(&id).and_then(|element| element.dyn_into::<HtmlElement>().ok())
        {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // An element that cannot take the focus leaves it where it is.
            let _ = element.focus_with_options(&options);
        }
    });
}
