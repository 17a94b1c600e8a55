use domain::api::{CeremonyStarted, PasskeyProof};
use domain::{Bytes, CeremonyId, ErrorCode, MemberId, limits};
use store::{Ceremony, CeremonyKind, PasskeyRecord};

use crate::relying_party::{Proof, RelyingParty, Started};
use crate::{Office, Result};

impl Office {
    pub(crate) fn relying_party(&self) -> Result<&RelyingParty> {
        Ok(self.relying_party.as_ref().ok_or(ErrorCode::NotFound)?)
    }

    /// Keeps the server's half of a ceremony and hands out the browser's.
    pub(crate) async fn begin_ceremony(
        &self,
        kind: CeremonyKind,
        member: Option<MemberId>,
        started: Started,
    ) -> Result<CeremonyStarted> {
        let ceremony = self.draw(CeremonyId::random);
        let kept = Ceremony {
            id: ceremony,
            kind,
            member,
            state: started.state,
            expires_at: self.now().plus(limits::CEREMONY_SECONDS),
        };
        self.store.add_ceremony(kept).await?;
        Ok(CeremonyStarted {
            ceremony,
            options: started.options,
        })
    }

    /// Ends a ceremony of this kind and member, once: what the server kept of it.
    pub(crate) async fn end_ceremony(
        &self,
        ceremony: CeremonyId,
        kind: CeremonyKind,
        member: Option<MemberId>,
    ) -> Result<Bytes> {
        let ended = self.store.take_ceremony(ceremony, kind, self.now()).await?;
        let ended = ended.filter(|ceremony| ceremony.member == member);
        Ok(ended.ok_or(ErrorCode::PasskeyRefused)?.state)
    }

    /// The passkey that a proof claims to be of; that it is has yet to be verified.
    pub(crate) async fn claimed_passkey(&self, proof: &Proof) -> Result<PasskeyRecord> {
        let record = self.store.passkey(&proof.credential()).await?;
        Ok(record.ok_or(ErrorCode::PasskeyRefused)?)
    }

    /// Verifies that the holder of the passkey is there now: its state after this use.
    pub(crate) async fn verify_passkey(
        &self,
        kind: CeremonyKind,
        request: &PasskeyProof,
        proof: &Proof,
        record: &PasskeyRecord,
    ) -> Result<Bytes> {
        let member = (kind != CeremonyKind::SignIn).then_some(record.member);
        let state = self.end_ceremony(request.ceremony, kind, member).await?;
        self.relying_party()?
            .finish(&state, proof, record.member, &record.credential)
    }

    /// Keeps that the passkey was used.
    pub(crate) async fn keep_use(&self, record: PasskeyRecord, after: Bytes) -> Result<()> {
        let before = record.credential.state;
        let used = self
            .store
            .use_passkey(record.passkey.id, before, after, self.now())
            .await?;
        // Somebody else has used it between reading and writing: one of the two is a copy.
        if used {
            Ok(())
        } else {
            Err(ErrorCode::PasskeyRefused.into())
        }
    }
}
