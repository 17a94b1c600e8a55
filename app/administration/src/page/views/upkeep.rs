use leptos::prelude::*;
use staff::views::{Kind, certificate_warning, notice};

use super::departments::is_administrator;
use crate::page::office::Office;
use crate::route::Place;

/// What is done of keys and certificates without being asked, and what needs somebody.
pub(crate) fn line(office: Office) -> AnyView {
    let locale = office.locale.get_untracked();
    let upkeep = office.upkeep;
    let done = move || {
        let step = upkeep.step.get().map(str::to_owned);
        let said = step.or_else(|| upkeep.done.get());
        said.map(|said| notice(locale, Kind::Info, said))
    };
    let troubles = move || {
        let said = upkeep.troubles.get().into_iter();
        said.map(|said| notice(locale, Kind::Error, said)).collect_view()
    };
    let own = if is_administrator(office) {
        administrators(office)
    } else {
        certificate_warning(office.staff).into_any()
    };
    view! {
        <div class="office__upkeep">
            {own} <div role="status">{done}</div> <div role="alert">{troubles}</div>
        </div>
    }
    .into_any()
}

/// Leads an administrator whose certificate ends soon to what renews it.
fn administrators(office: Office) -> AnyView {
    let locale = office.locale.get_untracked();
    let texts = locales::trust(locale);
    let soon = Memo::new(move |_| office.session.with(|session| session.as_ref()?.ends_soon()));
    let warning = move || {
        // There it stands beside the form.
        let is_elsewhere = office.route.get().place != Place::Trust;
        soon.get().filter(|_| is_elsewhere).map(|days| {
            view! {
                {notice(locale, Kind::Warning, (texts.own_soon)(days))}
                <p>
                    <a href=office.address_of(Place::Trust) on:click=office.follow(Place::Trust)>
                        {texts.own_link}
                    </a>
                </p>
            }
        })
    };
    view! { <div>{warning}</div> }.into_any()
}
