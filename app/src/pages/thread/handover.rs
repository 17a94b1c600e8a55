use domain::limits;
use leptos::prelude::*;
use locales::{Locale, compose, thread as texts};

use crate::components::{ErrorSummary, Notice, NoticeKind, TextArea, TextField};
use crate::hooks::form::{error, field};
use crate::hooks::inner;
use crate::hooks::thread::{
    HANDOVER, HANDOVER_ALL, HANDOVER_CONTACT, HANDOVER_DECLINE, HANDOVER_DONE, HANDOVER_FAILED,
    HANDOVER_FORM, HANDOVER_MISTAKES, HANDOVER_NAME, HANDOVER_NEW, HANDOVER_ROOT, HANDOVER_SEND,
    HANDOVER_STAGE, HANDOVER_SUBJECT, HANDOVER_TEXT, HANDOVER_TO, HANDOVER_WRITE,
};

/// Asks whether the conversation goes to another authority, and what goes along. Shown while a proposal is open.
pub(super) fn handover(locale: Locale) -> AnyView {
    let texts = texts(locale);
    view! {
        <section class="reply" aria-labelledby="handover-title" id=HANDOVER hidden>
            <h2 id="handover-title">{texts.handover_title}</h2>
            <p>{texts.handover_lead} " " <strong id=HANDOVER_TO></strong></p>
            <p>{texts.handover_meaning}</p>
            <details class="message__signature">
                <summary>{texts.signer_root}</summary>
                <p>{texts.handover_root}</p>
                <p class="message__fingerprint" translate="no" id=HANDOVER_ROOT></p>
            </details>
            <ErrorSummary id=HANDOVER_MISTAKES />
            {form(locale)}
            <p role="status" id=HANDOVER_STAGE></p>
        </section>
        <div role="status">
            <Notice locale kind=NoticeKind::Success id=HANDOVER_DONE>
                <p data-part=inner::TEXT></p>
            </Notice>
        </div>
        <div role="alert">
            <Notice locale kind=NoticeKind::Error title=texts.handover_failed id=HANDOVER_FAILED>
                <p data-part=inner::TEXT></p>
                <p data-part=inner::CALL hidden></p>
            </Notice>
        </div>
    }
    .into_any()
}

/// The choice, and what is sent off with it. Parts of their own: a page's view grows on the stack until it is one.
fn form(locale: Locale) -> AnyView {
    let texts = texts(locale);
    view! {
        <form class="form" method="dialog" novalidate id=HANDOVER_FORM>
            <fieldset class="form__group" id=field(HANDOVER_ALL)>
                <legend class="form__legend">{texts.handover_choice}</legend>
                <div id=error(HANDOVER_ALL)></div>
                {radio(HANDOVER_ALL, texts.handover_all, texts.handover_all_hint)}
                {radio(HANDOVER_NEW, texts.handover_new, texts.handover_new_hint)}
            </fieldset>
            {write(locale)}
            <div class="form__actions">
                <button class="button" type="submit" disabled id=HANDOVER_SEND>
                    {texts.handover_send}
                </button>
                <button class="button button--secondary" type="button" disabled id=HANDOVER_DECLINE>
                    {texts.handover_decline}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// What is written to the other authority, where nothing else goes along.
fn write(locale: Locale) -> AnyView {
    let compose = compose(locale);
    view! {
        <div class="form" id=HANDOVER_WRITE hidden>
            <p>{texts(locale).handover_taken}</p>
            <TextField locale id=HANDOVER_SUBJECT label=compose.subject />
            <TextArea
                locale
                id=HANDOVER_TEXT
                label=compose.text
                limit=limits::TEXT_CHARACTERS
                rows=6
            />
            <TextField locale id=HANDOVER_NAME label=compose.name optional=true autocomplete="name" />
            <TextField locale id=HANDOVER_CONTACT label=compose.contact optional=true />
        </div>
    }
    .into_any()
}

/// One of the two choices; the program makes them exclude each other.
fn radio(id: &'static str, label: &'static str, hint: &'static str) -> AnyView {
    let described = format!("{id}-hint");
    view! {
        <div class="decision">
            <input
                class="decision__input"
                type="radio"
                id=id
                aria-describedby=format!("{described} {}", error(HANDOVER_ALL))
            />
            <label class="decision__label" for=id>
                {label}
            </label>
            <p class="decision__hint" id=described.clone()>
                {hint}
            </p>
        </div>
    }
    .into_any()
}
