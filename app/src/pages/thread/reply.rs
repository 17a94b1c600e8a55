use domain::limits;
use leptos::prelude::*;
use locales::{Locale, compose, receipt, thread as texts};

use crate::components::{ErrorSummary, Files, Notice, NoticeKind, Progress, TextArea};
use crate::hooks::inner;
use crate::hooks::thread::{
    FILES_AGAIN, FILES_MISSING, REPLY, REPLY_CLOSED, REPLY_FILES, REPLY_FORM, REPLY_MISTAKES, REPLY_PROGRESS,
    REPLY_SEND, REPLY_SENT, REPLY_UNSENT,
};

/// The form to write on.
pub(super) fn reply(locale: Locale) -> impl IntoView {
    let texts = texts(locale);
    let compose = compose(locale);
    let receipt = receipt(locale);
    view! {
        <section class="reply" aria-labelledby="reply-title">
            <h2 id="reply-title">{texts.reply_title}</h2>
            <ErrorSummary id=REPLY_MISTAKES />
            <p id=REPLY_CLOSED hidden>
                {texts.reply_closed}
            </p>
            <form class="form" method="dialog" novalidate id=REPLY_FORM>
                <TextArea locale id=REPLY label=texts.reply limit=limits::TEXT_CHARACTERS rows=6 />
                <Files locale id=REPLY_FILES />
                <div class="form__actions">
                    <button class="button" type="submit" disabled id=REPLY_SEND>
                        {texts.send}
                    </button>
                </div>
            </form>
            <Progress id=REPLY_PROGRESS hidden=true />
            <div role="status">
                <Notice locale kind=NoticeKind::Success id=REPLY_SENT>
                    <p>{texts.sent}</p>
                </Notice>
            </div>
            <div role="alert">
                <Notice locale kind=NoticeKind::Error title=compose.unsent_heading id=REPLY_UNSENT>
                    <p data-part=inner::TEXT></p>
                    <p>{compose.unsent_kept}</p>
                    <p data-part=inner::CALL hidden></p>
                </Notice>
                <Notice locale kind=NoticeKind::Warning title="" id=FILES_MISSING>
                    <p>{receipt.files_kept}</p>
                    <button class="button" type="button" id=FILES_AGAIN>
                        {receipt.files_again}
                    </button>
                </Notice>
            </div>
        </section>
    }
}
