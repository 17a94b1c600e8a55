//! What an authority's keys need from time to time. Only an administrator's browser can do it; here is seen what is due.

use domain::api::{DepartmentEntry, MemberEntry, MemberState, Role, Upkeep};
use domain::limits::{
    CERTIFICATE_WARNING_SECONDS, EPOCH_CERTIFICATE_SECONDS, EPOCH_SECONDS, MEMBER_CERTIFICATE_SECONDS,
    UPKEEP_LETTER_SECONDS, UPKEEP_PATIENCE_SECONDS,
};
use domain::{AuthorityId, SECONDS_PER_DAY, Timestamp};

use crate::{Office, Result, Staff};

/// By how much a chain must last longer to be made anew, in seconds: else the same would be due again at once.
const GAIN_SECONDS: i64 = SECONDS_PER_DAY;

impl Office {
    /// What is due of the keys and certificates of the administrator's authority, and what of it they can do.
    ///
    /// # Errors
    ///
    /// `Forbidden`.
    pub async fn upkeep(&self, staff: &Staff) -> Result<Upkeep> {
        let authority = staff.administers()?;
        let due = self.due(authority, self.now()).await?;
        let own = due
            .members
            .iter()
            .find(|entry| entry.member.id == staff.member().id)
            .and_then(|entry| entry.certified_until);
        let until = own.unwrap_or_default();
        Ok(Upkeep {
            certificates: due
                .certificates()
                .filter(|entry| entry.member.id != staff.member().id)
                .filter(|entry| due.lasts_longer(until, MEMBER_CERTIFICATE_SECONDS, entry.certified_until))
                .map(|entry| entry.member.id)
                .collect(),
            epochs: due
                .epochs()
                .filter(|entry| {
                    due.is_old(entry) || due.lasts_longer(until, EPOCH_CERTIFICATE_SECONDS, entry.epoch_until)
                })
                .map(|entry| entry.department.id)
                .collect(),
            own_until: own.filter(|until| due.is_near(*until)),
        })
    }

    /// Queues letters to the administrators of every authority for which something has been due for a while, at most one
    /// in a week, and answers how many authorities that were.
    ///
    /// # Errors
    ///
    /// Only the store's.
    pub async fn remind_of_upkeep(&self) -> Result<u32> {
        let mut reminded = 0;
        let mut after = None;
        loop {
            let authorities = self.list_authorities(after.as_ref()).await?;
            let Some(last) = authorities.last() else {
                return Ok(reminded);
            };
            after = Some(last.slug.clone());
            for authority in &authorities {
                reminded += u32::from(self.remind(authority.id).await?);
            }
        }
    }

    async fn remind(&self, authority: AuthorityId) -> Result<bool> {
        let now = self.now();
        // As it was due some days ago.
        let due = self.due(authority, now.plus(-UPKEEP_PATIENCE_SECONDS)).await?;
        let is_due = due.certificates().next().is_some() || due.epochs().next().is_some();
        let since = now.plus(-UPKEEP_LETTER_SECONDS);
        Ok(is_due && self.store.remind_administrators(authority, since, now).await?)
    }

    async fn due(&self, authority: AuthorityId, at: Timestamp) -> Result<Due> {
        Ok(Due {
            members: self.store.members(authority).await?,
            departments: self.store.departments(authority).await?,
            at,
        })
    }
}

/// Members and departments at a moment.
struct Due {
    members: Vec<MemberEntry>,
    departments: Vec<DepartmentEntry>,
    at: Timestamp,
}

impl Due {
    /// Members whose chains end soon: administrators first, because what they certify then lasts longer.
    fn certificates(&self) -> impl Iterator<Item = &MemberEntry> {
        let soon = |entry: &&MemberEntry| {
            entry.state == MemberState::Confirmed
                && entry.certified_until.is_some_and(|until| self.is_near(until))
        };
        let rank = |entry: &&MemberEntry| entry.member.role != Role::Administrator;
        let mut entries: Vec<_> = self.members.iter().filter(soon).collect();
        entries.sort_by_key(rank);
        entries.into_iter()
    }

    /// Departments that citizens can write to and whose newest key is old or ends soon.
    fn epochs(&self) -> impl Iterator<Item = &DepartmentEntry> {
        self.departments.iter().filter(|entry| {
            let ends = entry.epoch_until.is_some_and(|until| self.is_near(until));
            !entry.closed
                && entry.epoch.is_some()
                && !entry.holders.is_empty()
                && (self.is_old(entry) || ends)
        })
    }

    fn is_old(&self, entry: &DepartmentEntry) -> bool {
        entry
            .epoch_since
            .is_some_and(|since| since.plus(EPOCH_SECONDS) <= self.at)
    }

    fn is_near(&self, until: Timestamp) -> bool {
        until <= self.at.plus(CERTIFICATE_WARNING_SECONDS)
    }

    /// Whether what somebody certifies now for this long, whose own chain ends at `own`, lasts longer than `until`.
    fn lasts_longer(&self, own: Timestamp, seconds: i64, until: Option<Timestamp>) -> bool {
        let ends = own.min(self.at.plus(seconds));
        until.is_none_or(|until| ends > until.plus(GAIN_SECONDS))
    }
}
