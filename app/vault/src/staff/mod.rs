//! The vault of the staff: a member's keys, what they open, and what they sign.

mod account;
mod administration;
mod audit;
mod desk;
mod inbox;
mod keyring;
mod letters;
mod login;
mod office;
mod restoration;

use std::collections::BTreeMap;

use domain::ConversationId;
use rand_core::CryptoRngCore;
use sealing::{Progress, RecoveryCode};
use zeroize::Zeroizing;

use crate::attachments::Attachments;
use crate::conversation::{Conversation, Notes};
use crate::messages::{Asked, Refusal, StaffAnswer, StaffRequest};
use administration::Root;
use audit::AuditReader;
use keyring::{Keyring, OpenedContent};
use login::LoginState;

/// The vault of the desk: one member, one current conversation. Dropping it wipes every key.
#[derive(Default)]
pub struct StaffVault {
    login: LoginState,
    root: Option<Root>,
    /// The code made last, to be typed back.
    recovery_code: Option<RecoveryCode>,
    keyring: Option<Keyring>,
    /// Content seeds of conversations that were opened, so that an inbox is opened once.
    contents: BTreeMap<ConversationId, OpenedContent>,
    attachments: Attachments,
    current: Option<Conversation>,
    notes: Option<Notes>,
    audit: Option<AuditReader>,
}

/// An answer, with the bytes of a file beside it.
pub type Outcome = Result<(StaffAnswer, Option<Vec<u8>>), Refusal>;

/// A request that the staff's vault answers. Each application has a vault that knows its own requests and those of both
/// ([`Asked`]): what it is never asked is no code in it.
pub trait Answered {
    /// Answers it. `bytes` are those of a file beside it, `progress` is told the share that is done, 0 to 1.
    ///
    /// # Errors
    ///
    /// Why it is not answered.
    fn answered(
        self,
        vault: &mut StaffVault,
        bytes: Option<Vec<u8>>,
        rng: &mut impl CryptoRngCore,
        progress: Progress<'_>,
    ) -> Outcome;
}

impl StaffVault {
    /// Answers a request. `bytes` are those of a file beside it, `progress` is told the share that is done, 0 to 1.
    pub fn handle(
        &mut self,
        request: impl Answered,
        bytes: Option<Vec<u8>>,
        rng: &mut impl CryptoRngCore,
        progress: Progress<'_>,
    ) -> (StaffAnswer, Option<Vec<u8>>) {
        request
            .answered(self, bytes, rng, progress)
            .unwrap_or_else(|refusal| (StaffAnswer::Refused(refusal), None))
    }
}

impl<Own: Answered> Answered for Asked<Own> {
    fn answered(
        self,
        vault: &mut StaffVault,
        bytes: Option<Vec<u8>>,
        rng: &mut impl CryptoRngCore,
        progress: Progress<'_>,
    ) -> Outcome {
        match self {
            Self::Both(request) => request.answered(vault, bytes, rng, progress),
            Self::Own(request) => request.answered(vault, bytes, rng, progress),
        }
    }
}

impl Answered for StaffRequest {
    fn answered(
        self,
        vault: &mut StaffVault,
        _: Option<Vec<u8>>,
        rng: &mut impl CryptoRngCore,
        _: Progress<'_>,
    ) -> Outcome {
        let answer = match self {
            Self::StartLogin { password } => StaffAnswer::Opaque(vault.login.start(password, rng)?),
            Self::FinishLogin { response } => StaffAnswer::Opaque(vault.login.finish(&response, rng)?),
            Self::Unlock { session, now } => {
                vault.unlock(&session, now)?;
                StaffAnswer::Done
            }
            Self::UsePasskey { output } => {
                vault.login.use_passkey(Zeroizing::new(output.0))?;
                StaffAnswer::Done
            }
            Self::OwnFingerprint => {
                let keyring = vault.keyring.as_ref().ok_or(Refusal::Locked)?;
                keyring.fingerprint()
            }
            Self::GrantEpoch {
                department,
                epoch,
                members,
                now,
            } => {
                let keyring = vault.keyring.as_ref().ok_or(Refusal::Locked)?;
                StaffAnswer::EpochGrants {
                    grants: administration::grant_epoch(keyring, department, epoch, &members, now, rng)?,
                }
            }
            Self::State { act, now } => {
                let keyring = vault.keyring.as_ref().ok_or(Refusal::Locked)?;
                StaffAnswer::Statement(audit::state(keyring, *act, now, rng))
            }
            Self::SealDraft { text } => {
                let keyring = vault.keyring.as_ref().ok_or(Refusal::Locked)?;
                StaffAnswer::Sealed(keyring.account().seal_draft(&Zeroizing::new(text), rng).into())
            }
            Self::OpenDraft { sealed } => {
                let keyring = vault.keyring.as_ref().ok_or(Refusal::Locked)?;
                StaffAnswer::Draft(keyring.account().open_draft(sealed.as_ref())?)
            }
            Self::Lock => {
                *vault = StaffVault::default();
                StaffAnswer::Done
            }
        };
        Ok((answer, None))
    }
}
