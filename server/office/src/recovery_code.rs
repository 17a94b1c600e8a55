use domain::api::{NewRecoveryCode, RecoveryChallenge, RecoveryCodeState, RecoveryFinish, RecoveryStart};
use domain::audit::{Action, Subject};
use domain::{ErrorCode, MemberId, limits};
use ed25519_dalek::{Signature, VerifyingKey};
use store::{RecoveryCodeRecord, TokenHash};

use crate::check::{self, ensure};
use crate::{Office, Result, Staff};

/// What a signature with a recovery code begins with.
const LABEL: &[u8] = b"siegelpost/recovery-login/v1";

impl Office {
    /// Whether the member has a recovery code.
    ///
    /// # Errors
    ///
    /// Only the store's.
    pub async fn recovery_code(&self, staff: &Staff) -> Result<RecoveryCodeState> {
        let code = self.store.recovery_code(staff.member().id).await?;
        Ok(RecoveryCodeState {
            made_at: code.map(|code| code.made_at),
        })
    }

    /// Puts a recovery code in the place of an earlier one. The member is told by mail.
    ///
    /// # Errors
    ///
    /// `Malformed`; `TooLarge`; `SessionEnded` if the member is gone.
    pub async fn set_recovery_code(
        &self,
        staff: &Staff,
        request: NewRecoveryCode,
    ) -> Result<RecoveryCodeState> {
        check::public_key(&request.auth)?;
        check::wrapped(&request.account, limits::WRAPPED_KEY_BYTES)?;
        let code = RecoveryCodeRecord {
            auth: request.auth,
            account: request.account,
            made_at: self.now(),
        };
        let made_at = code.made_at;
        self.recording(staff, Action::MakeRecoveryCode, Subject::default())?
            .set_recovery_code(staff.member().id, code)
            .await?
            .ok_or(ErrorCode::SessionEnded)?;
        Ok(RecoveryCodeState {
            made_at: Some(made_at),
        })
    }

    /// Removes the member's recovery code. The member is told by mail.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is none.
    pub async fn remove_recovery_code(&self, staff: &Staff) -> Result<()> {
        self.recording(staff, Action::RemoveRecoveryCode, Subject::default())?
            .remove_recovery_code(staff.member().id, self.now())
            .await?
            .ok_or_else(|| ErrorCode::NotFound.into())
    }

    /// Draws what somebody signs to prove that they hold the recovery code of this account. Nothing is looked up: the
    /// answer tells nothing of the account.
    pub fn challenge_recovery(&self, request: &RecoveryStart) -> RecoveryChallenge {
        let expires_at = self.now().plus(limits::CHALLENGE_SECONDS);
        let mut nonce = [0; 16];
        self.draw(|randomness| randomness.fill_bytes(&mut nonce));
        RecoveryChallenge {
            nonce: self.macs.recovery_challenge(nonce, expires_at, &request.email),
            expires_at,
        }
    }

    /// Checks a signed challenge, once: who it was. The session is the caller's to begin. An unknown account, one without a
    /// code, and a wrong signature take the same work and get the same answer.
    ///
    /// # Errors
    ///
    /// `ChallengeRefused` for a challenge that is not ours, of another account, expired or used; `RecoveryRefused`;
    /// `Malformed`.
    pub async fn finish_recovery(&self, request: RecoveryFinish) -> Result<MemberId> {
        let signature = request.signature.to_array::<64>().ok_or(ErrorCode::Malformed)?;
        let ends_at = self
            .macs
            .check_recovery_challenge(&request.nonce, &request.email)
            .ok_or(ErrorCode::ChallengeRefused)?;
        ensure(self.now() <= ends_at, ErrorCode::ChallengeRefused)?;
        let nonce = TokenHash::of(&request.nonce);
        let is_first = self.store.spend_challenge(nonce, ends_at).await?;
        ensure(is_first, ErrorCode::ChallengeRefused)?;

        let account = self.store.recovery_account(&request.email).await?;
        let key = account
            .as_ref()
            .and_then(|(_, code)| VerifyingKey::from_bytes(&code.auth.to_array()?).ok());
        let origin = self.settings.origin.as_bytes();
        let message = [LABEL, &[0], origin, &[0], &request.nonce.0].concat();
        let signature = Signature::from_bytes(&signature);
        let is_signed = key
            .unwrap_or(self.nobodys_key)
            .verify_strict(&message, &signature)
            .is_ok();
        let (member, _) = account.ok_or(ErrorCode::RecoveryRefused)?;
        if key.is_none() || !is_signed {
            self.note_refused_sign_in(member, ErrorCode::RecoveryRefused);
            return Err(ErrorCode::RecoveryRefused.into());
        }
        self.note_sign_in(member).await?;
        Ok(member)
    }
}
