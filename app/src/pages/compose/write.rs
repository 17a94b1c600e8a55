use domain::limits;
use leptos::prelude::*;
use locales::{Locale, compose as texts};

use super::call;
use crate::components::{ErrorSummary, Files, Notice, NoticeKind, TextArea, TextField};
use crate::hooks::compose::{
    CONTACT, FILES, FORM, LOADING, MISTAKES, NAME, NOTICE, SUBJECT, TEXT, TO_CHECK, UNSUPPORTED,
    WRITE_HEADING, WRITING,
};

/// The form. It can be typed in before the program has arrived, and can be sent off only afterwards.
pub(super) fn write(locale: Locale, telephone: Option<&str>) -> impl IntoView + use<> {
    let texts = texts(locale);
    let call = call(texts, telephone);
    view! {
        <div class="compose__step compose__write" id=WRITING>
            <ErrorSummary id=MISTAKES />
            <div role="status">
                <Notice locale kind=NoticeKind::Error title=texts.unsupported_title id=UNSUPPORTED>
                    <p>{texts.unsupported}</p>
                    {call}
                </Notice>
            </div>
            // A dialog's form outside a dialog goes nowhere, with or without a program (HTML, 4.10.21.3).
            <form class="form" method="dialog" novalidate id=FORM>
                <h2 id=WRITE_HEADING tabindex="-1">
                    {texts.write_heading}
                </h2>
                <TextField locale id=SUBJECT label=texts.subject hint=texts.subject_hint />
                <TextArea locale id=TEXT label=texts.text hint=texts.text_hint limit=limits::TEXT_CHARACTERS />
                <Files locale id=FILES />
                <fieldset class="form__group" aria-describedby="about-you-hint">
                    <legend class="form__legend">{texts.about_you}</legend>
                    <p class="field__hint" id="about-you-hint">
                        {texts.about_you_hint}
                    </p>
                    <TextField locale id=NAME label=texts.name optional=true autocomplete="name" />
                    <TextField locale id=CONTACT label=texts.contact hint=texts.contact_hint optional=true />
                </fieldset>
                <fieldset class="form__group">
                    <legend class="form__legend">{texts.notice_heading}</legend>
                    <TextField
                        locale
                        id=NOTICE
                        label=texts.notice
                        hint=texts.notice_hint
                        optional=true
                        kind="email"
                        autocomplete="email"
                    />
                </fieldset>
                <div class="form__actions">
                    <button class="button" type="submit" disabled id=TO_CHECK>
                        {texts.to_check}
                    </button>
                </div>
                <p class="form__loading" id=LOADING>
                    {texts.loading}
                </p>
            </form>
        </div>
    }
}
