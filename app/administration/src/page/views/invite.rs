use domain::Locale;
use domain::api::Role;
use leptos::prelude::*;
use locales::common;

use super::fields::{Choice, Line, checks, choices, line};
use super::form::form;
use super::frame::{back, heading};
use super::words;
use crate::page::drafts::role_of;
use crate::page::office::Office;
use crate::route::Place;

/// The form that invites.
pub(crate) fn page(office: Office) -> AnyView {
    let texts = office.texts();
    let locale = office.locale.get_untracked();
    let drafts = office.drafts;
    let languages = Locale::ALL
        .into_iter()
        .map(|locale| Choice {
            value: locale.tag(),
            label: common(locale).language,
            hint: None,
        })
        .collect();
    let fields = view! {
        {line(locale, office.form, Line::new("name", texts.name).hint(texts.name_hint), drafts.name)}
        {line(
            locale,
            office.form,
            Line::new("email", texts.email).hint(texts.invite_email_hint).kind("email", "off"),
            drafts.email,
        )}
        {role_and_departments(office)}
        {choices(locale, office.form, "language", texts.language, languages, drafts.language)}
    };
    view! {
        {back(office, Place::Members)}
        {heading(texts.invite_title)}
        <p class="office__lead">{texts.invite_lead}</p>
        {form(
            office,
            office.form,
            texts.send_invitation,
            fields.into_any(),
            None,
            move || office.invite(),
        )}
    }
    .into_any()
}

/// Role and departments. Leads bring caseworkers into their own departments; administrators anybody into any.
pub(crate) fn role_and_departments(office: Office) -> AnyView {
    let texts = office.texts();
    let locale = office.locale.get_untracked();
    let drafts = office.drafts;
    let own = office.session.get_untracked();
    let is_lead = own
        .as_ref()
        .is_some_and(|session| session.member.role == Role::Lead);
    let offered: &[Role] = if is_lead {
        &[Role::Caseworker]
    } else {
        &[Role::Caseworker, Role::Lead, Role::Administrator, Role::Auditor]
    };
    let options: Vec<_> = office
        .people()
        .departments
        .iter()
        .map(|entry| &entry.department)
        .filter(|department| {
            !is_lead
                || own
                    .as_ref()
                    .is_some_and(|session| session.member.departments.contains(&department.id))
        })
        .map(|department| (department.id.0.as_u128(), department.name.text(locale).to_owned()))
        .collect();
    let is_without = Memo::new(move |_| drafts.role.with(|role| role_of(role)) == Role::Auditor);
    let departments = move || {
        if is_without.get() {
            return None;
        }
        if options.is_empty() {
            return Some(view! { <p class="field__hint">{texts.departments_none}</p> }.into_any());
        }
        Some(checks(
            locale,
            office.form,
            "departments",
            texts.departments_of,
            Some(texts.departments_hint),
            options.clone(),
            drafts.departments,
        ))
    };
    view! {
        {choices(locale, office.form, "role", texts.role, words::roles(offered, locale), drafts.role)}
        {departments}
    }
    .into_any()
}
