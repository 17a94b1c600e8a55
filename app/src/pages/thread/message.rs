use leptos::prelude::*;
use locales::{Locale, failures, thread as texts};

use crate::hooks::inner::{
    ARTICLE, AUTHOR, BAR, BUTTON, CALL, CLOSED, DATE, FAILED, FAILURE, FILES, GIVEN, GIVEN_CONTACT,
    GIVEN_NAME, INCOMPLETE, MISSING, NEW, PASSED, REASON, REOPENED, RUNNING, SIGNATURE, SIGNER,
    SIGNER_AUTHORITY, SIGNER_DEPARTMENT, SIGNER_EPOCH, SIGNER_KEY, SIGNER_ROLE, SIGNER_ROOT, SIGNER_UNTIL,
    STAGE, TEXT,
};
use crate::hooks::thread::{DAY, FILE, MESSAGE};

/// What a conversation is put together from: a day, a message with all that it may have, and a file in it.
pub(super) fn templates(locale: Locale) -> impl IntoView {
    view! {
        <template id=DAY>
            <li class="thread__day" aria-hidden="true"></li>
        </template>
        {message(locale)}
        {file(locale)}
    }
}

fn message(locale: Locale) -> impl IntoView {
    let texts = texts(locale);
    let failures = failures(locale);
    view! {
        <template id=MESSAGE>
            <li class="thread__item">
                <article class="message" tabindex="-1" data-part=ARTICLE>
                    <header class="message__head">
                        <h3 class="message__author" data-part=AUTHOR></h3>
                        <span class="message__new" data-part=NEW>
                            {texts.new}
                        </span>
                        <p class="message__date" data-part=DATE></p>
                    </header>
                    <p class="message__event" data-part=CLOSED>
                        {texts.closed_event}
                    </p>
                    <p class="message__event" data-part=REOPENED>
                        {texts.reopened_event}
                    </p>
                    <p class="message__event" data-part=PASSED></p>
                    <p class="message__text" data-part=TEXT></p>
                    <dl class="message__given" data-part=GIVEN>
                        <div data-part=GIVEN_NAME>
                            <dt>{texts.given_name}</dt>
                            <dd data-part=TEXT></dd>
                        </div>
                        <div data-part=GIVEN_CONTACT>
                            <dt>{texts.given_contact}</dt>
                            <dd data-part=TEXT></dd>
                        </div>
                    </dl>
                    <ul class="message__files" aria-label=texts.files data-part=FILES></ul>
                    {signature(locale)}
                    <div data-part=FAILURE>
                        <p class="message__failure">{failures.title}</p>
                        <p data-part=REASON></p>
                        <p>{failures.advice}</p>
                        <p data-part=CALL></p>
                    </div>
                </article>
            </li>
        </template>
    }
}

/// Who signed, and by what that can be known again.
fn signature(locale: Locale) -> impl IntoView {
    let texts = texts(locale);
    let row = |label: &'static str, name: &'static str| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd data-part=name></dd>
            </div>
        }
    };
    let code = |label: &'static str, name: &'static str| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd class="message__fingerprint" translate="no" data-part=name></dd>
            </div>
        }
    };
    view! {
        <details class="message__signature" data-part=SIGNATURE>
            <summary>{texts.signature}</summary>
            <p>{texts.signature_lead}</p>
            <dl class="message__given">
                {row(texts.signer, SIGNER)} {row(texts.signer_role, SIGNER_ROLE)}
                {row(texts.department, SIGNER_DEPARTMENT)} {row(texts.signer_authority, SIGNER_AUTHORITY)}
                {row(texts.signer_epoch, SIGNER_EPOCH)} {row(texts.signer_until, SIGNER_UNTIL)}
                {code(texts.signer_key, SIGNER_KEY)} {code(texts.signer_root, SIGNER_ROOT)}
            </dl>
        </details>
    }
}

fn file(locale: Locale) -> impl IntoView {
    let texts = texts(locale);
    view! {
        <template id=FILE>
            <li class="message__file">
                <button class="button button--secondary" type="button" data-part=BUTTON></button>
                " "
                <span class="message__incomplete" data-part=INCOMPLETE>
                    {texts.file_incomplete}
                </span>
                <span role="status">
                    <span data-part=RUNNING hidden>
                        " "
                        <span data-part=STAGE></span>
                        " "
                        <progress class="message__progress" max="1" data-part=BAR></progress>
                    </span>
                    <span class="field__error" data-part=MISSING hidden>
                        " "
                        {texts.file_incomplete}
                    </span>
                    <span class="field__error" data-part=FAILED hidden></span>
                </span>
            </li>
        </template>
    }
}
