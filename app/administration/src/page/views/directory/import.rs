use std::sync::Arc;

use domain::api::DirectoryCheck;
use domain::directory::{Change, Directory, Fault, FaultCode};
use leptos::prelude::*;

use crate::page::directory::FILE;
use crate::page::office::Office;
use crate::page::views::form::form;

/// Export, and import with what would change.
pub(super) fn section(office: Office) -> AnyView {
    let texts = office.directory_texts();
    let import = office.directory.import;
    let wrong = import.mistake_on(FILE);
    let fields = view! {
        <div class="field" class:field--wrong=move || wrong.with(Option::is_some)>
            <label class="field__label" for=FILE>
                {texts.file}
            </label>
            <p class="field__hint" id="file-hint">
                {texts.file_hint}
            </p>
            {move || {
                wrong
                    .get()
                    .map(|text| {
                        view! {
                            <p class="field__error" id="file-error">
                                {text}
                            </p>
                        }
                    })
            }}
            <input
                class="field__input field__input--file"
                id=FILE
                type="file"
                accept=".csv,.json,text/csv,application/json"
                aria-describedby="file-hint file-error"
                on:change=move |_| office.directory.check.set(None)
            />
        </div>
    };
    view! {
        <section class="office__section" aria-labelledby="files-title">
            <h2 class="office__subtitle" id="files-title">
                {texts.files}
            </h2>
            <p>{texts.files_lead}</p>
            <ul class="office__names">
                <li>
                    <a class="office__link" href="/api/v1/administration/directory.csv" download>
                        {texts.export_csv}
                    </a>
                </li>
                <li>
                    <a class="office__link" href="/api/v1/administration/directory.json" download>
                        {texts.export_json}
                    </a>
                </li>
            </ul>
            {form(office, import, texts.check, fields.into_any(), None, move || office.check_file())}
            {progress(office)}
            {move || office.directory.check.get().map(|check| outcome(office, &check))}
        </section>
    }
    .into_any()
}

/// How far the file, or what is published, has come; the server's work behind that has no end that is known.
fn progress(office: Office) -> AnyView {
    let pages = office.directory;
    let bar = move || {
        let sent = move || pages.sent.get().map(|share| share.to_string());
        pages.import.step.get().map(|step| {
            view! {
                <div class="progress">
                    <progress class="progress__bar" aria-label=step max="1" value=sent></progress>
                </div>
            }
        })
    };
    view! { {bar} }.into_any()
}

/// What is wrong with the file, or what would change.
fn outcome(office: Office, check: &Arc<DirectoryCheck>) -> AnyView {
    let texts = office.directory_texts();
    if check.fault_count > 0 {
        return view! {
            <h3 class="office__subtitle" id="check-title" tabindex="-1">
                {(texts.faults_title)(check.fault_count)}
            </h3>
            <p>{texts.faults_lead}</p>
            {first_only(office, check.faults.len(), check.fault_count)}
            {faults(office, &check.faults)}
        }
        .into_any();
    }
    let count = check.added + check.changed + check.removed;
    if count == 0 {
        return view! {
            <h3 class="office__subtitle" id="check-title" tabindex="-1">
                {texts.changes_title}
            </h3>
            <p>{texts.changes_none}</p>
        }
        .into_any();
    }
    view! {
        <h3 class="office__subtitle" id="check-title" tabindex="-1">
            {texts.changes_title}
        </h3>
        <p>{(texts.changes_lead)(check.added, check.changed, check.removed)}</p>
        {first_only(office, check.changes.len(), count)}
        {changes(office, check)}
        <div class="form__actions">
            <button
                class="button"
                id="publish"
                type="button"
                aria-disabled=move || office.directory.import.is_busy().then_some("true")
                on:click=move |_| office.publish_checked()
            >
                {texts.publish}
            </button>
        </div>
    }
    .into_any()
}

fn first_only(office: Office, shown: usize, count: u32) -> Option<AnyView> {
    let is_part = u32::try_from(shown).is_ok_and(|shown| shown < count);
    is_part.then(|| view! { <p>{(office.directory_texts().first_only)(shown)}</p> }.into_any())
}

fn faults(office: Office, faults: &[Fault]) -> AnyView {
    let texts = office.directory_texts();
    let directory = office.directory.published();
    let rows = faults
        .iter()
        .map(|fault| {
            let about = fault.value.clone().or_else(|| {
                let known = directory.as_ref()?;
                Some(office.item_words(fault.item.as_ref()?, &known.directory))
            });
            // Only of a table is it the format of a column that helps.
            let is_format = matches!(fault.code, FaultCode::AreaLeadingZero | FaultCode::ServiceRounded)
                && fault.path.is_none();
            let advice = is_format.then(|| format!(" {}", texts.as_text));
            let path = fault.path.clone();
            let path = path.map(|path| view! { " " <span class="entry__remark">{path}</span> });
            view! {
                <tr>
                    <td>{fault.row} {path}</td>
                    <td>{(texts.fault)(fault.code)} {advice}</td>
                    <td>{about}</td>
                </tr>
            }
        })
        .collect_view();
    table([texts.row, texts.problem, texts.value], rows.into_any())
}

fn changes(office: Office, check: &DirectoryCheck) -> AnyView {
    let texts = office.directory_texts();
    let known = office.directory.published();
    let words = |change: &Change, directory: &Directory| office.item_words(&change.item, directory);
    let rows = check
        .changes
        .iter()
        .map(|change| {
            // What goes has its name in the directory that there is.
            let named = match (change.kind, &known) {
                (domain::directory::ChangeKind::Removed, Some(known)) => Some(&known.directory),
                _ => check.directory.as_ref(),
            };
            let what = named.map(|directory| words(change, directory));
            let columns = (!change.columns.is_empty()).then(|| {
                view! { " " <span class="entry__remark">{format!("({})", change.columns.join(", "))}</span> }
            });
            view! {
                <tr>
                    <td>{(texts.kind)(change.kind)}</td>
                    <td>{what} {columns}</td>
                </tr>
            }
        })
        .collect_view();
    table([texts.change, texts.item], rows.into_any())
}

/// A table that scrolls by itself where it is wider than the screen.
fn table<const COLUMNS: usize>(columns: [&'static str; COLUMNS], rows: AnyView) -> AnyView {
    let head = columns
        .map(|column| view! { <th scope="col">{column}</th> })
        .collect_view();
    view! {
        <div class="table" tabindex="0" role="region" aria-labelledby="check-title">
            <table>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
