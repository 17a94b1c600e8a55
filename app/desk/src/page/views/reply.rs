use domain::ConversationId;
use domain::api::Status;
use domain::limits::TEXT_CHARACTERS;
use leptos::ev::SubmitEvent;
use leptos::html::Textarea;
use leptos::prelude::*;
use locales::forms;
use staff::views::{self, notice};

use super::chosen::chosen;
use crate::begun::Kind;
use crate::page::desk::Desk;
use crate::page::draft::{Draft, Kept, Sending};

/// The box to answer in, and the one for internal notes. What was begun in either is still here after a look elsewhere.
pub(crate) fn reply(
    desk: Desk,
    conversation: ConversationId,
    has_notes: bool,
    status: Memo<Status>,
) -> AnyView {
    let texts = desk.texts();
    let answer = desk.draft(conversation, Kind::Answer);
    let note = desk.draft(conversation, Kind::Note);
    // What was begun is not hidden behind what was not, and what was being written comes back.
    let notes = desk.noting;
    notes.update(|notes| *notes = note.is_begun() && (*notes || !answer.is_begun()));
    // An answer that is under way is seen to its end, whatever became of the conversation.
    let shows = {
        let sending = answer.sending.clone();
        Memo::new(move |_| {
            status.get() == Status::Open
                || sending.with(|sending| !matches!(sending, Sending::Idle | Sending::Sent))
        })
    };
    let shown = move || {
        if notes.get() {
            form(desk, &note)
        } else if shows.get() {
            form(desk, &answer)
        } else {
            view! { <p class="reply__closed">{texts.reply_closed}</p> }.into_any()
        }
    };
    let kinds = has_notes.then(|| {
        view! {
            <fieldset class="kinds">
                <legend class="visually-hidden">{texts.kind}</legend>
                {option("radio", "kind-answer", texts.kind_answer, notes, false)}
                {option("radio", "kind-note", texts.kind_note, notes, true)}
            </fieldset>
        }
    });
    view! { <section class="writing">{kinds} {shown}</section> }.into_any()
}

/// A radio button that gives `chosen` this value, or a checkbox that says whether it has it.
pub(super) fn option(
    kind: &'static str,
    id: &'static str,
    words: &'static str,
    chosen: RwSignal<bool>,
    value: bool,
) -> AnyView {
    view! {
        <label class="option">
            <input
                class="option__input"
                id=id
                type=kind
                name="option"
                checked=chosen.get_untracked() == value
                on:change=move |event| chosen.set(event_target_checked(&event) == value)
            />
            {words}
        </label>
    }
    .into_any()
}

fn form(desk: Desk, draft: &Draft) -> AnyView {
    let texts = desk.texts();
    let is_note = draft.place.1 == Kind::Note;
    let (class, title, label, hint) = if is_note {
        ("reply reply--note", texts.kind_note, texts.note, texts.note_hint)
    } else {
        ("reply", texts.reply_title, texts.reply, texts.reply_hint)
    };
    let mistake = RwSignal::new(None);
    let name = desk.session.with_untracked(|session| {
        session
            .as_ref()
            .map(|session| session.member.name.clone())
            .unwrap_or_default()
    });
    let submit = {
        let draft = draft.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            let length = draft.text.with_untracked(|text| match text.trim() {
                "" => 0,
                text => text.chars().count(),
            });
            mistake.set(match length {
                0 if is_note => Some(texts.note_missing),
                0 => Some(texts.reply_missing),
                _ if length > TEXT_CHARACTERS => Some(texts.reply_too_long),
                _ => None,
            });
            if mistake.get_untracked().is_some() {
                browser::focus("reply");
            } else {
                desk.send(draft.clone());
            }
        }
    };
    view! {
        <form class=class novalidate on:submit=submit>
            <h3 class="reply__title">{title}</h3>
            <div class="field" class:field--wrong=move || mistake.with(Option::is_some)>
                <label class="field__label" for="reply">
                    {label}
                </label>
                <p class="field__hint" id="reply-hint">
                    {hint(&name)}
                </p>
                {move || {
                    mistake
                        .get()
                        .map(|text| {
                            view! {
                                <p class="field__error" id="reply-error">
                                    {text}
                                </p>
                            }
                        })
                }}
                {area(desk, draft, mistake)}
            </div>
            {(!is_note).then(|| chosen(desk, draft))}
            {outcome(desk, draft)}
        </form>
    }
    .into_any()
}

fn area(desk: Desk, draft: &Draft, mistake: RwSignal<Option<&'static str>>) -> AnyView {
    let locale = desk.locale.get_untracked();
    let node = NodeRef::<Textarea>::new();
    let text = draft.text.clone();
    // The element keeps the text; it follows the draft where that changes by itself, as after sending.
    Effect::new(move |_| {
        let text = text.get();
        if let Some(area) = node.get()
            && area.value() != text
        {
            area.set_value(&text);
        }
    });
    let is_locked = {
        let sending = draft.sending.clone();
        move || sending.with(|sending| !sending.is_writable())
    };
    let input = {
        let text = draft.text.clone();
        let sending = draft.sending.clone();
        move |event| {
            text.set(event_target_value(&event));
            if sending.with_untracked(|sending| *sending == Sending::Sent) {
                sending.set(Sending::Idle);
            }
            desk.count_unsent();
        }
    };
    let used = {
        let text = draft.text.clone();
        Memo::new(move |_| text.with(|text| text.chars().count()))
    };
    let count = move |used: usize| match used.checked_sub(TEXT_CHARACTERS) {
        Some(over) if over > 0 => (forms(locale).over)(over),
        _ => (forms(locale).left)(TEXT_CHARACTERS - used),
    };
    // Read aloud only near the end and in steps, not at every key.
    let announced = Memo::new(move |_| {
        let used = used.get().div_ceil(50) * 50;
        (used + 500 > TEXT_CHARACTERS).then_some(used)
    });
    view! {
        <textarea
            class="field__input field__input--area"
            id="reply"
            rows="7"
            autocomplete="off"
            aria-required="true"
            aria-describedby=move || {
                if mistake.with(Option::is_some) {
                    "reply-hint reply-error reply-count"
                } else {
                    "reply-hint reply-count"
                }
            }
            aria-invalid=move || mistake.with(Option::is_some).then_some("true")
            readonly=is_locked
            node_ref=node
            on:input=input
        ></textarea>
        <p class="field__count" class:field__count--over=move || { used.get() > TEXT_CHARACTERS } id="reply-count">
            {move || count(used.get())}
        </p>
        <p class="visually-hidden" role="status">
            {move || announced.get().map(count)}
        </p>
    }
    .into_any()
}

/// The button, how far sending has come, and what to do if it stops.
fn outcome(desk: Desk, draft: &Draft) -> AnyView {
    let texts = desk.texts();
    let locale = desk.locale.get_untracked();
    let (send, sent) = match draft.place.1 {
        Kind::Answer => (texts.send, texts.sent),
        Kind::Note => (texts.note_send, texts.note_sent),
    };
    let draft = draft.clone();
    let sending = draft.sending.clone();
    let step = {
        let sending = sending.clone();
        move || {
            sending.with(|sending| match sending {
                Sending::Idle | Sending::Stopped { .. } => None,
                Sending::Sent => Some(sent.to_owned()),
                Sending::Sealing => Some(texts.sealing.to_owned()),
                Sending::Message => Some(texts.sending.to_owned()),
                Sending::Files(percent) => Some((texts.uploading)(*percent)),
                Sending::Waiting(waiting) => Some((texts.trying_again)(waiting.seconds)),
            })
        }
    };
    let stopped = {
        let sending = sending.clone();
        move || {
            sending.with(|sending| match sending {
                Sending::Stopped { trouble, kept } => {
                    let reason = trouble.words(locale);
                    let words = match kept {
                        Kept::Files => (texts.files_not_sent)(&reason),
                        Kept::Nothing | Kept::Message => (texts.not_sent)(&reason),
                    };
                    Some(notice(locale, views::Kind::Error, words))
                }
                _ => None,
            })
        }
    };
    let is_busy = {
        let sending = sending.clone();
        move || sending.with(Sending::is_busy).then_some("true")
    };
    let kept = Memo::new(move |_| sending.with(Sending::kept));
    view! {
        <div role="alert">{stopped}</div>
        <div class="reply__actions">
            <button class="button" type="submit" aria-disabled=is_busy>
                {move || if kept.get() == Kept::Nothing { send } else { texts.send_again }}
            </button>
            <Show when=move || kept.get() != Kept::Nothing>
                <button
                    class="button button--secondary"
                    type="button"
                    on:click={
                        let draft = draft.clone();
                        move |_| match kept.get_untracked() {
                            Kept::Files => desk.skip_files(&draft),
                            Kept::Nothing | Kept::Message => desk.withdraw(draft.clone()),
                        }
                    }
                >
                    {move || if kept.get() == Kept::Files { texts.skip_files } else { texts.edit }}
                </button>
            </Show>
            <p class="reply__step" role="status">
                {step}
            </p>
        </div>
    }
    .into_any()
}
