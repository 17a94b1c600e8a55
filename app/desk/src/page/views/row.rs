use domain::ConversationId;
use domain::api::{Author, Status};
use leptos::prelude::*;

use crate::age::LocalTime;
use crate::letters::{clock, is_sent, other};
use crate::page::desk::{Desk, Opened};
use crate::page::navigation::row_id;
use crate::rows::Row;

/// A conversation in the list. Its link stays the same element whatever changes in it, and so keeps the focus.
pub(crate) fn row(desk: Desk, conversation: ConversationId) -> AnyView {
    let row = Memo::new(move |_| {
        let row = desk.rows.with(|rows| {
            rows.rows
                .iter()
                .find(|row| row.conversation == conversation)
                .cloned()
        });
        let opened = desk
            .headings
            .with(|headings| headings.get(&conversation).cloned());
        row.zip(opened)
    });
    let is_here = move || {
        desk.route
            .with(|route| route.conversation == Some(conversation))
            .then_some("true")
    };
    let address = move || desk.route.with(|route| route.open(conversation).address());
    let follow = desk.follow(move || desk.route.with_untracked(|route| route.open(conversation)));
    view! {
        <li class="row" class:row--unread=move || row.with(|row| row.as_ref().is_some_and(|(row, _)| row.unread))>
            <a class="row__link" id=row_id(conversation) href=address aria-current=is_here on:click=follow>
                {move || row.get().map(|(row, opened)| content(desk, &row, opened))}
            </a>
        </li>
    }
    .into_any()
}

fn content(desk: Desk, row: &Row, opened: Opened) -> AnyView {
    let texts = desk.texts();
    let locale = desk.locale.get_untracked();
    let today = desk.today.get();
    let written = LocalTime::written(
        row.last_message_at,
        clock(row.letter.as_ref(), row.last_author),
        browser::utc_offset(row.last_message_at),
    );
    let (name, subject, failure) = match opened {
        Ok(heading) => (heading.name, heading.subject, None),
        Err(failure) => (None, texts.no_subject.to_owned(), Some(failure)),
    };
    let name = row.letter.as_ref().map_or(name, |letter| {
        let other = other(letter, locale);
        Some(if letter.sent {
            (texts.letter_to)(&other)
        } else {
            (texts.letter_by)(&other)
        })
    });
    let is_nameless = name.is_none();
    let department = desk.session.with_untracked(|session| {
        session
            .as_ref()
            .filter(|session| session.member.departments.len() > 1)
            .map(|session| {
                let sent = row.letter.as_ref().filter(|letter| letter.sent);
                session.department(sent.map_or(row.department, |letter| letter.opener), locale)
            })
    });
    let state = match (row.status, row.last_author) {
        (Status::Closed, _) => texts.status_closed,
        (Status::Open, Author::Citizen) if is_sent(row.letter.as_ref()) => texts.letter_sent,
        (Status::Open, Author::Citizen) => texts.waiting,
        (Status::Open, Author::Department) => texts.answered,
    };
    view! {
        <span class="row__top">
            {row.unread.then(|| view! { <span class="badge">{texts.unread}</span> " " })}
            <span class="row__name" class:row__name--none=is_nameless>
                {name.unwrap_or_else(|| texts.no_name.to_owned())}
            </span>
            " "
            <time class="row__age" datetime=written.machine()>
                {written.age(today, locale)}
            </time>
        </span>
        <span class="row__subject">{subject}</span>
        {failure
            .map(|failure| view! { <span class="row__failure">{staff::words::failure(failure, locale)}</span> })}
        <span class="row__foot">
            <span class="row__number">
                <span class="visually-hidden">{texts.case_number} " "</span>
                {row.case_number.as_str().to_owned()}
            </span>
            {department.map(|name| view! { <span class="row__department">{name}</span> })}
            <span class="row__state">{state}</span>
        </span>
    }
    .into_any()
}
