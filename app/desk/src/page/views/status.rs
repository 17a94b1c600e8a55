use domain::api::Status;
use domain::{ConversationId, DepartmentId};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use staff::views::{Kind, notice};

use super::passing;
use crate::begun;
use crate::page::desk::Desk;
use crate::page::status::Change;
use crate::thread::Thread;

/// Closes or reopens the conversation or passes it on, after asking in the page.
pub(crate) fn status_change(
    desk: Desk,
    conversation: ConversationId,
    department: DepartmentId,
    status: Memo<Status>,
) -> AnyView {
    let texts = desk.texts();
    let [change, passing_on, proposing] = std::array::from_fn(|_| ArcRwSignal::new(Change::Idle));
    let [asks, asks_where, asks_elsewhere] = [&change, &passing_on, &proposing].map(|change| {
        let change = change.clone();
        Memo::new(move |_| change.with(|change| *change != Change::Idle))
    });
    let proposal = Memo::new(move |_| {
        desk.reading
            .with(|reading| reading.thread().and_then(Thread::proposal).cloned())
    });
    // What is asked ends a proposal that is open.
    let ends = move || {
        let is_proposed = proposal.with_untracked(Option::is_some);
        if is_proposed { texts.proposal_ends } else { "" }
    };
    let is_citizens = desk
        .reading
        .with_untracked(|reading| reading.thread().is_some_and(Thread::is_citizens));
    let others = desk.other_departments(department);
    let ask = {
        let change = change.clone();
        move |_| {
            change.set(Change::Asking);
            browser::focus("confirm-heading");
        }
    };
    view! {
        <div class="status-change">
            {move || {
                if asks.get() {
                    question(desk, conversation, status.get_untracked(), ends(), change.clone())
                } else if asks_where.get() {
                    passing::question(desk, conversation, others.clone(), ends(), passing_on.clone())
                } else if asks_elsewhere.get() && proposal.with(Option::is_none) {
                    passing::question_elsewhere(desk, conversation, proposing.clone())
                } else {
                    let is_open = status.get() == Status::Open;
                    let passes = !others.is_empty() && is_open;
                    view! {
                        {proposal
                            .get()
                            .map(|content| {
                                passing::proposed(desk, conversation, &content, proposing.clone())
                            })}
                        {passes.then(|| passing::button(desk, passing_on.clone()))}
                        {(is_open && is_citizens && proposal.with(Option::is_none))
                            .then(|| passing::button_elsewhere(desk, proposing.clone()))}
                        <button class="button button--secondary" id="change-status" type="button" on:click=ask.clone()>
                            {match status.get() {
                                Status::Open => texts.close,
                                Status::Closed => texts.reopen,
                            }}
                        </button>
                    }
                        .into_any()
                }
            }}
        </div>
    }
    .into_any()
}

fn question(
    desk: Desk,
    conversation: ConversationId,
    status: Status,
    ends: &'static str,
    change: ArcRwSignal<Change>,
) -> AnyView {
    let texts = desk.texts();
    let locale = desk.locale.get_untracked();
    let (heading, meaning, action, target) = match status {
        Status::Open => (
            texts.close_question,
            texts.close_meaning,
            texts.close,
            Status::Closed,
        ),
        Status::Closed => (
            texts.reopen_question,
            texts.reopen_meaning,
            texts.reopen,
            Status::Open,
        ),
    };
    let has_draft = status == Status::Open && desk.draft(conversation, begun::Kind::Answer).is_begun();
    let cancel = {
        let change = change.clone();
        move || {
            if change.with_untracked(|change| *change != Change::Working) {
                change.set(Change::Idle);
                browser::focus("change-status");
            }
        }
    };
    let escape = {
        let cancel = cancel.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.prevent_default();
                cancel();
            }
        }
    };
    let confirm = {
        let change = change.clone();
        move |_| desk.set_status(conversation, target, change.clone())
    };
    let is_working = {
        let change = change.clone();
        move || change.with(|change| *change == Change::Working)
    };
    let failed = move || {
        change.with(|change| match change {
            Change::Failed(trouble) => Some(notice(locale, Kind::Error, trouble.words(locale))),
            _ => None,
        })
    };
    view! {
        <section class="confirm" aria-labelledby="confirm-heading" on:keydown=escape>
            <h3 class="confirm__title" id="confirm-heading" tabindex="-1">
                {heading}
            </h3>
            <p>{meaning.to_owned() + ends}</p>
            {has_draft.then(|| notice(locale, Kind::Warning, texts.close_draft))}
            <div role="alert">{failed}</div>
            <div class="confirm__actions">
                <button
                    class="button"
                    type="button"
                    aria-disabled={
                        let is_working = is_working.clone();
                        move || is_working().then_some("true")
                    }
                    on:click=confirm
                >
                    {action}
                </button>
                <button class="button button--secondary" type="button" on:click=move |_| cancel()>
                    {desk.common().cancel}
                </button>
                <p class="confirm__step" role="status">
                    {move || is_working().then_some(texts.changing)}
                </p>
            </div>
        </section>
    }
    .into_any()
}
