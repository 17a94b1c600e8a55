use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::api::{AuditPage, Authority, Role};
use domain::audit::{AuditHead, Finding};
use domain::{AuthorityId, MemberId};
use leptos::prelude::*;
use staff::{Trouble, unexpected};
use vault::messages::{OfficeAnswer, OfficeRequest, ReadEntry};

use super::office::Office;
use crate::audit::{mark, read_mark};

/// Entries that are shown at first, and how many more each time.
const SHOWN: usize = 200;

/// Authorities that are asked for at once.
const ASKED: usize = 50;

/// What the page of the audit log knows.
#[derive(Clone, Copy)]
pub(crate) struct Log {
    pub(crate) state: RwSignal<Reading>,
    /// How many of the newest entries are shown.
    pub(crate) shown: RwSignal<usize>,
}

/// How far reading has come.
#[derive(Clone, Default)]
pub(crate) enum Reading {
    /// It goes on; so many entries were verified.
    #[default]
    Begun,
    /// All was read.
    Done(Arc<Verified>),
    /// It could not be fetched.
    Failed(Trouble),
}

/// A whole log.
#[derive(Default)]
pub(crate) struct Verified {
    /// The entries, oldest first.
    pub(crate) entries: Vec<ReadEntry>,
    /// What is wrong with them.
    pub(crate) findings: Vec<Finding>,
    /// Names of those who stand in them.
    pub(crate) names: BTreeMap<MemberId, String>,
    /// Other authorities that stand in them, as the portal's directory has them.
    pub(crate) others: BTreeMap<AuthorityId, Authority>,
}

impl Log {
    pub(crate) fn new() -> Self {
        Self {
            state: RwSignal::default(),
            shown: RwSignal::new(SHOWN),
        }
    }

    pub(crate) fn clear(self) {
        self.state.set(Reading::Begun);
        self.shown.set(SHOWN);
    }

    /// Shows older entries, too.
    pub(crate) fn show_more(self) {
        self.shown.update(|shown| *shown += SHOWN);
    }
}

impl Office {
    /// Whether whoever has signed in may read the audit log.
    pub(crate) fn may_audit(self) -> bool {
        self.session.with(|session| {
            session.as_ref().is_some_and(|session| {
                let reads = matches!(session.member.role, Role::Administrator | Role::Auditor);
                session.certified && reads
            })
        })
    }

    /// Fetches and verifies the whole log.
    pub(crate) async fn load_log(self) {
        let era = self.era();
        self.log.clear();
        let outcome = self.verify_log().await;
        let state = match outcome {
            Ok(verified) if self.is_still(era) => Reading::Done(Arc::new(verified)),
            Ok(_) => return,
            Err(trouble) => match self.note(era, trouble) {
                Trouble::Left => return,
                trouble => Reading::Failed(trouble),
            },
        };
        self.log.state.set(state);
    }

    async fn verify_log(self) -> Result<Verified, Trouble> {
        let place = self.log_mark();
        let remembered = browser::remembered(&place).and_then(|mark| read_mark(&mark));
        let keys = self.keys();
        let begin = OfficeRequest::BeginAudit { remembered };
        keys.ask::<OfficeAnswer>(begin).await?;
        let mut verified = Verified::default();
        let mut after = AuditHead::default();
        loop {
            let path = format!("/audit?after={}", after.number);
            let page: AuditPage = self.api().get(&path).await?;
            let names = page.members.iter().map(|member| (member.id, member.name.clone()));
            verified.names.extend(names);
            let page = Box::new(page);
            let answer = keys.ask(OfficeRequest::ReadAudit { page }).await?;
            let OfficeAnswer::Audit {
                mut entries,
                mut findings,
                head,
                is_last,
            } = answer
            else {
                return Err(unexpected());
            };
            verified.entries.append(&mut entries);
            verified.findings.append(&mut findings);
            after = head;
            if is_last {
                break;
            }
        }
        verified.others = self.others_in(&verified.entries).await;
        // A log with a fault in it is none to hold later ones against.
        if verified.findings.is_empty() {
            browser::remember(&place, &mark(&after));
        }
        Ok(verified)
    }

    /// The other authorities that entries are about. Without an answer the log is read without their names.
    async fn others_in(self, entries: &[ReadEntry]) -> BTreeMap<AuthorityId, Authority> {
        let statements = entries.iter().filter_map(|entry| entry.statement.as_ref());
        let ids: BTreeSet<_> = statements
            .filter_map(|statement| statement.subject.authority)
            .collect();
        let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
        let mut others = BTreeMap::new();
        for ids in ids.chunks(ASKED) {
            let path = format!("/authorities?id={}", ids.join(","));
            let found: Vec<Authority> = self.api().get(&path).await.unwrap_or_default();
            others.extend(found.into_iter().map(|other| (other.id, other)));
        }
        others
    }

    /// Where this device remembers the newest entry.
    fn log_mark(self) -> String {
        let authority = self
            .session
            .with_untracked(|session| session.as_ref().map(|session| session.authority.id));
        authority.map_or_else(String::new, |id| format!("siegelpost.log.{id}"))
    }

    pub(crate) fn log_texts(self) -> &'static locales::Log {
        locales::log(self.locale.get_untracked())
    }
}
