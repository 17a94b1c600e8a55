use leptos::prelude::*;

use super::{Kind, notice};
use crate::Staff;

/// Warns whoever has signed in and whose certificate ends soon.
pub fn certificate_warning(staff: Staff) -> impl IntoView {
    move || {
        let days = staff.session.with(|session| session.as_ref()?.ends_soon())?;
        let locale = staff.locale.get_untracked();
        let texts = locales::staff(locale);
        let warning = notice(locale, Kind::Warning, (texts.certificate_soon)(days));
        Some(view! {
            <aside class="certificate" aria-label=texts.certificate>
                {warning}
            </aside>
        })
    }
}
