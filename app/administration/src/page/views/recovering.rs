use leptos::prelude::*;

use super::fields::{Line, line, new_password};
use super::form::form;
use super::frame::{heading, outside};
use crate::page::office::Office;
use crate::page::recovering::CODE;

/// The page on which somebody comes back with their recovery code.
pub(crate) fn page(office: Office) -> AnyView {
    outside(office, "gate gate--wide", move || content(office))
}

fn content(office: Office) -> AnyView {
    let locale = office.locale.get_untracked();
    let texts = office.account_texts();
    let typed = office.recovering;
    let fields = view! {
        {line(
            locale,
            typed.form,
            Line::new("email", office.common().email).kind("email", "username"),
            typed.email,
        )}
        {line(
            locale,
            typed.form,
            Line::new(CODE, texts.recovery_title).hint(texts.recover_code_hint).kind("code", "off"),
            typed.code,
        )}
        {new_password(office, typed.form, typed.password, typed.repeat)}
    };
    view! {
        {heading(texts.recover_title)}
        <p class="gate__lead">{texts.recover_lead}</p>
        {form(office, typed.form, texts.recover, fields.into_any(), None, move || office.recover())}
        <h2 class="office__subtitle">{texts.recover_without_title}</h2>
        <p>{texts.recover_without}</p>
        <p>
            <a href=format!("/desk?lang={locale}")>{texts.recover_back}</a>
        </p>
    }
    .into_any()
}
