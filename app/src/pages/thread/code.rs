use leptos::prelude::*;
use locales::{Locale, reading, thread as texts};

use crate::components::{ErrorSummary, Notice, NoticeKind, Progress, TextField};
use crate::hooks::inner;
use crate::hooks::thread::{
    CODE, CODE_FORM, CODE_MISTAKES, CRASHED, CRASHED_KEPT, ENDED, ENDED_KEPT, ENTRANCE, LOGGED_OUT, OPEN,
    OPEN_PREPARING, OPEN_READY, OPENING, UNOPENED,
};

/// The field for the receipt code, and above it why a conversation was closed or does not open.
pub(super) fn code(locale: Locale) -> impl IntoView {
    let texts = texts(locale);
    let said = reading(locale);
    view! {
        <div id=ENTRANCE>
            <div role="status">
                <Notice locale kind=NoticeKind::Success title=texts.left_title id=LOGGED_OUT>
                    <p>{texts.left}</p>
                </Notice>
                <Notice locale kind=NoticeKind::Info title=texts.ended_title id=ENDED>
                    <p>{said.ended}</p>
                    <p id=ENDED_KEPT>{texts.reply_kept}</p>
                </Notice>
                <Notice locale kind=NoticeKind::Warning id=CRASHED>
                    <p>{said.crashed}</p>
                    <p id=CRASHED_KEPT>{texts.reply_kept}</p>
                </Notice>
            </div>
            <div role="alert">
                <Notice locale kind=NoticeKind::Error id=UNOPENED>
                    <p data-part=inner::TEXT></p>
                </Notice>
            </div>
            <ErrorSummary id=CODE_MISTAKES />
            <form class="form" method="dialog" novalidate id=CODE_FORM>
                <TextField locale id=CODE label=texts.code hint=texts.code_hint code=true />
                <div class="form__actions">
                    <button class="button" type="submit" disabled id=OPEN>
                        <span id=OPEN_PREPARING>{texts.preparing}</span>
                        <span id=OPEN_READY hidden>
                            {texts.open}
                        </span>
                    </button>
                </div>
                <Progress id=OPENING stage=texts.opening hidden=true />
            </form>
        </div>
    }
}
