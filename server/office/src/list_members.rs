use domain::api::{MemberEntry, MemberState, WaitingGrant};

use crate::access::Run;
use crate::{Office, Result, Staff};

impl Office {
    /// The members of the authority, by name: for an administrator all, for a lead those of the own departments.
    ///
    /// # Errors
    ///
    /// `Forbidden`.
    pub async fn list_members(&self, staff: &Staff) -> Result<Vec<MemberEntry>> {
        let run = staff.runs()?;
        let mut entries = self.store.members(staff.member().authority).await?;
        entries.retain(|entry| match run {
            Run::Authority => true,
            Run::Departments(_) => {
                entry.state != MemberState::Left && run.includes(&entry.member.departments)
            }
        });
        Ok(entries)
    }

    /// What certified colleagues lack and this member has: seeds of epochs of the departments that they share.
    ///
    /// # Errors
    ///
    /// Only the store's: who is not certified has no departments, and nothing waits for them.
    pub async fn list_waiting_grants(&self, staff: &Staff) -> Result<Vec<WaitingGrant>> {
        let mut waiting = self.store.waiting_grants(staff.member().id).await?;
        waiting.retain(|grant| staff.departments().contains(&grant.department));
        Ok(waiting)
    }
}
