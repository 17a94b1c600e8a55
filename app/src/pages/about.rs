use leptos::prelude::*;
use locales::about as texts;

use super::passages::{contents, operator, passages};
use crate::Context;
use crate::document::{Page, document};

/// How it works, what is protected and what not, what the server sees, privacy.
pub fn about(context: &Context) -> String {
    let texts = texts(context.locale);
    document(context, &Page::plain(texts.title, texts.description), || {
        view! {
            <h1>{texts.title}</h1>
            <p class="lead">{texts.lead}</p>
            <div class="reading">
                {contents(texts.contents, texts.passages)}
                <div class="reading__text">
                    {passages(texts.passages)}
                    {context
                        .site
                        .operator
                        .is_known()
                        .then(|| {
                            view! {
                                <section class="passage" id="operator">
                                    <h2>{texts.operator}</h2>
                                    {operator(context)}
                                </section>
                            }
                        })}
                </div>
            </div>
        }
    })
}
