//! Choosing a department of another authority: its name is searched for, and one of what is found is chosen.

use domain::api::Authority;
use domain::{AuthorityId, Bytes, DepartmentId};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use staff::Trouble;
use staff::views::fingerprint;
use vault::messages::{DeskAnswer, DeskAsk};

use crate::page::desk::Desk;

/// What the fields are called in the page.
const SEARCH: &str = "elsewhere-search";
const CHOICE: &str = "elsewhere-choice";
/// The field to begin with.
pub(crate) const FIRST: &str = SEARCH;

/// A department of another authority.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Elsewhere {
    pub(crate) authority: AuthorityId,
    /// The authority's root, as the directory of this portal has it.
    pub(crate) root: Bytes,
    pub(crate) department: DepartmentId,
    /// What both are called.
    pub(crate) name: String,
}

/// What the search has found so far.
#[derive(Clone, PartialEq)]
enum Search {
    Nothing,
    Running,
    Found(Vec<Authority>),
    Failed(Trouble),
}

/// A field to search in and a list of what was found, by authority. `is_missing` marks the list, or the field as long as there
/// is none. Below it stands the fingerprint of the chosen authority.
pub(crate) fn chooser(
    desk: Desk,
    chosen: RwSignal<Option<Elsewhere>>,
    is_missing: RwSignal<bool>,
) -> AnyView {
    let texts = desk.texts();
    let locale = desk.locale.get_untracked();
    let text = RwSignal::new(String::new());
    let search = RwSignal::new(Search::Nothing);
    let root = RwSignal::new(None::<String>);
    let find = move || {
        if text.with_untracked(|text| text.trim().is_empty()) {
            is_missing.set(true);
            return;
        }
        chosen.set(None);
        is_missing.set(false);
        search.set(Search::Running);
        browser::spawn(async move {
            let found = find(desk, text.get_untracked()).await;
            search.set(match found {
                Ok(found) => Search::Found(found),
                Err(trouble) => Search::Failed(trouble),
            });
        });
    };
    let entered = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            find();
        }
    };
    Effect::new(move || {
        let shown = chosen.with(|chosen| chosen.as_ref().map(|chosen| chosen.root.clone()));
        root.set(None);
        if let Some(shown) = shown {
            browser::spawn(async move { root.set(named(desk, shown).await.ok()) });
        }
    });
    let told = move || {
        search.with(|search| match search {
            // What was chosen before.
            Search::Nothing => {
                chosen.with(|chosen| chosen.iter().map(|chosen| chosen.name.clone()).collect())
            }
            Search::Running => texts.elsewhere_searching.to_owned(),
            Search::Found(found) if found.is_empty() => texts.elsewhere_none.to_owned(),
            Search::Found(found) => (texts.elsewhere_found)(found.len()),
            Search::Failed(trouble) => trouble.words(locale),
        })
    };
    let list = move || {
        search.with(|search| match search {
            Search::Found(found) if !found.is_empty() => Some(choice(desk, found, chosen, is_missing)),
            _ => None,
        })
    };
    let invalid = move || is_missing.get().then_some("true");
    view! {
        <div class="field" class:field--wrong=is_missing>
            <label class="field__label" for=SEARCH>
                {texts.elsewhere_search}
            </label>
            <p class="field__hint" id="elsewhere-hint">
                {texts.elsewhere_hint}
            </p>
            <p class="field__error" id="elsewhere-error" hidden=move || !is_missing.get()>
                {texts.elsewhere_missing}
            </p>
            <input
                class="field__input"
                id=SEARCH
                type="search"
                autocomplete="off"
                aria-describedby="elsewhere-hint elsewhere-error"
                aria-invalid=invalid
                on:input=move |event| text.set(event_target_value(&event))
                on:keydown=entered
            />
        </div>
        <button class="button button--secondary" type="button" on:click=move |_| find()>
            {texts.elsewhere_find}
        </button>
        <p class="confirm__step" role="status">
            {told}
        </p>
        {list}
        {move || root.get().map(|root| fingerprint(texts.elsewhere_root, &root.replace('-', " ")))}
    }
    .into_any()
}

/// Departments under the names of their authorities.
fn choice(
    desk: Desk,
    found: &[Authority],
    chosen: RwSignal<Option<Elsewhere>>,
    is_missing: RwSignal<bool>,
) -> AnyView {
    let texts = desk.texts();
    let locale = desk.locale.get_untracked();
    let mut places = Vec::new();
    let groups = found.iter().map(|authority| {
        let options = authority.departments.iter().map(|department| {
            let name = department.name.text(locale).to_owned();
            let value = places.len().to_string();
            places.push(Elsewhere {
                authority: authority.id,
                root: authority.root.clone(),
                department: department.id,
                name: format!("{name}, {}", authority.name),
            });
            view! { <option value=value>{name}</option> }
        });
        let options = options.collect::<Vec<_>>();
        view! { <optgroup label=authority.name.clone()>{options}</optgroup> }
    });
    let groups = groups.collect::<Vec<_>>();
    let choose = move |event| {
        let at = event_target_value(&event).parse::<usize>().ok();
        chosen.set(at.and_then(|at| places.get(at).cloned()));
        is_missing.set(false);
    };
    view! {
        <div class="field">
            <label class="field__label" for=CHOICE>
                {texts.pass_on_to}
            </label>
            <select class="field__input" id=CHOICE aria-required="true" on:change=choose>
                <option value="">{texts.pass_on_choose}</option>
                {groups}
            </select>
        </div>
    }
    .into_any()
}

/// Authorities that are called like this and can be written to, without the own one.
async fn find(desk: Desk, text: String) -> Result<Vec<Authority>, Trouble> {
    let path = format!("/authorities?q={}", browser::encoded(text.trim()));
    let mut found: Vec<Authority> = desk.api().get(&path).await?;
    let own = desk
        .session
        .with_untracked(|session| session.as_ref().map(|session| session.authority.id));
    found.retain(|authority| Some(authority.id) != own && !authority.departments.is_empty());
    Ok(found)
}

/// The fingerprint of a root, which the vault makes.
async fn named(desk: Desk, root: Bytes) -> Result<String, Trouble> {
    match desk.keys().ask(DeskAsk::NameRoot { root }).await? {
        DeskAnswer::RootNamed(fingerprint) => Ok(fingerprint),
        _ => Err(staff::unexpected()),
    }
}
