use domain::api::{NewEpoch, NewEpochGrant, NewEpochGrants};
use domain::audit::{Action, Subject};
use domain::{DepartmentId, ErrorCode, limits};
use store::EpochOutcome;

use crate::{Error, Office, Result, Staff, check};

impl Office {
    /// Gives a department of the administrator's authority its next key.
    ///
    /// # Errors
    ///
    /// `Forbidden`; `NotFound`; `UntrustedChain`; `EpochOutdated` if the number is not the next one; `Inconsistent` if a grant is for
    /// somebody who is not an enrolled member of the department; `NotSealed`; `TooLarge`.
    pub async fn publish_epoch(
        &self,
        staff: &Staff,
        department: DepartmentId,
        request: NewEpoch,
    ) -> Result<()> {
        let authority = staff.administers_department(self, department).await?;
        check::chain(&request.chain)?;
        check_grants(&request.grants)?;
        self.verifier(authority).await?.epoch(department, &request)?;
        let subject = Subject::epoch(department, request.epoch, Vec::new());
        let store = self.recording(staff, Action::BeginEpoch, subject)?;
        stored(store.add_epoch(department, request, self.now()).await?)?;
        // With its first key a department can be found.
        self.names_changed().await;
        Ok(())
    }

    /// Gives further members the seed of an epoch that exists. Everybody who works in the department may, because
    /// everybody there has it. Whoever has a grant already keeps that one, and nobody is told: colleagues who hand the
    /// seed on at the same time have both done what they wanted.
    ///
    /// # Errors
    ///
    /// As above, without `EpochOutdated`; `Inconsistent` also if a grant is for somebody whom nobody has certified.
    pub async fn grant_epoch(
        &self,
        staff: &Staff,
        department: DepartmentId,
        epoch: u32,
        request: NewEpochGrants,
    ) -> Result<()> {
        staff.grants(self, department).await?;
        check_grants(&request.grants)?;
        let members = request.grants.iter().map(|grant| grant.member).collect();
        let store = self.recording(
            staff,
            Action::GrantEpoch,
            Subject::epoch(department, epoch, members),
        )?;
        stored(store.add_epoch_grants(department, epoch, request.grants).await?)
    }
}

/// The form of an epoch's grants.
pub(crate) fn check_grants(grants: &[NewEpochGrant]) -> Result<()> {
    grants
        .iter()
        .try_for_each(|grant| check::sealed(&grant.sealed, limits::SEALED_GRANT_BYTES))
}

fn stored(outcome: EpochOutcome) -> Result<()> {
    match outcome {
        EpochOutcome::Added => Ok(()),
        EpochOutcome::NotFound => Err(Error::Refused(ErrorCode::NotFound)),
        EpochOutcome::NotNext { .. } => Err(Error::Refused(ErrorCode::EpochOutdated)),
        EpochOutcome::NotAMember(_) => Err(Error::Refused(ErrorCode::Inconsistent)),
    }
}
