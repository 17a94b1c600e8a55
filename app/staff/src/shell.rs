use domain::Locale;
use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::HtmlElement;

/// What the server's page says to the application that starts in it.
pub struct Shell {
    /// Where the application stands.
    pub place: HtmlElement,
    /// Address of the vault's module.
    pub vault: String,
    /// The portal's name.
    pub portal: String,
    /// Address of the seal's picture.
    pub seal: String,
    /// The language that the browser asked for.
    pub locale: Locale,
}

impl Shell {
    /// Takes over the element with this id: empties it and reads its `data-` attributes. `None` if it is not there.
    pub fn take(id: &str) -> Option<Self> {
        let place: HtmlElement = document().get_element_by_id(id)?.dyn_into().ok()?;
        let data = |name| place.get_attribute(name).unwrap_or_default();
        let shell = Self {
            vault: data("data-vault"),
            portal: data("data-portal"),
            seal: data("data-seal"),
            locale: data("data-locale").parse().unwrap_or_default(),
            place: place.clone(),
        };
        place.set_text_content(None);
        Some(shell)
    }
}
