use leptos::prelude::*;

use crate::erase::Erase as _;

use super::Seal;

/// A letter being sealed: what is happening in words, read aloud as it changes, and how far it is.
#[component]
pub fn Progress(
    /// What is happening.
    #[prop(into)]
    stage: Signal<String>,
    /// How far it is, from 0 to 1; `None` where that is not known.
    #[prop(into)]
    value: Signal<Option<f64>>,
) -> AnyView {
    view! {
        <div class="progress">
            <Seal />
            <p class="progress__stage" id="progress-stage" role="status">
                {move || stage.get()}
            </p>
            <progress
                class="progress__bar"
                max="1"
                value=move || value.get().map(|value| value.to_string())
                aria-labelledby="progress-stage"
            ></progress>
        </div>
    }
    .now()
}
