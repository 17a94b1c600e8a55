use domain::{ConversationId, DepartmentId, Timestamp};
use rand_core::CryptoRngCore;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    EpochCertificate, Failure, Fingerprint, HybridIdentity, HybridRecipient, MemberCertificate, PublicKey,
    Revocations, Roots, Seed, Signer, Trust, open, seal,
};
use certificates::cbor::{Reader, VERSION, Writer};
use certificates::{MOST_CERTIFICATES, verify_past_epoch};

#[cfg(test)]
mod tests;

const LABEL: &str = "siegelpost/grant/v1";

/// What a grant's seed is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum GrantSubject {
    /// A conversation's content seed, by its number.
    Content(ConversationId, u32),
    /// A conversation's notes seed, by its number.
    Notes(ConversationId, u32),
    /// A department epoch's seed, by its number.
    Epoch(DepartmentId, u32),
}

/// A grant that was opened and verified.
#[derive(Clone)]
pub struct OpenedGrant {
    /// The seed.
    pub seed: Seed,
    /// Who granted it.
    pub granter: GrantedBy,
    /// When it was made.
    pub granted_at: Timestamp,
}

/// Who granted, as verified.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GrantedBy {
    /// A citizen with this signing key; that it is this conversation's citizen, its first message says.
    Citizen(PublicKey),
    /// A certified member.
    Member(Box<MemberCertificate>),
}

/// Seals a seed to one recipient and signs that it was meant for this recipient and this purpose.
pub fn seal_grant(
    subject: GrantSubject,
    seed: &Seed,
    grantee: &HybridRecipient,
    granter: Signer<'_>,
    now: Timestamp,
    rng: &mut impl CryptoRngCore,
) -> Vec<u8> {
    let key = granter.key();
    let (kind, id, n) = subject.parts();
    let mut tuple = Writer::array(9);
    tuple
        .number(VERSION)
        .id(id)
        .number(kind)
        .number(n.into())
        .bytes(seed.as_bytes())
        .bytes(&grantee.fingerprint().0)
        .bytes(&key.public().0)
        .byte_strings(granter.chain().iter().map(Vec::as_slice))
        .time(now);
    let tuple = Zeroizing::new(tuple.finish());
    let mut envelope = Writer::array(3);
    envelope.bytes(&tuple).bytes(&key.sign(LABEL, &tuple));
    seal(grantee, &Zeroizing::new(envelope.padding()), rng, &mut |_| {})
}

/// Opens a grant and verifies that it is of this subject, for this reader, and signed by its granter.
///
/// A citizen's grant is accepted for `Content` only, and the caller compares the key with the conversation's citizen;
/// a member's must come with certificates that end in one of `roots` and were not withdrawn, and be of the department for an epoch that a caseworker
/// grants.
///
/// # Errors
///
/// [`Failure::NotSealed`], [`Failure::DoesNotOpen`], [`Failure::Malformed`], [`Failure::UnknownVersion`],
/// [`Failure::BadSignature`]; [`Failure::ForeignAuthor`] if the granter may not grant this; the failures of
/// [`Roots::verify_member`]; [`Failure::OtherConversation`] if it is of another subject; [`Failure::NoGrant`] if it was meant
/// for somebody else.
pub fn open_grant(
    identity: &HybridIdentity,
    sealed: &[u8],
    subject: GrantSubject,
    roots: &Roots,
) -> Result<OpenedGrant, Failure> {
    verify(identity, &open(identity, sealed, &mut |_| {})?, subject, roots)
}

/// Verifies the plaintext of a grant.
pub(crate) fn verify(
    identity: &HybridIdentity,
    plain: &[u8],
    subject: GrantSubject,
    roots: &Roots,
) -> Result<OpenedGrant, Failure> {
    let mut reader = Reader::array(plain, 3)?;
    let tuple = reader.bytes()?;
    let signature = reader.bytes()?;
    reader.padding()?;

    let mut reader = Reader::array(tuple, 9)?;
    reader.version()?;
    let id = reader.id()?;
    let kind = reader.number()?;
    let n = reader.small()?;
    let seed = Seed::from_bytes(&Zeroizing::new(reader.fixed()?));
    let grantee = Fingerprint(reader.fixed()?);
    let granter = PublicKey(reader.fixed()?);
    let chain = reader.byte_strings(MOST_CERTIFICATES)?;
    let granted_at = reader.time()?;
    reader.finish()?;

    granter.verify(LABEL, tuple, signature)?;
    let granter = granted_by(subject, granter, &chain, roots, granted_at)?;
    if (kind, id, n) != subject.parts() {
        return Err(Failure::OtherConversation);
    }
    // Else somebody could pass a grant on as if the granter had meant it for the new reader.
    if grantee != identity.recipient().fingerprint() {
        return Err(Failure::NoGrant);
    }
    Ok(OpenedGrant {
        seed,
        granter,
        granted_at,
    })
}

/// Opens the grant of a department epoch's seed to a member, and verifies that it is the seed of the key that was
/// certified for this epoch.
///
/// # Errors
///
/// Those of [`verify_past_epoch`](crate::verify_past_epoch) and [`open_grant`]; [`Failure::RevokedCertificate`] if whoever
/// certified the key or granted the seed had been withdrawn by then; [`Failure::OtherConversation`] if the chain is of
/// another epoch; [`Failure::NoGrant`] if the seed is not of the certified key.
pub fn open_epoch_grant(
    identity: &HybridIdentity,
    sealed: &[u8],
    chain: &[impl AsRef<[u8]>],
    (department, epoch): (DepartmentId, u32),
    (trust, revocations): (&Trust, &Revocations),
) -> Result<(EpochCertificate, Seed), Failure> {
    let certificate = verify_past_epoch(chain, trust)?;
    revocations.check(chain, certificate.valid_from)?;
    if (certificate.department, certificate.epoch) != (department, epoch) {
        return Err(Failure::OtherConversation);
    }
    let subject = GrantSubject::Epoch(department, epoch);
    let roots = Roots::with(*trust, revocations.clone());
    let grant = open_grant(identity, sealed, subject, &roots)?;
    if grant.seed.recipient().to_certified() == certificate.recipient {
        Ok((certificate, grant.seed))
    } else {
        Err(Failure::NoGrant)
    }
}

fn granted_by(
    subject: GrantSubject,
    key: PublicKey,
    chain: &[&[u8]],
    roots: &Roots,
    at: Timestamp,
) -> Result<GrantedBy, Failure> {
    if chain.is_empty() {
        return match subject {
            GrantSubject::Content(..) => Ok(GrantedBy::Citizen(key)),
            GrantSubject::Notes(..) | GrantSubject::Epoch(..) => Err(Failure::ForeignAuthor),
        };
    }
    let member = roots.verify_member(chain, at)?;
    let may_grant = member.sign == key
        && match subject {
            GrantSubject::Epoch(department, _) => {
                member.role == domain::api::Role::Administrator || member.departments.contains(&department)
            }
            GrantSubject::Content(..) | GrantSubject::Notes(..) => true,
        };
    if may_grant {
        Ok(GrantedBy::Member(Box::new(member)))
    } else {
        Err(Failure::ForeignAuthor)
    }
}

impl GrantSubject {
    fn parts(self) -> (u64, Uuid, u32) {
        match self {
            Self::Content(conversation, n) => (0, conversation.0, n),
            Self::Notes(conversation, n) => (1, conversation.0, n),
            Self::Epoch(department, epoch) => (2, department.0, epoch),
        }
    }
}
