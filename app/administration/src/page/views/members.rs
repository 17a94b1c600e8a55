use domain::api::{MemberEntry, MemberState};
use leptos::prelude::*;
use staff::views::{Kind, list, notice};
use staff::words::ends_soon;

use super::frame::{heading, news};
use super::{policy, words};
use crate::page::office::Office;
use crate::people::{self, People};
use crate::route::Place;

/// Everybody, those who wait for somebody first.
pub(crate) fn page(office: Office) -> AnyView {
    let texts = office.texts();
    let locale = office.locale.get_untracked();
    let people = office.people();
    let waiting = match people.waiting() {
        0 => None,
        count => Some(notice(locale, Kind::Info, (texts.waiting_first)(count))),
    };
    let keys: Vec<_> = people
        .members
        .iter()
        .map(|entry| entry.member.id.0.as_u128())
        .collect();
    let rows = list(
        move || keys.clone(),
        move |key| {
            let entry = people
                .members
                .iter()
                .find(|entry| entry.member.id.0.as_u128() == key)?;
            Some(row(office, entry, &people))
        },
    );
    view! {
        {news(office)}
        <div class="office__head">
            <div>{heading(texts.members)} <p class="office__lead">{texts.members_lead}</p></div>
            <a class="button" id="invite" href=office.address_of(Place::Invite) on:click=office.follow(Place::Invite)>
                {texts.invite}
            </a>
        </div>
        {waiting}
        <ul class="entries">{rows}</ul>
        {policy::section(office)}
    }
    .into_any()
}

/// What there is to be done about somebody's certificate or invitation.
pub(super) fn warning(office: Office, entry: &MemberEntry) -> Option<String> {
    if people::is_over(entry, browser::now()) {
        return Some(office.texts().invitation_over.to_owned());
    }
    // Whose own certificate ends renews that first; the page says so above.
    let can_certify = office.session.with_untracked(|session| {
        session
            .as_ref()
            .is_some_and(|session| session.ends_soon().is_none())
    });
    let days = ends_soon(entry.certified_until?, browser::now())?;
    (can_certify && entry.state == MemberState::Confirmed).then(|| (office.texts().certificate_soon)(days))
}

fn row(office: Office, entry: &MemberEntry, people: &People) -> AnyView {
    let texts = office.texts();
    let locale = office.locale.get_untracked();
    let member = &entry.member;
    let place = Place::Member(member.id);
    let is_self = office.own_id() == Some(member.id);
    view! {
        <li class="entry">
            <div class="entry__main">
                <h2 class="entry__name">
                    <a class="entry__link" id=member.id.to_string() href=office.address_of(place) on:click=office.follow(place)>
                        {member.name.clone()}
                    </a>
                    {is_self.then(|| view! { " " <span class="entry__remark">"(" {texts.you} ")"</span> })}
                </h2>
                <p class="entry__line">{member.email.as_str().to_owned()}</p>
                <p class="entry__line">
                    {words::role(member.role, locale)} " · " {words::departments_of(office, entry, people)}
                </p>
                {warning(office, entry).map(|words| view! { <p class="entry__warning">{words}</p> })}
            </div>
            <p class="entry__state">
                <span class="visually-hidden">{texts.state} ": "</span>
                {words::state(entry.state, locale)}
            </p>
        </li>
    }
    .into_any()
}
