use leptos::prelude::*;
use locales::{Locale, common};

use crate::hooks::inner;

/// Where somebody stands in a sequence of steps: at first, in the first one.
#[component]
pub fn Steps(locale: Locale, id: &'static str, names: &'static [&'static str]) -> impl IntoView {
    let texts = common(locale);
    let steps = names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            view! {
                <li class="steps__step" aria-current=(at == 0).then_some("step")>
                    <span class="visually-hidden">{(texts.step)(at + 1, names.len())} " "</span>
                    <span class="steps__name" data-part=inner::NAME>
                        {*name}
                    </span>
                    <span class="visually-hidden" hidden data-part=inner::DONE>
                        {format!(" ({})", texts.done)}
                    </span>
                </li>
            }
        })
        .collect_view();
    view! {
        <ol class="steps" aria-label=texts.steps id=id>
            {steps}
        </ol>
    }
}
