use leptos::prelude::*;
use locales::{Locale, common, forms};

use crate::hooks::form::{count, error, field, said};

/// A line to fill in. It has an id but no name: a form that is sent off before its program has arrived sends nothing.
#[component]
pub fn TextField(
    locale: Locale,
    id: &'static str,
    label: &'static str,
    #[prop(optional)] hint: Option<&'static str>,
    /// Says that the field may stay empty.
    #[prop(optional)]
    optional: bool,
    /// The input's type.
    #[prop(default = "text")]
    kind: &'static str,
    /// What browsers may fill in (HTML, 4.10.18.7).
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// A receipt code: monospaced, never corrected or remembered.
    #[prop(optional)]
    code: bool,
) -> impl IntoView {
    view! {
        <div class="field" id=field(id)>
            <Label locale id label optional />
            <Remarks id hint />
            <input
                class="field__input"
                class:field__input--code=code
                id=id
                type=kind
                autocomplete=autocomplete
                autocapitalize=code.then_some("characters")
                spellcheck=(code || kind == "email").then_some("false")
                aria-describedby=described_by(id, hint, false)
                aria-required=(!optional).then_some("true")
            />
        </div>
    }
}

/// A text of several lines with a count of the characters that are left. Nameless like [`TextField`].
#[component]
pub fn TextArea(
    locale: Locale,
    id: &'static str,
    label: &'static str,
    #[prop(optional)] hint: Option<&'static str>,
    /// Most characters.
    limit: usize,
    #[prop(default = 10)] rows: u32,
) -> impl IntoView {
    view! {
        <div class="field" id=field(id)>
            <Label locale id label optional=false />
            <Remarks id hint />
            <textarea
                class="field__input field__input--area"
                id=id
                rows=rows.to_string()
                autocomplete="off"
                aria-describedby=described_by(id, hint, true)
                aria-required="true"
            ></textarea>
            <p class="field__count" id=count(id)>
                {(forms(locale).left)(limit)}
            </p>
            <p class="visually-hidden" role="status" id=said(id)></p>
        </div>
    }
}

#[component]
fn Label(locale: Locale, id: &'static str, label: &'static str, optional: bool) -> impl IntoView {
    view! {
        <label class="field__label" for=id>
            {label}
            {optional
                .then(|| {
                    view! {
                        " "
                        <span class="field__optional">"(" {common(locale).optional} ")"</span>
                    }
                })}
        </label>
    }
}

#[component]
fn Remarks(id: &'static str, hint: Option<&'static str>) -> impl IntoView {
    let hint = hint.map(|hint| {
        view! {
            <p class="field__hint" id=format!("{id}-hint")>
                {hint}
            </p>
        }
    });
    view! {
        {hint}
        <div id=error(id)></div>
    }
}

/// What is wrong is empty, and so not read aloud, while nothing is.
fn described_by(id: &str, hint: Option<&str>, counted: bool) -> String {
    let hint = hint.map(|_| format!("{id}-hint"));
    let ids = [hint, Some(error(id)), counted.then(|| count(id))];
    ids.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
