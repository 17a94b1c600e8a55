use domain::limits;
use leptos::prelude::*;

use super::draft::{CONTACT, FILES, NAME, NOTICE, SUBJECT, TEXT};
use super::state::{HEADING, State};
use crate::components::{ErrorSummary, Notice, NoticeKind, TextArea, TextField, mistake_on};
use crate::islands::file_list;

/// The form. It can be typed in before the program has arrived, and can be sent off only afterwards.
pub(crate) fn step(state: State) -> impl IntoView {
    let State {
        locale,
        texts,
        mistakes,
        ready,
        ..
    } = state;
    view! {
        <ErrorSummary locale mistakes />
        <div role="status">
            <Show when=move || state.unsupported.get()>
                <Notice locale kind=NoticeKind::Error title=texts.unsupported_title>
                    <p>{texts.unsupported}</p>
                    {state.telephone()}
                </Notice>
            </Show>
        </div>
        // A dialog's form outside a dialog goes nowhere, with or without a program (HTML, 4.10.21.3).
        <form
            class="form"
            method="dialog"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                state.check();
            }
        >
            <h2 id=HEADING tabindex="-1">
                {texts.write_heading}
            </h2>
            <TextField
                locale
                id=SUBJECT
                label=texts.subject
                hint=texts.subject_hint
                value=state.subject
                error=mistake_on(mistakes, SUBJECT)
            />
            <TextArea
                locale
                id=TEXT
                label=texts.text
                hint=texts.text_hint
                value=state.text
                error=mistake_on(mistakes, TEXT)
                limit=limits::TEXT_CHARACTERS
            />
            {file_list(locale, FILES, state.chosen)}
            <fieldset class="form__group" aria-describedby="about-you-hint">
                <legend class="form__legend">{texts.about_you}</legend>
                <p class="field__hint" id="about-you-hint">
                    {texts.about_you_hint}
                </p>
                <TextField
                    locale
                    id=NAME
                    label=texts.name
                    optional=true
                    value=state.name
                    error=mistake_on(mistakes, NAME)
                    autocomplete="name"
                />
                <TextField
                    locale
                    id=CONTACT
                    label=texts.contact
                    hint=texts.contact_hint
                    optional=true
                    value=state.contact
                    error=mistake_on(mistakes, CONTACT)
                />
            </fieldset>
            <fieldset class="form__group">
                <legend class="form__legend">{texts.notice_heading}</legend>
                <TextField
                    locale
                    id=NOTICE
                    label=texts.notice
                    hint=texts.notice_hint
                    optional=true
                    value=state.notice
                    error=mistake_on(mistakes, NOTICE)
                    kind="email"
                    autocomplete="email"
                />
            </fieldset>
            <div class="form__actions">
                <button class="button" type="submit" disabled=move || !ready.get()>
                    {texts.to_check}
                </button>
            </div>
            <Show when=move || !ready.get()>
                <p class="form__loading">{texts.loading}</p>
            </Show>
        </form>
    }
}
