use domain::PasskeyId;
use domain::api::Passkey;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use staff::views::list;

use super::moment;
use crate::page::account::passkeys::{NAME, TITLE};
use crate::page::office::Office;
use crate::page::views::fields::{Line, line};
use crate::page::views::form::{form, step, summary};
use crate::page::views::frame::heading;

/// The own passkeys, and the way to more of them.
pub(super) fn section(office: Office) -> AnyView {
    let texts = office.passkey_texts();
    let passkeys = office.account.passkeys;
    let content = move || match passkeys.known.with(|known| known.as_ref().map(Vec::is_empty)) {
        None => passkeys
            .list
            .trouble
            .with(Option::is_none)
            .then(|| view! { <p role="status">{texts.loading}</p> }.into_any()),
        Some(true) => Some(view! { <p>{texts.none}</p> }.into_any()),
        Some(false) => Some(entries(office)),
    };
    view! {
        <section class="office__section" aria-labelledby=TITLE>
            <h2 class="office__subtitle" id=TITLE tabindex="-1">
                {texts.title}
            </h2>
            <p>{texts.lead}</p>
            {summary(office, passkeys.list)}
            {content}
            {step(passkeys.list)}
            <h3>{texts.add_title}</h3>
            {add(office)}
        </section>
    }
    .into_any()
}

/// The page of those who have to add a first one.
pub(super) fn enrolment(office: Office) -> AnyView {
    let texts = office.passkey_texts();
    view! {
        <div class="office__head">
            <div>{heading(texts.enrol_title)} <p class="office__lead">{texts.enrol_lead}</p></div>
        </div>
        <p>{texts.lead}</p>
        {add(office)}
    }
    .into_any()
}

fn add(office: Office) -> AnyView {
    let texts = office.passkey_texts();
    let passkeys = office.account.passkeys;
    if !browser::has_passkeys() {
        return view! { <p>{texts.not_here}</p> }.into_any();
    }
    let field = line(
        office.locale.get_untracked(),
        passkeys.form,
        Line::new(NAME, texts.name).hint(texts.name_hint),
        passkeys.name,
    );
    form(office, passkeys.form, texts.add, field, None, move || {
        office.add_passkey();
    })
}

fn entries(office: Office) -> AnyView {
    let known = office.account.passkeys.known;
    let keys = move || {
        known.with(|known| {
            let all = known.iter().flatten();
            all.map(|passkey| passkey.id.0.as_u128()).collect()
        })
    };
    let entry = move |key| {
        known.with_untracked(|known| {
            let mut all = known.iter().flatten();
            let passkey = all.find(|passkey| passkey.id.0.as_u128() == key)?;
            Some(row(office, passkey))
        })
    };
    view! { <ul class="entries">{list(keys, entry)}</ul> }.into_any()
}

fn row(office: Office, passkey: &Passkey) -> AnyView {
    let texts = office.passkey_texts();
    let added = (texts.added)(&moment(office, passkey.added_at));
    let used = passkey.used_at.map_or_else(
        || texts.never_used.to_owned(),
        |at| (texts.used)(&moment(office, at)),
    );
    let what = if passkey.unlocks {
        texts.unlocks
    } else {
        texts.second_factor
    };
    view! {
        <li class="entry entry--still">
            <div class="entry__main">
                <h3 class="entry__name">{passkey.name.clone()}</h3>
                <p class="entry__line">{added} ", " {used}</p>
            </div>
            <p class="entry__state">{what}</p>
            {removal(office, passkey)}
        </li>
    }
    .into_any()
}

/// The button that asks, and in its place the question.
fn removal(office: Office, passkey: &Passkey) -> AnyView {
    let texts = office.passkey_texts();
    let passkeys = office.account.passkeys;
    let id = passkey.id;
    let name = passkey.name.clone();
    let (button, question) = (format!("remove-{id}"), format!("question-{id}"));
    let label = (texts.remove_of)(&name);
    let shown = move || {
        if passkeys.asks.get() == Some(id) {
            return asking(office, id, &name, &button, &question);
        }
        let question = question.clone();
        let ask = move |_| {
            passkeys.list.clear();
            passkeys.asks.set(Some(id));
            browser::focus(question.clone());
        };
        view! {
            <button
                class="button button--secondary"
                id=button.clone()
                type="button"
                aria-label=label.clone()
                on:click=ask
            >
                {texts.remove}
            </button>
        }
        .into_any()
    };
    view! { <div class="question">{shown}</div> }.into_any()
}

fn asking(office: Office, id: PasskeyId, name: &str, button: &str, question: &str) -> AnyView {
    let texts = office.passkey_texts();
    let passkeys = office.account.passkeys;
    let (button, question) = (button.to_owned(), question.to_owned());
    let cancel = move || {
        if !untrack(|| passkeys.list.is_busy()) {
            passkeys.asks.set(None);
            browser::focus(button.clone());
        }
    };
    let escape = {
        let cancel = cancel.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.prevent_default();
                cancel();
            }
        }
    };
    let title = (texts.remove_question)(name);
    let name = name.to_owned();
    let is_last = passkeys
        .known
        .with_untracked(|known| known.as_ref().is_some_and(|known| known.len() == 1));
    view! {
        <section class="confirm" aria-labelledby=question.clone() on:keydown=escape>
            <h4 class="confirm__title" id=question.clone() tabindex="-1">
                {title}
            </h4>
            <p>{texts.remove_meaning}</p>
            {is_last.then(|| view! { <p>{texts.remove_last}</p> })}
            <div class="confirm__actions">
                <button
                    class="button button--danger"
                    type="button"
                    aria-disabled=move || passkeys.list.is_busy().then_some("true")
                    on:click=move |_| office.remove_passkey(id, name.clone())
                >
                    {texts.remove}
                </button>
                <button class="button button--secondary" type="button" on:click=move |_| cancel()>
                    {office.common().cancel}
                </button>
            </div>
        </section>
    }
    .into_any()
}
