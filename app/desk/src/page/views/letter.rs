use domain::DepartmentId;
use domain::limits::{SUBJECT_CHARACTERS, TEXT_CHARACTERS};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use staff::views::{Kind, notice};

use super::elsewhere;
use crate::begun::{LETTER, subject_and_text};
use crate::page::desk::Desk;
use crate::page::letters::NewLetter;
use crate::page::reading::HEADING;
use crate::page::status::Change;
use crate::route::Route;

const FROM: &str = "letter-from";
const SUBJECT: &str = "letter-subject";
const TEXT: &str = "letter-text";

/// The way to the form, for whoever works in a department.
pub(super) fn link(desk: Desk) -> AnyView {
    let route = move || {
        desk.route.with(|here| Route {
            letter: true,
            ..here.list()
        })
    };
    let is_here = move || desk.route.with(|route| route.letter).then_some("true");
    let follow = desk.follow(move || untrack(route));
    view! {
        <a
            class="button button--secondary button--small"
            href=move || route().address()
            aria-current=is_here
            on:click=follow
        >
            {desk.texts().letter}
        </a>
    }
    .into_any()
}

/// Writes to a department of another authority.
pub(super) fn form(desk: Desk) -> AnyView {
    let texts = desk.texts();
    let locale = desk.locale.get_untracked();
    let posting = desk.inner().posting.borrow().clone();
    let own = own_departments(desk);
    let from = RwSignal::from(posting.from.clone());
    if !own.iter().any(|(id, _)| from.get_untracked() == Some(*id)) {
        from.set(own.first().map(|(id, _)| *id));
    }
    let to = RwSignal::from(posting.to.clone());
    let is_missing = RwSignal::new(false);
    let kept = desk.draft(LETTER.0, LETTER.1).text.get_untracked();
    let (kept_subject, kept_text) = subject_and_text(&kept);
    let [subject, text] = [kept_subject, kept_text].map(|words| RwSignal::new(words.to_owned()));
    let keep = move || {
        desk.keep_letter(
            subject.with_untracked(|subject| text.with_untracked(|text| [subject, "\n", text].concat())),
        );
    };
    let mistakes = [RwSignal::new(None), RwSignal::new(None)];
    let name = desk.session.with_untracked(|session| {
        let session = session.as_ref();
        session
            .map(|session| session.member.name.clone())
            .unwrap_or_default()
    });
    let submit = {
        let posting = posting.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            let chosen = to.get_untracked();
            is_missing.set(chosen.is_none());
            let words = [subject, text].map(|field| field.with_untracked(|text| text.trim().to_owned()));
            let wrong = [
                wrong(
                    &words[0],
                    SUBJECT_CHARACTERS,
                    texts.letter_subject_missing,
                    texts.letter_too_long,
                ),
                wrong(
                    &words[1],
                    TEXT_CHARACTERS,
                    texts.letter_text_missing,
                    texts.letter_too_long,
                ),
            ];
            for (mistake, wrong) in mistakes.iter().zip(wrong) {
                mistake.set(wrong);
            }
            let [subject, text] = words;
            match (from.get_untracked(), chosen) {
                (_, None) => browser::focus(elsewhere::FIRST),
                _ if wrong[0].is_some() => browser::focus(SUBJECT),
                _ if wrong[1].is_some() => browser::focus(TEXT),
                (Some(from), Some(to)) => {
                    let letter = NewLetter {
                        from,
                        to,
                        subject,
                        text,
                    };
                    desk.write_letter(letter, posting.clone());
                }
                (None, Some(_)) => {}
            }
        }
    };
    let change = posting.change;
    let working = {
        let change = change.clone();
        Memo::new(move |_| change.with(|change| *change == Change::Working))
    };
    let failed = move || {
        change.with(|change| match change {
            Change::Failed(trouble) => Some(notice(locale, Kind::Error, trouble.words(locale))),
            _ => None,
        })
    };
    view! {
        <header class="conversation__head">
            {super::conversation::back(desk)}
            <h2 class="conversation__subject" id=HEADING tabindex="-1">
                {texts.letter}
            </h2>
            <p>{texts.letter_meaning}</p>
        </header>
        <section class="writing"><form class="reply" novalidate aria-labelledby=HEADING on:submit=submit>
            {(own.len() > 1).then(|| sender(desk, &own, from))}
            {elsewhere::chooser(desk, to, is_missing)}
            {field(
                SUBJECT,
                texts.letter_subject,
                "",
                mistakes[0],
                view! {
                    <input
                        class="field__input"
                        id=SUBJECT
                        type="text"
                        autocomplete="off"
                        aria-required="true"
                        aria-describedby="letter-subject-error"
                        aria-invalid=move || mistakes[0].with(Option::is_some).then_some("true")
                        value=kept_subject.to_owned()
                        on:input=move |event| {
                            subject.set(event_target_value(&event));
                            mistakes[0].set(None);
                            keep();
                        }
                    />
                }
                    .into_any(),
            )}
            {field(
                TEXT,
                texts.letter_text,
                &(texts.letter_hint)(&name),
                mistakes[1],
                view! {
                    <textarea
                        class="field__input field__input--area"
                        id=TEXT
                        rows="8"
                        autocomplete="off"
                        aria-required="true"
                        aria-describedby="letter-text-hint letter-text-error"
                        aria-invalid=move || mistakes[1].with(Option::is_some).then_some("true")
                        on:input=move |event| {
                            text.set(event_target_value(&event));
                            mistakes[1].set(None);
                            keep();
                        }
                    >{kept_text.to_owned()}</textarea>
                }
                    .into_any(),
            )}
            <div role="alert">{failed}</div>
            <div class="reply__actions">
                <button class="button" type="submit" aria-disabled=move || working.get().then_some("true")>
                    {texts.send}
                </button>
                <p class="reply__step" role="status">
                    {move || working.get().then_some(texts.sending)}
                </p>
            </div>
        </form></section>
    }
    .into_any()
}

fn wrong(words: &str, most: usize, missing: &'static str, too_long: &'static str) -> Option<&'static str> {
    if words.is_empty() {
        Some(missing)
    } else {
        (words.chars().count() > most).then_some(too_long)
    }
}

/// A label, a hint and what is wrong, above an input that is described by them.
fn field(
    id: &'static str,
    label: &'static str,
    hint: &str,
    mistake: RwSignal<Option<&'static str>>,
    input: AnyView,
) -> AnyView {
    view! {
        <div class="field" class:field--wrong=move || mistake.with(Option::is_some)>
            <label class="field__label" for=id>
                {label}
            </label>
            <p class="field__hint" id=format!("{id}-hint") hidden=hint.is_empty()>
                {hint.to_owned()}
            </p>
            <p class="field__error" id=format!("{id}-error") hidden=move || mistake.with(Option::is_none)>
                {mistake}
            </p>
            {input}
        </div>
    }
    .into_any()
}

/// The departments that the member can write for, the one whose inbox is listed first.
fn own_departments(desk: Desk) -> Vec<(DepartmentId, String)> {
    let locale = desk.locale.get_untracked();
    let listed = untrack(|| desk.selection().0);
    let mut own: Vec<_> = desk.session.with_untracked(|session| {
        let session = session.iter();
        session
            .flat_map(|session| {
                let departments = session.member.departments.iter();
                departments.map(|id| (*id, session.department(*id, locale)))
            })
            .collect()
    });
    own.sort_by_key(|(id, name)| (Some(*id) != listed, name.clone()));
    own
}

/// From which department.
fn sender(desk: Desk, own: &[(DepartmentId, String)], from: RwSignal<Option<DepartmentId>>) -> AnyView {
    let ids: Vec<_> = own.iter().map(|(id, _)| *id).collect();
    let options = own
        .iter()
        .enumerate()
        .map(|(at, (id, name))| {
            let chosen = from.get_untracked() == Some(*id);
            view! { <option value=at.to_string() selected=chosen>{name.clone()}</option> }
        })
        .collect_view();
    let choose = move |event| {
        let at = event_target_value(&event).parse::<usize>().unwrap_or_default();
        from.set(ids.get(at).copied());
    };
    view! {
        <div class="field">
            <label class="field__label" for=FROM>
                {desk.texts().letter_from}
            </label>
            <select class="field__input" id=FROM on:change=choose>
                {options}
            </select>
        </div>
    }
    .into_any()
}
