use domain::limits;
use leptos::prelude::*;
use locales::{Locale, common, compose};

use crate::hooks::form::{error, field, list, said};

/// Files to send along: choosing, what was chosen, and taking back. `id` is the input's.
#[component]
pub fn Files(locale: Locale, id: &'static str) -> impl IntoView {
    let texts = &compose(locale).files;
    let hint = (texts.hint)(
        limits::ATTACHMENTS,
        &locales::size(locale, limits::ATTACHMENT_BYTES),
    );
    view! {
        <div class="field files" id=field(id)>
            <label class="field__label" for=id>
                {texts.label}
                " "
                <span class="field__optional">"(" {common(locale).optional} ")"</span>
            </label>
            <p class="field__hint" id=format!("{id}-hint")>
                {hint}
            </p>
            <div id=error(id) role="alert"></div>
            <input
                class="files__input"
                id=id
                type="file"
                multiple
                autocomplete="off"
                aria-describedby=format!("{id}-hint {}", error(id))
            />
            <ul class="files__list" aria-label=texts.chosen id=list(id) hidden></ul>
            <p class="visually-hidden" role="status" id=said(id)></p>
        </div>
    }
}
