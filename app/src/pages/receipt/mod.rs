//! The receipt: the code that opens the conversation again, and the proof that it was kept.

mod group;
mod keep;
mod proof;
mod sheet;
mod state;
mod upload;

use leptos::prelude::*;

use crate::erase::Erase as _;

pub(crate) use state::{State, Upload};

use state::{HEADING, Keeping};

/// Shows the code until it was kept. `deliver` sends files again that have not arrived, `go_on` leads to the
/// conversation.
pub(crate) fn step(
    state: State,
    deliver: impl Fn() + Copy + Send + Sync + 'static,
    go_on: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let texts = state.texts;
    view! {
        <div class="receipt">
            <h2 id=HEADING tabindex="-1">
                {move || match state.keeping.get() {
                    Keeping::Shown => texts.heading,
                    Keeping::Asked => texts.proof_heading,
                    Keeping::Kept => texts.done_heading,
                }}
            </h2>
            {move || match state.keeping.get() {
                Keeping::Shown => keep::keep(state).later(),
                Keeping::Asked => proof::proof(state).later(),
                Keeping::Kept => done(state, go_on).later(),
            }}
            {upload::upload(state, deliver)}
        </div>
    }
}

fn done(state: State, go_on: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let texts = state.texts;
    let next = if state.notice.get_untracked() {
        texts.done_notice
    } else {
        texts.done_no_notice
    };
    view! {
        <p>{(texts.done_lead)(&state.department.get_value())}</p>
        <p>{next}</p>
        <p class="receipt__case">
            {texts.case_label} ": " <strong translate="no">{move || state.case_number.get()}</strong>
        </p>
        // Files under way are waited for here.
        <Show when=move || !matches!(state.upload.get(), Upload::Running { .. })>
            <div class="form__actions">
                <button class="button" type="button" on:click=move |_| go_on()>
                    {texts.go_on}
                </button>
            </div>
        </Show>
        <p class="field__hint">{texts.leave}</p>
    }
}
