use leptos::prelude::*;

use super::state::{CODE, Left, Phase, State};
use crate::components::{ErrorSummary, Notice, NoticeKind, Progress, TextField, mistake_on};
use crate::erase::Erase as _;
use crate::islands::live;

/// The field for the receipt code.
pub(super) fn code(state: State) -> impl IntoView {
    let State {
        locale,
        texts,
        code_mistakes,
        ready,
        phase,
        ..
    } = state;
    let opening = move || phase.get() == Phase::Opening;
    view! {
        <div role="status">{move || state.left.get().map(|left| why(state, left))}</div>
        <div role="alert">
            {move || {
                state
                    .trouble
                    .get()
                    .map(|trouble| {
                        view! {
                            <Notice locale kind=NoticeKind::Error>
                                <p>{trouble.unopened(locale)}</p>
                            </Notice>
                        }
                    })
            }}
        </div>
        <ErrorSummary locale mistakes=code_mistakes />
        <form
            class="form"
            method="dialog"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                live::thread::open(state);
            }
        >
            <TextField
                locale
                id=CODE
                label=texts.code
                hint=texts.code_hint
                value=state.code
                error=mistake_on(code_mistakes, CODE)
                code=true
            />
            <div class="form__actions">
                <button class="button" type="submit" disabled=move || !ready.get() || opening()>
                    {move || if ready.get() { texts.open } else { texts.preparing }}
                </button>
            </div>
            <Show when=opening>
                <Progress stage=texts.opening value=Signal::derive(|| None::<f64>) />
            </Show>
        </form>
    }
}

fn why(state: State, left: Left) -> impl IntoView {
    let State { locale, texts, .. } = state;
    let kept = (left != Left::LoggedOut && !state.reply.text.with_untracked(|text| text.trim().is_empty()))
        .then(|| view! { <p>{texts.reply_kept}</p> });
    match left {
        Left::LoggedOut => view! {
            <Notice locale kind=NoticeKind::Success title=texts.left_title>
                <p>{texts.left}</p>
            </Notice>
        }
        .later(),
        Left::Ended => view! {
            <Notice locale kind=NoticeKind::Info title=texts.ended_title>
                <p>{texts.ended}</p>
                {kept}
            </Notice>
        }
        .later(),
        Left::Crashed => view! {
            <Notice locale kind=NoticeKind::Warning>
                <p>{texts.crashed}</p>
                {kept}
            </Notice>
        }
        .later(),
    }
}
