use domain::api::PublishedDirectory;
use domain::directory::{Contact, Route, Service};
use domain::{DepartmentId, Localized};
use leptos::prelude::*;

use crate::route::Place;

/// What was typed into the directory's forms. It outlives a change of language, and belongs to one page.
#[derive(Clone, Copy)]
pub(crate) struct DirectoryDrafts {
    pub(crate) telephone: RwSignal<String>,
    pub(crate) hours: RwSignal<String>,
    pub(crate) hours_en: RwSignal<String>,
    pub(crate) scope: RwSignal<String>,
    pub(crate) scope_en: RwSignal<String>,
    pub(crate) address: RwSignal<String>,
    pub(crate) web: RwSignal<String>,
    /// The fallback's id; empty for none.
    pub(crate) fallback: RwSignal<String>,
    pub(crate) key: RwSignal<String>,
    pub(crate) name: RwSignal<String>,
    pub(crate) name_en: RwSignal<String>,
    pub(crate) district: RwSignal<String>,
    pub(crate) synonyms: RwSignal<String>,
    pub(crate) synonyms_en: RwSignal<String>,
    pub(crate) description: RwSignal<String>,
    pub(crate) description_en: RwSignal<String>,
    pub(crate) routes: RwSignal<Vec<RouteDraft>>,
    /// How often other rows were put in the place of those that were there.
    pub(crate) fillings: StoredValue<u32>,
    /// What stood there before anybody typed.
    filled: StoredValue<Vec<String>>,
}

/// What somebody typed, beside what had been filled in.
pub(super) struct Typed {
    before: Vec<String>,
    pub(super) now: Vec<String>,
}

/// A row of who is in charge: what is chosen in it, and a number that stays its own. Its signals are counted, because rows come
/// and go without the page on which they were made.
#[derive(Clone)]
pub(crate) struct RouteDraft {
    pub(crate) number: u32,
    /// The area's key, alone or in brackets behind what else was typed.
    pub(crate) area: ArcRwSignal<String>,
    pub(crate) department: ArcRwSignal<String>,
    /// Whether it was added here, and is not published yet.
    pub(crate) is_new: bool,
}

impl RouteDraft {
    fn new(number: u32, area: String, department: String) -> Self {
        Self {
            number,
            is_new: area.is_empty() && department.is_empty(),
            area: ArcRwSignal::new(area),
            department: ArcRwSignal::new(department),
        }
    }

    /// What was chosen; `None` if something is missing.
    pub(super) fn route(&self) -> Option<Route> {
        let area = self.area.get_untracked();
        let in_brackets = area
            .trim()
            .strip_suffix(')')
            .and_then(|area| area.rsplit_once('('));
        let key = in_brackets.map_or(area.as_str(), |(_, key)| key);
        Some(Route {
            area: key.trim().parse().ok()?,
            department: self.department.get_untracked().parse().ok()?,
        })
    }
}

impl DirectoryDrafts {
    pub(super) fn new() -> Self {
        let drafts = Self {
            telephone: RwSignal::default(),
            hours: RwSignal::default(),
            hours_en: RwSignal::default(),
            scope: RwSignal::default(),
            scope_en: RwSignal::default(),
            address: RwSignal::default(),
            web: RwSignal::default(),
            fallback: RwSignal::default(),
            key: RwSignal::default(),
            name: RwSignal::default(),
            name_en: RwSignal::default(),
            district: RwSignal::default(),
            synonyms: RwSignal::default(),
            synonyms_en: RwSignal::default(),
            description: RwSignal::default(),
            description_en: RwSignal::default(),
            routes: RwSignal::default(),
            fillings: StoredValue::default(),
            filled: StoredValue::default(),
        };
        drafts.filled.set_value(drafts.written());
        drafts
    }

    fn texts(self) -> [RwSignal<String>; 16] {
        [
            self.telephone,
            self.hours,
            self.hours_en,
            self.scope,
            self.scope_en,
            self.address,
            self.web,
            self.fallback,
            self.key,
            self.name,
            self.name_en,
            self.district,
            self.synonyms,
            self.synonyms_en,
            self.description,
            self.description_en,
        ]
    }

    fn written(self) -> Vec<String> {
        let texts = self.texts().map(|text| text.get_untracked());
        let routes = self.routes.get_untracked();
        let routes = routes
            .iter()
            .flat_map(|route| [route.area.get_untracked(), route.department.get_untracked()]);
        texts.into_iter().chain(routes).collect()
    }

    /// What was typed; empty if nothing was.
    pub(crate) fn begun(self) -> Vec<String> {
        let written = self.written();
        if self.filled.with_value(|filled| *filled == written) {
            return Vec::new();
        }
        written
    }

    /// What stood there before anybody typed, and what stands there now.
    pub(super) fn typed(self) -> Typed {
        Typed {
            before: self.filled.get_value(),
            now: self.written(),
        }
    }

    /// Puts what was typed over what was filled in since; what nobody typed into stays, and so do the rows if nobody
    /// changed any.
    pub(super) fn retype(self, typed: &Typed) {
        let count = self.texts().len();
        let [before, now] = [&typed.before, &typed.now].map(|written| written.split_at(count));
        let fresh = self.written();
        let fresh = fresh.split_at(count);
        let texts = before.0.iter().zip(now.0).zip(fresh.0);
        let texts = texts.map(|((before, now), fresh)| if before == now { fresh } else { now });
        let rows = if before.1 == now.1 { fresh.1 } else { now.1 };
        let written: Vec<_> = texts.chain(rows).cloned().collect();
        self.restore(&written);
    }

    /// Puts back what was typed.
    pub(crate) fn restore(self, written: &[String]) {
        let mut written = written.iter().cloned();
        for (text, written) in self.texts().into_iter().zip(written.by_ref()) {
            text.set(written);
        }
        let mut routes = Vec::new();
        while let (Some(area), Some(department)) = (written.next(), written.next()) {
            routes.push((area, department));
        }
        self.set_routes(routes.into_iter());
    }

    /// Forgets what was typed.
    pub(crate) fn clear(self) {
        for text in self.texts() {
            text.set(String::new());
        }
        self.set_routes(std::iter::empty());
        self.filled.set_value(self.written());
    }

    /// Fills in what is known about what `place` shows.
    pub(crate) fn fill(self, place: Place, published: &PublishedDirectory, authority: &str) {
        self.clear();
        let directory = &published.directory;
        match place {
            Place::Contact => {
                self.set_contact(&directory.contact);
                let fallback = directory.fallback.map(|department| department.to_string());
                self.fallback.set(fallback.unwrap_or_default());
            }
            Place::AuthorityName => self.name.set(authority.to_owned()),
            Place::DepartmentContact(id) => self.set_contact(&contact_of(published, id)),
            Place::Area(name) => {
                let key = name.key();
                let area = directory
                    .areas
                    .iter()
                    .find(|area| Some(&area.key) == key.as_ref());
                if let Some(area) = area {
                    self.name.set(area.name.clone());
                    self.district.set(area.district.clone().unwrap_or_default());
                }
            }
            Place::NewService => self.add_route(),
            Place::Service(name) => {
                let key = name.key();
                let service = directory
                    .services
                    .iter()
                    .find(|service| Some(&service.key) == key.as_ref());
                if let Some(service) = service {
                    self.set_service(service);
                }
            }
            _ => {}
        }
        self.filled.set_value(self.written());
    }

    fn set_contact(self, contact: &Contact) {
        let de = |text: &Option<Localized>| text.as_ref().map(|text| text.de.clone()).unwrap_or_default();
        let en =
            |text: &Option<Localized>| text.as_ref().and_then(|text| text.en.clone()).unwrap_or_default();
        self.telephone.set(contact.telephone.clone().unwrap_or_default());
        self.hours.set(de(&contact.hours));
        self.hours_en.set(en(&contact.hours));
        self.scope.set(de(&contact.scope));
        self.scope_en.set(en(&contact.scope));
        self.address.set(contact.address.clone().unwrap_or_default());
        self.web.set(contact.web.clone().unwrap_or_default());
    }

    /// What was typed about how somebody is reached.
    pub(super) fn contact(self) -> Contact {
        let text = |signal: RwSignal<String>| {
            let text = signal.get_untracked().trim().to_owned();
            (!text.is_empty()).then_some(text)
        };
        let localized = |de, en| {
            let (de, en) = (text(de), text(en));
            (de.is_some() || en.is_some()).then(|| Localized {
                de: de.unwrap_or_default(),
                en,
            })
        };
        Contact {
            telephone: text(self.telephone),
            hours: localized(self.hours, self.hours_en),
            scope: localized(self.scope, self.scope_en),
            address: text(self.address),
            web: text(self.web),
        }
    }

    fn set_service(self, service: &Service) {
        self.key.set(service.key.to_string());
        self.name.set(service.name.de.clone());
        self.name_en.set(service.name.en.clone().unwrap_or_default());
        self.synonyms.set(service.synonyms.de.join(", "));
        self.synonyms_en.set(service.synonyms.en.join(", "));
        self.description.set(service.description.de.clone());
        self.description_en
            .set(service.description.en.clone().unwrap_or_default());
        let routes = service.routes.iter();
        self.set_routes(routes.map(|route| (route.area.to_string(), route.department.to_string())));
    }

    /// Puts rows in the place of those that are there.
    fn set_routes(self, routes: impl Iterator<Item = (String, String)>) {
        let rows = (0..).zip(routes);
        self.routes.set(
            rows.map(|(number, (area, department))| RouteDraft::new(number, area, department))
                .collect(),
        );
        self.fillings.update_value(|fillings| *fillings += 1);
    }

    /// Adds an empty row of who is in charge.
    pub(crate) fn add_route(self) {
        self.routes.update(|routes| {
            let number = routes.iter().map(|route| route.number + 1).max().unwrap_or(0);
            routes.push(RouteDraft::new(number, String::new(), String::new()));
        });
    }

    /// Takes a row away.
    pub(crate) fn remove_route(self, number: u32) {
        self.routes
            .update(|routes| routes.retain(|route| route.number != number));
    }
}

fn contact_of(published: &PublishedDirectory, id: DepartmentId) -> Contact {
    let departments = &published.directory.departments;
    let entry = departments.iter().find(|entry| entry.department == id);
    entry.map(|entry| entry.contact.clone()).unwrap_or_default()
}
