use leptos::prelude::*;
use locales::{Locale, compose as texts};

use crate::components::SummaryRow;
use crate::hooks::compose::{
    BACK, CHECK_HEADING, CHECKED, CHECKING, CONTACT, FILES, NAME, NOTICE, SEEN, SEEN_WITH_NOTICE, SEND,
    SUBJECT, TEXT, change, checked,
};

/// Everything once more, before it is sealed.
pub(super) fn check(locale: Locale, authority: &str, department: &str) -> impl IntoView + use<> {
    let texts = texts(locale);
    let lead = (texts.check_lead)(authority, department);
    let recipient = format!("{department}, {authority}");
    let label = |field| match field {
        SUBJECT => texts.subject,
        TEXT => texts.text,
        FILES => texts.files.label,
        NAME => texts.name,
        CONTACT => texts.contact,
        NOTICE => texts.notice,
        _ => "",
    };
    let rows = CHECKED.map(|field| {
        let label = label(field);
        let name = format!("{} {label}", texts.change);
        view! { <SummaryRow label id=checked(field) change=(change(field), texts.change, name) /> }
    });
    view! {
        <div class="compose__step" id=CHECKING hidden>
            <h2 id=CHECK_HEADING tabindex="-1">
                {texts.check_heading}
            </h2>
            <p>{lead}</p>
            <dl class="summary">
                <SummaryRow label=texts.recipient value=recipient />
                {rows.into_iter().collect_view()}
            </dl>
            <h3>{texts.seen_heading}</h3>
            <ul>
                <li>{texts.seen_by_department}</li>
                <li id=SEEN>{texts.seen_by_operator}</li>
                <li id=SEEN_WITH_NOTICE hidden>
                    {texts.seen_by_operator_with_notice}
                </li>
            </ul>
            <div class="form__actions">
                <button class="button" type="button" id=SEND>
                    {texts.send}
                </button>
                <button class="button button--secondary" type="button" id=BACK>
                    {texts.back}
                </button>
            </div>
        </div>
    }
}
