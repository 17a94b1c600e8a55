use leptos::prelude::*;
use locales::{Locale, common};

use super::departments::telephone;
use crate::components::{Notice, NoticeKind};

/// What is shown where scripts run, but the islands have not come to life after a while. Their boot module takes it
/// away when they have, and shows it at once when they cannot.
pub(crate) fn not_started(locale: Locale, number: Option<&str>) -> impl IntoView + use<> {
    let texts = common(locale);
    let call = number.map(|number| telephone(locale, number));
    view! {
        <div class="not-started" role="alert">
            <Notice locale kind=NoticeKind::Error title=texts.not_started_title>
                <p>{texts.not_started}</p>
                {call}
            </Notice>
        </div>
    }
}
