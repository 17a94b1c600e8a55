use domain::api::{Invite, Invited, Member};
use domain::audit::{Action, Subject};
use domain::{ErrorCode, MemberId};
use store::{InviteOutcome, NewMember};

use crate::{Error, Office, Result, Staff, check};

impl Office {
    /// Invites a person into the authority: an administrator anybody, a lead caseworkers into their own departments. The
    /// token is drawn when the mail is written and stands nowhere else.
    ///
    /// # Errors
    ///
    /// `Forbidden`; `Inconsistent` for an auditor with departments; `EmailRefused` for an address on another domain; `NotFound` for a department of another authority;
    /// `Conflict` if the address is a member's; `Malformed`; `TooLarge`.
    pub async fn invite_member(&self, staff: &Staff, request: Invite) -> Result<Invited> {
        staff.may_invite(request.role, &request.departments)?;
        let authority = staff.member().authority;
        check::rights(request.role, &request.departments)?;
        check::line(&request.name)?;
        self.check_address(authority, &request.email).await?;
        let id = staff
            .named_member()
            .unwrap_or_else(|| self.draw(MemberId::random));
        let subject = Subject::rights(id, request.role, &request.departments);
        let store = self.recording(staff, Action::Invite, subject)?;
        let member = NewMember {
            id,
            authority,
            name: request.name,
            email: request.email,
            role: request.role,
            departments: request.departments,
            locale: request.locale,
            invited_at: self.now(),
        };
        let invited = Invited { member: id };
        match store.invite_member(member).await? {
            InviteOutcome::Invited => Ok(invited),
            InviteOutcome::Taken => Err(Error::Refused(ErrorCode::Conflict)),
            InviteOutcome::DepartmentUnknown(_) => Err(Error::Refused(ErrorCode::NotFound)),
        }
    }

    /// Mails a person who has not enrolled a new invitation; the earlier one ends when it goes out.
    ///
    /// # Errors
    ///
    /// `Forbidden`; `NotFound` for somebody of another authority, out of a lead's reach, or enrolled.
    pub async fn repeat_invitation(&self, staff: &Staff, member: MemberId) -> Result<()> {
        let invited = self.invited_by(staff, member).await?;
        let repeated = self
            .recording(staff, Action::RepeatInvitation, Subject::member(member))?
            .repeat_invitation(invited.authority, member, self.now())
            .await?;
        Ok(repeated.ok_or(ErrorCode::NotFound)?)
    }

    /// Takes an invitation back; the person was never there.
    ///
    /// # Errors
    ///
    /// As above.
    pub async fn withdraw_invitation(&self, staff: &Staff, member: MemberId) -> Result<()> {
        let invited = self.invited_by(staff, member).await?;
        let withdrawn = self
            .recording(staff, Action::WithdrawInvitation, Subject::member(member))?
            .withdraw_invitation(invited.authority, member)
            .await?;
        Ok(withdrawn.ok_or(ErrorCode::NotFound)?)
    }

    /// A member of the authority whom this member could have invited.
    async fn invited_by(&self, staff: &Staff, member: MemberId) -> Result<Member> {
        staff.runs()?;
        let invited = self.store.member(member).await?;
        let invited = invited
            .filter(|invited| invited.authority == staff.member().authority)
            .ok_or(ErrorCode::NotFound)?;
        staff
            .may_invite(invited.role, &invited.departments)
            .map_err(|_| ErrorCode::NotFound)?;
        Ok(invited)
    }
}
