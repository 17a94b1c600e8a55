use domain::api::{CeremonyStarted, NewPasskey, Passkey};
use domain::audit::{Action, Subject};
use domain::{ErrorCode, PasskeyId, limits};
use store::{AddPasskeyOutcome, CeremonyKind, Credential, PasskeyRecord};

use crate::{Office, Result, Staff, check};

impl Office {
    /// Begins to add a passkey to the member's account.
    ///
    /// # Errors
    ///
    /// `NotFound` on a portal whose host is no name: browsers have no passkeys for it.
    pub async fn start_passkey(&self, staff: &Staff) -> Result<CeremonyStarted> {
        let member = staff.member();
        let records = self.store.passkeys(member.id).await?;
        let known: Vec<Credential> = records.into_iter().map(|record| record.credential).collect();
        let started = self.relying_party()?.start_registration(member, &known)?;
        self.begin_ceremony(CeremonyKind::Registration, Some(member.id), started)
            .await
    }

    /// Adds a passkey to the member's account. Whether it unlocks is the member's browser's word: with it comes the account
    /// key under what the passkey evaluates.
    ///
    /// # Errors
    ///
    /// `Malformed`, `TooLarge`, `PasskeyRefused` if the answer is not right for a ceremony of this member, `Conflict` if the
    /// passkey is registered already or there are too many.
    pub async fn add_passkey(&self, staff: &Staff, request: NewPasskey) -> Result<Passkey> {
        check::line(&request.name)?;
        if let Some(account) = &request.account {
            check::wrapped(account, limits::WRAPPED_KEY_BYTES)?;
        }
        let member = staff.member().id;
        let state = self
            .end_ceremony(request.ceremony, CeremonyKind::Registration, Some(member))
            .await?;
        let credential = self
            .relying_party()?
            .finish_registration(&state, &request.credential)?;
        let record = PasskeyRecord {
            passkey: Passkey {
                id: self.draw(PasskeyId::random),
                name: request.name,
                unlocks: request.account.is_some(),
                added_at: self.now(),
                used_at: None,
            },
            member,
            credential,
            account: request.account,
        };
        let passkey = record.passkey.clone();
        let store = self.recording(staff, Action::AddPasskey, Subject::default())?;
        match store.add_passkey(record).await? {
            AddPasskeyOutcome::Added => Ok(passkey),
            AddPasskeyOutcome::Taken | AddPasskeyOutcome::TooMany => Err(ErrorCode::Conflict.into()),
        }
    }
}
