use domain::api::PublishedDirectory;
use domain::directory::Service;
use leptos::prelude::*;

use super::import;
use crate::page::office::Office;
use crate::page::views::frame::{heading, news};
use crate::route::{Place, ServiceName};

/// The services, and the ways to all else.
pub(super) fn page(office: Office, published: &PublishedDirectory) -> AnyView {
    let texts = office.directory_texts();
    let locale = office.locale.get_untracked();
    let since = match published.published_at {
        Some(at) => (texts.published)(&browser::date_text(at, locale)),
        None => texts.unpublished.to_owned(),
    };
    view! {
        {news(office)}
        <div class="office__head">
            <div>
                {heading(texts.title)} <p class="office__lead">{texts.lead}</p>
                <p class="office__lead">{since}</p>
            </div>
        </div>
        {services(office, published)}
        {areas(office, published)}
        {contacts(office, published)}
        {import::section(office)}
    }
    .into_any()
}

fn services(office: Office, published: &PublishedDirectory) -> AnyView {
    let texts = office.directory_texts();
    let services = &published.directory.services;
    let list = if services.is_empty() {
        view! { <p>{texts.services_empty}</p> }.into_any()
    } else {
        let rows = services
            .iter()
            .map(|service| service_row(office, service))
            .collect_view();
        view! { <ul class="entries">{rows}</ul> }.into_any()
    };
    let new = if published.directory.areas.is_empty() {
        view! { <p class="field__hint">{texts.areas_first}</p> }.into_any()
    } else {
        link(office, Place::NewService, "button", texts.new_service.to_owned())
    };
    view! {
        <section class="office__section" aria-labelledby="services-title">
            <h2 class="office__subtitle" id="services-title">
                {texts.services}
            </h2>
            {list}
            <div class="form__actions">{new}</div>
        </section>
    }
    .into_any()
}

fn service_row(office: Office, service: &Service) -> AnyView {
    let texts = office.directory_texts();
    let name = service.name.text(office.locale.get_untracked()).to_owned();
    let place = Place::Service(ServiceName::of(service.key.as_str()));
    view! {
        <li class="entry">
            <div class="entry__main">
                <h3 class="entry__name">{link(office, place, "entry__link", name)}</h3>
                <p class="entry__line">
                    {service.key.to_string()} " · " {(texts.routes_count)(service.routes.len())}
                </p>
            </div>
        </li>
    }
    .into_any()
}

fn areas(office: Office, published: &PublishedDirectory) -> AnyView {
    let texts = office.directory_texts();
    let areas = &published.directory.areas;
    let names: Vec<&str> = areas.iter().take(8).map(|area| area.name.as_str()).collect();
    let more = areas.len().saturating_sub(names.len());
    let mut summary = names.join(", ");
    if more > 0 {
        summary.push_str(&format!(" + {more}"));
    }
    if areas.is_empty() {
        texts.areas_empty.clone_into(&mut summary);
    }
    view! {
        <section class="office__section" aria-labelledby="areas-section">
            <h2 class="office__subtitle" id="areas-section">
                {link(office, Place::Areas, "office__link", texts.areas.to_owned())}
            </h2>
            <p>{summary}</p>
        </section>
    }
    .into_any()
}

fn contacts(office: Office, published: &PublishedDirectory) -> AnyView {
    let texts = office.directory_texts();
    let locale = office.locale.get_untracked();
    let people = office.people();
    let authority = office.authority_name();
    let fallback = published
        .directory
        .fallback
        .map(|department| office.department_name(department));
    let departments = people
        .departments
        .iter()
        .map(|entry| {
            let place = Place::DepartmentContact(entry.department.id);
            let name = entry.department.name.text(locale).to_owned();
            view! { <li>{link(office, place, "office__link", name)}</li> }
        })
        .collect_view();
    view! {
        <section class="office__section" aria-labelledby="contacts-title">
            <h2 class="office__subtitle" id="contacts-title">
                {texts.contacts}
            </h2>
            <p>{texts.fallback} ": " {fallback.unwrap_or_else(|| texts.fallback_none.to_owned())}</p>
            <ul class="office__names">
                <li>{link(office, Place::Contact, "office__link", authority)}</li>
                {departments}
            </ul>
        </section>
    }
    .into_any()
}

pub(super) fn link(office: Office, place: Place, class: &'static str, words: String) -> AnyView {
    view! {
        <a class=class href=office.address_of(place) on:click=office.follow(place)>
            {words}
        </a>
    }
    .into_any()
}
