use leptos::prelude::*;
use locales::{Locale, compose as texts};

use super::call;
use crate::components::{Notice, NoticeKind, Progress};
use crate::hooks::compose::{
    AGAIN, REWRITE, SEALING, SEALING_HEADING, SEALING_PROGRESS, UNDER_WAY, UNSENT, UNSENT_HEADING, UNSENT_WHY,
};

/// Sealing and sending as it goes on; if it fails, why, and what can be done.
pub(super) fn sealing(locale: Locale, telephone: Option<&str>) -> impl IntoView + use<> {
    let texts = texts(locale);
    let call = call(texts, telephone);
    view! {
        <div id=SEALING hidden>
            <div class="compose__step" id=UNDER_WAY>
                <h2 id=SEALING_HEADING tabindex="-1">
                    {texts.sealing_heading}
                </h2>
                <p>{texts.sealing_lead}</p>
                <Progress id=SEALING_PROGRESS />
            </div>
            <div class="compose__step" id=UNSENT hidden>
                <h2 id=UNSENT_HEADING tabindex="-1">
                    {texts.unsent_heading}
                </h2>
                <Notice locale kind=NoticeKind::Error>
                    <p id=UNSENT_WHY></p>
                    <p>{texts.unsent_kept}</p>
                    {call}
                </Notice>
                <div class="form__actions">
                    <button class="button" type="button" id=AGAIN>
                        {texts.again}
                    </button>
                    <button class="button button--secondary" type="button" id=REWRITE>
                        {texts.back}
                    </button>
                </div>
            </div>
        </div>
    }
}
