use wasm_bindgen::JsValue;

/// Path and query of this page's address.
pub fn address() -> (String, String) {
    let Some(window) = web_sys::window() else {
        return Default::default();
    };
    let location = window.location();
    (
        location.pathname().unwrap_or_default(),
        location.search().unwrap_or_default(),
    )
}

/// What stands behind the `#` of this page's address; empty if nothing does.
pub fn fragment() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    hash.unwrap_or_default().trim_start_matches('#').to_owned()
}

/// Takes what stands behind the `#` out of this page's address: a link's secret stays in no history and no screenshot.
pub fn take_fragment() -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    let fragment = hash.strip_prefix('#').filter(|fragment| !fragment.is_empty())?;
    let (path, query) = address();
    replace_address(&format!("{path}{query}"));
    Some(fragment.to_owned())
}

/// Shows another address of this page, as a step to go back from.
pub fn push_address(address: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        // Browsers refuse only addresses of other origins and hundreds of steps in seconds.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Shows another address of this page in place of this one.
pub fn replace_address(address: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// A text as it stands in the query of an address.
pub fn encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// Leaves this page for another one of the portal.
pub fn go_to(address: &str) {
    if let Some(window) = web_sys::window() {
        // Browsers refuse only addresses that are none.
        let _ = window.location().assign(address);
    }
}

/// What was kept on this device under `key`. Nothing secret is ever kept.
pub fn remembered(key: &str) -> Option<String> {
    let storage = web_sys::window()?.local_storage().ok().flatten()?;
    storage.get_item(key).ok().flatten()
}

/// Keeps `value` on this device, if it lets us.
pub fn remember(key: &str, value: &str) {
    if let Some(storage) = web_sys::window().and_then(|window| window.local_storage().ok().flatten()) {
        let _ = storage.set_item(key, value);
    }
}
