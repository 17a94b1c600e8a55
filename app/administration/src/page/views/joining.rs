use domain::api::Member;
use leptos::prelude::*;
use staff::JOINED;
use staff::views::{Kind, fingerprint, notice};

use super::fields::{Line, account_name, line, new_password};
use super::form::form;
use super::frame::{heading, outside};
use super::words;
use crate::page::joining::JoiningStage;
use crate::page::office::Office;

/// The page that accepts an invitation.
pub(crate) fn page(office: Office) -> AnyView {
    let content = move || match office.joining.stage.get() {
        JoiningStage::Code => code(office),
        JoiningStage::Looking => {
            let texts = locales::joining(office.locale.get_untracked());
            view! { <p role="status">{texts.looking}</p> }.into_any()
        }
        JoiningStage::Refused => refused(office),
        JoiningStage::Invited(member, authority) => invited(office, &member, &authority),
        JoiningStage::Joined(authority, number) => joined(office, &authority, &number),
    };
    outside(office, "gate gate--wide", content)
}

fn code(office: Office) -> AnyView {
    let locale = office.locale.get_untracked();
    let texts = locales::joining(locale);
    let joining = office.joining;
    let field = line(
        locale,
        joining.form,
        Line::new("code", texts.code).kind("code", "off"),
        joining.code,
    );
    view! {
        {heading(texts.code_title)}
        <p class="gate__lead">{texts.code_lead}</p>
        {form(office, joining.form, texts.use_code, field, None, move || joining.use_code(office))}
    }
    .into_any()
}

fn refused(office: Office) -> AnyView {
    let locale = office.locale.get_untracked();
    let texts = locales::joining(locale);
    view! {
        {heading(texts.refused_title)}
        {notice(locale, Kind::Warning, texts.refused)}
        <div class="form__actions">
            <a class="button" href=format!("/desk?lang={locale}")>
                {texts.sign_in}
            </a>
            <button
                class="button button--secondary"
                type="button"
                on:click=move |_| office.joining.ask_again()
            >
                {texts.other_code}
            </button>
        </div>
    }
    .into_any()
}

fn invited(office: Office, member: &Member, authority: &str) -> AnyView {
    let locale = office.locale.get_untracked();
    let texts = locales::joining(locale);
    let joining = office.joining;
    let fields = view! {
        {account_name(member.email.as_str().to_owned())}
        {new_password(office, joining.form, joining.password, joining.repeat)}
    };
    view! {
        {heading((texts.welcome)(&member.name))}
        <p class="gate__lead">{(texts.invited)(authority)}</p>
        <dl class="summary">
            <div class="summary__row">
                <dt class="summary__label">{texts.email}</dt>
                <dd class="summary__value">{member.email.as_str().to_owned()}</dd>
            </div>
            <div class="summary__row">
                <dt class="summary__label">{texts.role}</dt>
                <dd class="summary__value">{words::role(member.role, locale)}</dd>
            </div>
        </dl>
        <p>{texts.lead}</p>
        {form(office, joining.form, texts.join, fields.into_any(), None, move || joining.join(office))}
    }
    .into_any()
}

fn joined(office: Office, authority: &str, number: &str) -> AnyView {
    let locale = office.locale.get_untracked();
    let texts = locales::joining(locale);
    view! {
        {heading(texts.joined)}
        {fingerprint(office.common().fingerprint, number)}
        <p>{(texts.joined_lead)(authority)}</p>
        <p>{texts.joined_next}</p>
        <div class="form__actions">
            <a class="button" href=format!("/desk?lang={locale}#{JOINED}")>
                {texts.sign_in}
            </a>
        </div>
    }
    .into_any()
}
