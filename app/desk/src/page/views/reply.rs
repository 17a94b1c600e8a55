use domain::ConversationId;
use domain::api::Status;
use domain::limits::TEXT_CHARACTERS;
use leptos::ev::SubmitEvent;
use leptos::html::Textarea;
use leptos::prelude::*;
use locales::forms;
use staff::views::{Kind, notice};

use super::chosen::chosen;
use crate::page::desk::Desk;
use crate::page::draft::{Draft, Kept, Sending};

/// The box to answer in. What was begun here is still here after a look elsewhere.
pub(crate) fn reply(desk: Desk, conversation: ConversationId, status: Memo<Status>) -> AnyView {
    let texts = desk.texts();
    let draft = desk.draft(conversation);
    // An answer that is under way is seen to its end, whatever became of the conversation.
    let shows = {
        let sending = draft.sending.clone();
        Memo::new(move |_| {
            status.get() == Status::Open
                || sending.with(|sending| !matches!(sending, Sending::Idle | Sending::Sent))
        })
    };
    let shown = move || {
        if shows.get() {
            form(desk, conversation, &draft)
        } else {
            view! { <p class="reply__closed">{texts.reply_closed}</p> }.into_any()
        }
    };
    shown.into_any()
}

fn form(desk: Desk, conversation: ConversationId, draft: &Draft) -> AnyView {
    let texts = desk.texts();
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
                0 => Some(texts.reply_missing),
                _ if length > TEXT_CHARACTERS => Some(texts.reply_too_long),
                _ => None,
            });
            if mistake.get_untracked().is_some() {
                browser::focus("reply");
            } else {
                desk.send(conversation);
            }
        }
    };
    view! {
        <form class="reply" novalidate on:submit=submit>
            <h3 class="reply__title">{texts.reply_title}</h3>
            <div class="field" class:field--wrong=move || mistake.with(Option::is_some)>
                <label class="field__label" for="reply">
                    {texts.reply}
                </label>
                <p class="field__hint" id="reply-hint">
                    {(texts.reply_hint)(&name)}
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
            {chosen(desk, draft)}
            {outcome(desk, conversation, draft)}
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
fn outcome(desk: Desk, conversation: ConversationId, draft: &Draft) -> AnyView {
    let texts = desk.texts();
    let locale = desk.locale.get_untracked();
    let sending = draft.sending.clone();
    let step = {
        let sending = sending.clone();
        move || {
            sending.with(|sending| match sending {
                Sending::Idle | Sending::Stopped { .. } => None,
                Sending::Sent => Some(texts.sent.to_owned()),
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
                    Some(notice(locale, Kind::Error, words))
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
                {move || if kept.get() == Kept::Nothing { texts.send } else { texts.send_again }}
            </button>
            <Show when=move || kept.get() != Kept::Nothing>
                <button
                    class="button button--secondary"
                    type="button"
                    on:click=move |_| match kept.get_untracked() {
                        Kept::Files => desk.skip_files(conversation),
                        Kept::Nothing | Kept::Message => desk.withdraw(conversation),
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
