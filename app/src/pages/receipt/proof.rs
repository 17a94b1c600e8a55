use leptos::prelude::*;

use super::state::{PROOF, State};
use crate::components::mistake_on;
use locales::common;

/// Asks for a group of the hidden code: whoever can type it has kept it.
pub(super) fn proof(state: State) -> impl IntoView {
    let State {
        locale,
        texts,
        mistakes,
        ..
    } = state;
    let error = mistake_on(mistakes, PROOF);
    // The sentence changes with the group, which a text field's label does not.
    view! {
        <p>{texts.proof_lead}</p>
        <form
            class="form"
            method="dialog"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                state.prove();
            }
        >
            <div class="field" class:field--wrong=move || error.with(Option::is_some)>
                <label class="field__label" for=PROOF>
                    {move || (texts.proof)(state.number())}
                </label>
                <p class="field__hint" id="proof-hint">
                    {texts.proof_hint}
                </p>
                <div role="alert">
                    {move || {
                        error
                            .get()
                            .map(|error| {
                                view! {
                                    <p class="field__error" id="proof-error">
                                        <span class="visually-hidden">{common(locale).error} " "</span>
                                        {error}
                                    </p>
                                }
                            })
                    }}
                </div>
                <input
                    class="field__input field__input--code field__input--group"
                    id=PROOF
                    type="text"
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    aria-describedby="proof-hint proof-error"
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    prop:value=state.typed
                    on:input=move |event| state.typed.set(event_target_value(&event))
                />
            </div>
            <div class="form__actions">
                <button class="button" type="submit">
                    {texts.check}
                </button>
                <button class="button button--secondary" type="button" on:click=move |_| state.show()>
                    {texts.show}
                </button>
            </div>
        </form>
    }
}
