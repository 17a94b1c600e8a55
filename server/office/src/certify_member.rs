use domain::api::{DepartmentEpoch, NewCertificate};
use domain::audit::{Action, Subject};
use domain::{ErrorCode, MemberId};
use store::{ChangeOutcome, EpochOutcome};

use crate::publish_epoch::check_grants;
use crate::{Error, Office, Result, Staff, check};

impl Office {
    /// Keeps the certificates of a member of the administrator's authority, and with them role and departments, and what
    /// withdraws those that say more.
    ///
    /// The first administrator of an authority that has no certified one certifies themself, by the root.
    ///
    /// # Errors
    ///
    /// `Forbidden`; `NotFound` for somebody of another authority or not enrolled yet, or a department of another authority;
    /// `UntrustedChain`;
    /// `Inconsistent` if an epoch is missing or too many, or gives the member a seed that they are to lose, or for an
    /// auditor with departments; `DepartmentUnstaffed` if a department loses its last member who has its key and is not
    /// closed; `HistoryUnshared` if an earlier epoch of it opens for nobody else; `Conflict` if nobody would be left to
    /// administer the authority; `EpochOutdated` if an epoch's number is not the next one; `NotSealed`; `TooLarge`.
    pub async fn certify_member(
        &self,
        staff: &Staff,
        member: MemberId,
        request: NewCertificate,
    ) -> Result<()> {
        let certifier = staff.certifies(member)?;
        check::rights(request.role, &request.departments)?;
        check::chain(&request.chain)?;
        check_epochs(&request.epochs)?;
        let entry = self.enrolled(staff.member().authority, member).await?;
        self.verifier(staff.member().authority)
            .await?
            .member(&entry, &request, staff.member().id)?;
        let subject = Subject::rights(member, request.role, &request.departments);
        let outcome = self
            .recording(staff, Action::Certify, subject)?
            .certify_member(staff.member().authority, member, certifier, request, self.now())
            .await?;
        changed(outcome)
    }
}

/// The form of epochs that come along with a change.
pub(crate) fn check_epochs(epochs: &[DepartmentEpoch]) -> Result<()> {
    epochs.iter().try_for_each(|DepartmentEpoch { epoch, .. }| {
        check::chain(&epoch.chain)?;
        check_grants(&epoch.grants)
    })
}

/// What the caller is told of a change.
pub(crate) fn changed(outcome: ChangeOutcome) -> Result<()> {
    let code = match outcome {
        ChangeOutcome::Changed => return Ok(()),
        ChangeOutcome::NotFound
        | ChangeOutcome::DepartmentUnknown(_)
        | ChangeOutcome::Epoch(EpochOutcome::NotFound) => ErrorCode::NotFound,
        ChangeOutcome::NotTheFounder => ErrorCode::Forbidden,
        ChangeOutcome::Unstaffed(_) => ErrorCode::DepartmentUnstaffed,
        ChangeOutcome::Unshared(_) => ErrorCode::HistoryUnshared,
        ChangeOutcome::LastAdministrator => ErrorCode::Conflict,
        ChangeOutcome::Epoch(EpochOutcome::NotNext { .. }) => ErrorCode::EpochOutdated,
        ChangeOutcome::OtherEpochs
        | ChangeOutcome::Epoch(EpochOutcome::NotAMember(_) | EpochOutcome::Added) => ErrorCode::Inconsistent,
    };
    Err(Error::Refused(code))
}
