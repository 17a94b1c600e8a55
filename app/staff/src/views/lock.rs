use leptos::prelude::*;

use crate::Staff;

/// Locks the page at once.
pub fn lock_button(staff: Staff) -> AnyView {
    view! {
        <button class="button button--secondary bar__out" id="lock" type="button" on:click=move |_| staff.lock()>
            {staff.common().lock}
        </button>
    }
    .into_any()
}

/// Says a minute before that the page will lock itself; whatever its reader does keeps it open.
pub fn lock_warning(staff: Staff) -> AnyView {
    view! {
        <div role="status">
            {move || staff.locks_soon.get().then(|| view! { <p class="strip">{staff.common().locks_soon}</p> })}
        </div>
    }
    .into_any()
}
