use js_sys::Reflect;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlTemplateElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::page::element;

/// An element that a program fills and listens to. What is asked of one that is not there does nothing: a page without
/// it still does the rest.
#[derive(Clone)]
pub struct Part {
    element: Option<Element>,
}

/// The element of the page with this id.
pub fn part(id: &str) -> Part {
    Part { element: element(id) }
}

impl Part {
    /// The element inside this one whose `data-part` is `name`.
    pub fn inner(&self, name: &str) -> Self {
        let found = |element: &Element| element.query_selector(&format!("[data-part={name}]")).ok()?;
        Self {
            element: self.element.as_ref().and_then(found),
        }
    }

    /// The elements directly inside this one.
    pub fn children(&self) -> Vec<Self> {
        let mut children = Vec::new();
        let mut next = self.element.as_ref().and_then(Element::first_element_child);
        while let Some(child) = next {
            next = child.next_element_sibling();
            children.push(Self { element: Some(child) });
        }
        children
    }

    /// A copy of what stands in this `<template>`: its first element.
    pub fn copy(&self) -> Self {
        let copied = |element: &Element| {
            let template: &HtmlTemplateElement = element.dyn_ref()?;
            let copy = template
                .content()
                .first_element_child()?
                .clone_node_with_deep(true);
            copy.ok()?.dyn_into().ok()
        };
        Self {
            element: self.element.as_ref().and_then(copied),
        }
    }

    /// What is written in it.
    pub fn text(&self) -> String {
        let text = self.element.as_ref().and_then(|element| element.text_content());
        text.unwrap_or_default()
    }

    /// Writes `text` into it, in the place of everything else. The same text again is no change, and so is not read
    /// aloud once more.
    pub fn say(&self, text: &str) {
        if let Some(element) = &self.element
            && self.text() != text
        {
            element.set_text_content(Some(text));
        }
    }

    /// Shows or hides it.
    pub fn show(&self, shown: bool) {
        self.set("hidden", (!shown).then_some(""));
    }

    /// Takes it away for good unless it is `wanted`.
    pub fn keep(&self, wanted: bool) {
        if let Some(element) = &self.element
            && !wanted
        {
            element.remove();
        }
    }

    /// Adds a class or takes it away.
    pub fn class(&self, name: &str, wanted: bool) {
        if let Some(element) = &self.element {
            // Refused only for names that are none.
            let _ = element.class_list().toggle_with_force(name, wanted);
        }
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.element.as_ref()?.get_attribute(name)
    }

    /// Sets an attribute, or takes it away.
    pub fn set(&self, name: &str, value: Option<&str>) {
        let Some(element) = &self.element else {
            return;
        };
        // Refused only for names that are none.
        let _ = match value {
            Some(value) => element.set_attribute(name, value),
            None => element.remove_attribute(name),
        };
    }

    /// What stands in this input or text area.
    pub fn value(&self) -> String {
        let value = |element: &Element| Reflect::get(element, &"value".into()).ok()?.as_string();
        self.element.as_ref().and_then(value).unwrap_or_default()
    }

    /// Puts `value` into this input or text area. What stands there already keeps the cursor where it is.
    pub fn set_value(&self, value: &str) {
        if let Some(element) = &self.element
            && self.value() != value
        {
            // Refused only by what is neither.
            let _ = Reflect::set(element, &"value".into(), &value.into());
        }
    }

    /// How far this `<progress>` is, from 0 to 1; `None` where that is not known.
    pub fn set_share(&self, share: Option<f64>) {
        match (&self.element, share) {
            (Some(element), Some(share)) => {
                // As a number: writing it out would need a good deal of code.
                let _ = Reflect::set(element, &"value".into(), &share.into());
            }
            _ => self.set("value", None),
        }
    }

    /// Makes its elements exactly these, in this order. Those that are there already stay where they are, and with
    /// them the focus.
    pub fn arrange(&self, parts: &[Self]) {
        let Some(element) = &self.element else {
            return;
        };
        for child in self.children() {
            child.keep(parts.iter().any(|part| part.element == child.element));
        }
        let mut next = element.first_element_child();
        for part in parts.iter().filter_map(|part| part.element.as_ref()) {
            if next.as_ref() == Some(part) {
                next = part.next_element_sibling();
            } else {
                let before = next.as_ref().map(AsRef::as_ref);
                // Refused only for an element that contains this one.
                let _ = element.insert_before(part, before);
            }
        }
    }

    /// Gives it the focus.
    pub fn focus(&self) {
        if let Some(element) = self.element.as_ref().and_then(|element| element.dyn_ref()) {
            let element: &web_sys::HtmlElement = element;
            // What refuses the focus stays in sight all the same.
            let _ = element.focus();
        }
    }

    /// Calls `handler` at every event of this kind, for as long as the element exists. What the browser would do by
    /// itself with a form that is sent off is not done.
    pub fn on(&self, kind: &'static str, handler: impl FnMut() + 'static) {
        let mut handler = handler;
        self.listen(
            kind,
            Box::new(move |event| {
                if kind == "submit" {
                    event.prevent_default();
                }
                handler();
            }),
        );
    }

    /// Calls `handler` with the name of every key that is pressed in it (UI Events, `key`), but not while an input method
    /// puts letters together. What the browser would do with the key is not done if the handler says `true`.
    pub fn on_key(&self, mut handler: impl FnMut(&str) -> bool + 'static) {
        self.listen(
            "keydown",
            Box::new(move |event| {
                let of = |name: &str| Reflect::get(event, &name.into()).unwrap_or(JsValue::UNDEFINED);
                let key = of("key").as_string().unwrap_or_default();
                if !of("isComposing").is_truthy() && handler(&key) {
                    event.prevent_default();
                }
            }),
        );
    }

    /// Lets it be pressed without taking the focus from where it is.
    pub fn leave_focus(&self) {
        self.listen("mousedown", Box::new(Event::prevent_default));
    }

    /// Scrolls as little as is needed to have it in sight.
    pub fn uncover(&self) {
        if let Some(element) = &self.element {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }

    fn listen(&self, kind: &'static str, mut handler: Box<dyn FnMut(&Event)>) {
        let Some(element) = &self.element else {
            return;
        };
        let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| handler(&event));
        let listener: JsValue = listener.into_js_value();
        // Fails only for something that is no event target.
        let _ = element.add_event_listener_with_callback(kind, listener.unchecked_ref());
    }
}
