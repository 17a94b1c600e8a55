use std::str::FromStr;

use domain::api::AuthorityChange;
use domain::audit::{Action, Subject};
use domain::directory::{Area, DepartmentContact, FaultCode, Service, Synonyms};
use domain::{AreaKey, DepartmentId, Localized, ServiceKey};
use leptos::prelude::*;
use vault::messages::Act;

use crate::check::{self, Wrong};
use crate::page::form::Judge;
use crate::page::office::Office;
use crate::route::{Place, ServiceName};

/// Services that are named as those that need an area.
const USERS: usize = 5;

/// What is typed into the directory's forms.
impl Office {
    /// Saves how the authority is reached, and its fallback.
    pub(crate) fn save_contact(self) {
        let drafts = self.directory.drafts;
        let contact = drafts.contact();
        let fallback = drafts.fallback.get_untracked().parse().ok();
        self.change_directory(
            "telephone",
            move |directory| {
                directory.contact = contact;
                directory.fallback = fallback;
            },
            move || self.form.done.set(Some(self.texts().saved.to_owned())),
        );
    }

    /// Gives the authority the name that was typed.
    pub(crate) fn rename_authority(self) {
        let texts = self.directory_texts();
        let mut judge = Judge::default();
        let typed = check::line(&self.directory.drafts.name.get_untracked());
        let name = judge.take("name", typed, |wrong| match wrong {
            Wrong::TooLong => (texts.fault)(FaultCode::TextTooLong),
            _ => (texts.fault)(FaultCode::TextMissing),
        });
        if !judge.shows_none(self.form) {
            return;
        }
        let Some(name) = name else { return };
        self.form.run(self, self.texts().working, async move {
            let api = self
                .acting(Act::new(Action::ChangeAuthority, Subject::default()))
                .await?;
            let change = AuthorityChange { name };
            api.put::<_, ()>("/administration/authority", &change).await?;
            self.refresh_session().await?;
            self.go_with_news(Place::Contact, self.texts().saved.to_owned());
            Ok(())
        });
    }

    /// Saves how a department is reached.
    pub(crate) fn save_department_contact(self, department: DepartmentId) {
        let contact = self.directory.drafts.contact();
        self.change_directory(
            "telephone",
            move |directory| {
                directory
                    .departments
                    .retain(|entry| entry.department != department);
                directory
                    .departments
                    .push(DepartmentContact { department, contact });
            },
            move || self.form.done.set(Some(self.texts().saved.to_owned())),
        );
    }

    /// Adds the area that was typed.
    pub(crate) fn add_area(self) {
        let Some(area) = self.judged_area(None) else {
            return;
        };
        let texts = self.directory_texts();
        let added = area.name.clone();
        self.change_directory(
            "key",
            move |directory| directory.areas.push(area),
            move || {
                self.directory.drafts.clear();
                self.tell((texts.added)(&added));
                browser::focus("key");
            },
        );
    }

    /// Saves what was typed about the area with this key.
    pub(crate) fn save_area(self, key: &AreaKey) {
        let Some(area) = self.judged_area(Some(key)) else {
            return;
        };
        self.change_directory(
            "name",
            move |directory| {
                directory.areas.retain(|other| other.key != area.key);
                directory.areas.push(area);
            },
            move || self.form.done.set(Some(self.texts().saved.to_owned())),
        );
    }

    fn judged_area(self, known: Option<&AreaKey>) -> Option<Area> {
        let texts = self.directory_texts();
        let drafts = self.directory.drafts;
        let mut judge = Judge::default();
        let key = match known {
            Some(key) => Some(key.clone()),
            None => self.judged_key(&mut judge),
        };
        let missing = (texts.fault)(FaultCode::TextMissing);
        let name = judge.take("name", check::line(&drafts.name.get_untracked()), |_| missing);
        let district = check::optional(check::line(&drafts.district.get_untracked()));
        let long = (texts.fault)(FaultCode::TextTooLong);
        let district = judge.take("district", district, |_| long);
        if !judge.shows_none(self.form) {
            return None;
        }
        Some(Area {
            key: key?,
            name: name?,
            district: district?,
        })
    }

    /// The key that was typed, if it is one.
    fn judged_key<Key: FromStr<Err: Into<FaultCode>>>(self, judge: &mut Judge) -> Option<Key> {
        let texts = self.directory_texts();
        let typed = self.directory.drafts.key.get_untracked();
        match typed.trim().parse() {
            Ok(key) => Some(key),
            Err(_) if typed.trim().is_empty() => {
                judge.say("key", texts.key_missing);
                None
            }
            Err(error) => {
                judge.say("key", (texts.fault)(error.into()));
                None
            }
        }
    }

    /// Says what was done, on a page that was built anew with it.
    fn tell(self, words: String) {
        self.announce(words.clone());
        self.form.done.set(Some(words));
    }

    /// Takes an area away that no service needs any more.
    pub(crate) fn remove_area(self, key: &AreaKey, name: String) {
        let texts = self.directory_texts();
        let users = self.users_of(key);
        if !users.is_empty() {
            self.form
                .mend("areas-title", (texts.area_used)(&name, &users.join(", ")));
            return;
        }
        self.change_directory(
            "areas-title",
            |directory| directory.areas.retain(|area| area.key != *key),
            move || {
                self.tell((texts.removed)(&name));
                browser::focus("areas-title");
            },
        );
    }

    /// The first services that have a department in charge in an area.
    fn users_of(self, area: &AreaKey) -> Vec<String> {
        let Some(published) = self.directory.published() else {
            return Vec::new();
        };
        let locale = self.locale.get_untracked();
        let services = published.directory.services.iter();
        let users = services.filter(|service| service.routes.iter().any(|route| route.area == *area));
        users
            .take(USERS)
            .map(|service| service.name.text(locale).to_owned())
            .collect()
    }

    /// Saves the service that was typed: a new one, or the one with this key.
    pub(crate) fn save_service(self, known: Option<ServiceKey>) {
        let Some(service) = self.judged_service(known.as_ref()) else {
            return;
        };
        let place = Place::Service(ServiceName::of(service.key.as_str()));
        let is_new = known.is_none();
        self.change_directory(
            "name",
            move |directory| {
                directory
                    .services
                    .retain(|other| Some(&other.key) != known.as_ref());
                directory.services.push(service);
            },
            move || {
                if is_new {
                    self.go_with_news(place, self.texts().saved.to_owned());
                } else {
                    self.form.done.set(Some(self.texts().saved.to_owned()));
                }
            },
        );
    }

    /// Takes a service away.
    pub(crate) fn remove_service(self, key: ServiceKey, name: String) {
        let texts = self.directory_texts();
        self.change_directory(
            "name",
            move |directory| directory.services.retain(|service| service.key != key),
            move || self.go_with_news(Place::Directory, (texts.removed)(&name)),
        );
    }

    fn judged_service(self, known: Option<&ServiceKey>) -> Option<Service> {
        let texts = self.directory_texts();
        let drafts = self.directory.drafts;
        let mut judge = Judge::default();
        let key = match known {
            Some(key) => Some(key.clone()),
            None => self.judged_key::<ServiceKey>(&mut judge),
        };
        let missing = (texts.fault)(FaultCode::TextMissing);
        let long = (texts.fault)(FaultCode::TextTooLong);
        let name = judge.take("name", check::line(&drafts.name.get_untracked()), |_| missing);
        let name_en = check::optional(check::line(&drafts.name_en.get_untracked()));
        let name_en = judge.take("name-en", name_en, |_| long);
        let description = check::description(&drafts.description.get_untracked());
        let description = judge.take("description", description, |_| long);
        let description_en = check::description(&drafts.description_en.get_untracked());
        let description_en = judge.take("description-en", description_en, |_| long);
        let routes = drafts.routes.get_untracked();
        let routes: Option<Vec<_>> = routes.iter().map(super::RouteDraft::route).collect();
        let routes = routes.filter(|routes| !routes.is_empty());
        if routes.is_none() {
            judge.say("area-0", texts.route_missing);
        }
        if !judge.shows_none(self.form) {
            return None;
        }
        Some(Service {
            key: key?,
            name: Localized {
                de: name?,
                en: name_en?,
            },
            synonyms: Synonyms {
                de: words(&drafts.synonyms.get_untracked()),
                en: words(&drafts.synonyms_en.get_untracked()),
            },
            description: Localized {
                de: description?,
                en: description_en.filter(|text| !text.is_empty()),
            },
            routes: routes?,
        })
    }
}

/// What stands between commas, or between the signs that separate words in a file.
fn words(text: &str) -> Vec<String> {
    let words = text.split([',', '\n', '|']).map(str::trim);
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
