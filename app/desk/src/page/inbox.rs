use std::time::Duration;

use domain::DepartmentId;
use domain::api::Status;
use domain::limits::{PAGE_ROWS, PAGE_ROWS_DEFAULT};
use leptos::prelude::*;
use sealing::Failure;
use serde::Deserialize;
use serde_json::value::RawValue;
use staff::Trouble;

use super::desk::{Desk, Opened};
use crate::route::Filter;
use crate::rows::Rows;

/// Changes that come in quick succession are one refresh.
const GATHER: Duration = Duration::from_millis(250);

/// Whether the list is there.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) enum InboxState {
    /// Its first page is being fetched and opened.
    #[default]
    Loading,
    /// It is.
    Ready,
    /// An older page is being fetched and opened.
    LoadingMore,
    /// An older page could not be fetched.
    MoreFailed(Trouble),
    /// The first page could not be fetched.
    Failed(Trouble),
}

impl Desk {
    /// The department and the filter that the address names; a department that is not the member's is no choice.
    pub(crate) fn selection(self) -> (Option<DepartmentId>, Filter) {
        let (slug, filter) = self.route.with(|route| (route.department.clone(), route.filter));
        let department = self.session.with(|session| {
            let session = session.as_ref()?;
            let slug = slug?;
            let department = session
                .authority
                .departments
                .iter()
                .find(|department| department.slug == slug)?;
            session
                .member
                .departments
                .contains(&department.id)
                .then_some(department.id)
        });
        (department, filter)
    }

    /// Fetches the list anew.
    pub(crate) fn load_inbox(self) {
        let inner = self.inner();
        let list = inner.list.get().wrapping_add(1);
        inner.list.set(list);
        let era = self.era();
        self.rows.set(Rows::default());
        self.inbox.set(InboxState::Loading);
        browser::spawn(async move {
            let outcome = self.page(None, PAGE_ROWS_DEFAULT).await;
            if self.inner().list.get() != list {
                return;
            }
            match outcome {
                Ok(rows) if self.is_still(era) => {
                    self.rows.set(rows);
                    self.inbox.set(InboxState::Ready);
                }
                Ok(_) => {}
                Err(trouble) => match self.note(era, trouble) {
                    Trouble::Left => {}
                    trouble => self.inbox.set(InboxState::Failed(trouble)),
                },
            }
        });
    }

    /// Fetches the page below.
    pub(crate) fn load_more(self) {
        let Some(before) = self.rows.with_untracked(|rows| rows.next) else {
            return;
        };
        if self.inbox.get_untracked() == InboxState::LoadingMore {
            return;
        }
        self.inbox.set(InboxState::LoadingMore);
        let list = self.inner().list.get();
        let era = self.era();
        browser::spawn(async move {
            let outcome = self.page(Some(before), PAGE_ROWS_DEFAULT).await;
            if self.inner().list.get() != list {
                return;
            }
            match outcome {
                Ok(older) if self.is_still(era) => {
                    let count = older.rows.len();
                    self.rows.update(|rows| rows.append(older));
                    self.inbox.set(InboxState::Ready);
                    self.announce((self.texts().more_loaded)(count));
                }
                Ok(_) => {}
                Err(trouble) => match self.note(era, trouble) {
                    Trouble::Left => {}
                    trouble => self.inbox.set(InboxState::MoreFailed(trouble)),
                },
            }
        });
    }

    /// Brings the list up to date soon, under the eyes of whoever reads it.
    pub(crate) fn refresh_soon(self) {
        if self.inner().refresh_is_due.replace(true) {
            return;
        }
        set_timeout(
            move || {
                self.inner().refresh_is_due.set(false);
                browser::spawn(self.refresh());
            },
            GATHER,
        );
    }

    async fn refresh(self) {
        // A list that is not there yet will be fresh, and one that failed is fetched anew by whoever asks for it.
        if matches!(
            self.inbox.get_untracked(),
            InboxState::Loading | InboxState::Failed(_)
        ) {
            return;
        }
        let era = self.era();
        let list = self.inner().list.get();
        let known = self.rows.with_untracked(|rows| rows.rows.len());
        let limit = u32::try_from(known)
            .unwrap_or(PAGE_ROWS)
            .clamp(PAGE_ROWS_DEFAULT, PAGE_ROWS);
        let changed = self.inner().changed.take();
        match self.page(None, limit).await {
            Ok(fresh) if self.is_still(era) && self.inner().list.get() == list => {
                let focused = browser::focused_id();
                let open = self.route.with_untracked(|route| route.conversation);
                let mut news = 0;
                self.rows.update(|rows| {
                    for change in changed {
                        rows.forget_older(change.conversation, change.position);
                    }
                    news = rows.refresh(fresh, open);
                });
                if let Some(id) = focused {
                    // A row that moves up is taken out and put in again, and the focus would stay behind.
                    browser::refocus(id);
                }
                if news > 0 {
                    self.announce((self.texts().news)(news));
                }
            }
            Ok(_) => {}
            // The list stays as it is; the next change or the return of the connection refreshes it.
            Err(trouble) => drop(self.note(era, trouble)),
        }
    }

    /// A page of the list, its subjects opened in one batch.
    async fn page(self, before: Option<i64>, limit: u32) -> Result<Rows, Trouble> {
        let (department, filter) = untrack(|| self.selection());
        let mut path = format!("/inbox?limit={limit}");
        if let Some(department) = department {
            path.push_str(&format!("&department={department}"));
        }
        match filter.status() {
            Some(Status::Open) => path.push_str("&status=open"),
            Some(Status::Closed) => path.push_str("&status=closed"),
            None => {}
        }
        if let Some(before) = before {
            path.push_str(&format!("&before={before}"));
        }
        let era = self.era();
        let (rows, text): (Rows, _) = self.api().get_with_text(&path).await?;
        // A subject never changes: what was opened once is not opened again, and what has no key yet may get one.
        let lacks_key = |opened: &Opened| *opened == Err(Failure::NoGrant);
        let sealed = self.headings.with_untracked(|headings| {
            let each = rows.rows.iter().zip(sealed_rows(&text));
            each.filter(|(row, _)| headings.get(&row.conversation).is_none_or(lacks_key))
                .map(|(_, sealed)| sealed)
                .collect()
        });
        let summaries = self.inner().turns.summarise(sealed).await?;
        if !self.is_still(era) {
            return Err(Trouble::Left);
        }
        if !summaries.is_empty() {
            let mut lacks_new_key = false;
            self.headings.update(|headings| {
                lacks_new_key = summaries.iter().any(|summary| {
                    lacks_key(&summary.outcome) && !headings.contains_key(&summary.conversation)
                });
                headings.extend(
                    summaries
                        .into_iter()
                        .map(|summary| (summary.conversation, summary.outcome)),
                );
            });
            if lacks_new_key {
                browser::spawn(self.look_for_keys());
            }
        }
        Ok(rows)
    }

    /// The department may have a new key, or a colleague may have handed one over, since this member signed in.
    async fn look_for_keys(self) {
        let era = self.era();
        match self.refresh_session().await {
            Ok(()) => self.refresh_soon(),
            Err(trouble) => drop(self.note(era, trouble)),
        }
    }
}

/// The rows of a page of the list as they go on to the vault.
fn sealed_rows(page: &str) -> Vec<Box<RawValue>> {
    #[derive(Deserialize)]
    struct Page {
        rows: Vec<Box<RawValue>>,
    }
    serde_json::from_str(page)
        .map(|page: Page| page.rows)
        .unwrap_or_default()
}
