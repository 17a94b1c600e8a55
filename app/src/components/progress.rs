use leptos::prelude::*;

use super::Seal;
use crate::hooks::inner;

/// A letter being sealed: what is happening in words, read aloud as it changes, and how far it is.
#[component]
pub fn Progress(
    id: &'static str,
    /// What is happening, where that is always the same.
    #[prop(optional)]
    stage: &'static str,
    /// Whether it is shown only for a while.
    #[prop(optional)]
    hidden: bool,
) -> impl IntoView {
    let label = format!("{id}-stage");
    view! {
        <div class="progress" id=id hidden=hidden>
            <Seal />
            <p class="progress__stage" id=label.clone() role="status" data-part=inner::STAGE>
                {stage}
            </p>
            <progress class="progress__bar" max="1" aria-labelledby=label data-part=inner::BAR></progress>
        </div>
    }
}
