use domain::api::{NewEpoch, NewEpochGrant};
use domain::{AuthorityId, Bytes, DepartmentId, SECONDS_PER_DAY, Timestamp};
use rand_core::CryptoRngCore;
use sealing::{
    EpochCertificate, Failure, GrantSubject, HybridRecipient, PublicKey, Seed, Signer, SigningKey, Trust,
    issue_epoch, issue_member, seal_grant, verify_member,
};

use super::keyring::Keyring;
use crate::messages::{EpochMember, MemberCertificate, Refusal, StaffAnswer};

/// How long a member's certificate is valid. Whoever leaves earlier loses their session and gets no new epoch.
const MEMBER_DAYS: i64 = 2 * 365;
/// How long an epoch's certificate is valid: twice the 90 days after which a department gets a new one, because with
/// an expired one nobody can write to the department any more.
const EPOCH_DAYS: i64 = 2 * 90;

/// An authority's root that was made here and certifies until the vault is locked.
pub(super) struct Root {
    authority: AuthorityId,
    key: SigningKey,
}

impl Root {
    /// Draws root and recovery key; their private halves go out once, for the authority to keep.
    pub(super) fn found(authority: AuthorityId, rng: &mut impl CryptoRngCore) -> (Self, StaffAnswer) {
        let key = SigningKey::random(rng);
        let recovery = Seed::random(rng).identity();
        let answer = StaffAnswer::Authority {
            root: key.public().0.into(),
            root_private: (*key.seed()).into(),
            recovery: recovery.recipient().to_string(),
            recovery_identity: recovery.reveal().to_string(),
        };
        (Self { authority, key }, answer)
    }

    /// The authority as it is trusted here.
    pub(super) fn trust(&self) -> Trust {
        Trust {
            authority: self.authority,
            root: self.key.public(),
        }
    }
}

/// Certifies a member, by the root if there is one, else by the unlocked administrator.
pub(super) fn certify_member(
    root: Option<&Root>,
    keyring: Option<&Keyring>,
    subject: &MemberCertificate,
    now: Timestamp,
) -> Result<Vec<Bytes>, Refusal> {
    let (authority, signer, chain) = match (root, keyring) {
        (Some(root), _) => (root.authority, &root.key, [].as_slice()),
        (None, Some(keyring)) => {
            let (key, chain) = keyring.administrator()?;
            (keyring.trust().authority, key, chain)
        }
        (None, None) => return Err(Refusal::Locked),
    };
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
        valid_until: now.plus(MEMBER_DAYS * SECONDS_PER_DAY),
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
        recipient: seed.recipient(),
        valid_from: now,
        valid_until: now.plus(EPOCH_DAYS * SECONDS_PER_DAY),
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
    let (key, chain) = keyring.administrator()?;
    let signer = Signer::Member { key, chain };
    let subject = GrantSubject::Epoch(department, epoch);
    let mut grant = |member: &EpochMember| {
        let recipient = recipient_of(member, keyring.trust(), department, now)?;
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
    trust: &Trust,
    department: DepartmentId,
    now: Timestamp,
) -> Result<HybridRecipient, Failure> {
    let certificate = verify_member(&member.chain, trust, now)?;
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
