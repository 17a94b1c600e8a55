#![expect(
    unreachable_pub,
    reason = "the macro makes the properties of components `pub`"
)]

use leptos::prelude::*;

use crate::components::seal::SealMark;

/// A sealed letter, drawn in hairlines. Decoration only.
#[component]
pub(crate) fn Envelope() -> impl IntoView {
    view! {
        <svg class="envelope" viewBox="0 0 240 160" aria-hidden="true" focusable="false">
            <rect class="envelope__paper" x="1" y="1" width="238" height="158" rx="4" />
            <path class="envelope__fold" d="M2 3l104 82q14 11 28 0L238 3M2 158l82-88M238 158l-82-88" />
            <g transform="translate(87 54) scale(1.38)">
                <SealMark />
            </g>
        </svg>
    }
}
