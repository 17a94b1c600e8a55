use leptos::prelude::*;
use locales::{Locale, common};

use crate::hooks::form::{ERROR, FILE, LINK, SUMMARY};
use crate::hooks::inner;

/// Where the mistakes of a form appear, above it: each a link to its field.
#[component]
pub fn ErrorSummary(id: &'static str) -> impl IntoView {
    view! { <div id=id></div> }
}

/// What appears in the forms of a page: once on each page that has one.
#[component]
pub fn FormTemplates(locale: Locale) -> impl IntoView {
    view! {
        <template id=SUMMARY>
            <div class="error-summary" role="alert" tabindex="-1">
                <h2 class="error-summary__title" data-part=inner::TITLE></h2>
                <ul class="error-summary__list" data-part=inner::LIST></ul>
            </div>
        </template>
        <template id=LINK>
            <li>
                <a data-part=inner::LINK></a>
            </li>
        </template>
        <template id=ERROR>
            <p class="field__error">
                <span class="visually-hidden">{common(locale).error} " "</span>
                <span data-part=inner::TEXT></span>
            </p>
        </template>
        <template id=FILE>
            <li class="files__item">
                <span class="files__name" data-part=inner::NAME></span>
                <span class="files__size" data-part=inner::SIZE></span>
                <button class="button button--plain" type="button" data-part=inner::BUTTON>
                    {locales::compose(locale).files.remove}
                </button>
            </li>
        </template>
    }
}
