use domain::AreaKey;
use domain::api::PublishedDirectory;
use domain::directory::Area;
use leptos::prelude::*;

use super::back_to_directory;
use super::overview::link;
use crate::page::directory::area_words;
use crate::page::office::Office;
use crate::page::views::fields::{Line, line};
use crate::page::views::form::form;
use crate::page::views::frame::{back, heading, missing, news};
use crate::route::{AreaName, Place};

/// The areas, and the form that adds one.
pub(super) fn page(office: Office, published: &PublishedDirectory) -> AnyView {
    let texts = office.directory_texts();
    let areas = &published.directory.areas;
    let list = if areas.is_empty() {
        view! { <p>{texts.areas_empty}</p> }.into_any()
    } else {
        let rows = areas.iter().map(|area| row(office, area)).collect_view();
        view! { <ul class="entries">{rows}</ul> }.into_any()
    };
    view! {
        {back_to_directory(office)}
        {heading(texts.areas)}
        <p class="office__lead">{texts.areas_lead}</p>
        <section class="office__section" aria-labelledby="add-title">
            <h2 class="office__subtitle" id="add-title">
                {texts.area_add}
            </h2>
            {form(office, office.form, texts.add, fields(office), None, move || office.add_area())}
        </section>
        <section class="office__section" aria-labelledby="areas-title">
            <h2 class="office__subtitle" id="areas-title" tabindex="-1">
                {texts.areas}
            </h2>
            {list}
        </section>
    }
    .into_any()
}

/// One area: its name and where it lies. Its key stays, because services name it.
pub(super) fn one(office: Office, name: AreaName, published: &PublishedDirectory) -> AnyView {
    let texts = office.directory_texts();
    let key: Option<AreaKey> = name.key();
    let mut areas = published.directory.areas.iter();
    let Some(area) = areas.find(|area| Some(&area.key) == key.as_ref()) else {
        return missing(office, Place::Areas);
    };
    let key = area.key.clone();
    view! {
        {back(office, Place::Areas)}
        {news(office)}
        {heading(area.name.clone())}
        <p class="office__lead">{texts.area_key} ": " {key.to_string()}</p>
        {form(office, office.form, office.texts().save, names(office), None, move || office.save_area(&key))}
    }
    .into_any()
}

fn fields(office: Office) -> AnyView {
    let texts = office.directory_texts();
    let locale = office.locale.get_untracked();
    let (form, drafts) = (office.form, office.directory.drafts);
    view! {
        {line(locale, form, Line::new("key", texts.area_key).hint(texts.area_key_hint), drafts.key)}
        {names(office)}
    }
    .into_any()
}

fn names(office: Office) -> AnyView {
    let texts = office.directory_texts();
    let locale = office.locale.get_untracked();
    let (form, drafts) = (office.form, office.directory.drafts);
    let district = Line::new("district", texts.district)
        .hint(texts.district_hint)
        .optional();
    view! {
        {line(locale, form, Line::new("name", texts.area_name), drafts.name)}
        {line(locale, form, district, drafts.district)}
    }
    .into_any()
}

fn row(office: Office, area: &Area) -> AnyView {
    let texts = office.directory_texts();
    let (key, words) = (area.key.clone(), area_words(area));
    let one = Place::Area(AreaName::of(key.as_str()));
    let place = match &area.district {
        Some(district) => format!("{} · {district}", area.key),
        None => area.key.to_string(),
    };
    view! {
        <li class="entry">
            <div class="entry__main">
                <h3 class="entry__name">{link(office, one, "office__link", area.name.clone())}</h3>
                <p class="entry__line">{place}</p>
            </div>
            <p class="entry__state">
                <button
                    class="button button--secondary"
                    type="button"
                    aria-label=(texts.remove_of)(&words)
                    aria-disabled=move || office.form.is_busy().then_some("true")
                    on:click=move |_| office.remove_area(&key, words.clone())
                >
                    {texts.remove}
                </button>
            </p>
        </li>
    }
    .into_any()
}
