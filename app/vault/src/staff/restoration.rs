//! How somebody who has lost everything gets back in: they make a key under a new password, and an administrator seals
//! their account key to it with two shares of the authority's recovery key.

use domain::api::{Restoration, RestorationFinish, RestorationStarted, RestoredAccess, StaffSession};
use domain::{MemberId, Timestamp};
use rand_core::CryptoRngCore;
use sealing::{
    AccountKey, Failure, HybridRecipient, MemberFingerprint, PublicKey, RecoveryShare, RestorationSecret,
    ShareMistake, Trust, open_account, seal_account, verify_recovery,
};

use super::StaffVault;
use super::keyring::Keyring;
use crate::messages::{Refusal, StaffAnswer};

impl StaffVault {
    /// Draws the key that the account key is to be sealed to.
    pub(super) fn finish_restoration(
        &mut self,
        token: String,
        started: &RestorationStarted,
        rng: &mut impl CryptoRngCore,
    ) -> Result<StaffAnswer, Refusal> {
        let root = PublicKey::from_bytes(started.root.as_ref()).ok_or(Failure::Malformed)?;
        let (upload, export_key) = self.login.finish_registration(&started.response, rng)?;
        let secret = RestorationSecret::random(root, rng);
        let recipient = secret.seal.recipient();
        let fingerprint = MemberFingerprint::of_restoration(started.member.id, &recipient, &root);
        Ok(StaffAnswer::Restoration {
            finish: Box::new(RestorationFinish {
                token,
                upload,
                recipient: recipient.to_string(),
                account: secret.wrap(export_key.as_ref(), rng).into(),
            }),
            fingerprint: fingerprint.to_string(),
        })
    }

    /// What an administrator compares with what the member sees.
    pub(super) fn restoration_fingerprint(
        &self,
        member: MemberId,
        recipient: &str,
    ) -> Result<StaffAnswer, Refusal> {
        let root = self.keyring.as_ref().ok_or(Refusal::Locked)?.trust().root;
        let fingerprint = parse(recipient)
            .map(|recipient| MemberFingerprint::of_restoration(member, &recipient, &root).to_string());
        Ok(StaffAnswer::Fingerprints(vec![fingerprint]))
    }

    /// A share of the unlocked member's authority.
    pub(super) fn recovery_share(&self, typed: &str) -> Result<RecoveryShare, Refusal> {
        let keyring = self.keyring.as_ref().ok_or(Refusal::Locked)?;
        Ok(RecoveryShare::parse(typed, keyring.trust().authority)?)
    }

    /// Seals the member's account key to the key that they made.
    pub(super) fn restore_access(
        &self,
        member: MemberId,
        restoration: &Restoration,
        [one, other]: [&str; 2],
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<StaffAnswer, Refusal> {
        let keyring = self.keyring.as_ref().ok_or(Refusal::Locked)?;
        keyring.administrator()?;
        let recipient = restoration.recipient.as_deref().ok_or(Refusal::OutOfTurn)?;
        let parsed = parse(recipient)?;
        let account = recovered(keyring, member, restoration, [one, other], now)?;
        Ok(StaffAnswer::Restored(RestoredAccess {
            recipient: recipient.to_owned(),
            sealed: seal_account(member, &account, &parsed, rng).into(),
        }))
    }
}

/// The account key that was sealed at enrolment. The recovery key lives no longer than this.
fn recovered(
    keyring: &Keyring,
    member: MemberId,
    restoration: &Restoration,
    typed: [&str; 2],
    now: Timestamp,
) -> Result<AccountKey, Refusal> {
    let trust = keyring.trust();
    let certified = verify_recovery(restoration.recovery_certificate.as_ref(), trust, now)?;
    let [one, other] = typed.map(|typed| RecoveryShare::parse(typed, trust.authority));
    let seed = one?.combine(&other?)?;
    if seed.recipient().to_certified() != certified.recipient {
        return Err(ShareMistake::Unknown.into());
    }
    Ok(open_account(
        member,
        restoration.sealed.as_ref(),
        &seed.identity(),
    )?)
}

/// The account key of a member whose access was restored, with what the new password opens.
///
/// Whoever has the member's new public key could seal any account key to it. That is why the root is the one that the
/// compared number was made with, and why the member must be certified: a server that made up keys has no certificate.
pub(super) fn restored_account(
    session: &StaffSession,
    trust: &Trust,
    sealed: &[u8],
    export_key: &[u8],
) -> Result<AccountKey, Failure> {
    let secret = RestorationSecret::unwrap(session.keys.account.as_ref(), export_key)?;
    if secret.root != trust.root {
        return Err(Failure::OtherRoot);
    }
    if session.keys.chain.is_empty() {
        return Err(Failure::UntrustedChain);
    }
    open_account(session.member.id, sealed, &secret.seal.identity())
}

fn parse(recipient: &str) -> Result<HybridRecipient, Failure> {
    recipient.parse().map_err(|_| Failure::Malformed)
}
