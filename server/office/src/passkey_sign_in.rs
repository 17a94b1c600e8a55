use domain::api::{CeremonyStarted, PasskeyProof};
use domain::{ErrorCode, MemberId, PasskeyId};
use store::{CeremonyKind, PasskeyRecord};

use crate::check::ensure;
use crate::relying_party::Proof;
use crate::{Error, Office, Result};

impl Office {
    /// Begins to sign in with a passkey alone. Who it is shows the passkey: the answer is the same for everybody.
    ///
    /// # Errors
    ///
    /// `NotFound` on a portal whose host is no name.
    pub async fn start_passkey_sign_in(&self) -> Result<CeremonyStarted> {
        let started = self.relying_party()?.start_sign_in()?;
        self.begin_ceremony(CeremonyKind::SignIn, None, started).await
    }

    /// Signs in with a passkey alone: who it was, and with which one. The session is the caller's to begin.
    ///
    /// # Errors
    ///
    /// `Malformed`, `PasskeyRefused`, and `PasskeyIsSecondFactor` for a passkey that does not open the keys.
    pub async fn finish_passkey_sign_in(&self, request: &PasskeyProof) -> Result<(MemberId, PasskeyId)> {
        let proof = Proof::discoverable(&request.credential)?;
        let record = self.claimed_passkey(&proof).await?;
        let who = (record.member, record.passkey.id);
        let used = self.use_alone(request, &proof, record).await;
        if let Err(Error::Refused(code)) = &used {
            self.note_refused_sign_in(who.0, *code);
        }
        used?;
        self.note_sign_in(who.0).await?;
        Ok(who)
    }

    /// Verifies that the passkey is there and opens the keys, and keeps that it was used.
    async fn use_alone(&self, request: &PasskeyProof, proof: &Proof, record: PasskeyRecord) -> Result<()> {
        let after = self
            .verify_passkey(CeremonyKind::SignIn, request, proof, &record)
            .await?;
        ensure(record.account.is_some(), ErrorCode::PasskeyIsSecondFactor)?;
        self.keep_use(record, after).await
    }
}
