use std::sync::Arc;

use domain::api::PublishedDirectory;
use leptos::prelude::*;

use super::back_to_directory;
use super::select::select;
use crate::page::directory::RouteDraft;
use crate::page::office::Office;
use crate::page::views::fields::{Line, area, line};
use crate::page::views::form::form;
use crate::page::views::frame::{heading, missing, news};
use crate::route::{Place, ServiceName};

/// The form that adds a service.
pub(super) fn new(office: Office, published: &PublishedDirectory) -> AnyView {
    let texts = office.directory_texts();
    let locale = office.locale.get_untracked();
    let key = Line::new("key", texts.service_key).hint(texts.service_key_hint);
    let fields = view! {
        {line(locale, office.form, key, office.directory.drafts.key)}
        {fields(office, published)}
    };
    view! {
        {back_to_directory(office)}
        {heading(texts.new_service)}
        {form(
            office,
            office.form,
            texts.new_service,
            fields.into_any(),
            None,
            move || office.save_service(None),
        )}
    }
    .into_any()
}

/// One service.
pub(super) fn page(office: Office, name: ServiceName, published: &PublishedDirectory) -> AnyView {
    let texts = office.directory_texts();
    let locale = office.locale.get_untracked();
    let services = &published.directory.services;
    let Some(service) = name
        .key()
        .and_then(|key| services.iter().find(|service| service.key == key))
    else {
        return missing(office, Place::Directory);
    };
    let title = service.name.text(locale).to_owned();
    let (key, removed, called) = (service.key.clone(), service.key.clone(), title.clone());
    let remove = view! {
        <button
            class="button button--secondary"
            type="button"
            aria-disabled=move || office.form.is_busy().then_some("true")
            on:click=move |_| office.remove_service(removed.clone(), called.clone())
        >
            {texts.service_remove}
        </button>
    };
    view! {
        {back_to_directory(office)}
        {news(office)}
        {heading(title)}
        <p class="office__lead">{texts.service_key} ": " {service.key.to_string()}</p>
        {form(
            office,
            office.form,
            office.texts().save,
            fields(office, published),
            Some(remove.into_any()),
            move || office.save_service(Some(key.clone())),
        )}
    }
    .into_any()
}

fn fields(office: Office, published: &PublishedDirectory) -> AnyView {
    let texts = office.directory_texts();
    let locale = office.locale.get_untracked();
    let (form, drafts) = (office.form, office.directory.drafts);
    let optional = |id, label| Line::new(id, label).optional();
    view! {
        {line(locale, form, Line::new("name", texts.name), drafts.name)}
        {line(
            locale,
            form,
            optional("synonyms", texts.synonyms).hint(texts.synonyms_hint),
            drafts.synonyms,
        )}
        {area(locale, form, optional("description", texts.description), drafts.description)}
        {line(locale, form, optional("name-en", texts.name_en), drafts.name_en)}
        {line(locale, form, optional("synonyms-en", texts.synonyms_en), drafts.synonyms_en)}
        {area(
            locale,
            form,
            optional("description-en", texts.description_en),
            drafts.description_en,
        )}
        {routes(office, published)}
    }
    .into_any()
}

/// What can be chosen in a row.
struct Choices {
    areas: Vec<(String, String)>,
    departments: Vec<(String, String)>,
}

/// Who is in charge where: a row each.
fn routes(office: Office, published: &PublishedDirectory) -> AnyView {
    let texts = office.directory_texts();
    let locale = office.locale.get_untracked();
    let drafts = office.directory.drafts;
    let people = office.people();
    let departments = people.departments.iter().filter(|entry| !entry.closed);
    let choices = Arc::new(Choices {
        areas: published
            .directory
            .areas
            .iter()
            .map(|area| (area.key.to_string(), format!("{} ({})", area.name, area.key)))
            .collect(),
        departments: departments
            .map(|entry| {
                let name = entry.department.name.text(locale).to_owned();
                (entry.department.id.to_string(), name)
            })
            .collect(),
    });
    let wrong = office.form.mistake_on("area-0");
    view! {
        <fieldset
            class="field rows"
            class:field--wrong=move || wrong.with(Option::is_some)
            aria-describedby="routes-hint"
        >
            <legend class="field__label">{texts.routes}</legend>
            <p class="field__hint" id="routes-hint">
                {texts.routes_hint}
            </p>
            {move || wrong.get().map(|text| view! { <p class="field__error">{text}</p> })}
            <For
                each=move || drafts.routes.get()
                key=|draft| draft.number
                children=move |draft| row(office, draft, &choices)
            />
            <button
                class="button button--secondary"
                id="add-route"
                type="button"
                on:click=move |_| drafts.add_route()
            >
                {texts.route_add}
            </button>
        </fieldset>
    }
    .into_any()
}

fn row(office: Office, draft: RouteDraft, choices: &Choices) -> AnyView {
    let texts = office.directory_texts();
    let RouteDraft {
        number,
        area,
        department,
    } = draft;
    let (area, department) = (RwSignal::from(area), RwSignal::from(department));
    let name = usize::try_from(number).map_or(0, |number| number + 1);
    let title = (texts.route_row)(name);
    view! {
        <div class="rows__row" role="group" aria-label=title.clone()>
            {select(
                format!("area-{number}"),
                texts.route_area.to_owned(),
                texts.choose,
                &choices.areas,
                area,
            )}
            {select(
                format!("department-{number}"),
                texts.route_department.to_owned(),
                texts.choose,
                &choices.departments,
                department,
            )}
            <button
                class="button button--secondary"
                type="button"
                aria-label=(texts.remove_of)(&title)
                on:click=move |_| {
                    office.directory.drafts.remove_route(number);
                    browser::focus("add-route");
                }
            >
                {texts.remove}
            </button>
        </div>
    }
    .into_any()
}
