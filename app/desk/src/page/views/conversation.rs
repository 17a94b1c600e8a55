use domain::api::Status;
use domain::{ConversationId, ErrorCode};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use staff::Trouble;
use staff::views::{Icon, Kind, icon, list, notice};
use vault::messages::ReadMessage;

use super::facts::facts;
use super::letter;
use super::message::message;
use super::reply::reply;
use super::status::status_change;
use crate::begun;
use crate::page::desk::Desk;
use crate::page::reading::{HEADING, Reading};
use crate::route::Route;
use crate::thread::Thread;

/// The conversation that is open, or what stands in its place.
pub(crate) fn pane(desk: Desk) -> AnyView {
    // Built anew for another conversation or another state, not for another message.
    let shown = Memo::new(move |_| {
        if desk.route.with(|route| route.letter) {
            return Shown::Letter;
        }
        desk.reading.with(|reading| match reading {
            Reading::Nothing => Shown::Nothing,
            Reading::Opening(_) => Shown::Opening,
            Reading::Failed { trouble, .. } => Shown::Failed(trouble.clone()),
            Reading::PassedOn { words, .. } => Shown::PassedOn(words.clone()),
            Reading::Open(thread) => Shown::Thread(Thread {
                messages: thread.messages.first().cloned().into_iter().collect(),
                notes: Vec::new(),
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
                Shown::Letter => letter::form(desk),
                Shown::Nothing => nothing(desk),
                Shown::Opening => opening(desk),
                Shown::Failed(trouble) => failed(desk, &trouble),
                Shown::PassedOn(words) => passed_on(desk, words),
                Shown::Thread(thread) => open(desk, &thread),
            }}
        </section>
    }
    .into_any()
}

#[derive(Clone, PartialEq)]
enum Shown {
    /// One that is being written.
    Letter,
    Nothing,
    Opening,
    Failed(Trouble),
    PassedOn(String),
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

/// What they had begun, for whoever is not in charge any more to take elsewhere.
fn begun(desk: Desk, conversation: ConversationId) -> AnyView {
    let texts = desk.texts();
    let kinds = [
        (begun::Kind::Answer, texts.kind_answer),
        (begun::Kind::Note, texts.kind_note),
    ];
    kinds
        .into_iter()
        .map(|(kind, name)| {
            let text = desk.draft(conversation, kind).text.get_untracked();
            (!text.is_empty()).then(|| {
                view! {
                    <h3>{(texts.begun)(name)}</h3>
                    <p class="message__text">{text}</p>
                }
            })
        })
        .collect_view()
        .into_any()
}

fn failed(desk: Desk, trouble: &Trouble) -> AnyView {
    let texts = desk.texts();
    let locale = desk.locale.get_untracked();
    let conversation = desk.route.with_untracked(|route| route.conversation);
    let (words, begun) = match (trouble.code(), conversation) {
        (Some(ErrorCode::NotFound), Some(conversation)) => {
            (texts.not_found.to_owned(), Some(begun(desk, conversation)))
        }
        _ => (trouble.words(locale), None),
    };
    let again = move |_| desk.open(conversation);
    view! {
        {back(desk)}
        <div class="empty">
            <h2 class="empty__title" id=HEADING tabindex="-1">
                {texts.open_failed}
            </h2>
            {notice(locale, Kind::Error, words)}
            {begun}
            <button class="button button--secondary" type="button" on:click=again>
                {desk.common().again}
            </button>
        </div>
    }
    .into_any()
}

/// It is another department's now.
fn passed_on(desk: Desk, words: String) -> AnyView {
    view! {
        {back(desk)}
        <div class="empty">
            <h2 class="empty__title" id=HEADING tabindex="-1">
                {words}
            </h2>
        </div>
    }
    .into_any()
}

pub(super) fn back(desk: Desk) -> AnyView {
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
    let is_sent = thread.is_sent();
    // Who has written a letter opens it again by writing on, as citizens do.
    let writable = Memo::new(move |_| if is_sent { Status::Open } else { status.get() });
    view! {
        <header class="conversation__head">
            {back(desk)} {heading(desk, thread)} {facts(desk, thread, status)}
        </header>
        {messages(desk, thread)}
        {reply(desk, id, thread.has_notes, writable)}
        {(!is_sent).then(|| status_change(desk, id, thread.department, status))}
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

fn messages(desk: Desk, thread: &Thread) -> AnyView {
    let texts = desk.texts();
    let conversation = thread.id;
    let news = move || {
        desk.reading
            .with(|reading| reading.thread().and_then(Thread::news))
    };
    let keys = move || {
        desk.reading.with(|reading| {
            reading
                .thread()
                .map(|thread| thread.entries().into_iter().map(key).collect())
                .unwrap_or_default()
        })
    };
    let entry = move |wanted| {
        let (is_note, shown) = desk.reading.with_untracked(|reading| {
            let entries = reading.thread()?.entries();
            let found = entries.into_iter().find(|entry| key(*entry) == wanted);
            found.map(|(is_note, entry)| (is_note, entry.clone()))
        })?;
        let id = shown.id;
        let line = move || {
            (news() == Some(id)).then(|| {
                view! {
                    <li class="thread__new">
                        <span>{texts.new_messages}</span>
                    </li>
                }
            })
        };
        Some(view! { {line} {message(desk, conversation, shown, is_note)} }.into_any())
    };
    view! {
        <h3 class="visually-hidden">{texts.messages}</h3>
        <ol class="thread">{list(keys, entry)}</ol>
    }
    .into_any()
}

/// Tells messages and notes apart, which may claim the same id.
fn key((is_note, entry): (bool, &ReadMessage)) -> u128 {
    let id = entry.id.0.as_u128();
    if is_note { !id } else { id }
}
