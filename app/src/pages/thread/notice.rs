use leptos::prelude::*;
use locales::{Locale, thread as texts};

use crate::components::{ErrorSummary, Notice, NoticeKind, TextField};
use crate::hooks::inner;
use crate::hooks::thread::{
    EMAIL, NOTICE_DONE, NOTICE_FAILED, NOTICE_FORM, NOTICE_MISTAKES, NOTICE_OFF, NOTICE_ON, NOTICE_START,
    NOTICE_STOP, NOTICE_TITLE,
};

/// Whether an e-mail is sent when there is an answer.
pub(super) fn notice(locale: Locale) -> impl IntoView {
    let texts = texts(locale);
    view! {
        <section class="notices" aria-labelledby=NOTICE_TITLE>
            <h2 id=NOTICE_TITLE tabindex="-1">
                {texts.notice_title}
            </h2>
            <ErrorSummary id=NOTICE_MISTAKES />
            <p id=NOTICE_ON hidden>
                {texts.notice_on}
            </p>
            <p id=NOTICE_OFF>{texts.notice_off}</p>
            <button class="button button--secondary" type="button" id=NOTICE_STOP hidden>
                {texts.notice_stop}
            </button>
            <form class="form" method="dialog" novalidate id=NOTICE_FORM>
                <TextField
                    locale
                    id=EMAIL
                    label=texts.notice_email
                    hint=texts.notice_hint
                    kind="email"
                    autocomplete="email"
                />
                <div class="form__actions">
                    <button class="button button--secondary" type="submit" disabled id=NOTICE_START>
                        {texts.notice_start}
                    </button>
                </div>
            </form>
            <div role="status">
                <Notice locale kind=NoticeKind::Success id=NOTICE_DONE>
                    <p data-part=inner::TEXT></p>
                </Notice>
                <Notice locale kind=NoticeKind::Error id=NOTICE_FAILED>
                    <p data-part=inner::TEXT></p>
                </Notice>
            </div>
        </section>
    }
}
