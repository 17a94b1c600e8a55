use domain::api::{DepartmentEntry, Role};
use leptos::prelude::*;
use staff::views::list;
use staff::words::ends_soon;

use super::frame::{heading, news};
use crate::page::office::Office;
use crate::route::Place;

/// All departments.
pub(crate) fn page(office: Office) -> AnyView {
    let texts = office.texts();
    let people = office.people();
    let is_administrator = is_administrator(office);
    let is_empty = people.departments.is_empty();
    let keys: Vec<_> = people
        .departments
        .iter()
        .map(|entry| entry.department.id.0.as_u128())
        .collect();
    let rows = list(
        move || keys.clone(),
        move |key| {
            let entry = people
                .departments
                .iter()
                .find(|entry| entry.department.id.0.as_u128() == key)?;
            Some(row(office, entry))
        },
    );
    let content = if is_empty {
        view! { <p>{texts.departments_empty}</p> }.into_any()
    } else {
        view! { <ul class="entries">{rows}</ul> }.into_any()
    };
    let create = is_administrator.then(|| {
        view! {
            <a
                class="button"
                href=office.address_of(Place::NewDepartment)
                on:click=office.follow(Place::NewDepartment)
            >
                {texts.new_department}
            </a>
        }
    });
    view! {
        {news(office)}
        <div class="office__head">
            <div>{heading(texts.departments)} <p class="office__lead">{texts.departments_lead}</p></div>
            {create}
        </div>
        {content}
    }
    .into_any()
}

/// Whether whoever has signed in runs the whole authority.
pub(crate) fn is_administrator(office: Office) -> bool {
    office.session.with_untracked(|session| {
        session
            .as_ref()
            .is_some_and(|session| session.member.role == Role::Administrator)
    })
}

/// Its key in words.
pub(crate) fn key(office: Office, entry: &DepartmentEntry) -> String {
    let texts = office.texts();
    match (entry.epoch, entry.epoch_until) {
        (Some(epoch), Some(until)) => {
            let date = browser::date_text(until, office.locale.get_untracked());
            (texts.epoch_until)(epoch, &date)
        }
        _ => texts.epoch_none.to_owned(),
    }
}

/// What there is to be done about its key.
pub(crate) fn warning(office: Office, entry: &DepartmentEntry) -> Option<String> {
    let texts = office.texts();
    match (entry.epoch, entry.epoch_until) {
        (Some(_), Some(until)) => ends_soon(until, browser::now()).map(|days| (texts.epoch_soon)(days)),
        _ => None,
    }
}

fn row(office: Office, entry: &DepartmentEntry) -> AnyView {
    let texts = office.texts();
    let locale = office.locale.get_untracked();
    let place = Place::Department(entry.department.id);
    let (class, word) = if entry.closed {
        ("state state--left", texts.closed)
    } else if entry.holders.is_empty() {
        ("state state--waiting", texts.epoch_none)
    } else {
        ("state state--confirmed", texts.open)
    };
    let key = (entry.epoch.is_some()).then(|| {
        view! { <p class="entry__line">{texts.epoch} ": " {key(office, entry)}</p> }
    });
    view! {
        <li class="entry">
            <div class="entry__main">
                <h2 class="entry__name">
                    <a class="entry__link" id=entry.department.id.to_string() href=office.address_of(place) on:click=office.follow(place)>
                        {entry.department.name.text(locale).to_owned()}
                    </a>
                </h2>
                <p class="entry__line">{(texts.members_count)(entry.members.len())}</p>
                {key}
                {warning(office, entry).map(|words| view! { <p class="entry__warning">{words}</p> })}
            </div>
            <p class="entry__state">
                <span class="visually-hidden">{texts.state} ": "</span>
                <span class=class>{word}</span>
            </p>
        </li>
    }
    .into_any()
}
