use leptos::prelude::*;

use crate::page::office::Office;
use crate::page::views::fields::new_password;
use crate::page::views::form::form;

/// Another password in the place of the present one.
pub(super) fn section(office: Office) -> AnyView {
    let texts = office.account_texts();
    let section = office.account.password;
    let fields = new_password(office, section.form, section.password, section.repeat);
    view! {
        <section class="office__section" aria-labelledby="password-title">
            <h2 class="office__subtitle" id="password-title">
                {texts.password}
            </h2>
            <p>{texts.password_lead}</p>
            {form(office, section.form, texts.change_password, fields, None, move || office.change_password())}
        </section>
    }
    .into_any()
}
