use domain::api::Status;
use domain::{ErrorCode, MessageId};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use vault::messages::ReadMessage;

use super::icon::{Icon, icon};
use super::message::message;
use super::notice::{Kind, notice};
use super::reply::reply;
use super::status::status_change;
use crate::age::LocalTime;
use crate::page::desk::Desk;
use crate::page::reading::{HEADING, Reading};
use crate::page::trouble::Trouble;
use crate::route::Route;
use crate::thread::Thread;

/// The conversation that is open, or what stands in its place.
pub(crate) fn pane(desk: Desk) -> AnyView {
    // Built anew for another conversation or another state, not for another message.
    let shown = Memo::new(move |_| {
        desk.reading.with(|reading| match reading {
            Reading::Nothing => Shown::Nothing,
            Reading::Opening(_) => Shown::Opening,
            Reading::Failed { trouble, .. } => Shown::Failed(trouble.clone()),
            Reading::Open(thread) => Shown::Thread(Thread {
                messages: thread.messages.first().cloned().into_iter().collect(),
                status: Status::Open,
                marked: 0,
                ..thread.clone()
            }),
        })
    });
    let leave = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() && !is_writing(&event) {
            event.prevent_default();
            let list = desk.route.with_untracked(Route::list);
            desk.go(list);
        }
    };
    view! {
        <section class="conversation" aria-labelledby=HEADING on:keydown=leave>
            {move || match shown.get() {
                Shown::Nothing => nothing(desk),
                Shown::Opening => opening(desk),
                Shown::Failed(trouble) => failed(desk, &trouble),
                Shown::Thread(thread) => open(desk, &thread),
            }}
        </section>
    }
    .into_any()
}

#[derive(Clone, PartialEq)]
enum Shown {
    Nothing,
    Opening,
    Failed(Trouble),
    /// What does not change while it is open.
    Thread(Thread),
}

/// Escape in a field is the field's.
fn is_writing(event: &KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast;
    event
        .target()
        .and_then(|target| target.dyn_into::<leptos::web_sys::Element>().ok())
        .is_some_and(|element| matches!(element.tag_name().as_str(), "TEXTAREA" | "INPUT"))
}

fn nothing(desk: Desk) -> AnyView {
    let texts = desk.texts();
    view! {
        <div class="empty">
            <h2 class="empty__title" id=HEADING>
                {texts.choose}
            </h2>
            <p>{texts.choose_hint}</p>
        </div>
    }
    .into_any()
}

fn opening(desk: Desk) -> AnyView {
    view! {
        {back(desk)}
        <div class="empty">
            <h2 class="empty__title" id=HEADING tabindex="-1">
                {desk.texts().opening}
            </h2>
        </div>
    }
    .into_any()
}

fn failed(desk: Desk, trouble: &Trouble) -> AnyView {
    let texts = desk.texts();
    let locale = desk.locale.get_untracked();
    let words = match trouble.code() {
        Some(ErrorCode::NotFound) => texts.not_found.to_owned(),
        _ => trouble.words(locale),
    };
    let again = move |_| {
        let conversation = desk.route.with_untracked(|route| route.conversation);
        desk.open(conversation);
    };
    view! {
        {back(desk)}
        <div class="empty">
            <h2 class="empty__title" id=HEADING tabindex="-1">
                {texts.open_failed}
            </h2>
            {notice(locale, Kind::Error, words)}
            <button class="button button--secondary" type="button" on:click=again>
                {texts.again}
            </button>
        </div>
    }
    .into_any()
}

fn back(desk: Desk) -> AnyView {
    let address = move || desk.route.with(|route| route.list().address());
    let follow = desk.follow(move || desk.route.with_untracked(Route::list));
    view! {
        <a class="conversation__back" href=address on:click=follow>
            {icon(Icon::Back)}
            {desk.texts().back}
        </a>
    }
    .into_any()
}

fn open(desk: Desk, thread: &Thread) -> AnyView {
    let id = thread.id;
    let status = Memo::new(move |_| {
        desk.reading
            .with(|reading| reading.thread().map_or(Status::Open, |thread| thread.status))
    });
    view! {
        <header class="conversation__head">
            {back(desk)} {heading(desk, thread)} {facts(desk, thread, status)}
        </header>
        {messages(desk, thread)}
        {reply(desk, id, status)}
        {status_change(desk, id, status)}
    }
    .into_any()
}

fn heading(desk: Desk, thread: &Thread) -> AnyView {
    let subject = thread
        .opening()
        .and_then(|opening| opening.subject.clone())
        .unwrap_or_else(|| desk.texts().no_subject.to_owned());
    view! {
        <h2 class="conversation__subject" id=HEADING tabindex="-1">
            {subject}
        </h2>
    }
    .into_any()
}

fn facts(desk: Desk, thread: &Thread, status: Memo<Status>) -> AnyView {
    let texts = desk.texts();
    let locale = desk.locale.get_untracked();
    let opening = thread.opening();
    let name = opening.and_then(|opening| opening.name.clone());
    let contact = opening.and_then(|opening| opening.contact.clone());
    let department = desk.session.with_untracked(|session| {
        session
            .as_ref()
            .map(|session| session.department(thread.department, locale))
    });
    let opened = LocalTime::written(thread.opened_at, domain::api::Author::Citizen, 0);
    let said = move |words: Option<String>| {
        words.map(|words| {
            view! {
                {words}
                " "
                <span class="facts__remark">"(" {texts.own_words} ")"</span>
            }
        })
    };
    let nameless = name.is_none().then_some(texts.no_name);
    view! {
        <dl class="facts">
            <div class="facts__row">
                <dt>{texts.sender}</dt>
                <dd>{said(name)} {nameless}</dd>
            </div>
            {contact
                .map(|contact| {
                    view! {
                        <div class="facts__row">
                            <dt>{texts.contact}</dt>
                            <dd>{said(Some(contact))}</dd>
                        </div>
                    }
                })}
            <div class="facts__row">
                <dt>{texts.case_number}</dt>
                <dd class="facts__number">{thread.case_number.as_str().to_owned()}</dd>
            </div>
            <div class="facts__row">
                <dt>{texts.department}</dt>
                <dd>{department}</dd>
            </div>
            <div class="facts__row">
                <dt>{texts.opened}</dt>
                <dd>
                    <time datetime=opened.machine()>{opened.full(locale)}</time>
                </dd>
            </div>
            <div class="facts__row">
                <dt>{texts.status}</dt>
                <dd>
                    {move || match status.get() {
                        Status::Open => texts.status_open,
                        Status::Closed => texts.status_closed,
                    }}
                </dd>
            </div>
        </dl>
    }
    .into_any()
}

fn messages(desk: Desk, thread: &Thread) -> AnyView {
    let texts = desk.texts();
    let conversation = thread.id;
    let news: Memo<Option<MessageId>> = Memo::new(move |_| {
        desk.reading
            .with(|reading| reading.thread().and_then(Thread::news))
    });
    let all = move || {
        desk.reading
            .with(|reading| reading.thread().map(|thread| thread.messages.clone()))
            .unwrap_or_default()
    };
    view! {
        <h3 class="visually-hidden">{texts.messages}</h3>
        <ol class="thread">
            <For each=all key=|message: &ReadMessage| message.id let:shown>
                {
                    let id = shown.id;
                    view! {
                        {move || {
                            (news.get() == Some(id))
                                .then(|| {
                                    view! {
                                        <li class="thread__new">
                                            <span>{texts.new_messages}</span>
                                        </li>
                                    }
                                })
                        }}
                        {message(desk, conversation, shown)}
                    }
                }
            </For>
        </ol>
    }
    .into_any()
}
