mod check;
mod sealing;
mod write;

use domain::api::{Authority, Department};
use leptos::prelude::*;
use locales::{Compose as Texts, compose as texts, letter};

use super::as_json;
use super::contact::contact;
use super::departments::{foreign, telephone};
use super::not_started::not_started;
use super::receipt::{Receipt, receipt};
use super::thread::conversation;
use crate::Context;
use crate::components::{FormTemplates, Notice, NoticeKind, Seal, Steps};
use crate::document::{Page, document, new_window};
use crate::hooks::compose::{ROOT, STEPS};
use crate::props::{ComposeProps, Place};

/// The page to write to a department on, with every step up to the conversation itself. Its form can be filled in at
/// once; only its program can send.
pub fn compose(context: &Context, authority: &Authority, department: &Department) -> String {
    let locale = context.locale;
    let texts = texts(locale);
    let name = department.name.text(locale).to_owned();
    let description = (letter(locale).description)(&name, &authority.name);
    document(
        context,
        &Page::with_islands((texts.title)(&name), description),
        || {
            let return_address = format!("{}{}", context.site.origin, context.link("/return"));
            let call = authority
                .telephone
                .as_deref()
                .map(|number| telephone(locale, number));
            view! {
                {trail(context, authority)}
                <h1 lang=foreign(locale, department.name.en.is_some())>{(texts.title)(&name)}</h1>
                <p class="lead" lang=foreign(locale, department.description.en.is_some())>
                    {department.description.text(locale).to_owned()}
                </p>
                <div class="writing">
                    <div class="sheet sheet--letter">
                        <noscript>
                            <Notice locale kind=NoticeKind::Warning title=texts.no_script_title>
                                <p>{texts.no_script}</p>
                                {call}
                            </Notice>
                        </noscript>
                        {not_started(locale, authority.telephone.as_deref())}
                        {window(context, authority, &name)}
                        <p class="pledge">
                            <Seal />
                            <span>{(texts.lead)(&name)}</span>
                        </p>
                        {island(context, authority, department, return_address)}
                    </div>
                    {aside(context, authority, department)}
                </div>
            }
        },
    )
}

/// The way back to the authority's departments.
fn trail(context: &Context, authority: &Authority) -> impl IntoView + use<> {
    let locale = context.locale;
    let name = authority.name.clone();
    context.departments_path(authority).map(|path| {
        view! {
            <nav class="trail" aria-label=locales::common(locale).trail>
                <a class="trail__link" href=context.link(&path)>
                    {name}
                </a>
            </nav>
        }
    })
}

/// The form of a first message and everything that follows until it has been sent and its receipt kept.
fn island(
    context: &Context,
    authority: &Authority,
    department: &Department,
    return_address: String,
) -> impl IntoView + use<> {
    let locale = context.locale;
    let texts = texts(locale);
    let name = department.name.text(locale).to_owned();
    let own = department.contact.telephone.as_deref();
    let telephone = own.or(authority.telephone.as_deref());
    let receipt = receipt(&Receipt {
        locale,
        authority: &authority.name,
        department: &name,
        return_address: &return_address,
    });
    let props = ComposeProps {
        locale,
        vault: context.asset("vault_citizen_boot.js"),
        place: Place {
            authority: authority.id.to_string(),
            authority_name: authority.name.clone(),
            root: authority.root.to_base64(),
            department: department.id.to_string(),
            department_name: name.clone(),
        },
        return_address,
    };
    view! {
        <div class="compose" id=ROOT data-props=as_json(&props)>
            <Steps locale id=STEPS names=&texts.steps />
            {write::write(locale, telephone)}
            {check::check(locale, &authority.name, &name)}
            {sealing::sealing(locale, telephone)}
            {receipt}
            {conversation(locale, None)}
            <FormTemplates locale />
        </div>
    }
}

/// Whom to call if it goes on, if the authority says.
fn call(texts: &Texts, telephone: Option<&str>) -> impl IntoView + use<> {
    telephone.map(|telephone| view! { <p>{(texts.call)(telephone)}</p> })
}

/// The address window of the letter.
fn window(context: &Context, authority: &Authority, department: &str) -> impl IntoView + use<> {
    view! {
        <p class="window">
            <span class="window__to">{letter(context.locale).to}</span>
            " "
            <span class="window__line">{authority.name.clone()}</span>
            " "
            <span class="window__line">{department.to_owned()}</span>
        </p>
    }
}

fn aside(context: &Context, authority: &Authority, department: &Department) -> impl IntoView + use<> {
    let locale = context.locale;
    let texts = letter(locale);
    let says_something = department.promise_days.is_some() || !department.contact.is_empty();
    let reached = says_something.then(|| {
        view! {
            <section class="aside" aria-labelledby="contact-title">
                <h2 class="aside__title" id="contact-title">
                    {locales::contact(locale).title}
                </h2>
                {contact(locale, department)}
            </section>
        }
    });
    // Who has a number of their own is called there.
    let call = authority
        .telephone
        .as_deref()
        .filter(|_| department.contact.telephone.is_none());
    view! {
        <div class="writing__aside">
            <section class="aside" aria-labelledby="readers">
                <h2 class="aside__title" id="readers">
                    {texts.readers_title}
                </h2>
                <p>{(texts.readers)(department.name.text(locale))}</p>
            </section>
            {reached}
            <section class="aside" aria-labelledby="promise">
                <h2 class="aside__title" id="promise">
                    {texts.promise_title}
                </h2>
                <p>{texts.promise}</p>
                <p>
                    <a href=context.link("/about#limits") target=context.beside()>
                        {texts.more}
                        {new_window(context)}
                    </a>
                </p>
            </section>
            {call.map(|number| telephone(locale, number))}
        </div>
    }
}
