use domain::api::{NewEpoch, NewEpochGrant, Role};
use domain::limits::{EPOCH_CERTIFICATE_SECONDS, MEMBER_CERTIFICATE_SECONDS, RECOVERY_CERTIFICATE_SECONDS};
use domain::{AuthorityId, Bytes, DepartmentId, MemberId, Timestamp};
use rand_core::CryptoRngCore;
use sealing::{
    EpochCertificate, Failure, GrantSubject, HybridRecipient, MemberFingerprint, PublicKey,
    RecoveryCertificate, RecoveryShare, Revocation, RootFile, Seed, ShareMistake, SigningKey, Trust,
    issue_epoch, issue_member, issue_recovery, issue_revocation, open_root_file, seal_grant, seal_root_file,
    split_recovery, verify_member,
};

use super::keyring::Keyring;
use crate::messages::{EpochMember, MemberCertificate, PublicKeys, Refusal, StaffAnswer};

/// An authority's root that was made or opened here and certifies until it is dropped.
pub(super) struct Root {
    file: RootFile,
    /// The recovery key's shares, if it was made here.
    shares: Vec<RecoveryShare>,
}

impl Root {
    /// Draws root and recovery key; their private halves go out once, for the authority to keep.
    pub(super) fn found(
        authority: AuthorityId,
        passphrase: &str,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> (Self, StaffAnswer) {
        let key = SigningKey::random(rng);
        let recovery = Seed::random(rng);
        let file = RootFile { authority, key };
        let shares = split_recovery(&recovery, authority, rng);
        let certificate = RecoveryCertificate {
            authority,
            recipient: recovery.recipient().to_certified(),
            valid_from: now,
            valid_until: now.plus(RECOVERY_CERTIFICATE_SECONDS),
        };
        let answer = StaffAnswer::Authority {
            root: file.key.public().0.into(),
            root_file: seal_root_file(&file, passphrase, rng),
            recovery: certificate.recipient.to_string(),
            recovery_certificate: issue_recovery(&file.key, &certificate).into(),
            shares: shares.iter().map(|share| share.reveal().to_string()).collect(),
        };
        (Self { file, shares }, answer)
    }

    /// Opens a root file.
    pub(super) fn open(text: &str, passphrase: &str) -> Result<Self, Refusal> {
        match open_root_file(text, passphrase) {
            Ok(file) => Ok(Self {
                file,
                shares: Vec::new(),
            }),
            Err(Failure::DoesNotOpen) => Err(Refusal::Passphrase),
            Err(failure) => Err(failure.into()),
        }
    }

    /// The number of a share of those that were made here.
    pub(super) fn check_share(&self, typed: &str) -> Result<u8, ShareMistake> {
        let share = RecoveryShare::parse(typed, self.file.authority)?;
        if self.shares.contains(&share) {
            Ok(share.number())
        } else {
            Err(ShareMistake::Unknown)
        }
    }

    /// The authority as it is trusted here.
    pub(super) fn trust(&self) -> Trust {
        Trust {
            authority: self.file.authority,
            root: self.file.key.public(),
        }
    }
}

/// The fingerprint of a member's keys, as those who trust this root see it.
pub(super) fn fingerprint(keys: &PublicKeys, root: &PublicKey) -> Result<String, Failure> {
    let sign = PublicKey::from_bytes(keys.sign.as_ref()).ok_or(Failure::Malformed)?;
    let recipient: HybridRecipient = keys.recipient.parse().map_err(|_| Failure::Malformed)?;
    Ok(MemberFingerprint::of(&sign, &recipient, root).to_string())
}

/// Withdraws a member's key.
pub(super) fn revoke(
    keyring: &Keyring,
    member: MemberId,
    key: &Bytes,
    now: Timestamp,
) -> Result<Vec<Bytes>, Refusal> {
    let (signer, chain) = keyring.administrator()?;
    let revocation = Revocation {
        authority: keyring.trust().authority,
        member,
        key: PublicKey::from_bytes(key.as_ref()).ok_or(Failure::Malformed)?,
        from: now,
    };
    Ok(chained(issue_revocation(signer, &revocation), chain))
}

/// Certifies a member, by the root if there is one, else by the unlocked administrator.
pub(super) fn certify_member(
    root: Option<&Root>,
    keyring: Option<&Keyring>,
    subject: &MemberCertificate,
    now: Timestamp,
) -> Result<Vec<Bytes>, Refusal> {
    let (authority, signer, chain) = match (root, keyring) {
        (Some(root), _) => (root.file.authority, &root.file.key, [].as_slice()),
        (None, Some(keyring)) => {
            let (key, chain) = keyring.administrator()?;
            (keyring.trust().authority, key, chain)
        }
        (None, None) => return Err(Refusal::Locked),
    };
    // Readers would refuse the certificate.
    if subject.role == Role::Auditor && !subject.departments.is_empty() {
        return Err(Failure::Malformed.into());
    }
    let recipient: HybridRecipient = subject.recipient.parse().map_err(|_| Failure::Malformed)?;
    let certificate = sealing::MemberCertificate {
        authority,
        member: subject.member,
        name: subject.name.clone(),
        departments: subject.departments.clone(),
        role: subject.role,
        sign: PublicKey::from_bytes(subject.sign.as_ref()).ok_or(Failure::Malformed)?,
        recipient: recipient.fingerprint(),
        valid_from: now,
        valid_until: now.plus(MEMBER_CERTIFICATE_SECONDS),
    };
    Ok(chained(issue_member(signer, &certificate), chain))
}

/// Makes a department's epoch and grants its seed to `members`; the vault keeps it, too.
pub(super) fn make_epoch(
    keyring: &mut Keyring,
    department: DepartmentId,
    epoch: u32,
    members: &[EpochMember],
    now: Timestamp,
    rng: &mut impl CryptoRngCore,
) -> Result<NewEpoch, Refusal> {
    let seed = Seed::random(rng);
    let grants = grants(keyring, &seed, department, epoch, members, now, rng)?;
    let (key, signers) = keyring.administrator()?;
    let certificate = EpochCertificate {
        authority: keyring.trust().authority,
        department,
        epoch,
        recipient: seed.recipient().to_certified(),
        valid_from: now,
        valid_until: now.plus(EPOCH_CERTIFICATE_SECONDS),
    };
    let chain = chained(issue_epoch(key, &certificate), signers);
    keyring.keep_epoch(department, epoch, seed);
    Ok(NewEpoch { epoch, chain, grants })
}

/// Grants the seed of an epoch that this vault has to more members.
pub(super) fn grant_epoch(
    keyring: &Keyring,
    department: DepartmentId,
    epoch: u32,
    members: &[EpochMember],
    now: Timestamp,
    rng: &mut impl CryptoRngCore,
) -> Result<Vec<NewEpochGrant>, Refusal> {
    let seed = keyring.epoch(department, epoch)?;
    grants(keyring, seed, department, epoch, members, now, rng)
}

fn grants(
    keyring: &Keyring,
    seed: &Seed,
    department: DepartmentId,
    epoch: u32,
    members: &[EpochMember],
    now: Timestamp,
    rng: &mut impl CryptoRngCore,
) -> Result<Vec<NewEpochGrant>, Refusal> {
    let signer = keyring.granter(department)?;
    let subject = GrantSubject::Epoch(department, epoch);
    let mut grant = |member: &EpochMember| {
        let recipient = recipient_of(member, keyring, department, now)?;
        Ok(NewEpochGrant {
            member: member.member,
            sealed: seal_grant(subject, seed, &recipient, signer, now, rng).into(),
        })
    };
    members.iter().map(&mut grant).collect()
}

/// The member's recipient, if their certificates name it and the department: the server's word alone would let it put
/// a key of its own into the list.
fn recipient_of(
    member: &EpochMember,
    keyring: &Keyring,
    department: DepartmentId,
    now: Timestamp,
) -> Result<HybridRecipient, Failure> {
    let certificate = verify_member(&member.chain, keyring.trust(), now)?;
    keyring.revocations().check(&member.chain, now)?;
    let recipient: HybridRecipient = member.recipient.parse().map_err(|_| Failure::Malformed)?;
    let is_meant = certificate.member == member.member
        && certificate.departments.contains(&department)
        && certificate.recipient == recipient.fingerprint();
    if is_meant {
        Ok(recipient)
    } else {
        Err(Failure::UntrustedChain)
    }
}

fn chained(own: Vec<u8>, signers: &[Vec<u8>]) -> Vec<Bytes> {
    std::iter::once(own)
        .chain(signers.iter().cloned())
        .map(Bytes)
        .collect()
}
