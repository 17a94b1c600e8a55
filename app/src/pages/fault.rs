use domain::api::Authority;
use leptos::prelude::*;
use locales::faults;

use super::departments::telephone;
use crate::document::{Page, document};
use crate::{Context, Frame};

/// Why another page is shown than the one that was asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// 404: there is no such page.
    NotFound,
    /// 429: too many requests.
    TooManyRequests,
    /// 500: an error of ours.
    Internal,
    /// 503: the database cannot be reached.
    Unavailable,
}

/// The page for a fault; where it is about an authority, with the way to its departments and its telephone number.
pub fn fault(context: &Context, fault: Fault, authority: Option<&Authority>) -> String {
    let all = faults(context.locale);
    let texts = match fault {
        Fault::NotFound => &all.not_found,
        Fault::TooManyRequests => &all.too_many_requests,
        Fault::Internal => &all.internal,
        Fault::Unavailable => &all.unavailable,
    };
    let beginning = context.frame.as_ref().map(Frame::path).unwrap_or_default();
    document(context, &Page::instead(texts.title), || {
        view! {
            <h1>{texts.title}</h1>
            <p class="lead">{texts.text}</p>
            {authority.map(|authority| way(context, authority))}
            <p class="buttons">
                <a class="button" href=context.link(&beginning)>
                    {all.start}
                </a>
                <a class="button button--secondary" href=context.link(&format!("{beginning}/return"))>
                    {all.answer}
                </a>
            </p>
        }
    })
}

fn way(context: &Context, authority: &Authority) -> impl IntoView + use<> {
    let departments = context.departments_path(authority);
    view! {
        {departments
            .map(|path| {
                view! {
                    <p>
                        <a href=context.link(&path)>
                            {(faults(context.locale).departments)(&authority.name)}
                        </a>
                    </p>
                }
            })}
        {authority.telephone.as_deref().map(|number| telephone(context.locale, number))}
    }
}
