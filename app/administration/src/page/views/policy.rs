use domain::api::Role;
use leptos::prelude::*;

use super::form::{step, summary};
use crate::page::office::Office;

/// What the authority demands of its members' sign-ins: for its administrators.
pub(crate) fn section(office: Office) -> Option<AnyView> {
    let is_administrator = office.session.with_untracked(|session| {
        session
            .as_ref()
            .is_some_and(|session| session.member.role == Role::Administrator)
    });
    if !is_administrator {
        return None;
    }
    browser::spawn(office.load_policy());
    let texts = office.passkey_texts();
    let policy = office.policy;
    let shown = move || {
        policy.required.get().map(|required| {
            let (state, action) = if required {
                (texts.policy_on, texts.policy_release)
            } else {
                (texts.policy_off, texts.policy_demand)
            };
            view! {
                <p>{state}</p>
                <p>{texts.policy_meaning}</p>
                <div class="form__actions">
                    <button
                        class="button button--secondary"
                        type="button"
                        aria-disabled=move || policy.form.is_busy().then_some("true")
                        on:click=move |_| office.require_second_factor(!required)
                    >
                        {action}
                    </button>
                </div>
            }
        })
    };
    let view = view! {
        <section class="office__section" aria-labelledby="policy-title">
            <h2 class="office__subtitle" id="policy-title">
                {texts.policy_title}
            </h2>
            {summary(office, policy.form)}
            {shown}
            {step(policy.form)}
        </section>
    };
    Some(view.into_any())
}
