//! How an account is made, unlocked, and given other ways of unlocking.

use domain::api::{EnrolFinish, Enrolment, NewPassword, NewRecoveryCode, StaffSession};
use domain::{Bytes, Timestamp};
use rand_core::CryptoRngCore;
use sealing::{
    AccountKey, Failure, HybridRecipient, MemberSecrets, PublicKey, RecoveryCode, Trust, Way, seal_account,
    verify_recovery,
};

use super::StaffVault;
use super::administration::Root;
use super::keyring::{self, Keyring};
use super::login::{LoginState, check_output};
use super::restoration::restored_account;
use crate::messages::{Refusal, StaffAnswer};

impl StaffVault {
    pub(super) fn unlock(&mut self, session: &StaffSession, now: Timestamp) -> Result<(), Refusal> {
        let trust = Trust {
            authority: session.authority.id,
            root: PublicKey::from_bytes(session.authority.root.as_ref()).ok_or(Failure::Malformed)?,
        };
        // A root that was made here, or unlocked with before, is not exchanged for another by the server.
        let known = self.root.as_ref().map(Root::trust).into_iter();
        let known = known.chain(self.keyring.as_ref().map(|keyring| *keyring.trust()));
        if known
            .into_iter()
            .any(|known| known.authority == trust.authority && known != trust)
        {
            return Err(Failure::UntrustedChain.into());
        }
        let account = self.account_key(session, &trust)?;
        let keyring = Keyring::unlock(session, trust, account, now)?;
        if self
            .keyring
            .as_ref()
            .is_some_and(|before| before.member() != keyring.member())
        {
            self.contents.clear();
            self.attachments.clear();
            self.current = None;
        }
        self.keyring = Some(keyring);
        self.login = LoginState::None;
        Ok(())
    }

    /// With what somebody has just proved who they are, or as it is known since they did.
    fn account_key(&self, session: &StaffSession, trust: &Trust) -> Result<AccountKey, Refusal> {
        if let Some(proof) = self.login.proof() {
            let account = match &session.keys.restored {
                Some(sealed) if proof.way == Way::Password => {
                    restored_account(session, trust, sealed.as_ref(), &proof.secret)
                }
                _ => AccountKey::unwrap(session.keys.account.as_ref(), proof.way, &proof.secret),
            };
            return Ok(account?);
        }
        match &self.keyring {
            Some(keyring) if keyring.member() == session.member.id => Ok(keyring.account().clone()),
            _ => Err(Refusal::Locked),
        }
    }

    pub(super) fn finish_enrolment(
        &mut self,
        token: String,
        enrolment: &Enrolment,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<StaffAnswer, Refusal> {
        let trust = Trust {
            authority: enrolment.member.authority,
            root: PublicKey::from_bytes(enrolment.root.as_ref()).ok_or(Failure::Malformed)?,
        };
        let recovery = verify_recovery(enrolment.recovery_certificate.as_ref(), &trust, now)?;
        let recovery = HybridRecipient::try_from(&recovery.recipient)?;
        let (upload, export_key) = self.login.finish_registration(&enrolment.response, rng)?;
        let account = AccountKey::random(rng);
        let secrets = MemberSecrets::random(trust.root, rng);
        Ok(StaffAnswer::Enrolment {
            finish: Box::new(EnrolFinish {
                token,
                upload,
                sign: secrets.sign.public().0.into(),
                recipient: secrets.seal.recipient().to_string(),
                account: account.wrap(Way::Password, export_key.as_ref(), rng).into(),
                private: secrets.wrap(&account, rng).into(),
                recovery: seal_account(enrolment.member.id, &account, &recovery, rng).into(),
            }),
            fingerprint: keyring::fingerprint(&secrets),
        })
    }

    /// Wraps the account key under a new password.
    pub(super) fn finish_password(
        &mut self,
        response: &Bytes,
        rng: &mut impl CryptoRngCore,
    ) -> Result<StaffAnswer, Refusal> {
        let (upload, export_key) = self.login.finish_registration(response, rng)?;
        let account = self.keyring.as_ref().ok_or(Refusal::Locked)?.account();
        Ok(StaffAnswer::Password(NewPassword {
            upload,
            account: account.wrap(Way::Password, export_key.as_ref(), rng).into(),
        }))
    }

    /// Wraps the account key under what a passkey evaluated.
    pub(super) fn wrap_for_passkey(
        &self,
        output: &[u8],
        rng: &mut impl CryptoRngCore,
    ) -> Result<Bytes, Refusal> {
        check_output(output)?;
        let account = self.keyring.as_ref().ok_or(Refusal::Locked)?.account();
        Ok(account.wrap(Way::Passkey, output, rng).into())
    }

    /// Draws a recovery code; it counts when the server has the request, which is sent once the code was typed back.
    pub(super) fn make_recovery_code(
        &mut self,
        rng: &mut impl CryptoRngCore,
    ) -> Result<StaffAnswer, Refusal> {
        let keyring = self.keyring.as_ref().ok_or(Refusal::Locked)?;
        let code = RecoveryCode::random(rng);
        let keys = code.keys();
        let answer = StaffAnswer::RecoveryCode {
            request: NewRecoveryCode {
                auth: keys.auth.public().0.into(),
                account: keyring
                    .account()
                    .wrap(Way::RecoveryCode, keys.wrap.as_ref(), rng)
                    .into(),
            },
            code: code.reveal().to_string(),
        };
        self.recovery_code = Some(code);
        Ok(answer)
    }

    /// Compares what was typed back with the code made last.
    pub(super) fn check_recovery_code(&self, typed: &str) -> Result<(), Refusal> {
        let made = self.recovery_code.as_ref().ok_or(Refusal::OutOfTurn)?;
        let typed = RecoveryCode::parse(typed).map_err(Refusal::RecoveryCode)?;
        if typed == *made {
            Ok(())
        } else {
            Err(Refusal::OtherCode)
        }
    }
}
