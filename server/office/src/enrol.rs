use domain::api::{EnrolFinish, EnrolStart, Enrolment, Member};
use domain::audit::{Action, Subject};
use domain::{ErrorCode, limits};
use store::{EnrolledKeys, TokenHash};

use crate::{Error, Office, Result, check};

impl Office {
    /// Begins an enrolment: who is invited, and the server's half of the registration. The token stays valid.
    ///
    /// # Errors
    ///
    /// `TokenRefused`; `EmailRefused` if the address is not on one of the authority's domains any more; `Malformed`.
    pub async fn start_enrolment(&self, request: EnrolStart) -> Result<Enrolment> {
        let member = self.invited(TokenHash::of(&request.token)).await?;
        let response = login::server::register(&self.login, &member.email, &request.request)?;
        let authority = self.store.authority(member.authority).await?;
        let authority = authority.ok_or(ErrorCode::TokenRefused)?;
        let rules = self.store.authority_rules(member.authority).await?;
        let rules = rules.ok_or(ErrorCode::TokenRefused)?;
        Ok(Enrolment {
            member,
            authority: authority.name,
            root: authority.root,
            recovery_certificate: rules.recovery_certificate,
            response,
        })
    }

    /// Ends the enrolment and uses the token up.
    ///
    /// # Errors
    ///
    /// As above, `NotSealed` and `TooLarge`.
    pub async fn finish_enrolment(&self, request: EnrolFinish) -> Result<()> {
        let token = TokenHash::of(&request.token);
        let member = self.invited(token).await?;
        check::public_key(&request.sign)?;
        check::recipient(&request.recipient)?;
        check::wrapped(&request.account, limits::WRAPPED_KEY_BYTES)?;
        check::wrapped(&request.private, limits::WRAPPED_KEY_BYTES)?;
        check::sealed(&request.recovery, limits::SEALED_GRANT_BYTES)?;
        let keys = EnrolledKeys {
            password_file: login::server::record(&request.upload)?,
            sign: request.sign,
            recipient: request.recipient,
            account: request.account,
            private: request.private,
            recovery: request.recovery,
            enrolled_at: self.now(),
        };
        self.noting(
            member.authority,
            Some(member.id),
            Action::Enrol,
            Subject::member(member.id),
        )
        .enrol_member(token, keys)
        .await?
        .ok_or(ErrorCode::TokenRefused)?;
        Ok(())
    }

    /// Whom the token invites. That it is refused is recorded if it can be told whose log that concerns.
    async fn invited(&self, token: TokenHash) -> Result<Member> {
        let outcome = self.check_invitation(token).await;
        if let Err(Error::Refused(code)) = &outcome {
            self.note_refused_token(token, Action::Enrol, *code).await?;
        }
        outcome
    }

    async fn check_invitation(&self, token: TokenHash) -> Result<Member> {
        let member = self
            .store
            .invited_member(token, self.now())
            .await?
            .ok_or(ErrorCode::TokenRefused)?;
        self.check_address(member.authority, &member.email).await?;
        Ok(member)
    }
}
