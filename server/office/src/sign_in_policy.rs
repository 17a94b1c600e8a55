use domain::ErrorCode;
use domain::api::SignInPolicy;
use domain::audit::{Action, Subject};

use crate::{Office, Result, Staff, check};

impl Office {
    /// What the authority demands of its members' sign-ins: for its administrators.
    ///
    /// # Errors
    ///
    /// `Forbidden`.
    pub async fn sign_in_policy(&self, staff: &Staff) -> Result<SignInPolicy> {
        let authority = staff.administers()?;
        Ok(SignInPolicy {
            second_factor_required: self.store.second_factor_required(authority).await?,
        })
    }

    /// Says what the authority demands from now on. Sessions that have begun go on.
    ///
    /// # Errors
    ///
    /// `Forbidden`; `PasskeyMissing` if somebody demands of others what they do not have.
    pub async fn set_sign_in_policy(&self, staff: &Staff, policy: SignInPolicy) -> Result<()> {
        let authority = staff.administers()?;
        let is_set = self
            .recording(staff, Action::ChangePolicy, Subject::default())?
            .require_second_factor(authority, policy.second_factor_required, staff.member().id)
            .await?;
        check::ensure(is_set, ErrorCode::PasskeyMissing)
    }
}
