use domain::limits;
use leptos::prelude::*;
use locales::{Locale, common, compose};

use super::chosen::Chosen;

/// Files to send along: choosing, what was chosen, and taking back. `id` is the input's.
pub(crate) fn file_list(locale: Locale, id: &'static str, chosen: Chosen) -> impl IntoView {
    let texts = &compose(locale).files;
    let hint = (texts.hint)(
        limits::ATTACHMENTS,
        &locales::size(locale, limits::ATTACHMENT_BYTES),
    );
    let wrong = move || chosen.mistakes.with(|mistakes| !mistakes.is_empty());
    let described_by = move || {
        if wrong() {
            format!("{id}-hint {id}-error")
        } else {
            format!("{id}-hint")
        }
    };
    view! {
        <div class="field files" class:field--wrong=wrong>
            <label class="field__label" for=id>
                {texts.label}
                " "
                <span class="field__optional">"(" {common(locale).optional} ")"</span>
            </label>
            <p class="field__hint" id=format!("{id}-hint")>
                {hint}
            </p>
            <div id=format!("{id}-error") role="alert">
                {move || {
                    let mistakes = chosen.mistakes.get();
                    mistakes.into_iter().map(|mistake| view! { <p class="field__error">{mistake}</p> }).collect_view()
                }}
            </div>
            <input
                class="files__input"
                id=id
                type="file"
                multiple
                autocomplete="off"
                aria-describedby=described_by
                on:change=move |_| chosen.take(id, locale, texts)
            />
            <Show when=move || !chosen.is_empty()>
                <ul class="files__list" aria-label=texts.chosen>
                    {move || {
                        let files = chosen.files.get();
                        files.into_iter().map(|file| item(locale, id, chosen, file.key, &file.name, file.size)).collect_view()
                    }}
                </ul>
            </Show>
            <p class="visually-hidden" role="status">
                {move || chosen.said.get()}
            </p>
        </div>
    }
}

fn item(
    locale: Locale,
    id: &'static str,
    chosen: Chosen,
    key: u32,
    name: &str,
    size: u64,
) -> impl IntoView + use<> {
    let texts = &compose(locale).files;
    view! {
        <li class="files__item">
            <span class="files__name">{name.to_owned()}</span>
            <span class="files__size">{locales::size(locale, size)}</span>
            <button
                class="button button--plain"
                type="button"
                aria-label=(texts.remove)(name)
                on:click=move |_| chosen.remove(key, id, texts)
            >
                {texts.remove_short}
            </button>
        </li>
    }
}
