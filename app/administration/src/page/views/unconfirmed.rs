use domain::api::Role;
use leptos::prelude::*;
use staff::views::unconfirmed;

use super::fields::{Line, line};
use super::form::form;
use super::frame::heading;
use crate::page::office::Office;

/// For those who may not administer: because nobody has confirmed them yet, or because their role is another one.
pub(crate) fn page(office: Office) -> AnyView {
    let texts = office.texts();
    let session = office.session.get();
    let is_certified = session.as_ref().is_some_and(|session| session.certified);
    if is_certified {
        return view! {
            {heading(texts.not_allowed_title)}
            <p>{texts.not_allowed}</p>
            <div class="form__actions">
                <a class="button" href="/desk">
                    {texts.desk}
                </a>
            </div>
        }
        .into_any();
    }
    let is_administrator = session.is_some_and(|session| session.member.role == Role::Administrator);
    view! {
        {heading(texts.title)}
        {unconfirmed(office.staff)}
        {is_administrator.then(|| resume(office))}
    }
    .into_any()
}

/// A founding that was interrupted is finished with the root file.
fn resume(office: Office) -> AnyView {
    let texts = locales::founding(office.locale.get_untracked());
    view! {
        <section class="office__section" aria-labelledby="resume-title">
            <h2 class="office__subtitle" id="resume-title">
                {texts.resume_title}
            </h2>
            <p>{texts.resume}</p>
            {root_form(office, texts.resume_now)}
        </section>
    }
    .into_any()
}

/// Asks for the root file and its passphrase, and certifies whoever has signed in.
pub(crate) fn root_form(office: Office, action: &'static str) -> AnyView {
    let locale = office.locale.get_untracked();
    let texts = locales::founding(locale);
    let passphrase = office.drafts.passphrase;
    let mistake = office.form.mistake_on("root-file");
    let fields = view! {
        <div class="field" class:field--wrong=move || mistake.with(Option::is_some)>
            <label class="field__label" for="root-file">
                {texts.resume_file}
            </label>
            {move || {
                mistake
                    .get()
                    .map(|text| {
                        view! {
                            <p class="field__error" id="root-file-error">
                                {text}
                            </p>
                        }
                    })
            }}
            <input
                class="field__input field__input--file"
                id="root-file"
                type="file"
                aria-required="true"
                aria-describedby=move || mistake.with(Option::is_some).then_some("root-file-error")
                aria-invalid=move || mistake.with(Option::is_some).then_some("true")
            />
        </div>
        {line(
            locale,
            office.form,
            Line::new("passphrase", texts.resume_passphrase).kind("password", "off"),
            passphrase,
        )}
    };
    form(office, office.form, action, fields.into_any(), None, move || {
        office.certify_with_root_file();
    })
}
