use leptos::prelude::*;
use staff::views::{languages, lock_button, lock_warning};

use super::departments::is_administrator;
use crate::page::office::Office;
use crate::route::Place;

/// Where the desk lives on the portal.
const DESK: &str = "/desk";

/// The head of the administration: where one is, who one is, the areas, and the ways out.
pub(crate) fn bar(office: Office) -> AnyView {
    let texts = office.texts();
    let locale = office.locale.get_untracked();
    let session = office.session.get_untracked();
    let name = session.map(|session| session.member.name.clone());
    // An administrator may give it another one while the bar stands there.
    let authority = move || {
        let session = office.session.get();
        session.map(|session| session.authority.name.clone())
    };
    let is_account = office.route.get_untracked().place == Place::Account;
    let title = if is_account {
        office.account_texts().title
    } else {
        texts.title
    };
    // Whoever stands on one of the two pages gets the link to the other one.
    let (there, words) = if is_account {
        (Place::Members, office.account_texts().administration)
    } else {
        (Place::Account, office.common().account)
    };
    let across = move || {
        (!is_account || office.is_allowed() || office.may_audit()).then(|| {
            view! {
                <a class="bar__link" href=office.address_of(there) on:click=office.follow(there)>
                    {words}
                </a>
            }
        })
    };
    let desk = move || match office.route.get().locale {
        Some(locale) => format!("{DESK}?lang={locale}"),
        None => DESK.to_owned(),
    };
    view! {
        <header class="bar">
            <p class="wordmark">
                <img class="wordmark__seal" src=office.seal() alt="" width="32" height="32" />
                <span class="wordmark__name">{office.portal()}</span>
            </p>
            <p class="bar__title">
                {title} " " <span class="bar__authority">{authority}</span>
            </p>
            <a class="bar__link" href=desk>
                {texts.desk}
            </a>
            {across}
            {languages(office.staff)}
            <p class="bar__member">{name}</p>
            {lock_button(office.staff)}
            <button
                class="button button--secondary bar__out"
                id="sign-out"
                type="button"
                on:click=move |_| browser::spawn(office.sign_out())
            >
                {office.common().sign_out}
            </button>
        </header>
        {lock_warning(office.staff)}
        <Show when=move || !is_account && (office.is_allowed() || office.may_audit())>
            <nav class="areas" aria-label=texts.navigation>
                <ul class="areas__list">
                    {move || {
                        office
                            .is_allowed()
                            .then(|| {
                                [
                                    area(office, texts.members, Place::Members),
                                    area(office, texts.departments, Place::Departments),
                                    area(office, locales::trust(office.locale.get_untracked()).title, Place::Trust),
                                ]
                            })
                    }}
                    {move || {
                        (office.is_allowed() && is_administrator(office))
                            .then(|| {
                                [
                                    area(office, office.directory_texts().title, Place::Directory),
                                    area(office, locales::embedding(locale).title, Place::Embedding),
                                ]
                            })
                    }}
                    {move || office.may_audit().then(|| area(office, office.log_texts().title, Place::Log))}
                </ul>
            </nav>
        </Show>
    }
    .into_any()
}

fn area(office: Office, name: &'static str, place: Place) -> AnyView {
    let is_here = move || {
        let here = office.route.get().place;
        let current = if here == place { "page" } else { "true" };
        (here.area() == place.area()).then_some(current)
    };
    view! {
        <li>
            <a
                class="areas__link"
                href=move || office.route.get().to(place).address()
                aria-current=is_here
                on:click=office.follow(place)
            >
                {name}
            </a>
        </li>
    }
    .into_any()
}
