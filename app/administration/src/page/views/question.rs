use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::form::{step, summary};
use crate::page::office::Office;

/// Something that is asked before it is done, because it cannot be undone.
pub(crate) struct Question {
    /// The button that asks.
    pub(crate) ask: &'static str,
    pub(crate) title: String,
    pub(crate) meaning: Vec<&'static str>,
    /// The button that does it.
    pub(crate) action: &'static str,
}

/// A button, and in its place, once it was pressed, the question.
pub(crate) fn question(
    office: Office,
    question: Question,
    act: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    shared(office, question, Arc::new(act))
}

/// One piece of code for all questions.
fn shared(office: Office, question: Question, act: Arc<dyn Fn() + Send + Sync>) -> AnyView {
    let Question {
        ask,
        title,
        meaning,
        action,
    } = question;
    let asks = office.drafts.asks;
    let form = office.side;
    let cancel = move || {
        if !untrack(|| form.is_busy()) {
            form.clear();
            asks.set(false);
            browser::focus("ask");
        }
    };
    let escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            cancel();
        }
    };
    let shown = move || {
        if !asks.get() {
            return view! {
                <button
                    class="button button--danger"
                    id="ask"
                    type="button"
                    on:click=move |_| {
                        asks.set(true);
                        browser::focus("question");
                    }
                >
                    {ask}
                </button>
            }
            .into_any();
        }
        let act = Arc::clone(&act);
        let points = match meaning.as_slice() {
            [only] => view! { <p>{*only}</p> }.into_any(),
            many => {
                let points = many
                    .iter()
                    .map(|point| view! { <li>{*point}</li> })
                    .collect_view();
                view! { <ul>{points}</ul> }.into_any()
            }
        };
        view! {
            <section class="confirm" aria-labelledby="question" on:keydown=escape>
                <h3 class="confirm__title" id="question" tabindex="-1">
                    {title.clone()}
                </h3>
                {points}
                {summary(office, form)}
                <div class="confirm__actions">
                    <button
                        class="button button--danger"
                        type="button"
                        aria-disabled=move || form.is_busy().then_some("true")
                        on:click=move |_| act()
                    >
                        {action}
                    </button>
                    <button class="button button--secondary" type="button" on:click=move |_| cancel()>
                        {office.common().cancel}
                    </button>
                </div>
                {step(form)}
            </section>
        }
        .into_any()
    };
    view! { <div class="question">{shown}</div> }.into_any()
}
