use domain::limits::{ATTACHMENT_BYTES, ATTACHMENTS};
use leptos::prelude::*;
use staff::views::{Kind, list, notice};

use crate::files::Unfit;
use crate::page::desk::Desk;
use crate::page::draft::Draft;

/// Files that were chosen for an answer, and the way to choose more.
pub(crate) fn chosen(desk: Desk, draft: &Draft) -> AnyView {
    let texts = desk.texts();
    let locale = desk.locale.get_untracked();
    let limit = locales::size(locale, ATTACHMENT_BYTES);
    let hint = (texts.attach_hint)(ATTACHMENTS, &limit);
    let unfit = RwSignal::new(Vec::<String>::new());
    let is_locked = {
        let sending = draft.sending.clone();
        move || sending.with(|sending| !sending.is_writable())
    };
    let pick = {
        let draft = draft.clone();
        move |_| {
            let refused = desk.attach(&draft, browser::picked_files("attach"));
            unfit.set(
                refused
                    .into_iter()
                    .map(|(name, reason)| match reason {
                        Unfit::TooMany => (texts.file_too_many)(ATTACHMENTS),
                        Unfit::TooLarge => (texts.file_too_large)(&name, &limit),
                        Unfit::Empty => (texts.file_empty)(&name),
                    })
                    .collect(),
            );
        }
    };
    let keys = {
        let files = draft.files.clone();
        move || files.with(|files| files.iter().map(|file| file.number.into()).collect())
    };
    let entry = {
        let draft = draft.clone();
        move |key| file(desk, &draft, key)
    };
    view! {
        <div class="chosen">
            <ul class="chosen__list" role="list">
                {list(keys, entry)}
            </ul>
            <div role="alert">
                {move || {
                    let mut words = unfit.get();
                    words.dedup();
                    words.into_iter().map(|words| notice(locale, Kind::Error, words)).collect_view()
                }}
            </div>
            <div class="attach">
                <input
                    class="attach__input"
                    id="attach"
                    type="file"
                    multiple
                    aria-describedby="attach-hint"
                    disabled=is_locked
                    on:change=pick
                />
                <label class="button button--secondary attach__label" for="attach">
                    {texts.attach}
                </label>
                <span class="field__hint" id="attach-hint">
                    {hint}
                </span>
            </div>
        </div>
    }
    .into_any()
}

/// A file that was chosen, and the way to leave it out.
fn file(desk: Desk, draft: &Draft, key: u128) -> Option<AnyView> {
    let texts = desk.texts();
    let file = draft
        .files
        .with_untracked(|files| files.iter().find(|file| u128::from(file.number) == key).cloned())?;
    let is_locked = {
        let sending = draft.sending.clone();
        move || sending.with(|sending| !sending.is_writable())
    };
    let detach = {
        let draft = draft.clone();
        move |_| {
            desk.detach(&draft, file.number);
            browser::focus("attach");
        }
    };
    let size = locales::size(desk.locale.get_untracked(), file.size);
    let label = (texts.detach)(&file.name);
    Some(
        view! {
            <li class="chosen__file">
                <span class="chosen__name">{file.name}</span>
                <span class="chosen__size">{size}</span>
                <button
                    class="button button--plain"
                    type="button"
                    disabled=is_locked
                    aria-label=label
                    on:click=detach
                >
                    "×"
                </button>
            </li>
        }
        .into_any(),
    )
}
