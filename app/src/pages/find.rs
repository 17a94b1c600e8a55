use domain::Localized;
use domain::api::Authority;
use domain::search::{Finding, FoundConcern, FoundPlace, Outcome, PlaceKey, Search, Target};
use leptos::prelude::*;
use locales::{Locale, find as texts};

use super::contact::contact;
use super::departments::{department_cards, foreign, telephone, telephone_link};
use crate::Context;
use crate::components::{Notice, NoticeKind, SearchBox};
use crate::document::{Page, document};

/// What a search found: the department to write to, or what has to be asked first.
pub fn find(context: &Context, search: &Search, finding: &Finding) -> String {
    let texts = texts(context.locale);
    let page = match narrowed(search, finding) {
        None => Page::with_search(texts.title, texts.description),
        Some(_) => Page::plain(texts.title, texts.description),
    };
    let page = Page {
        listed: search.text.is_empty(),
        ..page
    };
    document(context, &page, || {
        view! {
            <h1>{texts.title}</h1>
            {search_box(context, search, finding)}
            {outcome(context, search, finding)}
        }
    })
}

/// What came of a search on an authority's own page, above its departments.
pub(super) fn found_at_authority(context: &Context, search: &Search, finding: &Finding) -> AnyView {
    let texts = texts(context.locale);
    match &finding.outcome {
        Outcome::Unasked | Outcome::Authorities(_) => ().into_any(),
        Outcome::Nothing | Outcome::Nobody(_) => view! {
            <section class="found" aria-labelledby="found">
                {about(context, finding)}
                <h2 id="found">{texts.nobody_title}</h2>
                <p>{texts.nobody}</p>
            </section>
        }
        .into_any(),
        _ => outcome(context, search, finding),
    }
}

/// The box: empty for what is missing yet, or with what was typed.
fn search_box(context: &Context, search: &Search, finding: &Finding) -> AnyView {
    let locale = context.locale;
    match narrowed(search, finding) {
        Some((search, label, hint)) => {
            view! { <SearchBox locale search label=label(locale) hint=hint(locale) /> }.into_any()
        }
        None => {
            let search = Search {
                text: said(context, search, finding),
                ..Search::default()
            };
            view! { <SearchBox locale search /> }.into_any()
        }
    }
}

type Text = fn(Locale) -> &'static str;

/// Where only the place or only the concern is missing: what is known, and label and hint of the box for the other.
fn narrowed(search: &Search, finding: &Finding) -> Option<(Search, Text, Text)> {
    let known = chosen(search, finding);
    match &finding.outcome {
        Outcome::WhichPlace(places) if places.is_empty() && known.service.is_some() => Some((
            known,
            |locale| texts(locale).place_label,
            |locale| texts(locale).place_hint,
        )),
        Outcome::Authorities(_) => {
            let known = Search {
                text: String::new(),
                service: None,
                ..known
            };
            Some((
                known,
                |locale| texts(locale).concern_label,
                |locale| texts(locale).concern_hint,
            ))
        }
        _ => None,
    }
}

/// What is looked for as one could have typed it.
fn said(context: &Context, search: &Search, finding: &Finding) -> String {
    if search.place.is_none() && search.service.is_none() {
        return search.text.clone();
    }
    let concern = finding
        .concern
        .as_ref()
        .map(|concern| concern.name.text(context.locale));
    let place = finding.place.as_ref().map(|place| place.name.as_str());
    let said: Vec<_> = concern.into_iter().chain(place).collect();
    said.join(" ")
}

fn outcome(context: &Context, search: &Search, finding: &Finding) -> AnyView {
    let texts = texts(context.locale);
    match &finding.outcome {
        Outcome::Unasked => list(context).into_any(),
        Outcome::Nothing => nothing(context).into_any(),
        Outcome::WhichPlace(places) => which_place(context, search, finding, places).into_any(),
        Outcome::WhichConcern(concerns) => which_concern(context, search, finding, concerns).into_any(),
        Outcome::InCharge(targets) => {
            let heading = if targets.len() == 1 {
                texts.in_charge
            } else {
                texts.several
            };
            view! {
                <section class="found" aria-labelledby="found">
                    {about(context, finding)}
                    {finding.description.as_ref().map(|description| described(context, description))}
                    <h2 id="found">{heading}</h2>
                    {departments(context, targets)}
                </section>
            }
            .into_any()
        }
        Outcome::Fallback(targets) => fallback(context, finding, targets).into_any(),
        Outcome::Nobody(authorities) => nobody(context, finding, authorities).into_any(),
        Outcome::Authorities(authorities) => place_only(context, finding, authorities).into_any(),
    }
}

/// What was understood, so that nobody writes to another place than they meant.
fn about(context: &Context, finding: &Finding) -> impl IntoView + use<> {
    let texts = texts(context.locale);
    let concern = finding
        .concern
        .as_ref()
        .map(|concern| concern.name.text(context.locale));
    let text = match (concern, &finding.place) {
        (Some(concern), Some(place)) if matches!(place.key, PlaceKey::Authority(_)) => {
            format!("{concern} – {}", place.name)
        }
        (Some(concern), Some(place)) => (texts.about)(concern, &place.full_name()),
        (Some(concern), None) => concern.to_owned(),
        (None, Some(place)) => place.full_name(),
        (None, None) => String::new(),
    };
    view! { <p class="eyebrow">{text}</p> }
}

fn described(context: &Context, description: &Localized) -> impl IntoView + use<> {
    let locale = context.locale;
    view! { <p lang=foreign(locale, description.en.is_some())>{description.text(locale).to_owned()}</p> }
}

fn departments(context: &Context, targets: &[Target]) -> impl IntoView + use<> {
    let targets = targets
        .iter()
        .map(|target| department(context, target))
        .collect_view();
    view! { <div class="targets">{targets}</div> }
}

fn department(context: &Context, target: &Target) -> impl IntoView + use<> {
    let locale = context.locale;
    let department = &target.department;
    let path = context.compose_path(&target.authority, department);
    let translated = department.name.en.is_some() && department.description.en.is_some();
    let number = target.authority.telephone.as_deref();
    let number = number.filter(|_| department.contact.telephone.is_none());
    view! {
        <article class="target">
            <p class="target__authority">{target.authority.name.clone()}</p>
            <div lang=foreign(locale, translated)>
                <h3 class="target__name">{department.name.text(locale).to_owned()}</h3>
                <p class="target__text">{department.description.text(locale).to_owned()}</p>
            </div>
            {contact(locale, department)}
            <p class="buttons">
                <a class="button" href=context.link(&path)>
                    {texts(locale).write}
                    <span class="visually-hidden">": " {department.name.text(locale).to_owned()}</span>
                </a>
            </p>
            {number.map(|number| telephone(locale, number))}
        </article>
    }
}

fn fallback(context: &Context, finding: &Finding, targets: &[Target]) -> impl IntoView + use<> {
    let locale = context.locale;
    let texts = texts(locale);
    let said = match targets {
        [target] => (texts.fallback)(&target.authority.name),
        _ => texts.fallbacks.to_owned(),
    };
    view! {
        <section class="found" aria-labelledby="found">
            {about(context, finding)}
            <h2 id="found">{texts.fallback_title}</h2>
            <Notice locale kind=NoticeKind::Info>
                <p>{said}</p>
            </Notice>
            {departments(context, targets)}
        </section>
    }
}

fn which_place(
    context: &Context,
    search: &Search,
    finding: &Finding,
    places: &[FoundPlace],
) -> impl IntoView + use<> {
    let texts = texts(context.locale);
    let heading = match &finding.concern {
        Some(concern) => (texts.where_is)(concern.name.text(context.locale)),
        None => texts.which_place.to_owned(),
    };
    let links = places.iter().map(|place| {
        let search = Search {
            place: Some(place.key.clone()),
            ..chosen(search, finding)
        };
        choice(
            context.search_address(&search),
            place.name.clone(),
            place.district.clone(),
        )
    });
    let links: Vec<_> = links.collect();
    view! {
        <section class="found" aria-labelledby="found">
            <h2 id="found">{heading}</h2>
            {finding.elsewhere.as_deref().map(|words| view! { <p>{(texts.elsewhere)(words)}</p> })}
            {(!links.is_empty()).then(|| view! { <ul class="choices">{links}</ul> })}
            {finding.elsewhere.is_some().then(|| other_ways(context))}
        </section>
    }
}

fn which_concern(
    context: &Context,
    search: &Search,
    finding: &Finding,
    concerns: &[FoundConcern],
) -> impl IntoView + use<> {
    let links = concerns.iter().map(|concern| {
        let name = concern.name.text(context.locale);
        // A place that nobody here knows is not forgotten.
        let typed: Vec<_> = Some(name)
            .filter(|_| concern.service.is_none())
            .into_iter()
            .chain(finding.elsewhere.as_deref())
            .collect();
        let search = Search {
            text: typed.join(" "),
            service: concern.service.clone(),
            ..chosen(search, finding)
        };
        choice(context.search_address(&search), name.to_owned(), None)
    });
    let links: Vec<_> = links.collect();
    view! {
        <section class="found" aria-labelledby="found">
            {about(context, finding)}
            <h2 id="found">{texts(context.locale).which_concern}</h2>
            <ul class="choices">{links}</ul>
        </section>
    }
}

/// What was searched for, as far as it is clear: what has a key of its own need not be typed any more.
fn chosen(search: &Search, finding: &Finding) -> Search {
    let service = finding
        .concern
        .as_ref()
        .and_then(|concern| concern.service.clone());
    Search {
        text: if service.is_some() {
            String::new()
        } else {
            search.text.clone()
        },
        place: finding.place.as_ref().map(|place| place.key.clone()),
        service,
    }
}

fn choice(address: String, name: String, detail: Option<String>) -> impl IntoView {
    view! {
        <li class="choices__item">
            <a class="choices__link" href=address>
                {name}
                {detail.map(|detail| view! { <span class="choices__detail">{detail}</span> })}
            </a>
        </li>
    }
}

/// Nobody is in charge of what was asked for: people choose among the place's departments, or call.
fn nobody(context: &Context, finding: &Finding, authorities: &[Authority]) -> impl IntoView + use<> {
    let texts = texts(context.locale);
    let has_no_number = authorities.iter().all(|authority| authority.telephone.is_none());
    view! {
        <section class="found" aria-labelledby="found">
            {about(context, finding)}
            <h2 id="found">{texts.nobody_title}</h2>
            <p>{texts.nobody}</p>
            {offers(context, authorities)}
            {has_no_number.then(|| numbers(context))}
        </section>
    }
}

fn place_only(context: &Context, finding: &Finding, authorities: &[Authority]) -> impl IntoView + use<> {
    let texts = texts(context.locale);
    let heading = match &finding.place {
        Some(place) if matches!(place.key, PlaceKey::Area(_)) => (texts.authorities)(&place.full_name()),
        _ => locales::departments(context.locale).choose.to_owned(),
    };
    view! {
        <section class="found" aria-labelledby="found">
            <h2 id="found">{heading}</h2>
            {offers(context, authorities)}
        </section>
        <p>
            <a href=context.link("/find")>{texts.anew}</a>
        </p>
    }
}

fn offers(context: &Context, authorities: &[Authority]) -> impl IntoView + use<> {
    let offer = |authority: &Authority| {
        view! {
            <section class="offer">
                <h3>{authority.name.clone()}</h3>
                {department_cards(context, authority)}
            </section>
        }
    };
    authorities.iter().map(offer).collect_view()
}

fn nothing(context: &Context) -> impl IntoView + use<> {
    let texts = texts(context.locale);
    view! {
        <section class="found" aria-labelledby="found">
            <h2 id="found">{texts.nothing_title}</h2>
            <p>{texts.nothing}</p>
            {other_ways(context)}
        </section>
    }
}

/// Where whoever did not find anything here looks or calls instead.
fn other_ways(context: &Context) -> AnyView {
    view! {
        {list(context)}
        {numbers(context)}
    }
    .into_any()
}

/// Numbers that help with everything.
fn numbers(context: &Context) -> impl IntoView + use<> {
    let texts = texts(context.locale);
    let call = |said: &'static str, number: &str| {
        view! {
            <p class="call">
                {said} " "
                <a class="call__number" href=telephone_link(number)>
                    {number.to_owned()}
                </a>
            </p>
        }
    };
    let own = context.site.operator.telephone.as_deref();
    view! {
        {own.map(|number| call(texts.call, number))}
        {call(texts.call_115, "115")}
    }
}

fn list(context: &Context) -> impl IntoView + use<> {
    view! {
        <p>
            <a href=context.link("/authorities")>{texts(context.locale).list}</a>
        </p>
    }
}
