use domain::MemberId;
use domain::api::{MemberEntry, MemberState, Role};
use leptos::prelude::*;
use staff::views::{Kind, fingerprint, notice};

use super::fields::check;
use super::form::form;
use super::frame::{back, heading, missing, news};
use super::invite::role_and_departments;
use super::question::{Question, question};
use super::restoration;
use super::words;
use crate::page::office::Office;
use crate::people::{self, People};
use crate::route::Place;

/// One member: where they stand, and what can be done about it.
pub(crate) fn page(office: Office, id: MemberId) -> AnyView {
    let people = office.people();
    let Some(entry) = people.member(id) else {
        return missing(office, Place::Members);
    };
    let is_administrator = office.session.with_untracked(|session| {
        session
            .as_ref()
            .is_some_and(|session| session.member.role == Role::Administrator)
    });
    let acts = match entry.state {
        MemberState::Invited => invited(office, entry),
        MemberState::Waiting if is_administrator => waiting(office, entry),
        MemberState::Confirmed if office.own_id() == Some(id) => own(office, entry),
        MemberState::Confirmed if is_administrator => confirmed(office, entry),
        MemberState::Waiting | MemberState::Confirmed => number(office, entry).into_any(),
        MemberState::Left => view! { <p>{office.texts().left_meaning}</p> }.into_any(),
    };
    view! {
        {back(office, Place::Members)}
        {news(office)}
        {heading(entry.member.name.clone())}
        {facts(office, entry, &people)}
        {acts}
    }
    .into_any()
}

fn facts(office: Office, entry: &MemberEntry, people: &People) -> AnyView {
    let texts = office.texts();
    let locale = office.locale.get_untracked();
    let row = |label: &'static str, value: AnyView| {
        view! {
            <div class="summary__row">
                <dt class="summary__label">{label}</dt>
                <dd class="summary__value">{value}</dd>
            </div>
        }
    };
    view! {
        <dl class="summary">
            {row(texts.state, words::state(entry.state, locale))}
            {row(texts.email, entry.member.email.as_str().to_owned().into_any())}
            {row(texts.role, words::role(entry.member.role, locale).into_any())}
            {row(texts.departments_of, words::departments_of(office, entry, people).into_any())}
        </dl>
    }
    .into_any()
}

fn number(office: Office, entry: &MemberEntry) -> Option<AnyView> {
    let people = office.people();
    let number = people.fingerprint(entry.member.id)?;
    Some(fingerprint(office.common().fingerprint, number))
}

fn invited(office: Office, entry: &MemberEntry) -> AnyView {
    let texts = office.texts();
    let id = entry.member.id;
    let name = entry.member.name.clone();
    let withdraw = Question {
        ask: texts.withdraw,
        title: (texts.withdraw_question)(&name),
        meaning: vec![texts.withdraw_meaning],
        action: texts.withdraw,
    };
    let is_over = people::is_over(entry, browser::now());
    // Once it was sent again, the earlier one's end says nothing.
    let meaning = move || match is_over && office.form.done.with(Option::is_none) {
        true => texts.invitation_over,
        false => texts.invited_meaning,
    };
    view! {
        <p>{meaning}</p>
        {form(office, office.form, texts.invite_again, ().into_any(), None, move || office.invite_again(id))}
        {question(office, withdraw, move || office.withdraw(id, name.clone()))}
    }
    .into_any()
}

fn waiting(office: Office, entry: &MemberEntry) -> AnyView {
    let texts = office.texts();
    let locale = office.locale.get_untracked();
    let id = entry.member.id;
    let name = entry.member.name.clone();
    let reject = Question {
        ask: texts.reject,
        title: (texts.reject_question)(&name),
        meaning: vec![texts.reject_meaning],
        action: texts.reject,
    };
    let fields = view! {
        {number(office, entry)}
        {check(
            locale,
            office.form,
            "compared",
            (texts.compared)(&name),
            None,
            office.drafts.compared,
        )}
    };
    let confirmed = entry.clone();
    view! {
        <section class="office__section office__section--sheet" aria-labelledby="confirm-title">
            <h2 class="office__subtitle" id="confirm-title">
                {texts.confirm_title}
            </h2>
            <p>{(texts.confirm_lead)(&name)}</p>
            {form(
                office,
                office.form,
                texts.confirm,
                fields.into_any(),
                None,
                move || office.confirm(confirmed.clone()),
            )}
        </section>
        <section class="office__section">
            <p>{texts.mismatch}</p>
            {question(office, reject, move || office.reject(id, name.clone()))}
        </section>
    }
    .into_any()
}

fn own(office: Office, entry: &MemberEntry) -> AnyView {
    let locale = office.locale.get_untracked();
    let people = office.people();
    let administrators = people
        .members
        .iter()
        .filter(|other| other.state == MemberState::Confirmed && other.member.role == Role::Administrator);
    let is_alone = entry.member.role == Role::Administrator && administrators.count() == 1;
    let alone = is_alone.then(|| notice(locale, Kind::Warning, locales::restoring(locale).alone));
    view! { {number(office, entry)} {notice(locale, Kind::Info, office.texts().own_account)} {alone} }
        .into_any()
}

fn confirmed(office: Office, entry: &MemberEntry) -> AnyView {
    let texts = office.texts();
    let name = entry.member.name.clone();
    let (changed, left) = (entry.clone(), entry.clone());
    let leaving = name.clone();
    let leave = move || {
        let (meaning, action) = if office.drafts.alone.get() {
            (texts.leave_alone_meaning, texts.leave_alone_now)
        } else {
            (texts.leave_meaning, texts.leave_now)
        };
        let leave = Question {
            ask: texts.leave,
            title: (texts.leave_question)(&leaving),
            meaning: meaning.to_vec(),
            action,
        };
        let left = left.clone();
        question(office, leave, move || office.end(left.clone()))
    };
    view! {
        {number(office, entry)}
        <section class="office__section" aria-labelledby="change-title">
            <h2 class="office__subtitle" id="change-title">
                {texts.change_title}
            </h2>
            <p>{(texts.change_lead)(&name)}</p>
            {form(
                office,
                office.form,
                texts.change,
                role_and_departments(office),
                None,
                move || office.change(changed.clone()),
            )}
        </section>
        {restoration::section(office, entry)}
        <section class="office__section" aria-labelledby="leave-title">
            <h2 class="office__subtitle" id="leave-title">
                {texts.leave_title}
            </h2>
            <p>{(texts.leave_lead)(&name)}</p>
            {leave}
        </section>
    }
    .into_any()
}
