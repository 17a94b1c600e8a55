use leptos::prelude::*;
use locales::failures;

use super::element;
use super::entry::{Content, Entry, Event, File};
use super::state::{Download, State};
use crate::components::{Message, MessageKind};
use crate::erase::Erase as _;
use crate::islands::live;
use crate::islands::trouble::Distrust;

/// A message, with the day above it if it is the first one of that day.
pub(super) fn message(state: State, day: Option<String>, entry: Entry) -> impl IntoView {
    let texts = state.texts;
    let kind = match &entry.content {
        Err(_) => MessageKind::Failed,
        Ok(content) if content.member.is_none() => MessageKind::Own,
        Ok(_) => MessageKind::Other,
    };
    let author = match &entry.content {
        Ok(Content {
            member: Some(member), ..
        }) => {
            let authority = state.case.with_untracked(|case| case.authority.clone());
            (texts.member)(&member.name, &member.department, &authority)
        }
        Ok(_) => texts.you.to_owned(),
        Err(_) if entry.answers => texts.department_author.to_owned(),
        Err(_) => texts.you.to_owned(),
    };
    let date = match &entry.time {
        Some(time) => format!("{}, {time}", entry.day),
        None => entry.day.clone(),
    };
    let body = match entry.content {
        Ok(content) => body(state, content).later(),
        Err(distrust) => failure(state, distrust).later(),
    };
    let new = entry.new.then_some(texts.new);
    let id = element(&entry.id);
    view! {
        {day.map(|day| view! { <li class="thread__day" aria-hidden="true">{day}</li> })}
        {match new {
            Some(new) => view! { <Message kind author date id new>{body}</Message> }.later(),
            None => view! { <Message kind author date id>{body}</Message> }.later(),
        }}
    }
}

fn body(state: State, content: Content) -> impl IntoView {
    let texts = state.texts;
    let event = content.event.map(|event| match event {
        Event::Closed => texts.closed_event,
        Event::Reopened => texts.reopened_event,
    });
    let given: Vec<_> = [
        (texts.given_name, content.name),
        (texts.given_contact, content.contact),
    ]
    .into_iter()
    .filter_map(|(label, value)| Some((label, value?)))
    .collect();
    view! {
        {event.map(|event| view! { <p class="message__event">{event}</p> })}
        {(!content.text.is_empty()).then(|| view! { <p class="message__text">{content.text}</p> })}
        {(!given.is_empty())
            .then(|| {
                let rows = given
                    .into_iter()
                    .map(|(label, value)| {
                        view! {
                            <div>
                                <dt>{label}</dt>
                                <dd>{value}</dd>
                            </div>
                        }
                    })
                    .collect_view();
                view! { <dl class="message__given">{rows}</dl> }
            })}
        {(!content.files.is_empty())
            .then(|| {
                let files = content.files.into_iter().map(|file| file_item(state, file)).collect_view();
                view! {
                    <ul class="message__files" aria-label=texts.files>
                        {files}
                    </ul>
                }
            })}
    }
}

fn failure(state: State, distrust: Distrust) -> impl IntoView {
    let texts = failures(state.locale);
    view! {
        <p class="message__failure">{texts.title}</p>
        <p>{distrust.text(texts)}</p>
        <p>{texts.advice}</p>
    }
}

fn file_item(state: State, file: File) -> impl IntoView {
    let State {
        locale,
        texts,
        downloads,
        ..
    } = state;
    let size = locales::size(locale, file.size);
    let label = (texts.file_save)(&file.name, &size);
    let name = file.name.clone();
    let id = StoredValue::new(file.id.clone());
    let download = move || {
        downloads.with(|downloads| {
            let found = downloads.iter().find(|(file, _)| id.with_value(|id| id == file));
            found.map(|(_, download)| *download)
        })
    };
    let running = move || matches!(download(), Some(Download::Running(_)));
    let complete = file.complete;
    view! {
        <li class="message__file">
            <button
                class="button button--secondary"
                type="button"
                aria-disabled=move || running().then_some("true")
                on:click=move |_| {
                    if !running() {
                        live::thread::download(state, file.clone());
                    }
                }
            >
                {label}
            </button>
            {(!complete).then(|| view! { " " <span class="message__incomplete">{texts.file_incomplete}</span> })}
            <span role="status">
                {move || match download() {
                    None => ().later(),
                    Some(Download::Running(share)) => {
                        view! {
                            " "
                            <span>{(texts.file_opening)(&name)}</span>
                            " "
                            <progress class="message__progress" max="1" value=share.to_string() aria-label=name.clone()></progress>
                        }
                            .later()
                    }
                    Some(Download::Incomplete) => view! { " " <span class="field__error">{texts.file_incomplete}</span> }.later(),
                    Some(Download::Failed) => view! { " " <span class="field__error">{(texts.file_failed)(&name)}</span> }.later(),
                }}
            </span>
        </li>
    }
}
