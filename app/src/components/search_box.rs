use domain::search::{PlaceKey, Search};
use leptos::prelude::*;
use locales::{Locale, find as texts};

use crate::hooks::find::{INPUT, LIST, OPTION, ROOT, STATUS};
use crate::hooks::inner;
use crate::pages::as_json;
use crate::props::FinderProps;

/// The search box: a plain form, which a program adds suggestions to where there is one.
#[component]
pub fn SearchBox(
    locale: Locale,
    /// What stands in it, and what was chosen already and goes with it.
    search: Search,
    /// The page that answers, if it is an authority's own.
    #[prop(optional)]
    page: Option<String>,
    #[prop(optional)] label: Option<&'static str>,
    #[prop(optional)] hint: Option<&'static str>,
) -> impl IntoView {
    let texts = texts(locale);
    let (place, authority) = match &search.place {
        Some(PlaceKey::Area(area)) => (Some(area.to_string()), None),
        Some(PlaceKey::Authority(slug)) => (None, Some(slug.to_string())),
        Some(PlaceKey::AreaOf(slug, area)) => (Some(area.to_string()), Some(slug.to_string())),
        None => (None, None),
    };
    let props = FinderProps { locale };
    // What belongs to a place, concern or authority that was chosen is not suggested.
    let suggests = search.place.is_none() && search.service.is_none() && page.is_none();
    let action = page.unwrap_or_else(|| format!("/{}/find", locale.tag()));
    let chosen = [
        ("place", place),
        ("authority", authority),
        ("service", search.service.map(|service| service.to_string())),
    ]
    .map(|(name, value)| value.map(|value| view! { <input type="hidden" name=name value=value /> }));
    view! {
        <form class="finder" role="search" method="get" action=action id=suggests.then_some(ROOT) data-awaits=suggests.then_some("") data-props=suggests.then(|| as_json(&props))>
            {chosen.into_iter().collect_view()}
            <label class="field__label" for=INPUT>
                {label.unwrap_or(texts.label)}
            </label>
            <p class="field__hint" id=format!("{INPUT}-hint")>
                {hint.unwrap_or(texts.hint)}
            </p>
            <div class="finder__line">
                <div class="finder__field">
                    <input
                        class="field__input finder__input"
                        id=INPUT
                        name="q"
                        type="search"
                        maxlength="200"
                        value=search.text
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        enterkeyhint="search"
                        aria-describedby=format!("{INPUT}-hint")
                    />
                    {suggests
                        .then(|| {
                            view! {
                                <ul class="finder__list" id=LIST role="listbox" aria-label=texts.suggestions hidden></ul>
                                <template id=OPTION>
                                    <li class="finder__option" role="option" aria-selected="false">
                                        <span class="finder__text" data-part=inner::TEXT></span>
                                        " "
                                        <span class="finder__detail" data-part=inner::DETAIL></span>
                                    </li>
                                </template>
                            }
                        })}
                </div>
                <button class="button finder__button" type="submit">
                    {texts.submit}
                </button>
            </div>
            {suggests.then(|| view! { <p class="visually-hidden" role="status" id=STATUS></p> })}
        </form>
    }
}
