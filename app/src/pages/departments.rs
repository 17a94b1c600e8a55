use domain::api::{Authority, Department};
use domain::search::{Finding, Outcome, Search};
use leptos::prelude::*;
use locales::{Locale, departments as texts};

use super::find::found_at_authority;
use crate::Context;
use crate::components::SearchBox;
use crate::document::{Page, document};

/// An authority's page: its departments, and how else it can be reached; and what was found for a concern, if one was
/// searched for.
pub fn departments(context: &Context, authority: &Authority, sought: Option<(&Search, &Finding)>) -> String {
    let texts = texts(context.locale);
    let page = Page {
        listed: sought.is_none(),
        ..Page::plain(authority.name.clone(), (texts.description)(&authority.name))
    };
    document(context, &page, || {
        view! {
            <h1>{authority.name.clone()}</h1>
            {(authority.departments.len() > 1).then(|| search_box(context, authority, sought))}
            {sought.map(|(search, finding)| found_at_authority(context, search, finding))}
            <section aria-labelledby="choose">
                <h2 id="choose">{texts.choose}</h2>
                {department_cards(context, authority)}
            </section>
        }
    })
}

/// For whoever does not know which of the departments it is.
fn search_box(
    context: &Context,
    authority: &Authority,
    sought: Option<(&Search, &Finding)>,
) -> impl IntoView + use<> {
    let locale = context.locale;
    let texts = locales::find(locale);
    let page = context.link(&context.departments_path(authority).unwrap_or_default());
    let service = sought.and_then(|(_, finding)| finding.concern.as_ref()?.service.clone());
    let asks_where = sought.is_some_and(
        |(_, finding)| matches!(&finding.outcome, Outcome::WhichPlace(places) if places.is_empty()),
    );
    if asks_where && service.is_some() {
        let search = Search {
            service,
            ..Search::default()
        };
        return view! { <SearchBox locale search page label=texts.place_label hint=texts.place_hint /> };
    }
    let said = sought.map(|(search, finding)| match &finding.concern {
        Some(concern) if search.text.is_empty() => concern.name.text(locale).to_owned(),
        _ => search.text.clone(),
    });
    let search = Search {
        text: said.unwrap_or_default(),
        ..Search::default()
    };
    view! { <SearchBox locale search page label=texts.concern_label hint=texts.concern_hint /> }
}

/// The departments as cards that lead to their compose pages, and the authority's telephone number.
pub(crate) fn department_cards(context: &Context, authority: &Authority) -> impl IntoView + use<> {
    let texts = texts(context.locale);
    let cards = if authority.departments.is_empty() {
        view! { <p>{(texts.nobody)(&authority.name)}</p> }.into_any()
    } else {
        let cards = authority
            .departments
            .iter()
            .map(|department| department_card(context, authority, department))
            .collect_view();
        view! { <ul class="cards">{cards}</ul> }.into_any()
    };
    view! {
        {cards}
        {authority.telephone.as_deref().map(|number| telephone(context.locale, number))}
    }
}

fn department_card(
    context: &Context,
    authority: &Authority,
    department: &Department,
) -> impl IntoView + use<> {
    let path = context.compose_path(authority, department);
    let translated = department.name.en.is_some() && department.description.en.is_some();
    view! {
        <li class="card" lang=foreign(context.locale, translated)>
            <h3 class="card__title">
                <a class="card__link" href=context.link(&path)>
                    {department.name.text(context.locale).to_owned()}
                </a>
            </h3>
            <p class="card__text">{department.description.text(context.locale).to_owned()}</p>
            {promise(context.locale, department)}
        </li>
    }
}

/// How soon the department usually answers, where that is known.
fn promise(locale: Locale, department: &Department) -> impl IntoView + use<> {
    let texts = locales::contact(locale);
    department.promise_days.map(|days| {
        view! {
            <p class="card__text" lang=locale.tag()>
                {texts.promise} ": " {(texts.days)(days.max(1))}
            </p>
        }
    })
}

/// The language to mark a text with that may stand in German on a page in another language.
pub(crate) fn foreign(locale: Locale, translated: bool) -> Option<&'static str> {
    (locale != Locale::De && !translated).then(|| Locale::De.tag())
}

/// A telephone number for those who cannot or do not want to write here.
pub(crate) fn telephone(locale: Locale, number: &str) -> impl IntoView + use<> {
    let texts = texts(locale);
    view! {
        <p class="call">
            <strong class="call__title">{texts.otherwise}</strong>
            " "
            {texts.call}
            " "
            <a class="call__number" href=telephone_link(number)>
                {number.to_owned()}
            </a>
        </p>
    }
}

/// A `tel:` address (RFC 3966) of a number as people write it.
pub(crate) fn telephone_link(number: &str) -> String {
    let digits: String = number
        .chars()
        .filter(|character| character.is_ascii_digit() || *character == '+')
        .collect();
    format!("tel:{digits}")
}
