//! How members and departments are fetched, and what becomes of the page that shows them.

use std::sync::Arc;

use domain::ErrorCode;
use leptos::prelude::*;
use staff::Trouble;

use super::navigation::HEADING;
use super::office::{Data, Office};
use crate::people::People;
use crate::route::Place;

/// Whether the forms of the page are filled with what is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Forms {
    Filled,
    /// What was typed stays.
    Kept,
}

impl Office {
    /// Fetches everything anew, and fills the forms of the page with it.
    pub(crate) async fn load(self) {
        self.bring(Forms::Filled).await;
    }

    /// Brings the page up to date without a word: focus and what was typed stay, and what cannot be fetched is fetched next
    /// time.
    pub(super) async fn refresh(self) {
        let is_busy = untrack(|| self.form.is_busy() || self.side.is_busy() || self.restorer.form.is_busy());
        if self.is_inside() && !is_busy {
            self.bring(Forms::Kept).await;
        }
    }

    async fn bring(self, forms: Forms) {
        let load = self.begin_load();
        let era = self.era();
        let outcome = self.fetch().await;
        if !self.is_newest_load(load) {
            return;
        }
        match outcome {
            Ok(people) if self.is_still(era) => {
                self.put(people, forms);
                browser::spawn(Box::pin(self.keep_up()));
            }
            Ok(_) => {}
            Err(trouble) => {
                let trouble = self.note(era, trouble);
                // Somebody has another role since they signed in: the page says so instead of showing old lists.
                if trouble.code() == Some(ErrorCode::Forbidden)
                    && let Err(trouble) = self.refresh_session().await
                {
                    drop(self.note(era, trouble));
                }
                match trouble {
                    Trouble::Left => {}
                    _ if forms == Forms::Kept || !self.is_still(era) => {}
                    trouble => self.data.set(Data::Failed(trouble)),
                }
            }
        }
    }

    fn put(self, people: People, forms: Forms) {
        let before = self.data.with_untracked(|data| match data {
            Data::Ready(people) => Some(Arc::clone(people)),
            Data::Loading | Data::Failed(_) => None,
        });
        let is_same = before.as_deref() == Some(&people);
        let is_kept = forms == Forms::Kept && before.is_some_and(|before| self.keeps_typed(&before, &people));
        if !is_same {
            // What is built anew would lose the focus; a page that was not there has its heading.
            let focused = match self.data.with_untracked(|data| matches!(data, Data::Ready(_))) {
                true => browser::focused_id(),
                false => Some(HEADING.to_owned()),
            };
            self.data.set(Data::Ready(Arc::new(people)));
            if let Some(focused) = focused {
                browser::refocus(focused);
            }
        }
        if forms == Forms::Filled {
            self.prepare();
        } else if !is_kept && !is_same {
            self.fill_page();
        }
    }

    /// Whether what was typed is still about what is shown. Nobody vouches for a number, or answers a question, that has become
    /// another one meanwhile.
    fn keeps_typed(self, before: &People, after: &People) -> bool {
        let is_about_the_same = match self.route.get_untracked().place {
            Place::Member(id) => {
                before.member(id) == after.member(id) && before.fingerprint(id) == after.fingerprint(id)
            }
            _ => true,
        };
        is_about_the_same && self.drafts.is_touched()
    }

    /// Fills the forms of the page that is shown with what is known.
    pub(crate) fn prepare(self) {
        self.fill_page();
        if let Some(published) = self.directory.published() {
            let place = self.route.get_untracked().place;
            self.directory
                .drafts
                .fill(place, &published, &self.authority_name());
            if let Some(typed) = self.begun.take_directory(&self.here()) {
                self.directory.drafts.restore(&typed);
            }
        }
    }

    fn fill_page(self) {
        let (place, locale) = (self.route.get_untracked().place, self.locale.get_untracked());
        self.drafts.fill(place, &self.people(), locale);
        let is_there = self.data.with_untracked(|data| matches!(data, Data::Ready(_)));
        if is_there && let Some(typed) = self.begun.take_page(&self.here()) {
            self.drafts.restore(&typed);
        }
    }

    /// Somebody came back to this page from another.
    pub(super) fn returned(self) {
        let shows_people = matches!(
            self.route.get_untracked().place,
            Place::Members | Place::Member(_) | Place::Invite | Place::Departments | Place::Department(_)
        );
        if shows_people {
            browser::spawn(self.refresh());
        }
    }

    /// What is done where somebody else may have been faster: if so, the page shows what they did, and says it.
    pub(super) async fn unless_overtaken(
        self,
        task: impl Future<Output = Result<(), Trouble>>,
    ) -> Result<(), Trouble> {
        match Box::pin(task).await {
            Err(trouble) if trouble.is_overtaken() => {}
            outcome => return outcome,
        }
        self.load().await;
        self.overtaken.set(true);
        browser::focus(super::views::OVERTAKEN);
        Ok(())
    }
}
