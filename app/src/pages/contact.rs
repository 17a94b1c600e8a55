use domain::Localized;
use domain::api::Department;
use leptos::prelude::*;
use locales::{Locale, contact as texts};

use super::departments::{foreign, telephone_link};

/// How a department is reached otherwise and what to expect of it; nothing where it says nothing.
pub(crate) fn contact(locale: Locale, department: &Department) -> impl IntoView + use<> {
    let texts = texts(locale);
    let contact = &department.contact;
    let promise = department
        .promise_days
        .map(|days| row(texts.promise, (texts.days)(days.max(1))));
    let telephone = contact.telephone.as_ref().map(|number| {
        row(
            texts.telephone,
            view! { <a href=telephone_link(number)>{number.clone()}</a> },
        )
    });
    let hours = contact
        .hours
        .as_ref()
        .map(|hours| row(texts.hours, localized(locale, hours)));
    let scope = contact
        .scope
        .as_ref()
        .map(|scope| row(texts.scope, localized(locale, scope)));
    let address = contact
        .address
        .as_ref()
        .map(|address| row(texts.address, address.clone()));
    let web = contact.web.as_ref().map(|web| {
        row(
            texts.web,
            view! { <a href=web.clone()>{host(web).to_owned()}</a> },
        )
    });
    let says_something = department.promise_days.is_some() || !contact.is_empty();
    says_something.then(|| {
        view! {
            <dl class="contact">
                {promise}
                {telephone}
                {hours}
                {scope}
                {address}
                {web}
            </dl>
        }
    })
}

fn row<V: IntoView + 'static>(name: &'static str, value: V) -> impl IntoView + use<V> {
    view! {
        <div class="contact__row">
            <dt class="contact__name">{name}</dt>
            <dd class="contact__value">{value}</dd>
        </div>
    }
}

fn localized(locale: Locale, text: &Localized) -> impl IntoView + use<> {
    view! { <span lang=foreign(locale, text.en.is_some())>{text.text(locale).to_owned()}</span> }
}

/// A web address as people say it.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.trim_end_matches('/')
}
