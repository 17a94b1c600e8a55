use leptos::prelude::*;

use super::entry::{newest_answer, with_days};
use super::message::message;
use super::notice::notice;
use super::reply::reply;
use super::state::{SUBJECT, State};
use super::{count_new, element};
use crate::components::{Notice, NoticeKind};
use crate::islands::live;

/// The open conversation.
pub(super) fn case(state: State) -> impl IntoView {
    let State {
        locale,
        texts,
        entries,
        busy,
        ..
    } = state;
    let answered = Memo::new(move |_| entries.with(|entries| newest_answer(entries).is_some()));
    view! {
        <header class="case">
            <h2 class="case__subject" id=SUBJECT tabindex="-1">
                {move || state.subject()}
            </h2>
            {facts(state)}
            <div class="case__actions">
                <button
                    class="button button--secondary"
                    type="button"
                    aria-disabled=move || busy.get().then_some("true")
                    on:click=move |_| live::thread::refresh(state)
                >
                    {texts.refresh}
                </button>
                <button class="button button--secondary" type="button" on:click=move |_| live::thread::leave(state)>
                    {texts.leave}
                </button>
            </div>
            <p class="case__said" role="status">
                {move || state.said.get()}
            </p>
            {move || {
                let (new, newest) = entries
                    .with(|entries| {
                        (count_new(entries), newest_answer(entries).map(|entry| element(&entry.id)))
                    });
                newest
                    .filter(|_| new > 0)
                    .map(|newest| {
                        view! {
                            <p class="case__new">
                                <a href=format!("#{newest}")>{texts.to_newest}</a>
                            </p>
                        }
                    })
            }}
        </header>
        <Show when=move || !answered.get()>
            <Notice locale kind=NoticeKind::Info>
                <p>{texts.waiting}</p>
            </Notice>
        </Show>
        <ol class="thread" aria-label=texts.messages>
            // Messages that are there already stay as they are, and with them the focus.
            <For
                each=move || with_days(entries.get())
                key=|shown| shown.clone()
                children=move |(day, entry)| message(state, day, entry)
            />
        </ol>
        {reply(state)}
        {notice(state)}
    }
}

fn facts(state: State) -> impl IntoView {
    let State { texts, case, .. } = state;
    let department = move || {
        case.with(|case| match (case.department.as_str(), case.authority.as_str()) {
            (department, "") => department.to_owned(),
            ("", authority) => authority.to_owned(),
            (department, authority) => format!("{department}, {authority}"),
        })
    };
    view! {
        <dl class="case__facts">
            <div class="case__fact">
                <dt>{texts.department}</dt>
                <dd>{department}</dd>
            </div>
            <div class="case__fact">
                <dt>{texts.case_number}</dt>
                <dd translate="no">{move || case.with(|case| case.number.clone())}</dd>
            </div>
            <div class="case__fact">
                <dt>{texts.status}</dt>
                <dd>
                    <span class="status" class:status--closed=move || case.with(|case| case.closed)>
                        {move || {
                            if case.with(|case| case.closed) { texts.status_closed } else { texts.status_open }
                        }}
                    </span>
                </dd>
            </div>
        </dl>
    }
}
