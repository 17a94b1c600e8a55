use domain::api::StaffSessionEntry;
use leptos::prelude::*;
use staff::views::list;

use super::moment;
use crate::page::office::Office;
use crate::page::views::form::{step, summary};

/// Where somebody is signed in, and the way to end that.
pub(super) fn section(office: Office) -> AnyView {
    let texts = office.account_texts();
    let sessions = office.account.sessions;
    let content = move || {
        if sessions.known.with(Option::is_none) {
            let loading = sessions.form.trouble.with(Option::is_none);
            return loading.then(|| view! { <p role="status">{texts.sessions_loading}</p> }.into_any());
        }
        let keys = move || {
            sessions.known.with(|known| {
                let all = known.iter().flatten();
                all.map(|session| session.id.0.as_u128()).collect()
            })
        };
        let entry = move |key| {
            sessions.known.with_untracked(|known| {
                let mut all = known.iter().flatten();
                let session = all.find(|session| session.id.0.as_u128() == key)?;
                Some(row(office, session))
            })
        };
        Some(view! { <ul class="entries">{list(keys, entry)}</ul> }.into_any())
    };
    view! {
        <section class="office__section" aria-labelledby="sessions-title">
            <h2 class="office__subtitle" id="sessions-title" tabindex="-1">
                {texts.sessions}
            </h2>
            <p>{texts.sessions_lead}</p>
            {summary(office, sessions.form)}
            {content}
            {step(sessions.form)}
            <div class="form__actions">
                <button
                    class="button button--danger"
                    type="button"
                    aria-disabled=move || sessions.form.is_busy().then_some("true")
                    on:click=move |_| office.end_all_sessions()
                >
                    {texts.end_all}
                </button>
                <p class="office__lead">{texts.end_all_hint}</p>
            </div>
        </section>
    }
    .into_any()
}

fn row(office: Office, session: &StaffSessionEntry) -> AnyView {
    let texts = office.account_texts();
    let device = if session.device.is_empty() {
        texts.unknown_device.to_owned()
    } else {
        session.device.clone()
    };
    let started = moment(office, session.started_at);
    let used = (texts.used)(&moment(office, session.used_at));
    let label = (texts.end_session_of)(&device, &started);
    let id = session.id;
    let named = device.clone();
    let end = (!session.current).then(|| {
        view! {
            <button
                class="button button--secondary"
                type="button"
                aria-label=label
                aria-disabled=move || office.account.sessions.form.is_busy().then_some("true")
                on:click=move |_| office.end_session(id, device.clone())
            >
                {texts.end_session}
            </button>
        }
    });
    view! {
        <li class="entry entry--still">
            <div class="entry__main">
                <h3 class="entry__name">{named}</h3>
                <p class="entry__line">{(texts.started)(&started)} ", " {used}</p>
            </div>
            {session.current.then(|| view! { <p class="entry__state">{texts.this_device}</p> })}
            {end}
        </li>
    }
    .into_any()
}
