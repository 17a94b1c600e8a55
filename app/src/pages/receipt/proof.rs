use leptos::prelude::*;
use locales::{Locale, receipt as texts};

use crate::hooks::form::{error, field};
use crate::hooks::receipt::{PROOF, PROOF_CHECK, PROOF_FORM, PROOF_HEADING, PROOF_LABEL, PROVE, SHOW};

/// Asks for a group of the hidden code: whoever can type it has kept it.
pub(super) fn proof(locale: Locale) -> impl IntoView {
    let texts = texts(locale);
    view! {
        <div class="receipt__stage" id=PROVE hidden>
            <h2 id=PROOF_HEADING tabindex="-1">
                {texts.proof_heading}
            </h2>
            <p>{texts.proof_lead}</p>
            <form class="form" method="dialog" novalidate id=PROOF_FORM>
                <div class="field" id=field(PROOF)>
                    // Says which group, another one each time.
                    <label class="field__label" for=PROOF id=PROOF_LABEL></label>
                    <p class="field__hint" id="proof-hint">
                        {texts.proof_hint}
                    </p>
                    <div role="alert" id=error(PROOF)></div>
                    <input
                        class="field__input field__input--code field__input--group"
                        id=PROOF
                        type="text"
                        autocomplete="off"
                        autocapitalize="characters"
                        spellcheck="false"
                        aria-describedby=format!("proof-hint {}", error(PROOF))
                    />
                </div>
                <div class="form__actions">
                    <button class="button" type="submit" disabled id=PROOF_CHECK>
                        {texts.check}
                    </button>
                    <button class="button button--secondary" type="button" id=SHOW>
                        {texts.show}
                    </button>
                </div>
            </form>
        </div>
    }
}
