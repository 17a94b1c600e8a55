use domain::api::{Invite, Invited};
use domain::{ErrorCode, MemberId};
use store::{InviteOutcome, NewMember};

use crate::{Error, Office, Result, Staff, check};

impl Office {
    /// Invites a person into the administrator's authority. The token is drawn when the mail is written and stands
    /// nowhere else.
    ///
    /// # Errors
    ///
    /// `Forbidden`; `EmailRefused` for an address on another domain; `NotFound` for a department of another authority;
    /// `Conflict` if the address is a member's; `Malformed`; `TooLarge`.
    pub async fn invite_member(&self, staff: &Staff, request: Invite) -> Result<Invited> {
        let authority = staff.administers()?;
        check::line(&request.name)?;
        self.check_address(authority, &request.email).await?;
        let member = NewMember {
            id: self.draw(MemberId::random),
            authority,
            name: request.name,
            email: request.email,
            role: request.role,
            departments: request.departments,
            locale: request.locale,
            invited_at: self.now(),
        };
        let invited = Invited { member: member.id };
        match self.store.invite_member(member).await? {
            InviteOutcome::Invited => Ok(invited),
            InviteOutcome::Taken => Err(Error::Refused(ErrorCode::Conflict)),
            InviteOutcome::DepartmentUnknown(_) => Err(Error::Refused(ErrorCode::NotFound)),
        }
    }
}
