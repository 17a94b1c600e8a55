use domain::ErrorCode;
use domain::api::StaffSession;

use crate::{Office, Result, Staff};

impl Office {
    /// All that a member's browser needs to unlock their keys and to show where they work.
    ///
    /// # Errors
    ///
    /// `SessionEnded` if the member or their authority is gone.
    pub async fn staff_session(&self, staff: &Staff) -> Result<StaffSession> {
        let member = staff.member().clone();
        let authority = self
            .store
            .authority(member.authority)
            .await?
            .ok_or(ErrorCode::SessionEnded)?;
        let mut keys = self
            .store
            .member_keys(member.id)
            .await?
            .ok_or(ErrorCode::SessionEnded)?;
        keys.epochs
            .retain(|epoch| staff.departments().contains(&epoch.department));
        Ok(StaffSession {
            member,
            authority,
            keys,
        })
    }
}
