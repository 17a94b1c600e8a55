use domain::limits::TEXT_CHARACTERS;
use domain::{ConversationId, DepartmentId};
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;
use staff::views::{Kind, notice};

use super::reply::option;

use crate::page::desk::Desk;
use crate::page::status::Change;

/// What the button and the field to choose in are called in the page.
const BUTTON: &str = "pass-on";
const CHOICE: &str = "pass-on-to";
const WORDS: &str = "pass-on-words";
const NOTES: &str = "pass-on-notes";
const TITLE: &str = "pass-on-heading";

/// Passes the conversation on to another department, after asking in the page to which.
pub(super) fn button(desk: Desk, change: ArcRwSignal<Change>) -> AnyView {
    let ask = move |_| {
        change.set(Change::Asking);
        browser::focus(TITLE);
    };
    view! {
        <button class="button button--secondary" id=BUTTON type="button" on:click=ask>
            {desk.texts().pass_on}
        </button>
    }
    .into_any()
}

/// Asks to which department, and does it.
pub(super) fn question(
    desk: Desk,
    conversation: ConversationId,
    departments: Vec<(DepartmentId, String)>,
    change: ArcRwSignal<Change>,
) -> AnyView {
    let texts = desk.texts();
    let locale = desk.locale.get_untracked();
    let chosen = RwSignal::new(None::<usize>);
    let words = RwSignal::new(String::new());
    let mistake = RwSignal::new(None);
    let cancel = {
        let change = change.clone();
        move || {
            if change.with_untracked(|change| *change != Change::Working) {
                change.set(Change::Idle);
                browser::focus(BUTTON);
            }
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
    let has_draft = desk.has_begun(conversation);
    let has_notes = desk.reading.with_untracked(|reading| {
        let thread = reading.thread();
        thread.is_some_and(|thread| !thread.notes.is_empty())
    });
    let along = RwSignal::new(false);
    let names: Vec<_> = departments.iter().map(|(_, name)| name.clone()).collect();
    let submit = {
        let change = change.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            let to = chosen.get_untracked().and_then(|at| departments.get(at).cloned());
            mistake.set(to.is_none().then_some(texts.pass_on_missing));
            match to {
                Some(to) => desk.pass_on(
                    conversation,
                    to,
                    (
                        words.with_untracked(|words| words.trim().to_owned()),
                        along.get_untracked(),
                    ),
                    change.clone(),
                ),
                None => browser::focus(CHOICE),
            }
        }
    };
    let is_working = {
        let change = change.clone();
        move || change.with(|change| *change == Change::Working)
    };
    let failed = move || {
        change.with(|change| match change {
            Change::Failed(trouble) => Some(notice(locale, Kind::Error, trouble.words(locale))),
            _ => None,
        })
    };
    let is_busy = {
        let is_working = is_working.clone();
        move || is_working().then_some("true")
    };
    view! {
        <form class="confirm" novalidate aria-labelledby=TITLE on:keydown=escape on:submit=submit>
            <h3 class="confirm__title" id=TITLE tabindex="-1">
                {texts.pass_on_question}
            </h3>
            <p>{texts.pass_on_meaning}</p>
            {has_draft.then(|| notice(locale, Kind::Warning, texts.pass_on_draft))}
            {choice(desk, names, chosen, mistake)}
            <div class="field">
                <label class="field__label" for=WORDS>
                    {texts.pass_on_words}
                </label>
                <p class="field__hint" id="pass-on-hint">
                    {texts.pass_on_hint}
                </p>
                <textarea
                    class="field__input field__input--area"
                    id=WORDS
                    rows="3"
                    autocomplete="off"
                    maxlength=TEXT_CHARACTERS
                    aria-describedby="pass-on-hint"
                    on:input=move |event| words.set(event_target_value(&event))
                ></textarea>
            </div>
            {has_notes.then(|| option("checkbox", NOTES, texts.pass_on_notes, along, true))}
            <div role="alert">{failed}</div>
            <div class="confirm__actions">
                <button class="button" type="submit" aria-disabled=is_busy>
                    {texts.pass_on}
                </button>
                <button class="button button--secondary" type="button" on:click=move |_| cancel()>
                    {desk.common().cancel}
                </button>
                <p class="confirm__step" role="status">
                    {move || is_working().then_some(texts.passing_on)}
                </p>
            </div>
        </form>
    }
    .into_any()
}

/// The list of departments.
fn choice(
    desk: Desk,
    names: Vec<String>,
    chosen: RwSignal<Option<usize>>,
    mistake: RwSignal<Option<&'static str>>,
) -> AnyView {
    let texts = desk.texts();
    let options = names
        .into_iter()
        .enumerate()
        .map(|(at, name)| view! { <option value=at.to_string()>{name}</option> })
        .collect_view();
    let choose = move |event| {
        chosen.set(event_target_value(&event).parse().ok());
        mistake.set(None);
    };
    view! {
        <div class="field" class:field--wrong=move || mistake.with(Option::is_some)>
            <label class="field__label" for=CHOICE>
                {texts.pass_on_to}
            </label>
            <p class="field__error" id="pass-on-error" hidden=move || mistake.with(Option::is_none)>
                {mistake}
            </p>
            <select
                class="field__input"
                id=CHOICE
                aria-required="true"
                aria-describedby=move || mistake.with(Option::is_some).then_some("pass-on-error")
                aria-invalid=move || mistake.with(Option::is_some).then_some("true")
                on:change=choose
            >
                <option value="">{texts.pass_on_choose}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}
