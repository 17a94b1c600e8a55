//! What the desk shows. A view is built anew when the language changes, so its texts are plain values.

mod attachment;
mod bar;
mod chosen;
mod conversation;
mod departments;
mod elsewhere;
mod facts;
mod inbox;
mod letter;
mod message;
mod passing;
mod reply;
mod row;
mod status;
mod waiting;

use leptos::prelude::*;
use staff::views::{certificate_warning, sign_in};
use staff::{Farewell, Stage};

use super::desk::Desk;
pub(crate) use elsewhere::Elsewhere;

/// The whole desk.
pub(crate) fn app(desk: Desk) -> AnyView {
    let is_confirmed = Memo::new(move |_| desk.is_confirmed());
    view! {
        {move || {
            desk.locale.track();
            desk.stage
                .with(|stage| match stage {
                    Stage::Starting => starting(desk),
                    Stage::SignedOut(farewell) => gate(desk, farewell),
                    Stage::SignedIn if is_confirmed.get() && desk.audits() => auditor(desk),
                    Stage::SignedIn if is_confirmed.get() => signed_in(desk),
                    Stage::SignedIn => unconfirmed(desk),
                })
        }}
        <p class="visually-hidden" role="status">
            {move || desk.announcement.get()}
        </p>
    }
    .into_any()
}

fn gate(desk: Desk, farewell: &Farewell) -> AnyView {
    let texts = desk.texts();
    let kept = match desk.unsent.get_untracked() {
        0 => String::new(),
        count => (texts.drafts_kept)(count),
    };
    sign_in(desk.staff, farewell, texts.sign_in_lead, &kept)
}

fn starting(desk: Desk) -> AnyView {
    view! {
        <main class="gate">
            <p class="gate__loading" role="status">
                {desk.texts().loading}
            </p>
        </main>
    }
    .into_any()
}

/// For those whom nobody has confirmed: no inbox, no colleague, no key.
fn unconfirmed(desk: Desk) -> AnyView {
    view! {
        {bar::bar(desk)}
        <main class="unconfirmed-page">{staff::views::unconfirmed(desk.staff)}</main>
    }
    .into_any()
}

/// Auditors have no inbox: they are led to the log that they are there for.
fn auditor(desk: Desk) -> AnyView {
    let texts = desk.texts();
    browser::refocus("panes");
    view! {
        {bar::bar(desk)}
        <main class="unconfirmed-page" id="panes" tabindex="-1">
            {certificate_warning(desk.staff)} <p>{texts.auditor}</p>
            <p>{bar::link(desk, "/desk/administration/log", texts.audit_log)}</p>
        </main>
    }
    .into_any()
}

fn signed_in(desk: Desk) -> AnyView {
    let is_reading = move || {
        desk.route
            .with(|route| route.conversation.is_some() || route.letter)
    };
    view! {
        <a class="skip" href="#panes">
            {locales::common(desk.locale.get_untracked()).skip}
        </a>
        {bar::bar(desk)}
        {waiting::waiting(desk)}
        {certificate_warning(desk.staff)}
        <main class="panes" class:panes--reading=is_reading id="panes" tabindex="-1">
            {inbox::inbox(desk)}
            {conversation::pane(desk)}
        </main>
    }
    .into_any()
}
