use crate::erase::Erase as _;
use leptos::html::{Input, Textarea};
use leptos::prelude::*;
use leptos::web_sys::{HtmlInputElement, HtmlTextAreaElement};
use locales::{Locale, common};

/// A line to fill in. It has an id but no name: a form that is sent off before its island has arrived sends nothing.
///
/// The browser keeps the text; `value` follows it, and takes over what was typed before the island arrived.
#[component]
pub fn TextField(
    locale: Locale,
    id: &'static str,
    label: &'static str,
    #[prop(optional)] hint: Option<&'static str>,
    /// Says that the field may stay empty.
    #[prop(optional)]
    optional: bool,
    value: RwSignal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    /// The input's type.
    #[prop(default = "text")]
    kind: &'static str,
    /// What browsers may fill in (HTML, 4.10.18.7).
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// A receipt code: monospaced, never corrected or remembered.
    #[prop(optional)]
    code: bool,
) -> AnyView {
    let input = NodeRef::<Input>::new();
    keep_in_step(
        move || input.get(),
        value,
        HtmlInputElement::value,
        HtmlInputElement::set_value,
    );
    view! {
        <div class="field" class:field--wrong=move || error.with(Option::is_some)>
            <Label locale id label optional />
            <Remarks locale id hint error />
            <input
                class="field__input"
                class:field__input--code=code
                id=id
                type=kind
                autocomplete=autocomplete
                autocapitalize=code.then_some("characters")
                spellcheck=(code || kind == "email").then_some("false")
                aria-describedby=move || described_by(id, hint, error, false)
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-required=(!optional).then_some("true")
                node_ref=input
                on:input=move |event| value.set(event_target_value(&event))
            />
        </div>
    }
    .now()
}

/// A text of several lines with a count of the characters that are left. Nameless like [`TextField`].
#[component]
pub fn TextArea(
    locale: Locale,
    id: &'static str,
    label: &'static str,
    #[prop(optional)] hint: Option<&'static str>,
    value: RwSignal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    /// Most characters.
    limit: usize,
    #[prop(default = 10)] rows: u32,
) -> AnyView {
    let texts = common(locale);
    let area = NodeRef::<Textarea>::new();
    keep_in_step(
        move || area.get(),
        value,
        HtmlTextAreaElement::value,
        HtmlTextAreaElement::set_value,
    );
    let used = Memo::new(move |_| value.with(|value| value.chars().count()));
    let count = move |used: usize| match used.checked_sub(limit) {
        Some(over) if over > 0 => (texts.over)(over),
        _ => (texts.left)(limit - used),
    };
    // Read aloud only near the end and in steps, not at every key.
    let announced = Memo::new(move |_| {
        let used = used.get().div_ceil(STEP) * STEP;
        (used + NEAR > limit).then_some(used)
    });
    view! {
        <div class="field" class:field--wrong=move || error.with(Option::is_some)>
            <Label locale id label optional=false />
            <Remarks locale id hint error />
            <textarea
                class="field__input field__input--area"
                id=id
                rows=rows.to_string()
                autocomplete="off"
                aria-describedby=move || described_by(id, hint, error, true)
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-required="true"
                node_ref=area
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
            <p class="field__count" class:field__count--over=move || { used.get() > limit } id=format!("{id}-count")>
                {move || count(used.get())}
            </p>
            <p class="visually-hidden" role="status">
                {move || announced.get().map(count)}
            </p>
        </div>
    }
    .now()
}

/// Characters between two spoken counts, and how near the end they begin.
const STEP: usize = 50;
const NEAR: usize = 500;

#[component]
fn Label(locale: Locale, id: &'static str, label: &'static str, optional: bool) -> AnyView {
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
    .now()
}

#[component]
fn Remarks(
    locale: Locale,
    id: &'static str,
    hint: Option<&'static str>,
    error: Signal<Option<String>>,
) -> AnyView {
    view! {
        {hint
            .map(|hint| {
                view! {
                    <p class="field__hint" id=format!("{id}-hint")>
                        {hint}
                    </p>
                }
            })}
        {move || {
            error
                .get()
                .map(|error| {
                    view! {
                        <p class="field__error" id=format!("{id}-error")>
                            <span class="visually-hidden">{common(locale).error} " "</span>
                            {error}
                        </p>
                    }
                })
        }}
    }
    .now()
}

fn described_by(
    id: &str,
    hint: Option<&str>,
    error: Signal<Option<String>>,
    counted: bool,
) -> Option<String> {
    let ids: Vec<_> = [
        hint.map(|_| "hint"),
        error.with(Option::is_some).then_some("error"),
        counted.then_some("count"),
    ]
    .into_iter()
    .flatten()
    .map(|part| format!("{id}-{part}"))
    .collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// Keeps a signal and its element in step where somebody else than the person typing changes one of them. When the
/// element appears, what is in the signal was typed on an earlier step; if nothing is, what is in the element was typed
/// before the island arrived.
fn keep_in_step<E: Clone + 'static>(
    element: impl Fn() -> Option<E> + 'static,
    value: RwSignal<String>,
    typed: fn(&E) -> String,
    show: fn(&E, &str),
) {
    Effect::new(move |met: Option<bool>| {
        let text = value.get();
        let Some(element) = element() else {
            return false;
        };
        let typed = typed(&element);
        if met != Some(true) && text.is_empty() {
            if !typed.is_empty() {
                value.set(typed);
            }
        } else if typed != text {
            show(&element, &text);
        }
        true
    });
}
