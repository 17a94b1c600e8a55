use std::cell::Cell;
use std::rc::Rc;

use domain::ErrorCode;
use domain::api::{Role, Upkeep as Due};
use leptos::prelude::*;
use staff::Trouble;

use super::changes::certificate;
use super::office::Office;

/// What is done of keys and certificates without being asked.
#[derive(Clone, Copy)]
pub(crate) struct Upkeep {
    /// What is being done.
    pub(crate) step: RwSignal<Option<&'static str>>,
    /// What was done.
    pub(crate) done: RwSignal<Option<String>>,
    /// What could not be done.
    pub(crate) troubles: RwSignal<Vec<String>>,
    /// Whether it was begun since somebody signed in: what did not work is tried again at the next visit.
    is_begun: StoredValue<Rc<Cell<bool>>, LocalStorage>,
}

impl Upkeep {
    pub(super) fn new() -> Self {
        Self {
            step: RwSignal::default(),
            done: RwSignal::default(),
            troubles: RwSignal::default(),
            is_begun: StoredValue::new_local(Rc::default()),
        }
    }

    pub(super) fn clear(self) {
        self.step.set(None);
        self.done.set(None);
        self.troubles.set(Vec::new());
        self.may_begin_again();
    }

    /// What could not be done before may work now.
    pub(super) fn may_begin_again(self) {
        self.is_begun.with_value(|is_begun| is_begun.set(false));
    }

    fn begins(self) -> bool {
        !self.is_begun.with_value(|is_begun| is_begun.replace(true))
    }
}

impl Office {
    /// Does what is due, once in a visit: certificates first, because what they certify lasts no longer than they do.
    pub(super) async fn keep_up(self) {
        let is_administrator = self.session.with_untracked(|session| {
            session
                .as_ref()
                .is_some_and(|session| session.member.role == Role::Administrator)
        });
        if !is_administrator || !self.upkeep.begins() {
            return;
        }
        let era = self.era();
        // What cannot be asked for now is asked for at the next visit.
        let Ok(due) = self.api().get::<Due>("/administration/upkeep").await else {
            return;
        };
        let texts = locales::trust(self.locale.get_untracked());
        let mut kept_up = (0, 0);
        if !due.certificates.is_empty() {
            self.upkeep.step.set(Some(texts.renewing_certificates));
            kept_up.0 = self.renew_certificates(&due).await;
        }
        if !due.epochs.is_empty() && self.is_still(era) {
            self.upkeep.step.set(Some(texts.renewing_keys));
            kept_up.1 = self.renew_keys(&due).await;
        }
        if !self.is_still(era) {
            return;
        }
        self.upkeep.step.set(None);
        if kept_up != (0, 0) {
            self.upkeep.done.set(Some((texts.kept_up)(kept_up.0, kept_up.1)));
            self.load().await;
        }
    }

    /// Certifies members anew who may do what they did; how many.
    async fn renew_certificates(self, due: &Due) -> usize {
        let people = self.people();
        let mut renewed = 0;
        for entry in due.certificates.iter().filter_map(|id| people.member(*id)) {
            let member = &entry.member;
            let outcome = match certificate(entry, member.role, member.departments.clone()) {
                Ok(certificate) => self.put_certificate(certificate, Vec::new(), Vec::new()).await,
                Err(trouble) => Err(trouble),
            };
            renewed += self.kept_up(&member.name, outcome);
        }
        renewed
    }

    /// Makes departments' next keys; how many.
    async fn renew_keys(self, due: &Due) -> usize {
        // With the certificates as they are now.
        let people = match self.fetch().await {
            Ok(people) => people,
            Err(trouble) => {
                return self.kept_up(locales::trust(self.locale.get_untracked()).title, Err(trouble));
            }
        };
        let mut renewed = 0;
        for entry in due.epochs.iter().filter_map(|id| people.department(*id)) {
            let outcome = match self.begin_epoch(entry, &people).await {
                // Another administrator was faster.
                Err(trouble) if trouble.code() == Some(ErrorCode::EpochOutdated) => continue,
                outcome => outcome,
            };
            let name = entry.department.name.text(self.locale.get_untracked());
            renewed += self.kept_up(name, outcome);
        }
        renewed
    }

    /// 1 for what was done; names what was not.
    fn kept_up(self, name: &str, outcome: Result<(), Trouble>) -> usize {
        let locale = self.locale.get_untracked();
        match outcome.map_err(|trouble| self.note(self.era(), trouble)) {
            Ok(()) => 1,
            Err(Trouble::Left) => 0,
            Err(trouble) => {
                let said = (locales::trust(locale).not_kept_up)(name, &trouble.words(locale));
                self.upkeep.troubles.update(|troubles| troubles.push(said));
                0
            }
        }
    }
}
