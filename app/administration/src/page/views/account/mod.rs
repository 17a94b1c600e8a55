//! The page on which people look after their own account, one file a section.

mod proof;
mod sessions;

use leptos::prelude::*;

use super::frame::heading;
use crate::page::office::Office;

/// The page.
pub(crate) fn page(office: Office) -> AnyView {
    let texts = office.account_texts();
    browser::spawn(office.load_account());
    view! {
        <div class="office__head">
            <div>{heading(texts.title)} <p class="office__lead">{texts.lead}</p></div>
        </div>
        {proof::section(office)}
        {sessions::section(office)}
    }
    .into_any()
}
