use domain::limits;
use leptos::prelude::*;
use locales::{compose, receipt};

use super::state::{REPLY, REPLY_FILES, State};
use crate::components::{ErrorSummary, Notice, NoticeKind, Progress, TextArea, mistake_on};
use crate::islands::file_list;
use crate::islands::live;

/// The form to write on. What was typed stays until it has arrived.
pub(super) fn reply(state: State) -> impl IntoView {
    let State {
        locale,
        texts,
        reply,
        case,
        ..
    } = state;
    let sending = Memo::new(move |_| reply.stage.with(Option::is_some));
    let stage = Signal::derive(move || reply.stage.get().unwrap_or_default());
    let hint = move || case.with(|case| case.closed).then_some(texts.reply_closed);
    view! {
        <section class="reply" aria-labelledby="reply-title">
            <h2 id="reply-title">{texts.reply_title}</h2>
            <ErrorSummary locale mistakes=reply.mistakes />
            {move || hint().map(|hint| view! { <p>{hint}</p> })}
            <form
                class="form"
                method="dialog"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    live::thread::write(state);
                }
            >
                <TextArea
                    locale
                    id=REPLY
                    label=texts.reply
                    value=reply.text
                    error=mistake_on(reply.mistakes, REPLY)
                    limit=limits::TEXT_CHARACTERS
                    rows=6
                />
                {file_list(locale, REPLY_FILES, reply.chosen)}
                <div class="form__actions">
                    <button class="button" type="submit" aria-disabled=move || sending.get().then_some("true")>
                        {texts.send}
                    </button>
                </div>
            </form>
            <Show when=move || sending.get()>
                <Progress stage value=reply.share />
            </Show>
            <div role="status">
                {move || {
                    reply
                        .sent
                        .get()
                        .then(|| {
                            view! {
                                <Notice locale kind=NoticeKind::Success>
                                    <p>{texts.sent}</p>
                                </Notice>
                            }
                        })
                }}
            </div>
            <div role="alert">
                {move || {
                    reply
                        .trouble
                        .get()
                        .map(|trouble| {
                            let compose = compose(locale);
                            view! {
                                <Notice locale kind=NoticeKind::Error title=compose.unsent_heading>
                                    <p>{trouble.unsent(compose)}</p>
                                    <p>{compose.unsent_kept}</p>
                                </Notice>
                            }
                        })
                }}
                {move || missing(state)}
            </div>
        </section>
    }
}

fn missing(state: State) -> Option<impl IntoView> {
    let texts = receipt(state.locale);
    let missing = state.reply.files_missing.get();
    (missing > 0).then(|| {
        view! {
            <Notice locale=state.locale kind=NoticeKind::Warning title=(texts.files_failed)(missing)>
                <p>{texts.files_kept}</p>
                <button class="button" type="button" on:click=move |_| live::thread::upload(state)>
                    {texts.files_again}
                </button>
            </Notice>
        }
    })
}
