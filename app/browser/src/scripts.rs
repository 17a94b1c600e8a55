use crate::page::{document, element};

/// Runs a script of ours in the element with this id, in the place of everything that stands there; `attributes` are what
/// it reads.
pub fn run_script(id: &str, address: &str, attributes: &[(&str, &str)]) {
    let Some((place, document)) = element(id).zip(document()) else {
        return;
    };
    let Ok(script) = document.create_element("script") else {
        return;
    };
    for (name, value) in attributes {
        let _ = script.set_attribute(name, value);
    }
    let _ = script.set_attribute("src", address);
    place.set_text_content(None);
    let _ = place.append_child(&script);
}
