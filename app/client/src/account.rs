//! What members do with their own account, and how they come back when they have lost something.

use domain::api::{
    NewPassword, NewRecoveryCode, PasswordStart, PasswordStarted, RecoveryChallenge, RecoveryCodeState,
    RecoveryFinish, RecoveryStart, Restoration, RestorationStart, RestorationStarted,
};
use domain::audit::{Action, Subject};
use domain::{EmailAddress, MemberId, Timestamp};
use rand_core::CryptoRngCore;
use reqwest::Method;
use vault::StaffVault;
use vault::messages::{Act, OfficeRequest, StaffAnswer};

use crate::member::{ask, opaque};
use crate::{Body, Client, Error, Member};

impl Member {
    /// Sets another password; every other session ends.
    ///
    /// # Errors
    ///
    /// `proof_outdated` if the sign-in is older than ten minutes; every other error of the portal by its code.
    pub async fn change_password(
        &mut self,
        password: &str,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(), Error> {
        let password = password.to_owned();
        let start = PasswordStart {
            request: opaque(
                ask(
                    &mut self.vault,
                    OfficeRequest::StartEnrolment { password },
                    None,
                    rng,
                )?
                .0,
            )?,
        };
        let started: PasswordStarted = self.client.post("/staff/password", &start).await?;
        let response = started.response;
        let new: NewPassword = match ask(
            &mut self.vault,
            OfficeRequest::FinishPassword { response },
            None,
            rng,
        )?
        .0
        {
            StaffAnswer::Password(new) => new,
            _ => return Err(Error::OtherAnswer),
        };
        self.client.put("/staff/password", &new).await
    }

    /// Makes a recovery code in the place of an earlier one.
    ///
    /// # Errors
    ///
    /// As above.
    pub async fn make_recovery_code(&mut self, rng: &mut impl CryptoRngCore) -> Result<String, Error> {
        let (request, code): (NewRecoveryCode, String) =
            match ask(&mut self.vault, OfficeRequest::MakeRecoveryCode, None, rng)?.0 {
                StaffAnswer::RecoveryCode { request, code } => (request, code),
                _ => return Err(Error::OtherAnswer),
            };
        let typed = code.clone();
        ask(
            &mut self.vault,
            OfficeRequest::CheckRecoveryCode { typed },
            None,
            rng,
        )?;
        let body = Some(Body::json(&request));
        let answer = self.client.api(Method::PUT, "/staff/recovery-code", body);
        answer.await?;
        Ok(code)
    }

    /// When the recovery code was made, if there is one.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn recovery_code(&self) -> Result<Option<Timestamp>, Error> {
        let state: RecoveryCodeState = self.client.get("/staff/recovery-code").await?;
        Ok(state.made_at)
    }

    /// Removes the recovery code.
    ///
    /// # Errors
    ///
    /// `not_found` if there is none; as above.
    pub async fn remove_recovery_code(&self) -> Result<(), Error> {
        self.client.delete("/staff/recovery-code").await
    }

    /// Signs in with a recovery code instead of the password, which is to be changed next.
    ///
    /// # Errors
    ///
    /// `Refused(RecoveryCode)` for a typing error, `recovery_refused` for a code or an account that is another one; every
    /// other error of the portal by its code.
    pub async fn recover(
        client: &Client,
        email: &EmailAddress,
        code: &str,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Self, Error> {
        let mut vault = StaffVault::default();
        let start = RecoveryStart { email: email.clone() };
        let challenge: RecoveryChallenge = client.post("/staff/recoveries", &start).await?;
        let request = OfficeRequest::SignRecovery {
            typed: code.to_owned(),
            origin: client.portal().to_owned(),
            nonce: challenge.nonce.clone(),
        };
        let signature = match ask(&mut vault, request, None, rng)?.0 {
            StaffAnswer::Signature(signature) => signature,
            _ => return Err(Error::OtherAnswer),
        };
        let finish = RecoveryFinish {
            email: email.clone(),
            nonce: challenge.nonce,
            signature,
        };
        Self::begin(vault, client, "/staff/recoveries/session", &finish, now, rng).await
    }

    /// Begins to restore a colleague's access: a link is mailed to them.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn begin_restoration(
        &mut self,
        member: MemberId,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(), Error> {
        let path = restoration(member);
        let act = Act::new(Action::BeginRestoration, Subject::member(member));
        self.stating(act, now, rng)?
            .api(Method::POST, &path, None)
            .await
            .map(drop)
    }

    /// How far the restoring of a colleague's access is.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn restoration(&self, member: MemberId) -> Result<Restoration, Error> {
        self.client.get(&restoration(member)).await
    }

    /// Takes it back.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn withdraw_restoration(
        &mut self,
        member: MemberId,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(), Error> {
        let act = Act::new(Action::WithdrawRestoration, Subject::member(member));
        self.stating(act, now, rng)?.delete(&restoration(member)).await
    }

    /// The number that the colleague reads out.
    ///
    /// # Errors
    ///
    /// `Refused` if the vault is locked or the recipient is none.
    pub fn restoration_fingerprint(
        &mut self,
        member: MemberId,
        recipient: &str,
        rng: &mut impl CryptoRngCore,
    ) -> Result<String, Error> {
        let recipient = recipient.to_owned();
        let request = OfficeRequest::RestorationFingerprint { member, recipient };
        match ask(&mut self.vault, request, None, rng)?.0 {
            StaffAnswer::Fingerprints(mut fingerprints) => match fingerprints.pop() {
                Some(Ok(fingerprint)) => Ok(fingerprint),
                Some(Err(failure)) => Err(Error::Refused(failure.into())),
                None => Err(Error::OtherAnswer),
            },
            _ => Err(Error::OtherAnswer),
        }
    }

    /// Restores a colleague's access with two shares of the recovery key.
    ///
    /// # Errors
    ///
    /// `Refused(Share)`; every other error of the portal by its code.
    pub async fn restore_access(
        &mut self,
        member: MemberId,
        shares: [String; 2],
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(), Error> {
        let request = OfficeRequest::RestoreAccess {
            member,
            restoration: Box::new(self.restoration(member).await?),
            shares,
            now,
        };
        let access = match ask(&mut self.vault, request, None, rng)?.0 {
            StaffAnswer::Restored(access) => access,
            _ => return Err(Error::OtherAnswer),
        };
        let act = Act::new(Action::RestoreAccess, Subject::member(member));
        self.stating(act, now, rng)?
            .put(&restoration(member), &access)
            .await
    }
}

/// Sets the password with which access is to be restored: the number to read out.
///
/// # Errors
///
/// `token_refused` if the token is wrong or expired; every other error of the portal by its code.
pub async fn set_up_restoration(
    client: &Client,
    token: &str,
    password: &str,
    rng: &mut impl CryptoRngCore,
) -> Result<String, Error> {
    let mut vault = StaffVault::default();
    let password = password.to_owned();
    let start = RestorationStart {
        token: token.to_owned(),
        request: opaque(ask(&mut vault, OfficeRequest::StartEnrolment { password }, None, rng)?.0)?,
    };
    let started: RestorationStarted = client.post("/restorations", &start).await?;
    let request = OfficeRequest::FinishRestoration {
        token: token.to_owned(),
        started: Box::new(started),
    };
    let (finish, fingerprint) = match ask(&mut vault, request, None, rng)?.0 {
        StaffAnswer::Restoration { finish, fingerprint } => (*finish, fingerprint),
        _ => return Err(Error::OtherAnswer),
    };
    client.put("/restorations", &finish).await?;
    Ok(fingerprint)
}

fn restoration(member: MemberId) -> String {
    format!("/members/{member}/restoration")
}
