use domain::DepartmentId;
use domain::api::DepartmentEntry;
use leptos::prelude::*;
use staff::views::{Kind, notice};

use super::departments::{is_administrator, key, warning};
use super::fields::{Line, area, check, line};
use super::form::{form, step, summary};
use super::frame::{back, heading, missing, news};
use crate::check::suggested_slug;
use crate::page::office::Office;
use crate::people::People;
use crate::route::Place;

/// The form that makes a department.
pub(crate) fn new(office: Office) -> AnyView {
    let texts = office.texts();
    let locale = office.locale.get_untracked();
    let drafts = office.drafts;
    // The name in addresses follows the name until somebody types one.
    Effect::new(move |_| {
        let suggested = drafts.name.with(|name| suggested_slug(name));
        if !drafts.own_slug.get_untracked() {
            drafts.slug.set(suggested);
        }
    });
    Effect::new(move |_| {
        let slug = drafts.slug.get();
        let suggested = drafts.name.with_untracked(|name| suggested_slug(name));
        drafts.own_slug.set(slug != suggested);
    });
    let fields = view! {
        {line(locale, office.form, Line::new("name", texts.department_name), drafts.name)}
        {line(locale, office.form, Line::new("slug", texts.slug).hint(texts.slug_hint), drafts.slug)}
        {texts_of(office)}
    };
    view! {
        {back(office, Place::Departments)}
        {heading(texts.new_department_title)}
        {form(
            office,
            office.form,
            texts.new_department,
            fields.into_any(),
            None,
            move || office.create_department(),
        )}
    }
    .into_any()
}

/// One department.
pub(crate) fn page(office: Office, id: DepartmentId) -> AnyView {
    let texts = office.texts();
    let locale = office.locale.get_untracked();
    let people = office.people();
    let Some(entry) = people.department(id) else {
        return missing(office, Place::Departments);
    };
    let drafts = office.drafts;
    let name = entry.department.name.text(locale).to_owned();
    let edit = is_administrator(office).then(|| {
        let fields = view! {
            {line(locale, office.form, Line::new("name", texts.department_name), drafts.name)}
            {texts_of(office)}
            {check(
                locale,
                office.form,
                "closed",
                texts.closed_choice.to_owned(),
                Some(texts.closed_hint),
                drafts.closed,
            )}
        };
        view! {
            <section class="office__section" aria-labelledby="edit-title">
                <h2 class="office__subtitle" id="edit-title">
                    {texts.edit_title}
                </h2>
                {form(
                    office,
                    office.form,
                    texts.save,
                    fields.into_any(),
                    None,
                    move || office.change_department(id),
                )}
            </section>
        }
    });
    view! {
        {back(office, Place::Departments)}
        {news(office)}
        {heading(name)}
        {members_of(office, entry, &people)}
        {keys(office, entry, &people)}
        {edit}
    }
    .into_any()
}

fn members_of(office: Office, entry: &DepartmentEntry, people: &People) -> AnyView {
    let texts = office.texts();
    let members = entry
        .members
        .iter()
        .filter_map(|id| people.member(*id))
        .map(|entry| {
            let place = Place::Member(entry.member.id);
            view! {
                <li>
                    <a href=office.address_of(place) on:click=office.follow(place)>
                        {entry.member.name.clone()}
                    </a>
                    " "
                    {super::words::state(entry.state, office.locale.get_untracked())}
                </li>
            }
        })
        .collect_view();
    let content = if entry.members.is_empty() {
        view! { <p>{(texts.members_count)(0)}</p> }.into_any()
    } else {
        view! { <ul class="office__names">{members}</ul> }.into_any()
    };
    view! {
        <section class="office__section" aria-labelledby="members-title">
            <h2 class="office__subtitle" id="members-title">
                {texts.members_of}
            </h2>
            {content}
        </section>
    }
    .into_any()
}

/// The department's key, and a new one.
fn keys(office: Office, entry: &DepartmentEntry, people: &People) -> AnyView {
    let texts = office.texts();
    let locale = office.locale.get_untracked();
    let can_begin = !people.heirs(entry.department.id, None).is_empty();
    let state = if entry.epoch.is_none() {
        view! {
            <p>
                <strong>{texts.epoch_none} "."</strong>
                " "
                {texts.epoch_none_meaning}
            </p>
        }
        .into_any()
    } else {
        view! {
            <p>
                <strong>{key(office, entry)} "."</strong>
                " "
                {texts.rotate_lead}
            </p>
        }
        .into_any()
    };
    let warning = warning(office, entry).map(|words| notice(locale, Kind::Warning, words));
    let action = if entry.epoch.is_none() {
        texts.first_key
    } else {
        texts.rotate
    };
    let side = office.side;
    let rotated = entry.clone();
    let button = is_administrator(office).then(|| {
        if can_begin {
            view! {
                {summary(office, side)}
                <button
                    class="button button--secondary"
                    id="rotate"
                    type="button"
                    aria-disabled=move || side.is_busy().then_some("true")
                    on:click=move |_| office.rotate(rotated.clone())
                >
                    {action}
                </button>
                {step(side)}
            }
            .into_any()
        } else {
            view! { <p class="field__hint">{texts.nobody_confirmed}</p> }.into_any()
        }
    });
    view! {
        <section class="office__section" aria-labelledby="key-title">
            <h2 class="office__subtitle" id="key-title">
                {texts.key_title}
            </h2>
            {warning}
            {state}
            {button}
        </section>
    }
    .into_any()
}

fn texts_of(office: Office) -> AnyView {
    let texts = office.texts();
    let locale = office.locale.get_untracked();
    let (form, drafts) = (office.form, office.drafts);
    let description = Line::new("description", texts.description)
        .hint(texts.description_hint)
        .optional();
    view! {
        {area(locale, form, description, drafts.description)}
        {line(locale, form, Line::new("name-en", texts.department_name_en).optional(), drafts.name_en)}
        {area(
            locale,
            form,
            Line::new("description-en", texts.description_en).optional(),
            drafts.description_en,
        )}
        {line(
            locale,
            form,
            Line::new("notice", texts.notice).hint(texts.notice_hint).kind("email", "off").optional(),
            drafts.notice,
        )}
    }
    .into_any()
}
