use domain::search::Register;
use leptos::prelude::*;
use locales::register as texts;

use crate::Context;
use crate::document::{Page, document};

/// The address of the list below the language, for one initial.
pub fn register_path(initial: Option<char>) -> String {
    match initial {
        // A letter or `#`, which begins a fragment else.
        Some(initial) if initial.is_ascii_alphabetic() => format!("/authorities?initial={initial}"),
        Some(_) => "/authorities?initial=%23".to_owned(),
        None => "/authorities".to_owned(),
    }
}

/// All authorities from A to Z, many of them initial by initial.
pub fn register(context: &Context, register: &Register) -> String {
    let texts = texts(context.locale);
    let title = match register.initial {
        Some(initial) => format!("{}: {initial}", texts.title),
        None => texts.title.to_owned(),
    };
    let page = Page::plain(title, texts.description);
    document(context, &page, || {
        let heading = match register.initial {
            Some(initial) => (texts.under)(initial),
            None => texts.all.to_owned(),
        };
        view! {
            <h1>{texts.title}</h1>
            <p class="lead">{(texts.lead)(register.count)}</p>
            <p>
                <a href=context.link("/find")>{texts.find}</a>
            </p>
            {(!register.initials.is_empty()).then(|| initials(context, register))}
            <section aria-labelledby="choose">
                <h2 id="choose">{heading}</h2>
                <ul class="register">
                    {register
                        .names
                        .iter()
                        .map(|(slug, name)| {
                            view! {
                                <li class="register__item">
                                    <a href=context.link(&format!("/a/{slug}"))>{name.clone()}</a>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </section>
        }
    })
}

fn initials(context: &Context, register: &Register) -> impl IntoView + use<> {
    let texts = texts(context.locale);
    let links: Vec<_> = register
        .initials
        .iter()
        .map(|initial| {
            let is_shown = register.initial == Some(*initial);
            view! {
                <li>
                    <a
                        class="initials__link"
                        href=context.link(&register_path(Some(*initial)))
                        aria-current=is_shown.then_some("page")
                    >
                        {initial.to_string()}
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <nav aria-label=texts.initials>
            <ul class="initials">{links}</ul>
        </nav>
    }
}
