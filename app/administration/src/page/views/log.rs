use std::sync::Arc;

use domain::api::Authority;
use domain::audit::{Action, DONE, Finding, Statement, Subject};
use domain::{DepartmentId, MemberId};
use leptos::prelude::*;
use staff::views::{Kind, notice};
use vault::messages::ReadEntry;

use super::failed_with;
use super::frame::heading;
use super::words;
use crate::page::log::{Reading, Verified};
use crate::page::office::Office;

/// The audit log: whether it is whole, and what stands in it, the newest first.
pub(crate) fn page(office: Office) -> AnyView {
    let texts = office.log_texts();
    browser::spawn(office.load_log());
    let content = move || match office.log.state.get() {
        Reading::Begun => view! {
            <p class="office__loading" role="status">
                {texts.reading}
            </p>
        }
        .into_any(),
        Reading::Failed(trouble) => {
            let words = trouble.words(office.locale.get_untracked());
            failed_with(office, words, move || browser::spawn(office.load_log()))
        }
        Reading::Done(verified) => log(office, verified),
    };
    view! {
        <div class="office__head">
            <div>{heading(texts.title)} <p class="office__lead">{texts.lead}</p></div>
        </div>
        {content}
    }
    .into_any()
}

fn log(office: Office, verified: Arc<Verified>) -> AnyView {
    let texts = office.log_texts();
    let all = verified.entries.len();
    let verdict = verdict(office, &verified);
    let rows = move || {
        let shown = verified.entries.iter().rev().take(office.log.shown.get());
        shown.map(|entry| row(office, entry, &verified)).collect_view()
    };
    let more = move || {
        (office.log.shown.get() < all).then(|| {
            view! {
                <button
                    class="button button--secondary"
                    type="button"
                    on:click=move |_| office.log.show_more()
                >
                    {texts.older}
                </button>
            }
        })
    };
    view! {
        {verdict}
        <section class="office__section" aria-labelledby="entries-title">
            <h2 class="office__subtitle" id="entries-title">
                {texts.entries}
            </h2>
            <ol class="entries">{rows}</ol>
            <div class="form__actions">{more}</div>
        </section>
    }
    .into_any()
}

/// Whether the log is what was recorded, and else what is wrong with it.
fn verdict(office: Office, verified: &Verified) -> AnyView {
    let texts = office.log_texts();
    let locale = office.locale.get_untracked();
    if verified.findings.is_empty() {
        let words = (texts.whole)(verified.entries.len());
        return view! {
            <div role="status" id="verdict">
                {notice(locale, Kind::Success, words)}
            </div>
        }
        .into_any();
    }
    let findings = verified.findings.iter().map(|finding| {
        let words = finding_words(office, *finding);
        view! { <li>{words}</li> }
    });
    view! {
        <div role="alert" id="verdict">
            {notice(locale, Kind::Error, texts.broken)}
            <ul class="office__names">{findings.collect_view()}</ul>
        </div>
    }
    .into_any()
}

fn finding_words(office: Office, finding: Finding) -> String {
    let texts = office.log_texts();
    match finding {
        Finding::Altered { number } => (texts.altered)(number),
        Finding::Missing { from, to } => (texts.missing)(from, to),
        Finding::Moved { number, belongs } => (texts.moved)(number, belongs),
        Finding::Forged { number } => (texts.forged)(number),
        Finding::Repeated { number } => (texts.repeated)(number),
        Finding::Contradicted { number, by } => (texts.contradicted)(number, by),
        Finding::Forgotten { number } => (texts.forgotten)(number),
    }
}

fn row(office: Office, entry: &ReadEntry, verified: &Verified) -> AnyView {
    let texts = office.log_texts();
    let locale = office.locale.get_untracked();
    let what = match &entry.statement {
        Some(statement) => action(statement.action, texts),
        None => texts.unreadable,
    };
    let is_done = entry.outcome == DONE;
    let what = if is_done {
        what.to_owned()
    } else {
        (texts.tried)(what)
    };
    let moment = format!(
        "{}, {}",
        browser::date_text(entry.at, locale),
        browser::time_text(entry.at, locale)
    );
    let by = if entry.is_signed {
        texts.signed
    } else {
        texts.noted
    };
    let about = entry
        .statement
        .as_ref()
        .map(|statement| about(office, entry, statement, verified))
        .unwrap_or_default();
    let outcome = if is_done {
        view! { <span class="state state--confirmed">{texts.done}</span> }.into_any()
    } else {
        let code = entry.outcome.clone();
        view! {
            <span class="state state--waiting">{texts.refused}</span>
            " "
            <code>{code}</code>
        }
        .into_any()
    };
    view! {
        <li class="entry entry--still">
            <div class="entry__main">
                <h3 class="entry__name">{what}</h3>
                <p class="entry__line">{about}</p>
                <p class="entry__line">{(texts.number)(entry.number)} " · " {moment} " · " {by}</p>
            </div>
            <p class="entry__state">{outcome}</p>
        </li>
    }
    .into_any()
}

/// Who did it, and about whom and what.
fn about(office: Office, entry: &ReadEntry, statement: &Statement, verified: &Verified) -> String {
    let texts = office.log_texts();
    let locale = office.locale.get_untracked();
    let name = |member: MemberId| {
        let known = verified.names.get(&member);
        known.map_or(texts.nobody, String::as_str).to_owned()
    };
    let department = |id: DepartmentId| {
        office.session.with_untracked(|session| {
            let name = session.as_ref().map(|session| session.department(id, locale));
            name.unwrap_or_default()
        })
    };
    let Subject {
        member,
        members,
        role,
        departments,
        epoch,
        conversation: _,
        directory: _,
        authority,
        status,
    } = &statement.subject;
    let nobody = match statement.action {
        Action::HandOver => texts.citizen,
        _ => texts.operator,
    };
    let mut parts = vec![statement.actor.map_or_else(|| nobody.to_owned(), name)];
    parts.extend(member.filter(|member| Some(*member) != statement.actor).map(name));
    parts.extend(role.map(|role| words::role(role, locale).to_owned()));
    parts.extend(departments.iter().copied().map(department));
    parts.extend(entry.department.map(department));
    parts.extend(authority.map(|other| elsewhere(office, verified.others.get(&other), departments)));
    parts.extend(epoch.map(texts.epoch));
    parts.extend(members.iter().copied().map(name));
    parts.extend(
        status.map(|status| texts.status[usize::from(status == domain::api::Status::Closed)].to_owned()),
    );
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// The other authority that something went to or came from, with its department.
fn elsewhere(office: Office, other: Option<&Authority>, departments: &[DepartmentId]) -> String {
    let texts = office.log_texts();
    let locale = office.locale.get_untracked();
    let Some(other) = other else {
        return String::new();
    };
    let found = other
        .departments
        .iter()
        .find(|department| departments.contains(&department.id));
    let place = match found {
        Some(department) => format!("{}, {}", department.name.text(locale), other.name),
        None => other.name.clone(),
    };
    let own = office.session.with_untracked(|session| {
        let is_own = |id: &DepartmentId| {
            let session = session.as_ref();
            session.is_some_and(|session| !session.department(*id, locale).is_empty())
        };
        departments.iter().position(is_own)
    });
    let theirs = departments
        .iter()
        .position(|id| found.is_some_and(|found| found.id == *id));
    // From the first to the second.
    match (own, theirs) {
        (Some(0), _) | (None, Some(1)) => (texts.to)(&place),
        (Some(_), _) | (None, Some(_)) => (texts.from)(&place),
        (None, None) => place,
    }
}

/// An action's name.
fn action(action: Action, texts: &'static locales::Log) -> &'static str {
    match action {
        Action::FoundAuthority => texts.found_authority,
        Action::Invite => texts.invite,
        Action::RepeatInvitation => texts.repeat_invitation,
        Action::WithdrawInvitation => texts.withdraw_invitation,
        Action::Enrol => texts.enrol,
        Action::Certify => texts.certify,
        Action::Depart => texts.depart,
        Action::ChangeAuthority => texts.change_authority,
        Action::CreateDepartment => texts.create_department,
        Action::ChangeDepartment => texts.change_department,
        Action::ChangeEmbedding => texts.change_embedding,
        Action::PublishDirectory => texts.publish_directory,
        Action::BeginEpoch => texts.begin_epoch,
        Action::GrantEpoch => texts.grant_epoch,
        Action::SignIn => texts.sign_in,
        Action::Unlock => texts.unlock,
        Action::SignOut => texts.sign_out,
        Action::ShowPasskey => texts.show_passkey,
        Action::AddPasskey => texts.add_passkey,
        Action::RemovePasskey => texts.remove_passkey,
        Action::ChangePassword => texts.change_password,
        Action::MakeRecoveryCode => texts.make_recovery_code,
        Action::RemoveRecoveryCode => texts.remove_recovery_code,
        Action::BeginRestoration => texts.begin_restoration,
        Action::WithdrawRestoration => texts.withdraw_restoration,
        Action::SetUpRestoration => texts.set_up_restoration,
        Action::RestoreAccess => texts.restore_access,
        Action::ChangePolicy => texts.change_policy,
        Action::EndSessions => texts.end_sessions,
        Action::OpenConversation => texts.open_conversation,
        Action::SetStatus => texts.set_status,
        Action::PassOn => texts.pass_on,
        Action::WriteLetter => texts.write_letter,
        Action::ProposeHandover => texts.propose_handover,
        Action::WithdrawProposal => texts.withdraw_proposal,
        Action::HandOver => texts.hand_over,
    }
}
