use domain::MemberId;
use domain::api::{Departure, MemberState};
use domain::audit::{Action, Subject};

use crate::certify_member::{changed, check_epochs};
use crate::{Office, Result, Staff};

impl Office {
    /// Ends a person's membership. Their sessions end at once, because each request reads the member anew; their departments
    /// go on with the epochs that come along.
    ///
    /// # Errors
    ///
    /// `Forbidden`; `NotFound` for somebody of another authority, not enrolled, or gone; `UntrustedChain`, also where a
    /// confirmed member's certificates are not withdrawn; `Inconsistent` if the epochs are
    /// not exactly those of the departments of a confirmed member, or give the member a seed; `DepartmentUnstaffed` if a
    /// department that is not closed loses its last member; `HistoryUnshared` if an earlier epoch of one opens for nobody
    /// else and that is not accepted; `Conflict` if nobody would be left to administer the authority;
    /// `EpochOutdated` if an epoch's number is not the next one; `NotSealed`; `TooLarge`.
    pub async fn depart_member(&self, staff: &Staff, member: MemberId, request: Departure) -> Result<()> {
        let authority = staff.administers()?;
        check_epochs(&request.epochs)?;
        let entry = self.enrolled(authority, member).await?;
        let verifier = self.verifier(authority).await?;
        request
            .epochs
            .iter()
            .try_for_each(|epoch| verifier.department_epoch(epoch))?;
        if entry.state == MemberState::Confirmed {
            verifier.revocation(&entry, &request.revocation)?;
        }
        let outcome = self
            .recording(staff, Action::Depart, Subject::member(member))?
            .depart_member(authority, member, request, self.now())
            .await?;
        changed(outcome)
    }
}
