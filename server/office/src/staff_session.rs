use certificates::chain_end;
use domain::ErrorCode;
use domain::api::{StaffSession, Way};
use store::SignedIn;

use crate::{Office, Result, Staff};

impl Office {
    /// All that a member's browser needs to unlock their keys and to show where they work: the account key as it is
    /// wrapped for the way in which the session was begun.
    ///
    /// # Errors
    ///
    /// `SessionEnded` if the member or their authority is gone.
    pub async fn staff_session(&self, staff: &Staff, session: &SignedIn) -> Result<StaffSession> {
        let member = staff.member().clone();
        let authority = self
            .store
            .authority(member.authority)
            .await?
            .ok_or(ErrorCode::SessionEnded)?;
        let newest = self.store.audit_head(member.authority).await?;
        let mut keys = self
            .store
            .member_keys(member.id)
            .await?
            .ok_or(ErrorCode::SessionEnded)?;
        if session.way == Way::Passkey {
            let records = self.store.passkeys(member.id).await?;
            let used = records
                .into_iter()
                .find(|record| Some(record.passkey.id) == session.passkey);
            // One that was removed meanwhile opens nothing any more; the password does.
            if let Some(account) = used.and_then(|record| record.account) {
                keys.account = account;
                keys.restored = None;
            }
        }
        if session.way == Way::RecoveryCode {
            // One that was removed meanwhile opens nothing any more; the password does.
            if let Some(code) = self.store.recovery_code(member.id).await? {
                keys.account = code.account;
                keys.restored = None;
            }
        }
        let revoked = self.store.revocations(member.authority).await?;
        let certified_until = chain_end(&keys.chain).ok();
        keys.epochs
            .retain(|epoch| staff.departments().contains(&epoch.department));
        Ok(StaffSession {
            member,
            authority,
            keys,
            revoked,
            certified_until,
            newest,
        })
    }
}
