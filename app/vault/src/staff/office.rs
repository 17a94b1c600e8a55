use rand_core::CryptoRngCore;
use sealing::{Failure, Progress};
use zeroize::Zeroizing;

use super::administration::{self, Root};
use super::audit::AuditReader;
use super::{Answered, Outcome, StaffVault};
use crate::messages::{OfficeRequest, Refusal, StaffAnswer};

impl Answered for OfficeRequest {
    fn answered(
        self,
        vault: &mut StaffVault,
        _: Option<Vec<u8>>,
        rng: &mut impl CryptoRngCore,
        _: Progress<'_>,
    ) -> Outcome {
        let answer = match self {
            Self::StartEnrolment { password } => {
                StaffAnswer::Opaque(vault.login.start_registration(password, rng)?)
            }
            Self::FinishEnrolment {
                token,
                enrolment,
                now,
            } => vault.finish_enrolment(token, &enrolment, now, rng)?,
            Self::FinishPassword { response } => vault.finish_password(&response, rng)?,
            Self::MakeRecoveryCode => vault.make_recovery_code(rng)?,
            Self::CheckRecoveryCode { typed } => {
                vault.check_recovery_code(&Zeroizing::new(typed))?;
                StaffAnswer::Done
            }
            Self::SignRecovery { typed, origin, nonce } => StaffAnswer::Signature(
                vault
                    .login
                    .sign_recovery(&Zeroizing::new(typed), &origin, &nonce)?,
            ),
            Self::WrapForPasskey { output } => {
                StaffAnswer::Wrapped(vault.wrap_for_passkey(&Zeroizing::new(output.0), rng)?)
            }
            Self::FinishRestoration { token, started } => vault.finish_restoration(token, &started, rng)?,
            Self::RestorationFingerprint { member, recipient } => {
                vault.restoration_fingerprint(member, &recipient)?
            }
            Self::CheckRecoveryShare { typed } => {
                StaffAnswer::Share(vault.recovery_share(&Zeroizing::new(typed))?.number())
            }
            Self::RestoreAccess {
                member,
                restoration,
                shares,
                now,
            } => {
                let shares = shares.map(Zeroizing::new);
                vault.restore_access(member, &restoration, [&shares[0], &shares[1]], now, rng)?
            }
            Self::Fingerprints { keys } => {
                let root = vault.keyring.as_ref().ok_or(Refusal::Locked)?.trust().root;
                StaffAnswer::Fingerprints(
                    keys.iter()
                        .map(|keys| administration::fingerprint(keys, &root))
                        .collect(),
                )
            }
            Self::FoundAuthority {
                authority,
                passphrase,
                now,
            } => {
                let (root, answer) = Root::found(authority, &Zeroizing::new(passphrase), now, rng);
                vault.root = Some(root);
                answer
            }
            Self::CheckShare { typed } => {
                let typed = Zeroizing::new(typed);
                let root = vault.root.as_ref().ok_or(Refusal::OutOfTurn)?;
                StaffAnswer::Share(root.check_share(&typed)?)
            }
            Self::OpenRoot {
                root_file,
                passphrase,
            } => vault.open_root(&root_file, &Zeroizing::new(passphrase))?,
            Self::DropRoot => {
                vault.root = None;
                StaffAnswer::Done
            }
            Self::CertifyMember { certificate, now } => StaffAnswer::Chain(administration::certify_member(
                vault.root.as_ref(),
                vault.keyring.as_ref(),
                &certificate,
                now,
            )?),
            Self::Revoke { member, key, now } => {
                let keyring = vault.keyring.as_ref().ok_or(Refusal::Locked)?;
                StaffAnswer::Chain(administration::revoke(keyring, member, &key, now)?)
            }
            Self::MakeEpoch {
                department,
                epoch,
                members,
                now,
            } => {
                let keyring = vault.keyring.as_mut().ok_or(Refusal::Locked)?;
                StaffAnswer::Epoch(administration::make_epoch(
                    keyring, department, epoch, &members, now, rng,
                )?)
            }
            Self::BeginAudit { remembered } => {
                let keyring = vault.keyring.as_ref().ok_or(Refusal::Locked)?;
                vault.audit = Some(AuditReader::new(keyring.trust().authority, remembered));
                StaffAnswer::Done
            }
            Self::ReadAudit { page } => {
                let keyring = vault.keyring.as_ref().ok_or(Refusal::Locked)?;
                let reader = vault.audit.as_mut().ok_or(Refusal::OutOfTurn)?;
                reader.read(&page, keyring.trust())
            }
        };
        Ok((answer, None))
    }
}

impl StaffVault {
    fn open_root(&mut self, root_file: &str, passphrase: &str) -> Result<StaffAnswer, Refusal> {
        let root = Root::open(root_file, passphrase)?;
        let trust = root.trust();
        if self
            .keyring
            .as_ref()
            .is_some_and(|keyring| *keyring.trust() != trust)
        {
            return Err(Failure::OtherRoot.into());
        }
        self.root = Some(root);
        Ok(StaffAnswer::Root {
            authority: trust.authority,
            root: trust.root.0.into(),
        })
    }
}
