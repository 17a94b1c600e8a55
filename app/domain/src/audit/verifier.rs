use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{Action, AuditEntry, AuditHead, DONE, Statement, StatementId};
use crate::limits::CLOCK_SECONDS;
use crate::{AuthorityId, Bytes, MemberId};

/// What is wrong with a log. Numbers are those of entries.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "finding", rename_all = "snake_case")]
pub enum Finding {
    /// The entry is not what was recorded.
    Altered {
        /// The entry.
        number: i64,
    },
    /// Entries are gone.
    Missing {
        /// The first of them.
        from: i64,
        /// The last of them.
        to: i64,
    },
    /// The entry belongs to another place.
    Moved {
        /// Where it stands.
        number: i64,
        /// Where it belongs.
        belongs: i64,
    },
    /// The entry was not signed by whom it names, or not signed at all where it should be.
    Forged {
        /// The entry.
        number: i64,
    },
    /// The statement stands in the log already.
    Repeated {
        /// The second entry with it.
        number: i64,
    },
    /// A signature says that this entry was another one when somebody saw it.
    Contradicted {
        /// The entry.
        number: i64,
        /// The entry whose signer saw it.
        by: i64,
    },
    /// The entry was another one, or there were more, when this device looked last.
    Forgotten {
        /// The newest entry that this device knew.
        number: i64,
    },
}

/// Verifies a log from its first entry on, in pieces.
#[derive(Debug)]
pub struct Verifier {
    authority: AuthorityId,
    head: AuditHead,
    /// Whether `head` is what the next entry must follow: not behind an entry that stands in a wrong place.
    is_firm: bool,
    hashes: HashMap<i64, Bytes>,
    statements: HashSet<StatementId>,
}

impl Verifier {
    /// Before the first entry.
    pub fn new(authority: AuthorityId) -> Self {
        let head = AuditHead::default();
        Self {
            authority,
            hashes: HashMap::from([(head.number, head.hash.clone())]),
            head,
            is_firm: true,
            statements: HashSet::new(),
        }
    }

    /// The newest entry that was read.
    pub fn head(&self) -> &AuditHead {
        &self.head
    }

    /// Reads the next entries in the order of their numbers and answers what is wrong with them. `is_by` tells whether a
    /// signature of a statement is the member's.
    pub fn read(
        &mut self,
        entries: &[AuditEntry],
        mut is_by: impl FnMut(MemberId, &[u8], &[u8]) -> bool,
    ) -> Vec<Finding> {
        let mut findings = Vec::new();
        for entry in entries {
            let finding = self.place(entry, entries, &mut findings);
            let finding = finding.or_else(|| self.content(entry, &mut is_by));
            findings.extend(finding);
            let place = match finding {
                Some(Finding::Moved { belongs, .. }) => belongs,
                _ => entry.number,
            };
            self.hashes.insert(place, entry.hash.clone());
            self.head = entry.head();
        }
        findings
    }

    /// What is wrong at the end: entries behind the newest one that the server or this device knows of are gone, or even the
    /// founding, with which every log begins.
    pub fn end(&self, told: &AuditHead, remembered: Option<&AuditHead>) -> Option<Finding> {
        let least = told.number.max(1);
        if least > self.head.number {
            return Some(Finding::Missing {
                from: self.head.number + 1,
                to: least,
            });
        }
        let remembered = remembered?;
        let is_known = self.hashes.get(&remembered.number) == Some(&remembered.hash);
        (!is_known).then_some(Finding::Forgotten {
            number: remembered.number,
        })
    }

    /// Whether the entry stands where it belongs; what is wrong with those before it goes into `findings`.
    fn place(
        &mut self,
        entry: &AuditEntry,
        others: &[AuditEntry],
        findings: &mut Vec<Finding>,
    ) -> Option<Finding> {
        let follows = entry.number == self.head.number + 1;
        if entry.number > self.head.number + 1 {
            findings.push(Finding::Missing {
                from: self.head.number + 1,
                to: entry.number - 1,
            });
        }
        let was_firm = std::mem::replace(&mut self.is_firm, true);
        if entry.computed_hash(self.authority, entry.number) != entry.hash {
            let belongs = others
                .iter()
                .map(|other| other.number)
                .find(|number| entry.computed_hash(self.authority, *number) == entry.hash);
            return Some(match belongs {
                Some(belongs) => {
                    self.is_firm = false;
                    Finding::Moved {
                        number: entry.number,
                        belongs,
                    }
                }
                None => Finding::Altered { number: entry.number },
            });
        }
        if follows && was_firm && entry.previous != self.head.hash {
            // The entry before was written anew together with its own hash, but not with this one's.
            findings.push(Finding::Altered {
                number: self.head.number,
            });
        }
        None
    }

    /// Whether the entry says what it may say.
    fn content(
        &mut self,
        entry: &AuditEntry,
        is_by: &mut impl FnMut(MemberId, &[u8], &[u8]) -> bool,
    ) -> Option<Finding> {
        let number = entry.number;
        let statement = Statement::read(entry.statement.as_ref());
        let Some(statement) = statement.filter(|statement| statement.authority == self.authority) else {
            return Some(Finding::Altered { number });
        };
        if (number == 1) != (statement.action == Action::FoundAuthority) {
            // Every log begins with the founding, and an authority is founded once.
            return Some(Finding::Altered { number });
        }
        if !self.statements.insert(statement.id) {
            return Some(Finding::Repeated { number });
        }
        let Some(signature) = &entry.signature else {
            let is_lacking = statement.action.is_signed() && entry.outcome == DONE;
            return is_lacking.then_some(Finding::Forged { number });
        };
        let is_signed = statement
            .actor
            .is_some_and(|actor| is_by(actor, entry.statement.as_ref(), signature.as_ref()));
        if !is_signed {
            return Some(Finding::Forged { number });
        }
        if (statement.at.0 - entry.at.0).abs() > CLOCK_SECONDS {
            return Some(Finding::Altered { number });
        }
        let seen = statement.seen.unwrap_or_default();
        let is_as_seen = match self.hashes.get(&seen.number) {
            Some(hash) => *hash == seen.hash,
            // Missing, and told so already.
            None => seen.number < number,
        };
        (!is_as_seen).then_some(Finding::Contradicted {
            number: seen.number,
            by: number,
        })
    }
}
