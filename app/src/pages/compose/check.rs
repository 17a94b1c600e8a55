use leptos::prelude::*;

use super::draft::{CONTACT, FILES, NAME, NOTICE, SUBJECT, TEXT};
use super::state::{HEADING, State, Step};
use crate::components::SummaryRow;
use crate::islands::live;

/// Everything once more, before it is sealed.
pub(crate) fn step(state: State) -> impl IntoView {
    let State { locale, texts, .. } = state;
    let (authority, department) = state
        .place
        .with_value(|place| (place.authority_name.clone(), place.department_name.clone()));
    let lead = (texts.check_lead)(&authority, &department);
    let recipient = format!("{department}, {authority}");
    let row = move |label: &'static str, value: Signal<String>, field: &'static str| {
        view! {
            <SummaryRow
                label
                value
                empty=texts.nothing
                change=(texts.change, format!("{} {label}", texts.change))
                on_change=Callback::new(move |()| state.change(field))
            />
        }
    };
    let files = Signal::derive(move || {
        let lines: Vec<_> = state.chosen.files.with(|files| {
            files
                .iter()
                .map(|file| format!("{} ({})", file.name, locales::size(locale, file.size)))
                .collect()
        });
        lines.join("\n")
    });
    let seen_by_operator = if state.notice.with_untracked(|notice| notice.trim().is_empty()) {
        texts.seen_by_operator
    } else {
        texts.seen_by_operator_with_notice
    };
    view! {
        <h2 id=HEADING tabindex="-1">
            {texts.check_heading}
        </h2>
        <p>{lead}</p>
        <dl class="summary">
            <SummaryRow label=texts.recipient value=recipient />
            {row(texts.subject, state.subject.into(), SUBJECT)}
            {row(texts.text, state.text.into(), TEXT)}
            {row(texts.files.label, files, FILES)}
            {row(texts.name, state.name.into(), NAME)}
            {row(texts.contact, state.contact.into(), CONTACT)}
            {row(texts.notice, state.notice.into(), NOTICE)}
        </dl>
        <h3>{texts.seen_heading}</h3>
        <ul>
            <li>{texts.seen_by_department}</li>
            <li>{seen_by_operator}</li>
        </ul>
        <div class="form__actions">
            <button class="button" type="button" on:click=move |_| live::compose::send(state)>
                {texts.send}
            </button>
            <button class="button button--secondary" type="button" on:click=move |_| state.go_to(Step::Write)>
                {texts.back}
            </button>
        </div>
    }
}
