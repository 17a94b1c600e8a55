use leptos::prelude::*;
use locales::accessibility as texts;

use super::passages::{operator, passages};
use crate::Context;
use crate::document::{Page, document};

/// The accessibility statement (BITV 2.0, section 7).
pub fn accessibility(context: &Context) -> String {
    let texts = texts(context.locale);
    document(context, &Page::plain(texts.title, texts.description), || {
        view! {
            <h1>{texts.title}</h1>
            <p class="lead">{texts.lead}</p>
            <div class="reading__text">
                {passages(texts.passages)} <section class="passage" id="report">
                    <h2>{texts.report_title}</h2>
                    <p>{texts.report}</p>
                    {operator(context)}
                </section> {passages(texts.closing)}
            </div>
        }
    })
}
