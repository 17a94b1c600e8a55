//! The directory: what is known of it, what was typed about it, and how it is published.

mod drafts;
mod editing;
mod importing;

use std::sync::Arc;

use browser::{Api, Uint8Array};
use domain::api::{DirectoryCheck, PublishDirectory, PublishedDirectory};
use domain::audit::{Action, Subject};
use domain::directory::{self as model, DepartmentState, Departments, Fault, Tree};
use domain::{Bytes, DepartmentId, ErrorCode};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use staff::{Trouble, unexpected};
use vault::messages::Act;

use super::form::{Form, Mistake};
use super::navigation::HEADING;
use super::office::Office;
use crate::route::Place;

pub(crate) use drafts::{DirectoryDrafts, RouteDraft};
pub(crate) use importing::FILE;

/// What the pages of the directory know.
#[derive(Clone, Copy)]
pub(crate) struct DirectoryPages {
    pub(crate) state: RwSignal<Known>,
    /// What was typed.
    pub(crate) drafts: DirectoryDrafts,
    /// What would become of the directory if the chosen file were published.
    pub(crate) check: RwSignal<Option<Arc<DirectoryCheck>>>,
    pub(crate) import: Form,
    /// The share of a file, or of what is published, that is on its way; `None` while the server works on it.
    pub(crate) sent: RwSignal<Option<f64>>,
}

/// Whether the directory is there.
#[derive(Clone, Default)]
pub(crate) enum Known {
    /// It is being fetched.
    #[default]
    Loading,
    /// It is.
    Ready(Arc<PublishedDirectory>),
    /// It could not be fetched.
    Failed(Trouble),
}

/// An area with what tells it from others of its name.
pub(crate) fn area_words(area: &model::Area) -> String {
    match &area.district {
        Some(district) => format!("{}, {district} ({})", area.name, area.key),
        None => format!("{} ({})", area.name, area.key),
    }
}

impl DirectoryPages {
    pub(super) fn new() -> Self {
        Self {
            state: RwSignal::default(),
            drafts: DirectoryDrafts::new(),
            check: RwSignal::default(),
            import: Form::new("import"),
            sent: RwSignal::default(),
        }
    }

    pub(super) fn clear(self) {
        self.state.set(Known::Loading);
        self.drafts.clear();
        self.check.set(None);
        self.import.clear();
    }

    /// What is known of it; empty before it was fetched.
    pub(crate) fn published(self) -> Option<Arc<PublishedDirectory>> {
        self.state.with_untracked(|state| match state {
            Known::Ready(published) => Some(Arc::clone(published)),
            Known::Loading | Known::Failed(_) => None,
        })
    }
}

/// Whether somebody else has published another directory meanwhile.
fn is_overtaken(trouble: &Trouble) -> bool {
    trouble.code() == Some(ErrorCode::DirectoryOutdated)
}

impl Office {
    pub(crate) fn directory_texts(self) -> &'static locales::Directory {
        locales::directory(self.locale.get_untracked())
    }

    /// Fetches the directory.
    pub(crate) async fn load_directory(self) {
        let era = self.era();
        let state = self.directory.state;
        match self
            .api()
            .get::<PublishedDirectory>("/administration/directory")
            .await
        {
            // What is shown already keeps what was typed, and the focus.
            Ok(published)
                if self
                    .directory
                    .published()
                    .is_some_and(|known| *known == published) => {}
            Ok(published) if self.is_still(era) => {
                let focused = browser::focused_id();
                state.set(Known::Ready(Arc::new(published)));
                self.prepare();
                browser::refocus(focused.unwrap_or_else(|| HEADING.to_owned()));
            }
            Ok(_) => {}
            Err(error) => match self.note(era, error) {
                Trouble::Left => {}
                trouble => state.set(Known::Failed(trouble)),
            },
        }
    }

    /// A department's name; empty if the authority does not have it.
    pub(crate) fn department_name(self, id: DepartmentId) -> String {
        let locale = self.locale.get_untracked();
        let people = self.people();
        let entry = people.department(id);
        entry
            .map(|entry| entry.department.name.text(locale).to_owned())
            .unwrap_or_default()
    }

    /// Changes the directory: what is wrong with it afterwards is said at `field`, and else it is published.
    pub(super) fn change_directory(
        self,
        field: &'static str,
        change: impl FnOnce(&mut model::Directory),
        done: impl FnOnce() + 'static,
    ) {
        let Some(published) = self.directory.published() else {
            return;
        };
        let mut directory = published.directory.clone();
        change(&mut directory);
        directory.sort();
        if !self.form.judge(self.mistakes(&directory, field)) {
            return;
        }
        let replaces = published.root.clone();
        self.form.run(self, self.texts().working, async move {
            let request = PublishDirectory {
                replaces,
                directory,
                texts: Vec::new(),
            };
            match self.publish(request).await {
                Ok(()) => {
                    done();
                    Ok(())
                }
                Err(trouble) if is_overtaken(&trouble) => {
                    let typed = self.directory.drafts.typed();
                    self.load_directory().await;
                    let texts = self.directory_texts();
                    let gone = self.gone();
                    if gone.is_some() {
                        self.directory.drafts.restore(&typed.now);
                    } else {
                        self.directory.drafts.retype(&typed);
                    }
                    Err(Trouble::Said(gone.unwrap_or(texts.overtaken).to_owned()))
                }
                Err(trouble) => Err(trouble),
            }
        });
    }

    /// What to say if the page shows something that the directory does not have any more.
    fn gone(self) -> Option<&'static str> {
        let texts = self.directory_texts();
        let published = self.directory.published()?;
        let model::Directory { areas, services, .. } = &published.directory;
        match self.route.get_untracked().place {
            Place::Area(name) => {
                let key = name.key();
                let is_there = areas.iter().any(|area| Some(&area.key) == key.as_ref());
                (!is_there).then_some(texts.area_removed)
            }
            Place::Service(name) => {
                let key = name.key();
                let is_there = services.iter().any(|service| Some(&service.key) == key.as_ref());
                (!is_there).then_some(texts.service_removed)
            }
            _ => None,
        }
    }

    /// Signs a directory and publishes it.
    async fn publish(self, request: PublishDirectory) -> Result<(), Trouble> {
        let authority = self
            .session
            .with_untracked(|session| session.as_ref().map(|session| session.authority.id));
        let Some(authority) = authority else {
            return Err(Trouble::Left);
        };
        let root = Bytes(Tree::of(authority, &request.directory).root().to_vec());
        let subject = Subject::publishing(root, &request.texts);
        let act = Act::new(Action::PublishDirectory, subject);
        let request = serde_json::to_vec(&request).map_err(|_| unexpected())?;
        let api = self.acting(act).await?;
        self.send::<()>(
            api,
            ("PUT", "/administration/directory"),
            "application/json",
            &Uint8Array::from(request.as_slice()),
        )
        .await?;
        self.load_directory().await;
        Ok(())
    }

    /// Sends something large, and shows how far it has come.
    async fn send<T: DeserializeOwned>(
        self,
        api: Api,
        (method, path): (&str, &str),
        media_type: &str,
        body: &Uint8Array,
    ) -> Result<T, Trouble> {
        let sent = self.directory.sent;
        let progress = move |share: f64| {
            sent.try_set((share < 1.0).then_some(share));
        };
        let answer = api.upload(method, path, media_type, body, progress).await;
        sent.try_set(None);
        Ok(answer?)
    }

    /// What stands against a directory, each once.
    fn mistakes(self, directory: &model::Directory, field: &'static str) -> Vec<Mistake> {
        let texts = self.directory_texts();
        let mut mistakes: Vec<Mistake> = Vec::new();
        for Fault { code, item, .. } in model::faults(directory, &self.department_states()) {
            let about = item
                .map(|item| self.item_words(&item, directory))
                .unwrap_or_default();
            let text = format!("{about}: {}", (texts.fault)(code));
            if !mistakes.iter().any(|known| known.text == text) {
                mistakes.push(Mistake { field, text });
            }
        }
        mistakes
    }

    fn department_states(self) -> Departments {
        let now = browser::now();
        let people = self.people();
        let state = |closed: bool, has_key: bool| match (closed, has_key) {
            (true, _) => DepartmentState::Closed,
            (false, true) => DepartmentState::Open,
            (false, false) => DepartmentState::WithoutKey,
        };
        people
            .departments
            .iter()
            .map(|entry| {
                let has_key = entry.epoch_until.is_some_and(|until| until > now);
                (entry.department.id, state(entry.closed, has_key))
            })
            .collect()
    }

    /// A part of a directory in words.
    pub(crate) fn item_words(self, item: &model::Item, directory: &model::Directory) -> String {
        let texts = self.directory_texts();
        let locale = self.locale.get_untracked();
        let area_name = |key: &domain::AreaKey| {
            let area = directory.areas.iter().find(|area| area.key == *key);
            area.map_or_else(|| key.to_string(), area_words)
        };
        let service_name = |key: &domain::ServiceKey| {
            let service = directory.services.iter().find(|service| service.key == *key);
            service.map_or_else(|| key.to_string(), |service| service.name.text(locale).to_owned())
        };
        match item {
            model::Item::Authority => texts.item_authority.to_owned(),
            model::Item::Department { department } => {
                (texts.item_department)(&self.department_name(*department))
            }
            model::Item::Area { area } => (texts.item_area)(&area_name(area)),
            model::Item::Service { service } => (texts.item_service)(&service_name(service)),
            model::Item::Route {
                service,
                area,
                department,
            } => (texts.item_route)(
                &service_name(service),
                &area_name(area),
                &self.department_name(*department),
            ),
        }
    }
}
