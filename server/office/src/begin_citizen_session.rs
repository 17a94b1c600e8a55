use domain::api::{LoginChallenge, OpenSession, OpenedSession};
use domain::{Bytes, ErrorCode, limits};
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest as _, Sha256};
use store::{CitizenSession, TokenHash};

use crate::check::ensure;
use crate::{Office, Result};

/// What a login signature begins with.
const LABEL: &[u8] = b"siegelpost/login/v1";
/// Bytes of a locator (PROTOCOL.md, Receipt code).
const LOCATOR_BYTES: usize = 16;

impl Office {
    /// Draws what a citizen signs to prove that they hold a receipt.
    pub fn challenge_citizen(&self) -> LoginChallenge {
        let expires_at = self.now().plus(limits::CHALLENGE_SECONDS);
        let mut nonce = [0; 16];
        self.draw(|randomness| randomness.fill_bytes(&mut nonce));
        LoginChallenge {
            nonce: self.macs.challenge(nonce, expires_at),
            expires_at,
        }
    }

    /// Exchanges a signed challenge for a bearer token. The challenge is used up before anything else is looked at; an
    /// unknown receipt and a wrong signature take the same work and get the same answer.
    ///
    /// # Errors
    ///
    /// `ChallengeRefused` for a challenge that is not ours, expired or used; `ReceiptRefused`; `Malformed`.
    pub async fn begin_citizen_session(&self, request: OpenSession) -> Result<OpenedSession> {
        let now = self.now();
        ensure(request.locator.0.len() == LOCATOR_BYTES, ErrorCode::Malformed)?;
        let signature = request.signature.to_array::<64>().ok_or(ErrorCode::Malformed)?;
        let ends_at = self
            .macs
            .check_challenge(&request.nonce)
            .ok_or(ErrorCode::ChallengeRefused)?;
        ensure(now <= ends_at, ErrorCode::ChallengeRefused)?;
        let is_first = self
            .store
            .spend_challenge(TokenHash::of(&request.nonce), ends_at)
            .await?;
        ensure(is_first, ErrorCode::ChallengeRefused)?;

        let locator_hash = Bytes(Sha256::digest(&request.locator).to_vec());
        let access = self.store.citizen_access(&locator_hash).await?;
        let key = access
            .as_ref()
            .and_then(|access| VerifyingKey::from_bytes(&access.auth.to_array()?).ok());
        let message = [
            LABEL,
            &[0],
            self.settings.origin.as_bytes(),
            &[0],
            &request.nonce.0,
        ]
        .concat();
        let signature = Signature::from_bytes(&signature);
        let is_signed = key
            .unwrap_or(self.nobodys_key)
            .verify_strict(&message, &signature)
            .is_ok();
        let access = access
            .filter(|_| key.is_some() && is_signed)
            .ok_or(ErrorCode::ReceiptRefused)?;

        let expires_at = now.plus(self.settings.citizen_session_seconds);
        let session = CitizenSession {
            conversation: access.conversation,
            expires_at,
        };
        let (token, hash) = self.draw_token();
        self.store.add_citizen_session(hash, session).await?;
        Ok(OpenedSession {
            token,
            conversation: access.conversation,
            expires_at,
        })
    }

    /// Ends a citizen's session. One that has ended already has ended.
    ///
    /// # Errors
    ///
    /// Only the store's.
    pub async fn end_citizen_session(&self, token: &str) -> Result<()> {
        Ok(self.store.end_citizen_session(TokenHash::of(token)).await?)
    }
}
