use std::collections::BTreeMap;
use std::sync::Arc;

use domain::api::PublishedDirectory;
use leptos::prelude::*;

use super::select::{field, select};
use crate::page::directory::{RouteDraft, area_words};
use crate::page::office::Office;

/// Rows that are shown at once. Of more, people look for those that they want to change: a page of thousands stops the browser.
const ROWS: usize = 100;
/// Areas that every row has as a list. Of more, one is typed.
const LISTED: usize = 100;
/// Areas that are suggested where one is typed; others are typed by their key.
const SUGGESTED: usize = 5_000;
/// The suggestions that all rows have in common.
const SUGGESTIONS: &str = "known-areas";

/// What can be chosen in a row.
struct Choices {
    /// By key, in the order of the directory.
    areas: Vec<(String, String)>,
    names: BTreeMap<String, String>,
    departments: Vec<(String, String)>,
}

impl Choices {
    fn of(office: Office, published: &PublishedDirectory) -> Self {
        let locale = office.locale.get_untracked();
        let areas = published.directory.areas.iter();
        let areas: Vec<_> = areas
            .map(|area| (area.key.to_string(), area_words(area)))
            .collect();
        let people = office.people();
        let departments = people.departments.iter().filter(|entry| !entry.closed);
        Self {
            names: areas.iter().cloned().collect(),
            areas,
            departments: departments
                .map(|entry| {
                    let name = entry.department.name.text(locale).to_owned();
                    (entry.department.id.to_string(), name)
                })
                .collect(),
        }
    }

    fn is_typed(&self) -> bool {
        self.areas.len() > LISTED
    }

    /// The rows that are shown to somebody who looks for `sought`, and how many there are; those that were just added always are.
    fn shown(&self, routes: &[RouteDraft], sought: &str) -> Vec<RouteDraft> {
        let sought = sought.trim().to_lowercase();
        let is_sought = |route: &&RouteDraft| {
            let key = route.area.get_untracked();
            let name = self.names.get(&key).unwrap_or(&key);
            sought.is_empty() || name.to_lowercase().contains(&sought)
        };
        let (new, known): (Vec<_>, Vec<_>) = routes.iter().partition(|route| route.is_new);
        let known = known.into_iter().filter(is_sought).take(ROWS);
        known.chain(new).cloned().collect()
    }
}

/// Who is in charge where: a row each.
pub(super) fn routes(office: Office, published: &PublishedDirectory) -> AnyView {
    let texts = office.directory_texts();
    let drafts = office.directory.drafts;
    let choices = Arc::new(Choices::of(office, published));
    let wrong = office.form.mistake_on("area-0");
    let sought = RwSignal::new(String::new());
    let among = Arc::clone(&choices);
    // Worked out once for the rows and their number, and anew with every change: rows are not compared.
    let shown = Memo::new_with_compare(
        move |_| drafts.routes.with(|routes| among.shown(routes, &sought.get())),
        |_, _| true,
    );
    let search = search(office, sought, shown);
    let suggestions = choices.is_typed().then(|| suggestions(&choices));
    view! {
        <fieldset
            class="field rows"
            class:field--wrong=move || wrong.with(Option::is_some)
            aria-describedby="routes-hint"
        >
            <legend class="field__label">{texts.routes}</legend>
            <p class="field__hint" id="routes-hint">
                {texts.routes_hint}
            </p>
            {move || wrong.get().map(|text| view! { <p class="field__error">{text}</p> })}
            {search}
            {suggestions}
            <For
                each=move || shown.get()
                key=move |draft| (drafts.fillings.get_value(), draft.number)
                children=move |draft| row(office, draft, &choices)
            />
            <button
                class="button button--secondary"
                id="add-route"
                type="button"
                on:click=move |_| drafts.add_route()
            >
                {texts.route_add}
            </button>
        </fieldset>
    }
    .into_any()
}

/// Where there are more rows than are shown at once: the field to look for some of them, and how many are shown.
fn search(office: Office, sought: RwSignal<String>, shown: Memo<Vec<RouteDraft>>) -> impl IntoView {
    let texts = office.directory_texts();
    let routes = office.directory.drafts.routes;
    let is_long = Memo::new(move |_| routes.with(|routes| routes.len() > ROWS));
    move || {
        is_long.get().then(move || {
            let count = move || (texts.routes_shown)(shown.with(Vec::len), routes.with(Vec::len));
            view! {
                {field(
                    "sought-area".to_owned(),
                    texts.routes_sought.to_owned(),
                    view! {
                        <input
                            class="field__input"
                            id="sought-area"
                            type="search"
                            autocomplete="off"
                            prop:value=sought
                            on:input=move |event| sought.set(event_target_value(&event))
                            // Whoever looks for something does not save yet.
                            on:keydown=move |event| {
                                if event.key() == "Enter" {
                                    event.prevent_default();
                                }
                            }
                        />
                    }
                        .into_any(),
                )}
                <p class="field__hint" role="status">
                    {count}
                </p>
            }
        })
    }
}

fn suggestions(choices: &Choices) -> AnyView {
    let options = choices.areas.iter().take(SUGGESTED);
    let options = options
        .map(|(_, words)| view! { <option value=words.clone()></option> })
        .collect_view();
    view! { <datalist id=SUGGESTIONS>{options}</datalist> }.into_any()
}

fn row(office: Office, draft: RouteDraft, choices: &Choices) -> AnyView {
    let texts = office.directory_texts();
    let RouteDraft {
        number,
        area,
        department,
        ..
    } = draft;
    let (area, department) = (RwSignal::from(area), RwSignal::from(department));
    let name = usize::try_from(number).map_or(0, |number| number + 1);
    let title = (texts.route_row)(name);
    let id = format!("area-{number}");
    let label = texts.route_area.to_owned();
    let area = if choices.is_typed() {
        field(id.clone(), label, typed(id, area, choices))
    } else {
        select(id, label, texts.choose, &choices.areas, area)
    };
    view! {
        <div class="rows__row" role="group" aria-label=title.clone()>
            {area}
            {select(
                format!("department-{number}"),
                texts.route_department.to_owned(),
                texts.choose,
                &choices.departments,
                department,
            )}
            <button
                class="button button--secondary"
                type="button"
                aria-label=(texts.remove_of)(&title)
                on:click=move |_| {
                    office.directory.drafts.remove_route(number);
                    browser::focus("add-route");
                }
            >
                {texts.remove}
            </button>
        </div>
    }
    .into_any()
}

/// A field for the name and key of an area, as the suggestions have them.
fn typed(id: String, area: RwSignal<String>, choices: &Choices) -> AnyView {
    let key = area.get_untracked();
    let words = choices.names.get(&key).cloned().unwrap_or(key);
    view! {
        <input
            class="field__input"
            id=id
            list=SUGGESTIONS
            autocomplete="off"
            value=words
            on:input=move |event| area.set(event_target_value(&event))
        />
    }
    .into_any()
}
