use domain::api::{
    Member, Restoration, RestorationFinish, RestorationStart, RestorationStarted, RestoredAccess,
};
use domain::audit::{Action, Subject};
use domain::{ErrorCode, MemberId, limits};
use store::{AccountMail, NewInvitation, PendingAccess, RestoreOutcome, TokenHash};

use crate::check;
use crate::{Error, Office, Result, Staff};

/// A link that restores a member's access, on its way into a mail.
#[derive(Clone)]
pub struct RestorationLink {
    /// What the mail is made of.
    pub mail: AccountMail,
    /// Lets the member set a password; only its hash is kept.
    pub token: String,
}

impl Office {
    /// Begins to restore the access of a member who has lost every way of unlocking their account: a link goes to their
    /// address. What they had stays in force until `restore_access`.
    ///
    /// # Errors
    ///
    /// `Forbidden`; `NotFound` for somebody who is not a certified member of the authority.
    pub async fn begin_restoration(&self, staff: &Staff, member: MemberId) -> Result<()> {
        let authority = staff.administers()?;
        self.recording(staff, Action::BeginRestoration, Subject::member(member))?
            .begin_restoration(authority, member, self.now())
            .await?
            .ok_or_else(|| ErrorCode::NotFound.into())
    }

    /// How far it is, and what an administrator's vault needs to go on.
    ///
    /// # Errors
    ///
    /// `Forbidden`; `NotFound`.
    pub async fn restoration(&self, staff: &Staff, member: MemberId) -> Result<Restoration> {
        let authority = staff.administers()?;
        let found = self.store.restoration(authority, member).await?;
        found.ok_or_else(|| ErrorCode::NotFound.into())
    }

    /// Takes it back.
    ///
    /// # Errors
    ///
    /// `Forbidden`; `NotFound`.
    pub async fn withdraw_restoration(&self, staff: &Staff, member: MemberId) -> Result<()> {
        let authority = staff.administers()?;
        let store = self.recording(staff, Action::WithdrawRestoration, Subject::member(member))?;
        let withdrawn = store.withdraw_restoration(authority, member).await?;
        withdrawn.ok_or_else(|| ErrorCode::NotFound.into())
    }

    /// Restores the access: the member signs in with the password that they have set, all else that unlocked the account is
    /// gone. That two shares were there shows in the member's browser alone, which opens what was sealed or does not.
    ///
    /// # Errors
    ///
    /// `Forbidden`; `NotFound`; `Conflict` if the member has made another recipient since, or none yet; `NotSealed`;
    /// `TooLarge`.
    pub async fn restore_access(
        &self,
        staff: &Staff,
        member: MemberId,
        access: RestoredAccess,
    ) -> Result<()> {
        let authority = staff.administers()?;
        check::sealed(&access.sealed, limits::SEALED_GRANT_BYTES)?;
        let store = self.recording(staff, Action::RestoreAccess, Subject::member(member))?;
        match store
            .restore_access(authority, member, access, self.now())
            .await?
        {
            RestoreOutcome::Restored => Ok(()),
            RestoreOutcome::NotFound => Err(Error::Refused(ErrorCode::NotFound)),
            RestoreOutcome::OtherRecipient => Err(Error::Refused(ErrorCode::Conflict)),
        }
    }

    /// Draws the token for a mail that is about to be sent; an earlier one ends. `None` if no mail is due any more.
    ///
    /// # Errors
    ///
    /// Only the store's.
    pub async fn renew_restoration(&self, member: MemberId) -> Result<Option<RestorationLink>> {
        let (token, hash) = self.draw_token();
        let invitation = NewInvitation {
            token: hash,
            expires_at: self.now().plus(limits::INVITATION_SECONDS),
        };
        let mail = self.store.renew_restoration(member, invitation).await?;
        Ok(mail.map(|mail| RestorationLink { mail, token }))
    }

    /// Begins to set the password: whose access it is, and the server's half of the registration. The token stays valid.
    ///
    /// # Errors
    ///
    /// `TokenRefused`; `Malformed`.
    pub async fn start_restoration(&self, request: RestorationStart) -> Result<RestorationStarted> {
        let token = TokenHash::of(&request.token);
        let member = self.restoring(token).await?;
        let response = login::server::register(&self.login, &member.email, &request.request)?;
        let authority = self.store.authority(member.authority).await?;
        let authority = authority.ok_or(ErrorCode::TokenRefused)?;
        Ok(RestorationStarted {
            member,
            authority: authority.name,
            root: authority.root,
            response,
        })
    }

    /// Keeps the password and the key that go with it, until an administrator puts them in force.
    ///
    /// # Errors
    ///
    /// As above, and `TooLarge`.
    pub async fn finish_restoration(&self, request: RestorationFinish) -> Result<()> {
        check::recipient(&request.recipient)?;
        check::wrapped(&request.account, limits::WRAPPED_KEY_BYTES)?;
        let pending = PendingAccess {
            password_file: login::server::record(&request.upload)?,
            recipient: request.recipient,
            account: request.account,
        };
        let token = TokenHash::of(&request.token);
        let member = self.restoring(token).await?;
        let (authority, id) = (member.authority, member.id);
        self.noting(authority, Some(id), Action::SetUpRestoration, Subject::member(id))
            .set_restoration(token, pending, self.now())
            .await?
            .ok_or(ErrorCode::TokenRefused)?;
        Ok(())
    }

    /// Whose access the token is to restore. That it is refused is recorded if it can be told whose log that concerns.
    async fn restoring(&self, token: TokenHash) -> Result<Member> {
        if let Some(member) = self.store.restoring_member(token, self.now()).await? {
            return Ok(member);
        }
        let code = ErrorCode::TokenRefused;
        self.note_refused_token(token, Action::SetUpRestoration, code)
            .await?;
        Err(code.into())
    }
}
