use domain::limits::TEXT_CHARACTERS;
use domain::{ConversationId, DepartmentId};
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;
use staff::views::{Kind, notice};
use vault::messages::Content;

use super::elsewhere;
use super::reply::option;
use crate::page::desk::Desk;
use crate::page::status::Change;

/// What the button and the field to choose in are called in the page.
const BUTTON: &str = "pass-on";
const PROPOSE: &str = "propose";
const CHOICE: &str = "pass-on-to";
const WORDS: &str = "pass-on-words";
const NOTES: &str = "pass-on-notes";
const TITLE: &str = "pass-on-heading";

/// Passes the conversation on to another department, after asking in the page to which.
pub(super) fn button(desk: Desk, change: ArcRwSignal<Change>) -> AnyView {
    asking(BUTTON, desk.texts().pass_on, change)
}

fn asking(id: &'static str, label: &'static str, change: ArcRwSignal<Change>) -> AnyView {
    let ask = move |_| {
        change.set(Change::Asking);
        browser::focus(TITLE);
    };
    view! {
        <button class="button button--secondary" id=id type="button" on:click=ask>
            {label}
        </button>
    }
    .into_any()
}

/// Asks to which department of the own authority, and does it.
pub(super) fn question(
    desk: Desk,
    conversation: ConversationId,
    departments: Vec<(DepartmentId, String)>,
    ends: &'static str,
    change: ArcRwSignal<Change>,
) -> AnyView {
    let texts = desk.texts();
    let chosen = RwSignal::new(None::<usize>);
    let mistake = RwSignal::new(None);
    let names: Vec<_> = departments.iter().map(|(_, name)| name.clone()).collect();
    let along = RwSignal::new(false);
    let has_notes = desk.reading.with_untracked(|reading| {
        let thread = reading.thread();
        thread.is_some_and(|thread| !thread.notes.is_empty())
    });
    let choice = choice(desk, names, chosen, mistake);
    let passed = change.clone();
    let submit = move |words| {
        let to = chosen.get_untracked().and_then(|at| departments.get(at).cloned());
        mistake.set(to.is_none().then_some(texts.pass_on_missing));
        match to {
            Some(to) => desk.pass_on(conversation, to, (words, along.get_untracked()), passed.clone()),
            None => browser::focus(CHOICE),
        }
    };
    let question = Question {
        title: texts.pass_on_question,
        meaning: texts.pass_on_meaning.to_owned() + ends,
        action: texts.pass_on,
        working: texts.passing_on,
        button: BUTTON,
        choice,
        further: has_notes.then(|| option("checkbox", NOTES, texts.pass_on_notes, along, true)),
        submit: Box::new(submit),
    };
    ask(desk, conversation, question, change)
}

/// Asks to which other authority, and proposes it.
pub(super) fn question_elsewhere(
    desk: Desk,
    conversation: ConversationId,
    change: ArcRwSignal<Change>,
) -> AnyView {
    let texts = desk.texts();
    let (chosen, is_missing) = (RwSignal::new(None), RwSignal::new(false));
    let proposed = change.clone();
    let submit = move |words| match chosen.get_untracked() {
        Some(to) => desk.propose(conversation, Some(to), words, proposed.clone()),
        None => {
            is_missing.set(true);
            browser::focus(elsewhere::FIRST);
        }
    };
    let question = Question {
        title: texts.propose_question,
        meaning: texts.propose_meaning.to_owned(),
        action: texts.propose,
        working: texts.proposing,
        button: PROPOSE,
        choice: elsewhere::chooser(desk, chosen, is_missing),
        further: None,
        submit: Box::new(submit),
    };
    ask(desk, conversation, question, change)
}

/// Asks for another authority.
pub(super) fn button_elsewhere(desk: Desk, change: ArcRwSignal<Change>) -> AnyView {
    asking(PROPOSE, desk.texts().propose_button, change)
}

/// What was proposed, and that it can be withdrawn.
pub(super) fn proposed(
    desk: Desk,
    conversation: ConversationId,
    content: &Content,
    change: ArcRwSignal<Change>,
) -> AnyView {
    let texts = desk.texts();
    let locale = desk.locale.get_untracked();
    let name = RwSignal::new(None::<String>);
    if let (Some(elsewhere), Some(to)) = (&content.elsewhere, content.to) {
        let authority = elsewhere.authority;
        browser::spawn(async move { name.set(desk.name_of(authority, to).await) });
    }
    let words = move || {
        let name = name.get();
        notice(
            locale,
            Kind::Info,
            (texts.proposed_to)(name.as_deref().unwrap_or_default()),
        )
    };
    let failed = {
        let change = change.clone();
        move || failure(desk, &change)
    };
    let withdraw = move |_| desk.propose(conversation, None, String::new(), change.clone());
    view! {
        {words}
        <div role="alert">{failed}</div>
        <button class="button button--secondary" type="button" on:click=withdraw>
            {texts.withdraw}
        </button>
    }
    .into_any()
}

/// A question to whom a conversation goes.
struct Question {
    title: &'static str,
    meaning: String,
    action: &'static str,
    working: &'static str,
    /// The button that has asked it.
    button: &'static str,
    choice: AnyView,
    /// What else is asked, below the words.
    further: Option<AnyView>,
    /// Does it, with words to the citizen.
    submit: Box<dyn Fn(String)>,
}

fn ask(desk: Desk, conversation: ConversationId, question: Question, change: ArcRwSignal<Change>) -> AnyView {
    let texts = desk.texts();
    let locale = desk.locale.get_untracked();
    let words = RwSignal::new(String::new());
    let button = question.button;
    let cancel = {
        let change = change.clone();
        move || {
            if change.with_untracked(|change| *change != Change::Working) {
                change.set(Change::Idle);
                browser::focus(button);
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
    let do_it = question.submit;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        do_it(words.with_untracked(|words| words.trim().to_owned()));
    };
    let is_working = {
        let change = change.clone();
        move || change.with(|change| *change == Change::Working)
    };
    let failed = move || failure(desk, &change);
    let is_busy = {
        let is_working = is_working.clone();
        move || is_working().then_some("true")
    };
    view! {
        <form class="confirm" novalidate aria-labelledby=TITLE on:keydown=escape on:submit=submit>
            <h3 class="confirm__title" id=TITLE tabindex="-1">
                {question.title}
            </h3>
            <p>{question.meaning}</p>
            {has_draft.then(|| notice(locale, Kind::Warning, texts.pass_on_draft))}
            {question.choice}
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
            {question.further}
            <div role="alert">{failed}</div>
            <div class="confirm__actions">
                <button class="button" type="submit" aria-disabled=is_busy>
                    {question.action}
                </button>
                <button class="button button--secondary" type="button" on:click=move |_| cancel()>
                    {desk.common().cancel}
                </button>
                <p class="confirm__step" role="status">
                    {move || is_working().then_some(question.working)}
                </p>
            </div>
        </form>
    }
    .into_any()
}

fn failure(desk: Desk, change: &ArcRwSignal<Change>) -> Option<AnyView> {
    let locale = desk.locale.get_untracked();
    change.with(|change| match change {
        Change::Failed(trouble) => Some(notice(locale, Kind::Error, trouble.words(locale))),
        _ => None,
    })
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
