//! What the administration shows. A view is built anew when the language changes, so its texts are plain values.

mod account;
mod bar;
mod department;
mod departments;
mod directory;
mod embedding;
mod fields;
mod form;
mod founding;
mod frame;
mod invite;
mod joining;
mod keep;
mod log;
mod member;
mod members;
mod policy;
mod question;
mod recovering;
mod restoration;
mod restoring;
mod trust;
mod unconfirmed;
mod upkeep;
mod words;

use leptos::prelude::*;
use staff::views::{Kind, notice, sign_in};
use staff::{PASSKEY, Stage};

pub(crate) use frame::OVERTAKEN;

use super::office::{Data, Office};
use crate::route::Place;

/// The whole application.
pub(crate) fn app(office: Office) -> AnyView {
    let place = Memo::new(move |_| office.route.get().place);
    view! {
        {move || {
            office.locale.track();
            match place.get() {
                Place::Found => founding::page(office),
                Place::Join => joining::page(office),
                Place::Restore => restoring::page(office),
                Place::Recover => recovering::page(office),
                place => inside(office, place),
            }
        }}
        <p class="visually-hidden" role="status">
            {move || office.announcement.get()}
        </p>
    }
    .into_any()
}

fn inside(office: Office, place: Place) -> AnyView {
    let locale = office.locale.get_untracked();
    match office.stage.get() {
        Stage::Starting => view! {
            <main class="gate">
                <p class="gate__loading" role="status">
                    {office.texts().loading}
                </p>
            </main>
        }
        .into_any(),
        Stage::SignedOut(farewell) => {
            let lead = if place == Place::Account {
                office.account_texts().sign_in_lead
            } else {
                office.texts().sign_in_lead
            };
            let kept = if office.begun.is_kept() {
                office.texts().typed_kept
            } else if browser::fragment() == PASSKEY {
                // The desk sends people here who lack a passkey that is demanded.
                office.account_texts().passkey_demanded
            } else {
                ""
            };
            sign_in(office.staff, &farewell, lead, kept)
        }
        Stage::SignedIn => {
            // The session is read anew from time to time; forms are not built anew for that.
            let is_allowed = Memo::new(move |_| office.is_allowed());
            let may_audit = Memo::new(move |_| office.may_audit());
            let content = move || {
                if office.own_id().is_none() {
                    return ().into_any();
                }
                if place == Place::Account || office.enrols() {
                    return account::page(office);
                }
                if may_audit.get() && (place == Place::Log || !is_allowed.get()) {
                    return log::page(office);
                }
                if !is_allowed.get() {
                    return unconfirmed::page(office);
                }
                office.data.with(|data| match data {
                    Data::Loading => loading(office),
                    Data::Failed(trouble) => failed(office, trouble.words(locale)),
                    Data::Ready(_) => match place {
                        Place::Invite => invite::page(office),
                        Place::Member(member) => member::page(office, member),
                        Place::Embedding if departments::is_administrator(office) => embedding::page(office),
                        Place::Departments => departments::page(office),
                        Place::NewDepartment => department::new(office),
                        place if place.is_directory() && departments::is_administrator(office) => {
                            directory::page(office, place)
                        }
                        Place::Department(department) => department::page(office, department),
                        Place::Trust => trust::page(office),
                        _ => members::page(office),
                    },
                })
            };
            view! {
                <a class="skip" href="#main">
                    {locales::common(locale).skip}
                </a>
                {bar::bar(office)}
                <main class="office" id="main" tabindex="-1">
                    {move || (is_allowed.get() || may_audit.get()).then(|| upkeep::line(office))}
                    {content}
                </main>
            }
            .into_any()
        }
    }
}

fn loading(office: Office) -> AnyView {
    view! {
        <p class="office__loading" role="status">
            {office.texts().data_loading}
        </p>
    }
    .into_any()
}

fn failed(office: Office, words: String) -> AnyView {
    failed_with(office, words, move || {
        office.data.set(Data::Loading);
        browser::spawn(office.load());
    })
}

/// What could not be fetched, and the way to try it again.
fn failed_with(office: Office, words: String, again: impl Fn() + 'static) -> AnyView {
    let locale = office.locale.get_untracked();
    view! {
        <div role="alert">{notice(locale, Kind::Error, words)}</div>
        <div class="form__actions">
            <button
                class="button button--secondary"
                type="button"
                on:click=move |_| again()
            >
                {office.common().again}
            </button>
        </div>
    }
    .into_any()
}
