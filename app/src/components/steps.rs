use leptos::prelude::*;
use locales::{Locale, common};

/// Where somebody stands in a sequence of steps.
#[component]
pub fn Steps(
    locale: Locale,
    names: &'static [&'static str],
    /// The step that is being done, counted from 0.
    #[prop(into)]
    current: Signal<usize>,
) -> impl IntoView {
    let texts = common(locale);
    let steps = names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            view! {
                <li
                    class="steps__step"
                    class:steps__step--done=move || at < current.get()
                    aria-current=move || (at == current.get()).then_some("step")
                >
                    <span class="visually-hidden">{(texts.step)(at + 1, names.len())} " "</span>
                    <span class="steps__name">{*name}</span>
                    <span class="visually-hidden">
                        {move || (at < current.get()).then(|| format!(" ({})", texts.done))}
                    </span>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="steps" aria-label=texts.steps>{steps}</ol> }
}
