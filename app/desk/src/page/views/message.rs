use domain::api::{Author, Letter};
use domain::{ConversationId, DepartmentId};
use leptos::prelude::*;
use sealing::Failure;
use staff::views::{Icon, icon};
use vault::messages::{Content, ContentKind, ReadMessage, Signer};

use super::attachment::attachment;
use crate::age::LocalTime;
use crate::letters::{clock, is_from_outside, other};
use crate::page::desk::Desk;

/// A message, or the named reason why it is not shown.
pub(crate) fn message(
    desk: Desk,
    conversation: ConversationId,
    message: ReadMessage,
    is_note: bool,
) -> AnyView {
    let locale = desk.locale.get_untracked();
    let written = LocalTime::written(
        message.received_at,
        clock(letter(desk).as_ref(), message.author),
        browser::utc_offset(message.received_at),
    );
    let date = view! {
        <time class="message__date" datetime=written.machine()>
            {written.full(locale)}
        </time>
    }
    .into_any();
    let id = message.id.to_string();
    match message.outcome {
        Err(failure) => failed(desk, &id, message.author, failure, label(desk, is_note), date),
        Ok(content) => match content.kind {
            ContentKind::Close
            | ContentKind::Reopen
            | ContentKind::Transfer
            | ContentKind::Proposal
            | ContentKind::Decline => event(desk, id, &content, date),
            ContentKind::Opening | ContentKind::Text | ContentKind::Handover | ContentKind::Note => {
                believed(desk, conversation, &id, content, date)
            }
        },
    }
}

fn believed(desk: Desk, conversation: ConversationId, id: &str, content: Content, date: AnyView) -> AnyView {
    let texts = desk.texts();
    let is_note = content.kind == ContentKind::Note;
    let (class, author, signed) = match &content.signer {
        Signer::Citizen => (
            "message",
            sender(desk, &content),
            match content.kind {
                ContentKind::Opening | ContentKind::Handover => texts.signed,
                _ => texts.signed_by_citizen,
            }
            .to_owned(),
        ),
        Signer::Member { name, department: of } => (
            if is_note {
                "message message--own message--note"
            } else if is_own(desk, *of) {
                "message message--own"
            } else {
                "message"
            },
            name.clone(),
            match department(desk, &content.signer) {
                of if of.is_empty() => texts.signed_elsewhere.to_owned(),
                of => (texts.signed_by_member)(&of),
            },
        ),
    };
    let handed = content
        .elsewhere
        .as_ref()
        .filter(|_| content.kind == ContentKind::Handover)
        .map(|elsewhere| texts.came_over[usize::from(elsewhere.history)]);
    let files = content
        .attachments
        .into_iter()
        .map(|file| attachment(desk, conversation, file))
        .collect::<Vec<_>>();
    view! {
        <li class="thread__item">
            <article class=class id=id.to_owned() aria-labelledby=format!("{id}-author")>
                <header class="message__head">
                    <h4 class="message__author" id=format!("{id}-author")>
                        <span class="message__label">{label(desk, is_note)}</span>
                        {author}
                    </h4>
                    {date}
                </header>
                {handed.map(|words| view! { <p class="message__event">{words}</p> })}
                <p class="message__text">{content.text}</p>
                {(!files.is_empty())
                    .then(|| {
                        view! {
                            <ul class="received" role="list" aria-label=texts.files>
                                {files}
                            </ul>
                        }
                    })}
                <p class="message__signed">{icon(Icon::Verified)} {signed}</p>
            </article>
        </li>
    }
    .into_any()
}

/// Closed, opened again, passed on or proposed to another authority.
fn event(desk: Desk, id: String, content: &Content, date: AnyView) -> AnyView {
    let texts = desk.texts();
    let name = match &content.signer {
        Signer::Member { name, .. } => name.as_str(),
        Signer::Citizen => texts.from_citizen,
    };
    let words = match content.kind {
        ContentKind::Close => (texts.closed_by)(name),
        ContentKind::Transfer => {
            let to = content.to.map(|to| department_name(desk, to)).unwrap_or_default();
            (texts.passed_by)(name, &department(desk, &content.signer), &to)
        }
        ContentKind::Proposal => {
            let root = content
                .elsewhere
                .as_ref()
                .map(|elsewhere| elsewhere.root.as_str());
            (texts.proposed_by)(name, root.unwrap_or_default())
        }
        ContentKind::Decline => match content.signer {
            Signer::Citizen => texts.declined.to_owned(),
            Signer::Member { .. } => (texts.withdrawn_by)(name),
        },
        _ => (texts.reopened_by)(name),
    };
    let said =
        (!content.text.is_empty()).then(|| view! { <p class="message__text">{content.text.clone()}</p> });
    view! {
        <li class="thread__event" id=id>
            <p>{words} " " {date}</p>
            {said}
        </li>
    }
    .into_any()
}

/// Says of a note what it is.
fn label(desk: Desk, is_note: bool) -> &'static str {
    if is_note { desk.texts().note_label } else { "" }
}

fn failed(
    desk: Desk,
    id: &str,
    author: Author,
    failure: Failure,
    label: &'static str,
    date: AnyView,
) -> AnyView {
    let locale = desk.locale.get_untracked();
    let texts = desk.texts();
    let failures = locales::failures(locale);
    let author = if is_from_outside(letter(desk).as_ref(), author) {
        texts.from_citizen
    } else {
        texts.from_department
    };
    view! {
        <li class="thread__item">
            <article class="message message--failed" id=id.to_owned() aria-labelledby=format!("{id}-author")>
                <header class="message__head">
                    <h4 class="message__author" id=format!("{id}-author")>
                        <span class="message__label">{label}</span>
                        {author}
                    </h4>
                    {date}
                </header>
                <p class="message__failure">{icon(Icon::Warning)} {failures.title}</p>
                <p>{staff::words::failure(failure, locale)}</p>
                <p class="message__advice">{failures.advice}</p>
            </article>
        </li>
    }
    .into_any()
}

/// The citizen by the name that they gave, in every message of theirs.
fn sender(desk: Desk, content: &Content) -> String {
    content
        .name
        .clone()
        .or_else(|| {
            desk.reading
                .with_untracked(|reading| reading.thread().and_then(|thread| thread.opening()?.name.clone()))
        })
        .unwrap_or_else(|| desk.texts().no_name.to_owned())
}

fn department(desk: Desk, signer: &Signer) -> String {
    let Signer::Member { department, .. } = signer else {
        return String::new();
    };
    department_name(desk, *department)
}

fn department_name(desk: Desk, department: DepartmentId) -> String {
    let locale = desk.locale.get_untracked();
    let own = desk.session.with_untracked(|session| {
        session
            .as_ref()
            .map(|session| session.department(department, locale))
            .unwrap_or_default()
    });
    match letter(desk) {
        // An earlier department of the other side is not called by name.
        Some(letter) if own.is_empty() && letter.other.department != department => letter.other.name,
        Some(letter) if own.is_empty() => other(&letter, locale),
        _ => own,
    }
}

/// Who writes to whom in the open conversation, if no citizen does.
fn letter(desk: Desk) -> Option<Letter> {
    desk.reading
        .with_untracked(|reading| reading.thread().and_then(|thread| thread.letter.clone()))
}

/// Whether a department is one of the own authority's.
fn is_own(desk: Desk, department: DepartmentId) -> bool {
    letter(desk).is_none_or(|_| {
        desk.session.with_untracked(|session| {
            session
                .iter()
                .flat_map(|session| &session.authority.departments)
                .any(|own| own.id == department)
        })
    })
}
