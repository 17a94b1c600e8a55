use domain::Locale;
use leptos::prelude::*;
use locales::common;

use crate::page::desk::Desk;
use crate::route::Route;

/// The language switch. What was typed and what is open stay as they are.
pub(crate) fn languages(desk: Desk) -> AnyView {
    let here = desk.locale.get_untracked();
    let links = Locale::ALL
        .into_iter()
        .map(|locale| {
            let address = move || {
                desk.route.with(|route| {
                    Route {
                        locale: Some(locale),
                        ..route.clone()
                    }
                    .address()
                })
            };
            let id = format!("language-{locale}");
            view! {
                <li>
                    <a
                        class="languages__link"
                        id=id.clone()
                        href=address
                        hreflang=locale.tag()
                        lang=locale.tag()
                        aria-current=(locale == here).then_some("true")
                        on:click=move |event| {
                            event.prevent_default();
                            desk.speak(locale);
                            browser::focus(id.clone());
                        }
                    >
                        {common(locale).language}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="languages" aria-label=common(here).languages>
            <ul class="languages__list">{links}</ul>
        </nav>
    }
    .into_any()
}
