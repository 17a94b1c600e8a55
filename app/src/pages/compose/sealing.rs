use leptos::prelude::*;

use super::state::{HEADING, State, Step};
use crate::components::{Notice, NoticeKind, Progress};
use crate::erase::Erase as _;
use crate::islands::live;
use crate::islands::trouble::Trouble;

/// Sealing and sending as it goes on; if it fails, why, and what can be done.
pub(crate) fn step(state: State) -> impl IntoView {
    let State { texts, trouble, .. } = state;
    view! {
        <h2 id=HEADING tabindex="-1">
            {move || {
                if trouble.with(Option::is_some) { texts.unsent_heading } else { texts.sealing_heading }
            }}
        </h2>
        {move || match trouble.get() {
            Some(trouble) => failed(state, &trouble).later(),
            None => {
                view! {
                    <p>{texts.sealing_lead}</p>
                    <Progress stage=state.stage value=state.share />
                }
                    .later()
            }
        }}
    }
}

fn failed(state: State, trouble: &Trouble) -> impl IntoView + use<> {
    let State { locale, texts, .. } = state;
    let unsent = trouble.unsent(texts);
    let again = trouble.can_try_again().then(|| {
        view! {
            <button class="button" type="button" on:click=move |_| live::compose::send(state)>
                {texts.again}
            </button>
        }
    });
    view! {
        <Notice locale kind=NoticeKind::Error>
            <p>{unsent}</p>
            <p>{texts.unsent_kept}</p>
            {state.telephone()}
        </Notice>
        <div class="form__actions">
            {again}
            <button class="button button--secondary" type="button" on:click=move |_| state.go_to(Step::Write)>
                {texts.back}
            </button>
        </div>
    }
}
