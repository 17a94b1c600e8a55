use std::collections::BTreeMap;

use domain::api::{Embedding as Answer, NewEmbedOrigins};
use domain::audit::{Action, Subject};
use domain::{DepartmentId, HostOriginError};
use leptos::prelude::*;
use staff::Trouble;
use vault::messages::Act;

use super::form::Form;
use super::office::Office;
use crate::embedding::{Button, USUAL_COLOR, WrongOrigins, origins};

/// The authority's own website: which pages may show the portal, and the button for them.
#[derive(Clone, Copy)]
pub(crate) struct Embedding {
    /// What the portal says; `None` until it has been fetched.
    pub(crate) known: RwSignal<Option<Answer>>,
    /// Why it could not be.
    pub(crate) trouble: RwSignal<Option<String>>,
    /// The department's id; empty for the whole authority.
    pub(crate) place: RwSignal<String>,
    /// One origin a line.
    pub(crate) origins: RwSignal<String>,
    /// Lists of other places that were typed and not saved, by place.
    typed: StoredValue<BTreeMap<String, String>>,
    pub(crate) color: RwSignal<String>,
    pub(crate) position: RwSignal<String>,
    pub(crate) language: RwSignal<String>,
    pub(crate) label: RwSignal<String>,
    pub(crate) form: Form,
    /// Read aloud: what came of copying.
    pub(crate) said: RwSignal<String>,
}

/// The language that is the page's own.
pub(crate) const PAGES_OWN: &str = "page";

impl Embedding {
    pub(super) fn new() -> Self {
        Self {
            known: RwSignal::default(),
            trouble: RwSignal::default(),
            place: RwSignal::default(),
            origins: RwSignal::default(),
            typed: StoredValue::default(),
            color: RwSignal::new(USUAL_COLOR.to_owned()),
            position: RwSignal::new("end".to_owned()),
            language: RwSignal::new(PAGES_OWN.to_owned()),
            label: RwSignal::default(),
            form: Form::new("embedding"),
            said: RwSignal::default(),
        }
    }

    pub(super) fn clear(self) {
        self.known.set(None);
        self.trouble.set(None);
        for text in [self.place, self.origins, self.label, self.said] {
            text.set(String::new());
        }
        self.typed.set_value(BTreeMap::new());
        self.form.clear();
    }

    /// Goes on to another place. A list that was typed and not saved is there again when somebody comes back.
    pub(crate) fn choose(self, place: String) {
        if self.is_typed() {
            let (left, typed) = (self.place.get_untracked(), self.origins.get_untracked());
            self.typed.update_value(|lists| drop(lists.insert(left, typed)));
        }
        self.place.set(place);
        self.fill();
    }

    /// Whether the list that is shown was changed since it was fetched.
    fn is_typed(self) -> bool {
        let place = self.place.get_untracked();
        self.known.with_untracked(Option::is_some) && self.origins.get_untracked() != self.saved(&place)
    }

    /// Shows the list of the place that is chosen.
    fn fill(self) {
        let place = self.place.get_untracked();
        let typed = self.typed.try_update_value(|lists| lists.remove(&place));
        let list = typed.flatten().unwrap_or_else(|| self.saved(&place));
        self.origins.set(list);
        self.form.clear();
    }

    /// The list of a place as it was saved.
    fn saved(self, place: &str) -> String {
        let list = self.known.with_untracked(|known| {
            let places = known.as_ref().map(|known| &known.places)?;
            if place.is_empty() {
                return Some(places.origins.clone());
            }
            let mut departments = places.departments.iter();
            let department = departments.find(|department| department.id.to_string() == place)?;
            Some(department.origins.clone())
        });
        let lines: Vec<_> = list.unwrap_or_default().into_iter().map(String::from).collect();
        lines.join("\n")
    }
}

impl Office {
    /// Fetches what is known, and shows it beside what was typed meanwhile.
    pub(crate) async fn load_embedding(self) {
        self.fetch_embedding(true).await;
    }

    async fn fetch_embedding(self, keeps_typed: bool) {
        let era = self.era();
        let embedding = self.embedding;
        embedding.trouble.set(None);
        match self.api().get::<Answer>("/administration/embedding").await {
            Ok(known) if self.is_still(era) => {
                let is_typed = keeps_typed && embedding.is_typed();
                embedding.known.set(Some(known));
                if !is_typed {
                    embedding.fill();
                }
            }
            Ok(_) => {}
            Err(error) => match self.note(era, error) {
                Trouble::Left => {}
                trouble => {
                    let words = trouble.words(self.locale.get_untracked());
                    embedding.trouble.set(Some(words));
                }
            },
        }
    }

    /// Saves the list of origins of the place that is chosen.
    pub(crate) fn save_origins(self) {
        let embedding = self.embedding;
        let form = embedding.form;
        form.clear();
        let list = match origins(&embedding.origins.get_untracked()) {
            Ok(list) => list,
            Err(wrong) => {
                form.mend("origins", self.wrong_origins(wrong));
                return;
            }
        };
        let department: Option<DepartmentId> = embedding.place.get_untracked().parse().ok();
        form.run(self, self.texts().working, async move {
            let subject = department.map_or_else(Subject::default, Subject::department);
            let api = self.acting(Act::new(Action::ChangeEmbedding, subject)).await?;
            let request = NewEmbedOrigins {
                department,
                origins: list,
            };
            api.put::<_, ()>("/administration/embedding", &request).await?;
            self.fetch_embedding(false).await;
            let saved = locales::embedding(self.locale.get_untracked()).saved;
            form.done.set(Some(saved.to_owned()));
            Ok(())
        });
    }

    fn wrong_origins(self, wrong: WrongOrigins) -> String {
        let texts = locales::embedding(self.locale.get_untracked());
        let (line, error) = match wrong {
            WrongOrigins::TooMany => return texts.too_many.to_owned(),
            WrongOrigins::Line(line, error) => (line, error),
        };
        let words = match error {
            HostOriginError::Scheme => texts.wrong_scheme,
            HostOriginError::Path => texts.wrong_path,
            HostOriginError::Wildcard => texts.wrong_wildcard,
            HostOriginError::Address => texts.wrong_address,
            HostOriginError::LookAlike => texts.wrong_look_alike,
            HostOriginError::Form => texts.wrong_form,
        };
        (texts.wrong)(&line, words)
    }

    /// The button as it was chosen.
    pub(crate) fn button(self) -> Button {
        let embedding = self.embedding;
        let place = embedding.place.get();
        let language = embedding.language.get();
        let authority = self
            .session
            .with_untracked(|session| session.as_ref().map(|session| session.authority.slug.to_string()))
            .unwrap_or_default();
        embedding.known.with(|known| {
            let departments = known.iter().flat_map(|known| &known.places.departments);
            let department = departments
                .filter(|department| department.id.to_string() == place)
                .map(|department| department.slug.to_string())
                .next();
            Button {
                portal: browser::origin(),
                script: known
                    .as_ref()
                    .map(|known| known.script.clone())
                    .unwrap_or_default(),
                integrity: known
                    .as_ref()
                    .map(|known| known.integrity.clone())
                    .unwrap_or_default(),
                authority,
                department: department.unwrap_or_default(),
                pin: self.root_fingerprint(),
                language: if language == PAGES_OWN {
                    String::new()
                } else {
                    language
                },
                color: embedding.color.get(),
                position: embedding.position.get(),
                label: embedding.label.get(),
            }
        })
    }

    /// Copies what is shown.
    pub(crate) fn copy_for_page(self, text: String) {
        let said = self.embedding.said;
        said.set(String::new());
        browser::spawn(async move {
            let texts = locales::embedding(self.locale.get_untracked());
            let is_copied = browser::copy(&text).await;
            said.set(if is_copied { texts.copied } else { texts.not_copied }.to_owned());
        });
    }
}
