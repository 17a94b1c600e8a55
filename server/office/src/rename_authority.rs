use domain::ErrorCode;
use domain::api::AuthorityChange;
use domain::audit::{Action, Subject};

use crate::{Office, Result, Staff, check};

impl Office {
    /// Gives the administrator's authority another name. Its name in addresses stays, because links to it are out.
    ///
    /// # Errors
    ///
    /// `Forbidden`; `Malformed` for no name; `TooLarge`.
    pub async fn rename_authority(&self, staff: &Staff, request: AuthorityChange) -> Result<()> {
        let authority = staff.administers()?;
        check::line(&request.name)?;
        let renamed = self
            .recording(staff, Action::ChangeAuthority, Subject::default())?
            .rename_authority(authority, request.name)
            .await?;
        renamed.ok_or(ErrorCode::NotFound)?;
        self.names_changed().await;
        Ok(())
    }
}
