use leptos::prelude::*;

use crate::hooks::CODE_GROUPS;

/// A receipt code in its groups, to be filled in. Selected and copied it keeps the spaces between them.
#[component]
pub fn Code(id: &'static str) -> impl IntoView {
    let groups = [(); CODE_GROUPS].map(|()| view! { <span class="code__group"></span> });
    view! {
        <p class="code" translate="no" id=id>
            {groups.into_iter().collect_view()}
        </p>
    }
}
