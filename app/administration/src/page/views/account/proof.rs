use leptos::prelude::*;

use crate::page::account::PROOF;
use crate::page::office::Office;
use crate::page::views::fields::{Line, line};
use crate::page::views::form::form;

/// Asks for the password once more, where the server wants a fresh proof.
pub(super) fn section(office: Office) -> AnyView {
    let texts = office.account_texts();
    let proof = office.account.proof;
    let shown = move || {
        proof.is_needed.get().then(|| {
            let locale = office.locale.get_untracked();
            let field = line(
                locale,
                proof.form,
                Line::new(PROOF, office.common().password).kind("password", "current-password"),
                proof.password,
            );
            view! {
                <section class="office__section office__section--sheet" aria-labelledby="proof-title">
                    <h2 class="office__subtitle" id="proof-title">
                        {texts.proof_title}
                    </h2>
                    <p>{texts.proof_lead}</p>
                    {form(office, proof.form, office.common().unlock, field, None, move || office.prove())}
                </section>
            }
        })
    };
    view! { <div>{shown}</div> }.into_any()
}
