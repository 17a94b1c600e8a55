use leptos::prelude::*;
use locales::{List, Passage};

use super::departments::telephone_link;
use crate::Context;

/// Passages of text under headings of the second level.
pub(crate) fn passages(passages: &'static [Passage]) -> impl IntoView {
    passages.iter().map(passage).collect_view()
}

/// Links to the passages of a long page.
pub(crate) fn contents(title: &'static str, passages: &'static [Passage]) -> impl IntoView {
    let links = passages
        .iter()
        .map(|passage| {
            view! {
                <li>
                    <a href=format!("#{}", passage.id)>{passage.heading}</a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="contents" aria-labelledby="contents">
            <h2 class="contents__title" id="contents">
                {title}
            </h2>
            <ul class="contents__list">{links}</ul>
        </nav>
    }
}

fn passage(passage: &'static Passage) -> impl IntoView {
    let items =
        |items: &'static [&'static str]| items.iter().map(|item| view! { <li>{*item}</li> }).collect_view();
    let list = match &passage.list {
        List::None => ().into_any(),
        List::Points(points) => view! { <ul>{items(points)}</ul> }.into_any(),
        List::Steps(steps) => view! { <ol>{items(steps)}</ol> }.into_any(),
        List::Terms(terms) => {
            let terms = terms
                .iter()
                .map(|(name, text)| {
                    view! {
                        <div class="terms__term">
                            <dt>{*name}</dt>
                            <dd>{*text}</dd>
                        </div>
                    }
                })
                .collect_view();
            view! { <dl class="terms">{terms}</dl> }.into_any()
        }
    };
    view! {
        <section class="passage" id=passage.id>
            <h2>{passage.heading}</h2>
            {passage.paragraphs.iter().map(|paragraph| view! { <p>{*paragraph}</p> }).collect_view()}
            {list}
        </section>
    }
}

/// Who runs the portal and how to reach them; nothing where the installation does not say.
pub(crate) fn operator(context: &Context) -> impl IntoView + use<> {
    let texts = locales::common(context.locale);
    let operator = &context.site.operator;
    let lines = operator
        .address
        .iter()
        .map(|line| view! { <span class="operator__line">{line.clone()}</span> })
        .collect_view();
    let telephone = operator.telephone.as_ref().map(|number| {
        view! {
            <span class="operator__line">
                {texts.telephone} ": " <a href=telephone_link(number)>{number.clone()}</a>
            </span>
        }
    });
    let email = operator.email.as_ref().map(|email| {
        view! {
            <span class="operator__line">
                {texts.email} ": " <a href=format!("mailto:{email}")>{email.clone()}</a>
            </span>
        }
    });
    context.site.operator.is_known().then(|| {
        view! {
            <address class="operator">
                {lines}
                {telephone}
                {email}
            </address>
        }
    })
}
