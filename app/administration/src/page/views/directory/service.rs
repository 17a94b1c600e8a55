use domain::ServiceKey;
use domain::api::PublishedDirectory;
use leptos::prelude::*;

use super::back_to_directory;
use super::routes::routes;
use crate::page::office::Office;
use crate::page::views::fields::{Line, area, line};
use crate::page::views::form::form;
use crate::page::views::frame::{heading, missing, news};
use crate::page::views::question::{Question, question};
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
        .and_then(|key: ServiceKey| services.iter().find(|service| service.key == key))
    else {
        return missing(office, Place::Directory);
    };
    let title = service.name.text(locale).to_owned();
    let (key, removed, called) = (service.key.clone(), service.key.clone(), title.clone());
    let remove = Question {
        ask: texts.service_remove,
        title: (texts.service_remove_question)(&title),
        meaning: vec![texts.service_remove_meaning],
        action: texts.service_remove,
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
            None,
            move || office.save_service(Some(key.clone())),
        )}
        <section class="office__section" aria-labelledby="remove-title">
            <h2 class="office__subtitle" id="remove-title">
                {texts.service_remove}
            </h2>
            {question(office, remove, move || office.remove_service(removed.clone(), called.clone()))}
        </section>
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
