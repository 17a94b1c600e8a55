use leptos::prelude::*;
use staff::views::{Icon, Kind, icon, languages, notice};

use crate::page::navigation::HEADING;
use crate::page::office::Office;
use crate::route::Place;

/// Says that somebody else was faster.
pub(crate) const OVERTAKEN: &str = "overtaken";

/// The page for those who are not inside: founding and joining.
pub(crate) fn outside(office: Office, class: &'static str, content: impl IntoView + 'static) -> AnyView {
    let locale = office.locale.get_untracked();
    view! {
        <div class=class>
            <header class="gate__head">
                <p class="wordmark">
                    <img class="wordmark__seal" src=office.seal() alt="" width="40" height="40" />
                    <span class="wordmark__name">{office.portal()}</span>
                </p>
                {languages(office.staff)}
            </header>
            <main class="gate__main">{content.into_any()}</main>
            <footer class="gate__foot">
                <a href=format!("/{locale}")>{office.common().public_site}</a>
            </footer>
        </div>
    }
    .into_any()
}

/// The heading that takes the focus when its page is shown.
pub(crate) fn heading(text: impl Into<String>) -> AnyView {
    view! {
        <h1 class="office__title" id=HEADING tabindex="-1">
            {text.into()}
        </h1>
    }
    .into_any()
}

/// What was done on the page before.
pub(crate) fn news(office: Office) -> AnyView {
    let locale = office.locale.get_untracked();
    let shown = move || office.news.get().map(|news| notice(locale, Kind::Success, news));
    let overtaken = move || {
        office.overtaken.get().then(|| {
            view! {
                <div id=OVERTAKEN role="alert" tabindex="-1">
                    {notice(locale, Kind::Warning, office.texts().overtaken)}
                </div>
            }
        })
    };
    view! { <div class="office__news">{shown} {overtaken}</div> }.into_any()
}

/// The way back to a list.
pub(crate) fn back(office: Office, place: Place) -> AnyView {
    let texts = office.texts();
    let words = if place == Place::Areas {
        office.directory_texts().back_to_areas
    } else if place.is_directory() {
        office.directory_texts().back
    } else if place.is_about_departments() {
        texts.back_to_departments
    } else {
        texts.back_to_members
    };
    view! {
        <p>
            <a class="back" href=office.address_of(place) on:click=office.follow(place)>
                {icon(Icon::Back)}
                {words}
            </a>
        </p>
    }
    .into_any()
}

/// A page about something that is not there.
pub(crate) fn missing(office: Office, list: Place) -> AnyView {
    view! { {back(office, list)} {news(office)} {heading(office.texts().not_found)} }.into_any()
}
