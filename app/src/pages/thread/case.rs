use leptos::prelude::*;
use locales::{Locale, thread as texts};

use super::handover::handover;
use super::notice::notice;
use super::reply::reply;
use crate::components::{Notice, NoticeKind};
use crate::hooks::inner;
use crate::hooks::thread::{
    CASE_NUMBER, DEPARTMENT, LEAVE, MESSAGES, OPENED, REFRESH, SAID, STATUS, SUBJECT, TO_NEWEST, UNANSWERED,
};

/// The open conversation.
pub(super) fn case(locale: Locale) -> impl IntoView {
    let texts = texts(locale);
    view! {
        <div class="conversation__open" id=OPENED hidden>
            <header class="case">
                <h2 class="case__subject" id=SUBJECT tabindex="-1"></h2>
                <dl class="case__facts">
                    <div class="case__fact">
                        <dt>{texts.department}</dt>
                        <dd id=DEPARTMENT></dd>
                    </div>
                    <div class="case__fact">
                        <dt>{texts.case_number}</dt>
                        <dd translate="no" id=CASE_NUMBER></dd>
                    </div>
                    <div class="case__fact">
                        <dt>{texts.status}</dt>
                        <dd>
                            <span class="status" id=STATUS></span>
                        </dd>
                    </div>
                </dl>
                <div class="case__actions">
                    <button class="button button--secondary" type="button" id=REFRESH>
                        {texts.refresh}
                    </button>
                    <button class="button button--secondary" type="button" id=LEAVE>
                        {texts.leave}
                    </button>
                </div>
                <p class="case__said" role="status" id=SAID></p>
                <p class="case__new" id=TO_NEWEST hidden>
                    <a data-part=inner::LINK>{texts.to_newest}</a>
                </p>
            </header>
            <Notice locale kind=NoticeKind::Info id=UNANSWERED>
                <p>{texts.waiting}</p>
            </Notice>
            <ol class="thread" aria-label=texts.messages id=MESSAGES></ol>
            {handover(locale)}
            {reply(locale)}
            {notice(locale)}
        </div>
    }
}
