use leptos::prelude::*;

use crate::page::account::{Made, TYPED_BACK};
use crate::page::office::Office;
use crate::page::views::fields::{Line, line};
use crate::page::views::form::{form, step, summary};
use crate::page::views::keep::{groups, sheet};
use crate::page::views::question::{Question, question};

/// The recovery code: whether there is one, and the making of another one.
pub(super) fn section(office: Office) -> AnyView {
    let texts = office.account_texts();
    let section = office.account.recovery_code;
    let content = move || match (section.made.get(), section.known.get()) {
        (Some(made), _) => shown(office, &made),
        (None, Some(made_at)) => {
            let date = made_at.map(|at| browser::date_text(at, office.locale.get_untracked()));
            state(office, date)
        }
        (None, None) => summary(office, section.form),
    };
    view! {
        <section class="office__section" aria-labelledby="recovery-code-title">
            <h2 class="office__subtitle" id="recovery-code-title" tabindex="-1">
                {texts.recovery_title}
            </h2>
            <p>{texts.recovery_lead}</p>
            {content}
        </section>
    }
    .into_any()
}

fn state(office: Office, date: Option<String>) -> AnyView {
    let texts = office.account_texts();
    let section = office.account.recovery_code;
    let (words, action) = match &date {
        Some(date) => ((texts.recovery_made)(date), texts.recovery_make_another),
        None => (texts.recovery_none.to_owned(), texts.recovery_make),
    };
    let remove = date.map(|_| {
        let asked = Question {
            ask: texts.recovery_remove,
            title: texts.recovery_remove_title.to_owned(),
            meaning: vec![texts.recovery_remove_meaning],
            action: texts.recovery_remove_now,
        };
        question(office, asked, move || office.remove_recovery_code())
    });
    view! {
        <p>
            <strong>{words}</strong>
        </p>
        {summary(office, section.form)}
        <div class="form__actions">
            <button
                class="button"
                type="button"
                aria-disabled=move || section.form.is_busy().then_some("true")
                on:click=move |_| office.make_recovery_code()
            >
                {action}
            </button>
        </div>
        {step(section.form)}
        {remove}
    }
    .into_any()
}

/// A new code, to be printed and typed back.
fn shown(office: Office, made: &Made) -> AnyView {
    let texts = office.account_texts();
    let section = office.account.recovery_code;
    let field = line(
        office.locale.get_untracked(),
        section.form,
        Line::new(TYPED_BACK, texts.recovery_typed)
            .hint(texts.recovery_typed_hint)
            .kind("code", "off"),
        section.typed,
    );
    let cancel = view! {
        <button
            class="button button--secondary"
            type="button"
            on:click=move |_| office.drop_recovery_code()
        >
            {office.common().cancel}
        </button>
    };
    view! {
        <p>{texts.recovery_shown}</p>
        {groups(&made.code)}
        <div class="form__actions">
            <button
                class="button button--secondary"
                type="button"
                on:click=move |_| office.print_recovery_code()
            >
                {texts.recovery_print}
            </button>
        </div>
        {form(
            office,
            section.form,
            texts.recovery_keep,
            field,
            Some(cancel.into_any()),
            move || office.keep_recovery_code(),
        )}
    }
    .into_any()
}

/// What is on paper while a new code is shown.
pub(super) fn paper(office: Office) -> AnyView {
    let texts = office.account_texts();
    let locale = office.locale.get_untracked();
    let sheets = move || {
        office.account.recovery_code.made.get().map(|made| {
            let session = office.session.get_untracked();
            let (name, email) = session
                .map(|session| {
                    let member = &session.member;
                    (member.name.clone(), member.email.as_str().to_owned())
                })
                .unwrap_or_default();
            let rows = vec![
                (texts.recovery_sheet_name, name),
                (texts.recovery_sheet_email, email),
                (texts.recovery_sheet_date, browser::date_text(made.at, locale)),
                (
                    texts.recovery_sheet_page,
                    format!("{}/desk/recover", browser::origin()),
                ),
            ];
            let title = texts.recovery_sheet_title.to_owned();
            let words = [texts.recovery_sheet_lead, texts.recovery_sheet_warning];
            let printed = Signal::derive(|| true);
            let sheet = sheet(title, words, &made.code, rows, printed);
            view! { <div class="share-sheets">{sheet}</div> }
        })
    };
    view! { {sheets} }.into_any()
}
