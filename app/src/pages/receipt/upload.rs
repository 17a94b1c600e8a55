use leptos::prelude::*;
use locales::{Locale, receipt as texts};

use crate::components::{Notice, NoticeKind, Progress};
use crate::hooks::inner;
use crate::hooks::receipt::{
    UPLOAD_AGAIN, UPLOAD_OFFLINE, UPLOAD_PROGRESS, UPLOAD_STOPPED, UPLOADED, UPLOADING,
};

/// The files that follow a message that has already arrived.
pub(super) fn upload(locale: Locale) -> impl IntoView {
    let texts = texts(locale);
    view! {
        <section class="receipt__files" aria-labelledby="receipt-files" id=UPLOADING hidden>
            <h3 id="receipt-files">{texts.files_heading}</h3>
            <p>{texts.files_lead}</p>
            <Progress id=UPLOAD_PROGRESS />
        </section>
        <div role="status">
            <Notice locale kind=NoticeKind::Success id=UPLOADED>
                <p data-part=inner::TEXT></p>
            </Notice>
            <Notice locale kind=NoticeKind::Warning title="" id=UPLOAD_STOPPED>
                <p>{texts.files_kept}</p>
                <p id=UPLOAD_OFFLINE>{texts.files_offline}</p>
                <button class="button" type="button" id=UPLOAD_AGAIN>
                    {texts.files_again}
                </button>
            </Notice>
        </div>
    }
}
