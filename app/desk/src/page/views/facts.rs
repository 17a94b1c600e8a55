use domain::api::{Author, Status};
use leptos::prelude::*;

use crate::age::LocalTime;
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
        session
            .as_ref()
            .map(|session| session.department(thread.department, locale))
    });
    let opened = LocalTime::written(thread.opened_at, Author::Citizen, 0);
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
