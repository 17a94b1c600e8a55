use crate::erase::Erase as _;
use leptos::html::Div;
use leptos::prelude::*;
use locales::{Locale, common};

/// Something in a form that has to be mended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mistake {
    /// The element to go to.
    pub field: &'static str,
    /// What to do about it.
    pub text: String,
}

/// What is to be mended on one field, for its component's `error`.
pub fn mistake_on(mistakes: impl Into<Signal<Vec<Mistake>>>, field: &'static str) -> Signal<Option<String>> {
    let mistakes = mistakes.into();
    Signal::derive(move || {
        mistakes.with(|mistakes| {
            mistakes
                .iter()
                .find(|mistake| mistake.field == field)
                .map(|mistake| mistake.text.clone())
        })
    })
}

/// All mistakes of a form above it, each a link to its field. Takes the focus whenever `mistakes` is set to something,
/// so it must be set when the form is sent off, not while somebody types.
#[component]
pub fn ErrorSummary(locale: Locale, #[prop(into)] mistakes: Signal<Vec<Mistake>>) -> AnyView {
    let texts = common(locale);
    let summary = NodeRef::<Div>::new();
    Effect::new(move || {
        if mistakes.with(|mistakes| !mistakes.is_empty())
            && let Some(summary) = summary.get()
        {
            // A focus that the browser refuses leaves the summary where it is, in sight above the form.
            let _ = summary.focus();
        }
    });
    let title =
        move || mistakes.with(|mistakes| mistakes.first().map(|first| format!("{}-mistakes", first.field)));
    let links = move || {
        mistakes
            .get()
            .into_iter()
            .map(|mistake| {
                view! {
                    <li>
                        <a href=format!("#{}", mistake.field)>{mistake.text}</a>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <Show when=move || mistakes.with(|mistakes| !mistakes.is_empty())>
            <div class="error-summary" role="alert" tabindex="-1" aria-labelledby=title node_ref=summary>
                <h2 class="error-summary__title" id=title>
                    {move || (texts.mistakes)(mistakes.with(Vec::len))}
                </h2>
                <ul class="error-summary__list">{links}</ul>
            </div>
        </Show>
    }
    .now()
}
