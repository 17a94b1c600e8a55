//! The page on which people look after their own account, one file a section.

mod passkeys;
mod password;
mod proof;
mod recovery_code;
mod sessions;

use domain::Timestamp;
use leptos::prelude::*;

use super::frame::heading;
use crate::page::office::Office;

/// The page.
pub(crate) fn page(office: Office) -> AnyView {
    if office.enrols() {
        return passkeys::enrolment(office);
    }
    let texts = office.account_texts();
    browser::spawn(office.load_account());
    view! {
        {super::frame::news(office)}
        <div class="office__head">
            <div>{heading(texts.title)} <p class="office__lead">{texts.lead}</p></div>
        </div>
        {proof::section(office)}
        {sessions::section(office)}
        {passkeys::section(office)}
        {password::section(office)}
        {recovery_code::section(office)}
        {recovery_code::paper(office)}
    }
    .into_any()
}

/// Day and time in the reader's time zone.
fn moment(office: Office, at: Timestamp) -> String {
    let locale = office.locale.get_untracked();
    format!(
        "{}, {}",
        browser::date_text(at, locale),
        browser::time_text(at, locale)
    )
}
