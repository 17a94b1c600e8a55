use domain::Locale;
use leptos::prelude::*;
use locales::common;

use crate::Staff;

/// The language switch. What was typed and what is open stay as they are.
pub fn languages(staff: Staff) -> AnyView {
    let here = staff.locale.get_untracked();
    let links = Locale::ALL
        .into_iter()
        .map(|locale| {
            let id = format!("language-{locale}");
            view! {
                <li>
                    <a
                        class="languages__link"
                        id=id.clone()
                        href=move || staff.address(locale)
                        hreflang=locale.tag()
                        lang=locale.tag()
                        aria-current=(locale == here).then_some("true")
                        on:click=move |event| {
                            event.prevent_default();
                            staff.speak(locale);
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
