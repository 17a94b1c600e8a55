use domain::api::{Author, Letter, Status};
use leptos::prelude::*;
use staff::views::fingerprint;

use crate::age::LocalTime;
use crate::letters::other;
use crate::page::desk::Desk;
use crate::thread::Thread;

/// What is known of a conversation. Name and contact are the citizen's own words: nobody has verified them.
pub(crate) fn facts(desk: Desk, thread: &Thread, status: Memo<Status>) -> AnyView {
    let texts = desk.texts();
    let locale = desk.locale.get_untracked();
    let opening = thread.opening();
    let name = opening.and_then(|opening| opening.name.clone());
    let contact = opening.and_then(|opening| opening.contact.clone());
    let department = desk.session.with_untracked(|session| {
        session.as_ref().map(|session| {
            let sent = thread.letter.as_ref().filter(|letter| letter.sent);
            session.department(sent.map_or(thread.department, |letter| letter.opener), locale)
        })
    });
    let opened = match &thread.letter {
        Some(_) => LocalTime::exact(thread.opened_at, browser::utc_offset(thread.opened_at)),
        None => LocalTime::written(thread.opened_at, Author::Citizen, 0),
    };
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
    let sender = match &thread.letter {
        Some(letter) => correspondent(desk, letter),
        None => view! {
            <div class="facts__row">
                <dt>{texts.sender}</dt>
                <dd>{said(name)} {nameless}</dd>
            </div>
        }
        .into_any(),
    };
    view! {
        <dl class="facts">
            {sender}
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
                <dt>{if thread.is_sent() { texts.letter_sent } else { texts.opened }}</dt>
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
        {opening.and_then(|opening| opening.root.as_deref()).map(|of| root(desk, of))}
    }
    .into_any()
}

/// The other side of a letter.
fn correspondent(desk: Desk, letter: &Letter) -> AnyView {
    let texts = desk.texts();
    let label = if letter.sent {
        texts.letter_recipient
    } else {
        texts.letter_sender
    };
    view! {
        <div class="facts__row">
            <dt>{label}</dt>
            <dd>{other(letter, desk.locale.get_untracked())}</dd>
        </div>
    }
    .into_any()
}

/// What the members of a letter's other side are believed by.
fn root(desk: Desk, root: &str) -> AnyView {
    let texts = desk.texts();
    view! {
        <details class="facts-root">
            <summary>{texts.letter_root}</summary>
            <p>{texts.letter_root_hint}</p>
            {fingerprint(texts.elsewhere_root, &root.replace('-', " "))}
        </details>
    }
    .into_any()
}
