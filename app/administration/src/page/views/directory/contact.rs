use domain::DepartmentId;
use leptos::prelude::*;

use super::back_to_directory;
use super::overview::link;
use super::select::select;
use crate::page::office::Office;
use crate::page::views::fields::{Line, area, line};
use crate::page::views::form::form;
use crate::page::views::frame::{heading, news};
use crate::route::Place;

/// How the authority is reached, and its fallback.
pub(super) fn of_authority(office: Office) -> AnyView {
    let texts = office.directory_texts();
    let locale = office.locale.get_untracked();
    let people = office.people();
    let departments: Vec<(String, String)> = people
        .departments
        .iter()
        .filter(|entry| !entry.closed)
        .map(|entry| {
            let name = entry.department.name.text(locale).to_owned();
            (entry.department.id.to_string(), name)
        })
        .collect();
    let fallback = select(
        "fallback".to_owned(),
        texts.fallback.to_owned(),
        texts.fallback_none,
        &departments,
        office.directory.drafts.fallback,
    );
    let fields = view! {
        {fallback}
        <p class="field__hint">{texts.fallback_hint}</p>
        {fields(office)}
    };
    let rename = view! {
        <p class="office__lead">
            {link(office, Place::AuthorityName, "office__link", texts.authority_name.to_owned())}
        </p>
    };
    let name = office.authority_name();
    page(
        office,
        &name,
        Some(rename.into_any()),
        fields.into_any(),
        move || {
            office.save_contact();
        },
    )
}

/// How a department is reached.
pub(super) fn of_department(office: Office, department: DepartmentId) -> AnyView {
    let name = office.department_name(department);
    page(office, &name, None, fields(office), move || {
        office.save_department_contact(department);
    })
}

/// The authority's own name.
pub(super) fn name_of_authority(office: Office) -> AnyView {
    let texts = office.directory_texts();
    let locale = office.locale.get_untracked();
    let name = Line::new("name", texts.authority_name_label);
    let field = line(locale, office.form, name, office.directory.drafts.name);
    view! {
        {back_to_directory(office)}
        {heading(texts.authority_name)}
        <p class="office__lead">{texts.authority_name_lead}</p>
        {form(office, office.form, office.texts().save, field, None, move || office.rename_authority())}
    }
    .into_any()
}

fn page(
    office: Office,
    name: &str,
    more: Option<AnyView>,
    fields: AnyView,
    save: impl Fn() + 'static,
) -> AnyView {
    let texts = office.directory_texts();
    view! {
        {back_to_directory(office)}
        {news(office)}
        {heading((texts.contact_of)(name))}
        {more}
        {form(office, office.form, office.texts().save, fields, None, save)}
    }
    .into_any()
}

fn fields(office: Office) -> AnyView {
    let texts = office.directory_texts();
    let locale = office.locale.get_untracked();
    let (form, drafts) = (office.form, office.directory.drafts);
    let optional = |id, label| Line::new(id, label).optional();
    view! {
        {line(
            locale,
            form,
            optional("telephone", texts.telephone).kind("tel", "off"),
            drafts.telephone,
        )}
        {area(locale, form, optional("hours", texts.hours).hint(texts.hours_hint), drafts.hours)}
        {area(locale, form, optional("hours-en", texts.hours_en), drafts.hours_en)}
        {area(locale, form, optional("scope", texts.scope).hint(texts.scope_hint), drafts.scope)}
        {area(locale, form, optional("scope-en", texts.scope_en), drafts.scope_en)}
        {area(locale, form, optional("address", texts.address), drafts.address)}
        {line(
            locale,
            form,
            optional("web", texts.web).hint(texts.web_hint).kind("url", "off"),
            drafts.web,
        )}
    }
    .into_any()
}
