use domain::api::{CeremonyStarted, PasskeyProof, SecondFactor, Way};
use domain::audit::{Action, Subject};
use domain::{ErrorCode, limits};
use store::{CeremonyKind, Credential, SignedIn};

use crate::relying_party::Proof;
use crate::{Office, Result, Staff};

impl Office {
    /// A session for somebody who has just shown their password. If something is still missing, it lives as long as a proof
    /// is fresh.
    ///
    /// # Errors
    ///
    /// None but the store's.
    pub async fn begin_password_session(&self, staff: &Staff, device: String) -> Result<SignedIn> {
        let mut session = self.begin_session(staff.member().id, Way::Password, device);
        session.second_factor = self.second_factor(staff).await?;
        if session.second_factor.is_some() {
            session.ends_at = session.started_at.plus(limits::FRESH_PROOF_SECONDS);
        }
        Ok(session)
    }

    /// What a member who has shown their password still has to show. Who has a passkey shows it, whether the authority
    /// demands it or not: a stolen password alone opens nothing of theirs.
    ///
    /// # Errors
    ///
    /// None but the store's.
    pub async fn second_factor(&self, staff: &Staff) -> Result<Option<SecondFactor>> {
        let member = staff.member();
        if !self.store.passkeys(member.id).await?.is_empty() {
            return Ok(Some(SecondFactor::Passkey));
        }
        let is_required = self.store.second_factor_required(member.authority).await?;
        Ok(is_required.then_some(SecondFactor::Enrolment))
    }

    /// Begins to ask for one of the member's passkeys.
    ///
    /// # Errors
    ///
    /// `PasskeyMissing` if there is none; `NotFound` on a portal whose host is no name.
    pub async fn start_second_factor(&self, staff: &Staff) -> Result<CeremonyStarted> {
        let member = staff.member().id;
        let records = self.store.passkeys(member).await?;
        let known: Vec<Credential> = records.into_iter().map(|record| record.credential).collect();
        if known.is_empty() {
            return Err(ErrorCode::PasskeyMissing.into());
        }
        let started = self.relying_party()?.start_second_factor(&known)?;
        self.begin_ceremony(CeremonyKind::SecondFactor, Some(member), started)
            .await
    }

    /// Verifies that one of the member's passkeys is there.
    ///
    /// # Errors
    ///
    /// `Malformed`, `PasskeyRefused`, and `ForeignPasskey` for one of another account, after which the right one can still
    /// be shown.
    pub async fn finish_second_factor(&self, staff: &Staff, request: &PasskeyProof) -> Result<()> {
        let proof = Proof::allowed(&request.credential)?;
        let record = self.claimed_passkey(&proof).await?;
        if record.member != staff.member().id {
            return Err(ErrorCode::ForeignPasskey.into());
        }
        let after = self
            .verify_passkey(CeremonyKind::SecondFactor, request, &proof, &record)
            .await?;
        self.keep_use(record, after).await?;
        self.append(staff, Action::ShowPasskey, Subject::default(), None)
            .await
    }
}
