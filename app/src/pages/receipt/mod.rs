//! The receipt: the code that opens the conversation again, and the proof that it was kept. The server knows neither
//! code nor case number: the program fills them in.

mod keep;
mod proof;
mod qr;
mod sheet;
mod upload;

use leptos::prelude::*;
use locales::{Locale, receipt as texts, sheet as sheet_texts};

use crate::hooks::receipt::{DONE, DONE_CASE_NUMBER, DONE_HEADING, DONE_NO_NOTICE, DONE_NOTICE, GO_ON, ROOT};

/// What is known of a receipt before anything was sent.
pub(super) struct Receipt<'a> {
    pub(super) locale: Locale,
    pub(super) authority: &'a str,
    pub(super) department: &'a str,
    /// Address of the page that takes receipt codes.
    pub(super) return_address: &'a str,
}

/// The code until it was kept, the proof, and what is next.
pub(super) fn receipt(receipt: &Receipt<'_>) -> impl IntoView + use<> {
    view! {
        <div class="receipt" id=ROOT hidden>
            {keep::keep(receipt)}
            {proof::proof(receipt.locale)}
            {done(receipt)}
            {upload::upload(receipt.locale)}
        </div>
    }
}

fn done(receipt: &Receipt<'_>) -> impl IntoView + use<> {
    let texts = texts(receipt.locale);
    view! {
        <div class="receipt__stage" id=DONE hidden>
            <h2 id=DONE_HEADING tabindex="-1">
                {texts.done_heading}
            </h2>
            <p>{(texts.done_lead)(receipt.department)}</p>
            <p id=DONE_NOTICE hidden>
                {texts.done_notice}
            </p>
            <p id=DONE_NO_NOTICE>{texts.done_no_notice}</p>
            <p class="receipt__case">
                {sheet_texts(receipt.locale).case_label} ": " <strong translate="no" id=DONE_CASE_NUMBER></strong>
            </p>
            <div class="form__actions">
                <button class="button" type="button" id=GO_ON>
                    {texts.go_on}
                </button>
            </div>
            <p class="field__hint">{texts.leave}</p>
        </div>
    }
}
