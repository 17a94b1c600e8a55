use domain::api::MemberEntry;

use crate::{Office, Result, Staff};

impl Office {
    /// All members of the administrator's authority, by name.
    ///
    /// # Errors
    ///
    /// `Forbidden`.
    pub async fn list_members(&self, staff: &Staff) -> Result<Vec<MemberEntry>> {
        Ok(self.store.members(staff.administers()?).await?)
    }
}
