use domain::api::Authority;
use domain::search::Search;
use leptos::prelude::*;

use super::departments::department_cards;
use super::pictures::Envelope;
use super::register::register_path;
use crate::Context;
use crate::components::SearchBox;
use crate::document::{Page, document};

/// The start page: what the portal is for, whom one can write to, and the way back for those who have a receipt.
/// Where only one authority takes part its departments stand here at once; without `authorities` there are too many to
/// name.
pub fn start(context: &Context, authorities: Option<&[Authority]>) -> String {
    let texts = start_texts(context);
    let is_empty = authorities.is_some_and(<[_]>::is_empty);
    let page = if is_empty {
        Page::plain(texts.title, texts.description)
    } else {
        Page::with_search(texts.title, texts.description)
    };
    document(context, &page, || {
        view! {
            <div class="hero">
                <div class="hero__text">
                    <h1 class="hero__title">{texts.title}</h1>
                    <p class="lead">{texts.lead}</p>
                </div>
                <Envelope />
            </div>
            {(!is_empty).then(|| search(context))}
            <div class="split">
                {recipients(context, authorities)}
                <section class="panel" aria-labelledby="return">
                    <h2 class="panel__title" id="return">
                        {texts.return_title}
                    </h2>
                    <p>{texts.return_text}</p>
                    <p>
                        <a class="button button--secondary" href=context.link("/return")>
                            {texts.return_link}
                        </a>
                    </p>
                </section>
            </div>
            <section class="section" aria-labelledby="steps">
                <h2 id="steps">{texts.steps_title}</h2>
                <ol class="way">
                    {texts
                        .steps
                        .map(|(name, text)| {
                            view! {
                                <li class="way__step">
                                    <h3 class="way__name">{name}</h3>
                                    <p>{text}</p>
                                </li>
                            }
                        })
                        .into_iter()
                        .collect_view()}
                </ol>
                <p>
                    <a href=context.link("/about#protected")>{texts.more}</a>
                </p>
            </section>
        }
    })
}

fn start_texts(context: &Context) -> &'static locales::Start {
    locales::start(context.locale)
}

fn search(context: &Context) -> impl IntoView + use<> {
    view! {
        <section class="seek" aria-labelledby="seek">
            <h2 class="seek__title" id="seek">
                {locales::find(context.locale).heading}
            </h2>
            <SearchBox locale=context.locale search=Search::default() />
        </section>
    }
}

fn recipients(context: &Context, authorities: Option<&[Authority]>) -> AnyView {
    let texts = start_texts(context);
    let Some(authorities) = authorities else {
        return many(context).into_any();
    };
    match authorities {
        [] => view! { <p class="section">{texts.nobody}</p> }.into_any(),
        [only] => view! {
            <section aria-labelledby="choose">
                <p class="eyebrow">{only.name.clone()}</p>
                <h2 id="choose">{locales::departments(context.locale).choose}</h2>
                {department_cards(context, only)}
            </section>
        }
        .into_any(),
        several => view! {
            <section aria-labelledby="choose">
                <h2 id="choose">{texts.choose_authority}</h2>
                <ul class="cards">
                    {several.iter().map(|authority| authority_card(context, authority)).collect_view()}
                </ul>
            </section>
        }
        .into_any(),
    }
}

/// The way to those who are too many to name here.
fn many(context: &Context) -> impl IntoView + use<> {
    let texts = start_texts(context);
    view! {
        <section aria-labelledby="choose">
            <h2 id="choose">{texts.choose_authority}</h2>
            <p>{texts.many}</p>
            <p>
                <a href=context.link(&register_path(None))>{locales::register(context.locale).title}</a>
            </p>
        </section>
    }
}

fn authority_card(context: &Context, authority: &Authority) -> impl IntoView + use<> {
    view! {
        <li class="card">
            <h3 class="card__title">
                <a class="card__link" href=context.link(&format!("/a/{}", authority.slug))>
                    {authority.name.clone()}
                </a>
            </h3>
            <p class="card__text">{(start_texts(context).departments)(authority.departments.len())}</p>
        </li>
    }
}
