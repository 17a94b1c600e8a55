use domain::api::Member;
use leptos::prelude::*;
use staff::views::{Kind, fingerprint, notice};

use super::fields::{Line, account_name, line, new_password};
use super::form::form;
use super::frame::{heading, outside};
use crate::page::office::Office;
use crate::page::restoring::{CODE, RestoringStage};

/// The page on which somebody who has lost everything sets a new password.
pub(crate) fn page(office: Office) -> AnyView {
    let content = move || match office.restoring.stage.get() {
        RestoringStage::Code => code(office),
        RestoringStage::Looking => {
            let texts = locales::restoring(office.locale.get_untracked());
            view! { <p role="status">{texts.looking}</p> }.into_any()
        }
        RestoringStage::Refused => refused(office),
        RestoringStage::Known(member) => known(office, &member),
        RestoringStage::SetUp(number) => set_up(office, &number),
    };
    outside(office, "gate gate--wide", content)
}

fn code(office: Office) -> AnyView {
    let locale = office.locale.get_untracked();
    let texts = locales::restoring(locale);
    let restoring = office.restoring;
    let field = line(
        locale,
        restoring.form,
        Line::new(CODE, texts.code).kind("code", "off"),
        restoring.code,
    );
    view! {
        {heading(texts.title)}
        <p class="gate__lead">{texts.code_lead}</p>
        {form(office, restoring.form, texts.use_code, field, None, move || restoring.use_code(office))}
    }
    .into_any()
}

fn refused(office: Office) -> AnyView {
    let locale = office.locale.get_untracked();
    let texts = locales::restoring(locale);
    view! {
        {heading(texts.refused_title)}
        {notice(locale, Kind::Warning, texts.refused)}
        <div class="form__actions">
            <button
                class="button button--secondary"
                type="button"
                on:click=move |_| office.restoring.ask_again()
            >
                {texts.other_code}
            </button>
        </div>
    }
    .into_any()
}

fn known(office: Office, member: &Member) -> AnyView {
    let texts = locales::restoring(office.locale.get_untracked());
    let restoring = office.restoring;
    let fields = view! {
        {account_name(member.email.as_str().to_owned())}
        {new_password(office, restoring.form, restoring.password, restoring.repeat)}
    };
    view! {
        {heading((texts.welcome)(&member.name))}
        <p class="gate__lead">{texts.lead}</p>
        {form(
            office,
            restoring.form,
            texts.set_up,
            fields.into_any(),
            None,
            move || restoring.set_up(office),
        )}
    }
    .into_any()
}

fn set_up(office: Office, number: &str) -> AnyView {
    let locale = office.locale.get_untracked();
    let texts = locales::restoring(locale);
    view! {
        {heading(texts.is_set_up)}
        {fingerprint(office.common().fingerprint, number)}
        <p>{texts.read_out}</p>
        <p>{texts.then}</p>
        <div class="form__actions">
            <a class="button" href=format!("/desk?lang={locale}")>
                {texts.sign_in}
            </a>
        </div>
    }
    .into_any()
}
