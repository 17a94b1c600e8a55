use domain::api::Passkey;
use domain::audit::{Action, Subject};
use domain::{ErrorCode, PasskeyId, SessionId};
use store::RemovePasskeyOutcome;

use crate::{Office, Result, Staff};

impl Office {
    /// The member's own passkeys, the oldest first.
    ///
    /// # Errors
    ///
    /// None but the store's.
    pub async fn list_passkeys(&self, staff: &Staff) -> Result<Vec<Passkey>> {
        let records = self.store.passkeys(staff.member().id).await?;
        Ok(records.into_iter().map(|record| record.passkey).collect())
    }

    /// Removes one of the member's own passkeys. The password always stays, and so does `own`, the session that asks;
    /// others that were begun with the passkey end.
    ///
    /// # Errors
    ///
    /// `NotFound`, and `PasskeyMissing` for the last one where the authority demands one.
    pub async fn remove_passkey(&self, staff: &Staff, passkey: PasskeyId, own: SessionId) -> Result<()> {
        let member = staff.member().id;
        let store = self.recording(staff, Action::RemovePasskey, Subject::default())?;
        match store
            .remove_passkey(member, passkey, Some(own), self.now())
            .await?
        {
            RemovePasskeyOutcome::Removed => Ok(()),
            RemovePasskeyOutcome::NotFound => Err(ErrorCode::NotFound.into()),
            RemovePasskeyOutcome::Needed => Err(ErrorCode::PasskeyMissing.into()),
        }
    }
}
