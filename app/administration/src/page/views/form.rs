use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use locales::forms;
use staff::views::{Kind, notice};

use crate::page::form::Form;
use crate::page::office::Office;

/// A form with its error summary above, and below its button what is being done. `more` stands beside the button.
pub(crate) fn form(
    office: Office,
    form: Form,
    action: &'static str,
    fields: AnyView,
    more: Option<AnyView>,
    submit: impl Fn() + 'static,
) -> AnyView {
    boxed(office, form, action, fields, more, Box::new(submit))
}

/// One piece of code for all forms.
fn boxed(
    office: Office,
    form: Form,
    action: &'static str,
    fields: AnyView,
    more: Option<AnyView>,
    submit: Box<dyn Fn()>,
) -> AnyView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !untrack(|| form.is_busy()) {
            submit();
        }
    };
    view! {
        {summary(office, form)}
        <form class="form" method="dialog" novalidate on:submit=submit>
            {fields}
            <div class="form__actions">
                <button class="button" type="submit" aria-disabled=move || form.is_busy().then_some("true")>
                    {action}
                </button>
                {more}
            </div>
            {step(form)}
        </form>
    }
    .into_any()
}

/// What is being done, and what was done.
pub(crate) fn step(form: Form) -> AnyView {
    view! {
            <p class="form__step" role="status">
                {move || {
    form.step.get().or_else(|| form.done.get())
                }}
            </p>
        }
    .into_any()
}

/// All that is to be mended, each a link to its field, or why something did not work. Takes the focus.
pub(crate) fn summary(office: Office, form: Form) -> AnyView {
    let locale = office.locale.get_untracked();
    let texts = forms(locale);
    let title = format!("{}-title", form.summary());
    let shown = move || {
        if let Some(trouble) = form.trouble.get() {
            let inner = view! {
                <div id=form.summary() tabindex="-1" role="alert">
                    {notice(locale, Kind::Error, trouble)}
                </div>
            };
            return Some(inner.into_any());
        }
        let mistakes = form.mistakes.get();
        if mistakes.is_empty() {
            return None;
        }
        let count = mistakes.len();
        let links = mistakes
            .into_iter()
            .map(|mistake| {
                let field = mistake.field;
                view! {
                    <li>
                        <a
                            href=format!("#{field}")
                            on:click=move |event| {
                                event.prevent_default();
                                browser::focus(field);
                            }
                        >
                            {mistake.text}
                        </a>
                    </li>
                }
            })
            .collect_view();
        let inner = view! {
            <div
                class="error-summary"
                id=form.summary()
                role="alert"
                tabindex="-1"
                aria-labelledby=title.clone()
            >
                <h2 class="error-summary__title" id=title.clone()>
                    {(texts.mistakes)(count)}
                </h2>
                <ul class="error-summary__list">{links}</ul>
            </div>
        };
        Some(inner.into_any())
    };
    view! { <div class="form__summary">{shown}</div> }.into_any()
}
