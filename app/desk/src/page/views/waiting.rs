use leptos::prelude::*;
use staff::views::list;

use crate::page::desk::Desk;
use crate::page::waiting::Handover;

/// Colleagues who lack keys that this vault has: each is handed over in one click.
pub(crate) fn waiting(desk: Desk) -> AnyView {
    let keys = move || {
        desk.waiting
            .with(|waiting| waiting.iter().map(Handover::key).collect())
    };
    let entry = move |key| {
        let found = desk
            .waiting
            .with_untracked(|waiting| waiting.iter().find(|handover| handover.key() == key).cloned());
        Some(strip(desk, found?))
    };
    view! { <div class="strips">{list(keys, entry)}</div> }.into_any()
}

fn strip(desk: Desk, handover: Handover) -> AnyView {
    let texts = desk.texts();
    let locale = desk.locale.get_untracked();
    let department = desk
        .session
        .get_untracked()
        .map(|session| session.department(handover.department, locale))
        .unwrap_or_default();
    let said = handover.said;
    let id = format!("hand-over-{}", handover.key());
    let words = (texts.waiting_grant)(&handover.name, &department);
    view! {
        <section class="strip" aria-labelledby=id.clone()>
            <p class="strip__text" id=id.clone()>
                {words}
            </p>
            <button
                class="button button--secondary button--small"
                type="button"
                id=handover.button()
                aria-describedby=id.clone()
                on:click=move |_| desk.hand_over(handover.clone())
            >
                {texts.hand_over}
            </button>
            <p class="strip__said" role="status">
                {move || said.get()}
            </p>
        </section>
    }
    .into_any()
}
