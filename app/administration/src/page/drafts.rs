use domain::Locale;
use domain::api::Role;
use leptos::prelude::*;

use crate::people::People;
use crate::route::Place;

/// What was typed into forms. It outlives a change of language, and belongs to one page.
#[derive(Clone, Copy)]
pub(crate) struct Drafts {
    pub(crate) name: RwSignal<String>,
    pub(crate) email: RwSignal<String>,
    pub(crate) role: RwSignal<String>,
    pub(crate) departments: RwSignal<Vec<u128>>,
    pub(crate) language: RwSignal<String>,
    /// Whether the fingerprint was compared.
    pub(crate) compared: RwSignal<bool>,
    pub(crate) name_en: RwSignal<String>,
    pub(crate) slug: RwSignal<String>,
    /// Whether the name in addresses was typed and no longer follows the name.
    pub(crate) own_slug: RwSignal<bool>,
    pub(crate) description: RwSignal<String>,
    pub(crate) description_en: RwSignal<String>,
    pub(crate) notice: RwSignal<String>,
    pub(crate) closed: RwSignal<bool>,
    pub(crate) passphrase: RwSignal<String>,
    /// Whether somebody who is about to leave is the only one who can open earlier conversations.
    pub(crate) alone: RwSignal<bool>,
    /// Whether a question stands below the page.
    pub(crate) asks: RwSignal<bool>,
    /// What stood there before anybody typed.
    filled: StoredValue<Vec<String>>,
}

/// A role as radio buttons name it.
pub(crate) fn role_word(role: Role) -> &'static str {
    match role {
        Role::Administrator => "administrator",
        Role::Lead => "lead",
        Role::Caseworker => "caseworker",
        Role::Auditor => "auditor",
    }
}

/// The role that a radio button names.
pub(crate) fn role_of(word: &str) -> Role {
    [Role::Administrator, Role::Lead, Role::Auditor]
        .into_iter()
        .find(|role| role_word(*role) == word)
        .unwrap_or(Role::Caseworker)
}

impl Drafts {
    pub(super) fn new() -> Self {
        let drafts = Self {
            name: RwSignal::default(),
            email: RwSignal::default(),
            role: RwSignal::new(role_word(Role::Caseworker).to_owned()),
            departments: RwSignal::default(),
            language: RwSignal::new(Locale::De.tag().to_owned()),
            compared: RwSignal::default(),
            name_en: RwSignal::default(),
            slug: RwSignal::default(),
            own_slug: RwSignal::default(),
            description: RwSignal::default(),
            description_en: RwSignal::default(),
            notice: RwSignal::default(),
            closed: RwSignal::default(),
            passphrase: RwSignal::default(),
            alone: RwSignal::default(),
            asks: RwSignal::default(),
            filled: StoredValue::default(),
        };
        drafts.filled.set_value(drafts.written());
        drafts
    }

    /// What is kept while the page is locked: no passphrase, and nothing that somebody vouches for.
    fn kept(self) -> ([RwSignal<String>; 9], [RwSignal<bool>; 2]) {
        let texts = [
            self.name,
            self.email,
            self.role,
            self.language,
            self.name_en,
            self.slug,
            self.description,
            self.description_en,
            self.notice,
        ];
        (texts, [self.own_slug, self.closed])
    }

    fn written(self) -> Vec<String> {
        let (texts, marks) = self.kept();
        let texts = texts.map(|text| text.get_untracked());
        let marks = marks.map(|mark| mark.get_untracked().to_string());
        let departments = self.departments.get_untracked();
        let departments = departments.iter().map(u128::to_string);
        texts.into_iter().chain(marks).chain(departments).collect()
    }

    /// What was typed; empty if nothing was.
    pub(super) fn begun(self) -> Vec<String> {
        let written = self.written();
        if self.filled.with_value(|filled| *filled == written) {
            return Vec::new();
        }
        written
    }

    /// Whether somebody has typed, ticked or asked something.
    pub(super) fn is_touched(self) -> bool {
        let marks = [self.compared, self.alone, self.asks];
        !self.begun().is_empty() || marks.iter().any(|mark| mark.get_untracked())
    }

    /// Puts back what was typed.
    pub(super) fn restore(self, written: &[String]) {
        let (texts, marks) = self.kept();
        let mut written = written.iter();
        for (text, written) in texts.into_iter().zip(written.by_ref()) {
            text.set(written.clone());
        }
        for (mark, written) in marks.into_iter().zip(written.by_ref()) {
            mark.set(written == "true");
        }
        self.departments
            .set(written.filter_map(|department| department.parse().ok()).collect());
    }

    /// Forgets what was typed.
    pub(super) fn clear(self) {
        for text in [
            self.name,
            self.email,
            self.name_en,
            self.slug,
            self.description,
            self.description_en,
            self.notice,
            self.passphrase,
        ] {
            text.set(String::new());
        }
        for mark in [self.compared, self.own_slug, self.closed, self.alone, self.asks] {
            mark.set(false);
        }
        self.role.set(role_word(Role::Caseworker).to_owned());
        self.departments.set(Vec::new());
        self.filled.set_value(self.written());
    }

    /// Fills in what is known about what `place` shows.
    pub(super) fn fill(self, place: Place, people: &People, locale: Locale) {
        self.clear();
        match place {
            Place::Invite => {
                self.language.set(locale.tag().to_owned());
                if let [only] = people.departments.as_slice() {
                    self.departments.set(vec![only.department.id.0.as_u128()]);
                }
            }
            Place::Member(id) => {
                if let Some(entry) = people.member(id) {
                    self.role.set(role_word(entry.member.role).to_owned());
                    let departments = entry.member.departments.iter();
                    self.departments
                        .set(departments.map(|department| department.0.as_u128()).collect());
                }
            }
            Place::Department(id) => {
                if let Some(entry) = people.department(id) {
                    let department = &entry.department;
                    self.name.set(department.name.de.clone());
                    self.name_en.set(department.name.en.clone().unwrap_or_default());
                    self.description.set(department.description.de.clone());
                    self.description_en
                        .set(department.description.en.clone().unwrap_or_default());
                    let notice = entry.notice.as_ref().map(|notice| notice.as_str().to_owned());
                    self.notice.set(notice.unwrap_or_default());
                    self.closed.set(entry.closed);
                }
            }
            _ => {}
        }
        self.filled.set_value(self.written());
    }
}
