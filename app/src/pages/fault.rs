use leptos::prelude::*;
use locales::faults;

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

/// The page for a fault.
pub fn fault(context: &Context, fault: Fault) -> String {
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
