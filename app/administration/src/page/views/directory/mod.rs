//! The pages of the directory.

mod areas;
mod contact;
mod import;
mod overview;
mod routes;
mod select;
mod service;

use std::sync::Arc;

use domain::api::PublishedDirectory;
use leptos::prelude::*;

use super::failed_with;
use super::frame::back;
use crate::page::directory::Known;
use crate::page::office::Office;
use crate::route::Place;

/// The page of the directory that `place` names.
pub(super) fn page(office: Office, place: Place) -> AnyView {
    browser::spawn(office.load_directory());
    // A page is not built anew when what it shows was saved; the overview and lists are.
    let is_form = matches!(
        place,
        Place::Area(_)
            | Place::Contact
            | Place::AuthorityName
            | Place::DepartmentContact(_)
            | Place::NewService
            | Place::Service(_)
    );
    let is_ready = Memo::new(move |_| {
        office
            .directory
            .state
            .with(|state| matches!(state, Known::Ready(_)))
    });
    move_to(office, place, is_form, is_ready)
}

fn move_to(office: Office, place: Place, is_form: bool, is_ready: Memo<bool>) -> AnyView {
    let shown = move || {
        if is_form && is_ready.get() {
            return office
                .directory
                .published()
                .map(|published| at(office, place, &published));
        }
        Some(match office.directory.state.get() {
            Known::Loading => view! {
                <p class="office__loading" role="status">
                    {office.directory_texts().loading}
                </p>
            }
            .into_any(),
            Known::Failed(trouble) => {
                let words = trouble.words(office.locale.get_untracked());
                failed_with(office, words, move || browser::spawn(office.load_directory()))
            }
            Known::Ready(published) => at(office, place, &published),
        })
    };
    view! { {shown} }.into_any()
}

fn at(office: Office, place: Place, published: &Arc<PublishedDirectory>) -> AnyView {
    match place {
        Place::Areas => areas::page(office, published),
        Place::Area(name) => areas::one(office, name, published),
        Place::Contact => contact::of_authority(office),
        Place::AuthorityName => contact::name_of_authority(office),
        Place::DepartmentContact(department) => contact::of_department(office, department),
        Place::NewService => service::new(office, published),
        Place::Service(name) => service::page(office, name, published),
        _ => overview::page(office, published),
    }
}

/// The way back to the overview.
fn back_to_directory(office: Office) -> AnyView {
    back(office, Place::Directory)
}
