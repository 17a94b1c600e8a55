use leptos::prelude::*;
use vault::messages::{AccountAnswer, StaffAsk};

use super::fingerprint::fingerprint;
use super::notice::{Kind, notice};
use crate::Staff;

/// For those whom no administrator has confirmed: the number that will be compared with them, as their own vault has
/// it, and nothing else.
pub fn unconfirmed(staff: Staff) -> AnyView {
    let texts = staff.common();
    let locale = staff.locale.get_untracked();
    let number = RwSignal::new(None::<String>);
    let said = RwSignal::new(None::<String>);
    let trouble = RwSignal::new(None::<String>);
    let fail = move |era, error| trouble.set(Some(staff.note(era, error).words(locale)));
    let era = staff.era();
    browser::spawn(async move {
        match staff.keys().ask(StaffAsk::OwnFingerprint).await {
            Ok(AccountAnswer::Fingerprint { fingerprint, .. }) => number.set(Some(fingerprint)),
            Ok(_) => {}
            Err(error) => fail(era, error),
        }
    });
    let look = move |_| {
        if said.with_untracked(|said| said.as_deref() == Some(texts.looking)) {
            return;
        }
        trouble.set(None);
        said.set(Some(texts.looking.to_owned()));
        browser::spawn(async move {
            match staff.refresh_session().await {
                // Whoever has been confirmed sees something else by now.
                Ok(()) => said.set(Some(texts.still_unconfirmed.to_owned())),
                Err(error) => {
                    said.set(None);
                    fail(era, error);
                }
            }
        });
    };
    browser::refocus("unconfirmed-title");
    view! {
        <section class="unconfirmed" aria-labelledby="unconfirmed-title">
            <h2 class="unconfirmed__title" id="unconfirmed-title" tabindex="-1">
                {texts.unconfirmed_title}
            </h2>
            {move || number.get().map(|number| fingerprint(texts.fingerprint, &number))}
            <p>{texts.unconfirmed}</p>
            <div role="alert">
                {move || trouble.get().map(|trouble| notice(locale, Kind::Error, trouble))}
            </div>
            <div class="unconfirmed__actions">
                <button class="button button--secondary" type="button" on:click=look>
                    {texts.look_again}
                </button>
                <p role="status">{move || said.get()}</p>
            </div>
        </section>
    }
    .into_any()
}
