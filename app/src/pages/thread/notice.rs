use leptos::prelude::*;

use super::state::{EMAIL, State};
use crate::components::{ErrorSummary, Notice, NoticeKind, TextField, mistake_on};
use crate::erase::Erase as _;
use crate::islands::live;

/// Whether an e-mail is sent when there is an answer.
pub(super) fn notice(state: State) -> impl IntoView {
    let State {
        locale,
        texts,
        notice,
        ..
    } = state;
    view! {
        <section class="notices" aria-labelledby="notice-title">
            <h2 id="notice-title" tabindex="-1">
                {texts.notice_title}
            </h2>
            <ErrorSummary locale mistakes=notice.mistakes />
            <p>{move || if notice.on.get() { texts.notice_on } else { texts.notice_off }}</p>
            {move || {
                if notice.on.get() {
                    view! {
                        <button class="button button--secondary" type="button" on:click=move |_| live::thread::stop_notices(state)>
                            {texts.notice_stop}
                        </button>
                    }
                        .later()
                } else {
                    start(state).later()
                }
            }}
            <div role="status">
                {move || {
                    let said = notice.said.get();
                    let kind = if notice.failed.get() { NoticeKind::Error } else { NoticeKind::Success };
                    (!said.is_empty())
                        .then(|| {
                            view! {
                                <Notice locale kind>
                                    <p>{said}</p>
                                </Notice>
                            }
                        })
                }}
            </div>
        </section>
    }
}

fn start(state: State) -> impl IntoView {
    let State {
        locale,
        texts,
        notice,
        ..
    } = state;
    view! {
        <form
            class="form"
            method="dialog"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                live::thread::start_notices(state);
            }
        >
            <TextField
                locale
                id=EMAIL
                label=texts.notice_email
                hint=texts.notice_hint
                value=notice.email
                error=mistake_on(notice.mistakes, EMAIL)
                kind="email"
                autocomplete="email"
            />
            <div class="form__actions">
                <button class="button button--secondary" type="submit">
                    {texts.notice_start}
                </button>
            </div>
        </form>
    }
}
