use domain::Locale;
use domain::api::{MemberEntry, MemberState, Role};
use leptos::prelude::*;

use super::super::office::Office;
use super::fields::Choice;
use crate::page::drafts::role_word;
use crate::people::People;

/// A role's name.
pub(crate) fn role(role: Role, locale: Locale) -> &'static str {
    let texts = locales::administration(locale);
    match role {
        Role::Administrator => texts.role_administrator,
        Role::Lead => texts.role_lead,
        Role::Caseworker => texts.role_caseworker,
        Role::Auditor => texts.role_auditor,
    }
}

/// Roles to choose from, with what each may do.
pub(crate) fn roles(offered: &[Role], locale: Locale) -> Vec<Choice> {
    let texts = locales::administration(locale);
    let choice = |offered: &Role| Choice {
        value: role_word(*offered),
        label: role(*offered, locale),
        hint: Some(match offered {
            Role::Administrator => texts.role_administrator_hint,
            Role::Lead => texts.role_lead_hint,
            Role::Caseworker => texts.role_caseworker_hint,
            Role::Auditor => texts.role_auditor_hint,
        }),
    };
    offered.iter().map(choice).collect()
}

/// A state's name, marked by shape and word and never by colour alone.
pub(crate) fn state(state: MemberState, locale: Locale) -> AnyView {
    let texts = locales::administration(locale);
    let (class, word) = match state {
        MemberState::Invited => ("state", texts.state_invited),
        MemberState::Waiting => ("state state--waiting", texts.state_waiting),
        MemberState::Confirmed => ("state state--confirmed", texts.state_confirmed),
        MemberState::Left => ("state state--left", texts.state_left),
    };
    view! { <span class=class>{word}</span> }.into_any()
}

/// The names of somebody's departments.
pub(crate) fn departments_of(office: Office, entry: &MemberEntry, people: &People) -> String {
    let locale = office.locale.get_untracked();
    let names: Vec<_> = entry
        .member
        .departments
        .iter()
        .filter_map(|id| people.department(*id))
        .map(|entry| entry.department.name.text(locale))
        .collect();
    if names.is_empty() {
        office.texts().no_departments_of.to_owned()
    } else {
        names.join(", ")
    }
}
