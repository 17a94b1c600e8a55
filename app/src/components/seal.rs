use leptos::prelude::*;

/// The mark of the portal: an envelope pressed into sealing wax. Decoration only; whatever it stands beside says the
/// same in words.
#[component]
pub fn Seal() -> impl IntoView {
    view! {
        <svg class="seal" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
            <SealMark />
        </svg>
    }
}

/// The mark alone, 48 units wide and high, to be set into a drawing.
#[component]
pub fn SealMark() -> impl IntoView {
    view! {
        <path class="seal__wax" d=WAX />
        <circle class="seal__ring" cx="24" cy="24" r="15.5" />
        <path class="seal__mark" d="M14.5 18h19v13h-19zl9.5 7.5 9.5-7.5" />
    }
}

const WAX: &str = "M46.2 24c.4 1.8 .5 4.2-.3 5.9c-.8 1.7-3 2.9-4.3 4.2c-1.3 1.4-2.3 2.7-3.5 4c-1.2 1.3-2.2 3.2-3.7 3.9c-1.5 .8-3.7 .5-5.4 .6c-1.7 .1-3.3-.2-5 .1c-1.7 .3-3.7 1.7-5.5 1.7c-1.8 0-3.9-.6-5.4-1.6c-1.4-1-2.2-3.1-3.4-4.5c-1.2-1.4-2.8-2.3-3.9-3.8c-1.2-1.4-2.7-3.1-3-4.8c-.3-1.8 .8-3.9 1.2-5.7c.4-1.8 1-3.2 1.2-5c.3-1.8-.4-4 .2-5.7c.7-1.7 2.1-3.3 3.6-4.3c1.4-1.1 3.5-1.3 5.1-2.2c1.6-.9 2.8-2.4 4.5-3.1c1.6-.7 3.7-1.5 5.4-1.2c1.7 .3 3.4 2.1 5 2.9c1.6 .9 2.9 1.5 4.5 2.2c1.6 .6 3.9 .6 5.3 1.6c1.4 1 2.3 2.9 3.1 4.5c.8 1.6 .8 3.4 1.5 5.1c.8 1.7 2.4 3.4 2.8 5.2z";
