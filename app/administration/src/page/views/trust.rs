use leptos::prelude::*;
use staff::views::{Kind, fingerprint, notice};

use super::departments::is_administrator;
use super::form::{step, summary};
use super::frame::heading;
use super::unconfirmed::root_form;
use crate::page::office::Office;

/// The authority's root, how it is published, and the own certificate.
pub(crate) fn page(office: Office) -> AnyView {
    let texts = locales::trust(office.locale.get_untracked());
    let number = office.root_fingerprint();
    let copied = number.clone();
    let places = texts
        .publish
        .map(|place| view! { <li>{place}</li> })
        .collect_view();
    view! {
        <div>{heading(texts.title)} <p class="office__lead">{texts.lead}</p></div>
        <section class="office__section" aria-labelledby="fingerprint-title">
            <h2 class="office__subtitle" id="fingerprint-title">
                {texts.fingerprint_title}
            </h2>
            <p>{texts.fingerprint_meaning}</p>
            {fingerprint(texts.fingerprint, &number.replace('-', " "))}
            <div class="form__actions">
                <button class="button button--secondary" type="button" on:click=move |_| office.copy(copied.clone())>
                    {texts.copy_fingerprint}
                </button>
            </div>
            <h3 class="office__minor">{texts.publish_title}</h3>
            <p>{texts.publish_lead}</p>
            <ul class="office__list">{places}</ul>
        </section>
        {links(office, &number)}
        {summary(office, office.copying.form)}
        {step(office.copying.form)}
        {is_administrator(office).then(|| own(office))}
    }
    .into_any()
}

/// Links to departments that pin the root.
fn links(office: Office, number: &str) -> AnyView {
    let locale = office.locale.get_untracked();
    let texts = locales::trust(locale);
    let slug = office
        .session
        .with_untracked(|session| session.as_ref().map(|session| session.authority.slug.to_string()))
        .unwrap_or_default();
    let people = office.people();
    let open = people
        .departments
        .iter()
        .filter(|entry| !entry.closed && !entry.holders.is_empty());
    let rows: Vec<_> = open
        .map(|entry| {
            let department = &entry.department;
            let name = department.name.text(locale).to_owned();
            let link = format!(
                "{}/{locale}/a/{slug}/{}#pin={number}",
                browser::origin(),
                department.slug
            );
            let copied = link.clone();
            let copy = (texts.copy_link)(&name);
            view! {
                <li class="entry">
                    <div class="entry__main">
                        <h3 class="entry__name">{name}</h3>
                        <p class="entry__line office__link">{link}</p>
                    </div>
                    <button
                        class="button button--secondary"
                        type="button"
                        aria-label=copy
                        on:click=move |_| office.copy(copied.clone())
                    >
                        {texts.copy}
                    </button>
                </li>
            }
        })
        .collect();
    let content = if rows.is_empty() {
        view! { <p>{texts.links_none}</p> }.into_any()
    } else {
        view! { <ul class="entries">{rows}</ul> }.into_any()
    };
    view! {
        <section class="office__section" aria-labelledby="links-title">
            <h2 class="office__subtitle" id="links-title">
                {texts.links_title}
            </h2>
            <p>{texts.links_lead}</p>
            {content}
        </section>
    }
    .into_any()
}

/// How long the own certificate is valid, and what renews it once that is not long any more.
fn own(office: Office) -> AnyView {
    let locale = office.locale.get_untracked();
    let texts = locales::trust(locale);
    let state = move || {
        office.session.with(|session| {
            let until = session.as_ref()?.certified_until?;
            Some((texts.own_until)(&browser::date_text(until, locale)))
        })
    };
    let soon = Memo::new(move |_| office.session.with(|session| session.as_ref()?.ends_soon()));
    let renewal = move || {
        soon.get().map(|days| {
            view! {
                {notice(locale, Kind::Warning, (texts.own_soon)(days))}
                <p>{texts.own_renewal}</p>
                {root_form(office, texts.renew)}
            }
        })
    };
    let done = move || soon.get().is_none().then(|| step(office.form));
    view! {
        <section class="office__section" aria-labelledby="own-title">
            <h2 class="office__subtitle" id="own-title">
                {texts.own_title}
            </h2>
            <p>{state}</p>
            {renewal}
            {done}
        </section>
    }
    .into_any()
}
