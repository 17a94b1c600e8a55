use leptos::prelude::*;

/// The number that two people compare, in its groups.
pub fn fingerprint(label: &'static str, number: &str) -> AnyView {
    let groups = number
        .split_whitespace()
        .map(|group| view! { <span class="code__group">{group.to_owned()} " "</span> })
        .collect_view();
    view! {
        <div class="fingerprint">
            <p class="fingerprint__label">{label}</p>
            <p class="code" translate="no">
                {groups}
            </p>
        </div>
    }
    .into_any()
}
