use domain::api::NewCertificate;
use domain::{ErrorCode, MemberId};

use crate::{Office, Result, Staff, check};

impl Office {
    /// Keeps the certificates of a member of the administrator's authority. Whether they are believed is decided by
    /// whoever reads them; the server cannot vouch for a key.
    ///
    /// # Errors
    ///
    /// `Forbidden`; `NotFound` for somebody of another authority or not enrolled yet; `Inconsistent`; `TooLarge`.
    pub async fn certify_member(
        &self,
        staff: &Staff,
        member: MemberId,
        request: NewCertificate,
    ) -> Result<()> {
        let authority = staff.administers()?;
        check::chain(&request.chain)?;
        let certified = self
            .store
            .certify_member(authority, member, request.chain)
            .await?;
        Ok(certified.ok_or(ErrorCode::NotFound)?)
    }
}
