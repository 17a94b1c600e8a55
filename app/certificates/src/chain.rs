use domain::Timestamp;
use domain::api::Role;

use super::content::Received;
use super::{Certificate, EpochCertificate, MemberCertificate, Revocations, Trust};
use crate::{Failure, PublicKey};

/// Longest chain: a certificate and three administrators up to the root.
pub const MOST_CERTIFICATES: usize = 4;

/// Verifies a chain, the certificate in question first, each signed by the next, the last one by the root.
///
/// # Errors
///
/// [`Failure::UntrustedChain`] if it does not end in this authority's root or somebody signed who may not sign
/// certificates; [`Failure::ExpiredCertificate`] if one of them was not valid at that time (give or take
/// [`CLOCK_SKEW_SECONDS`](super::CLOCK_SKEW_SECONDS)); [`Failure::Malformed`] and [`Failure::UnknownVersion`] for
/// what cannot be read.
pub fn verify_chain(
    chain: &[impl AsRef<[u8]>],
    trust: &Trust,
    at: Timestamp,
) -> Result<Certificate, Failure> {
    let (first, received) = read(chain, trust)?;
    if received.iter().any(|link| !link.certificate.is_valid_at(at)) {
        return Err(Failure::ExpiredCertificate);
    }
    Ok(first)
}

/// Verifies a member's chain; see [`verify_chain`].
///
/// # Errors
///
/// As [`verify_chain`], and [`Failure::UntrustedChain`] if it is not a member's.
pub fn verify_member(
    chain: &[impl AsRef<[u8]>],
    trust: &Trust,
    at: Timestamp,
) -> Result<MemberCertificate, Failure> {
    match verify_chain(chain, trust, at)? {
        Certificate::Member(member) => Ok(member),
        Certificate::Epoch(_) => Err(Failure::UntrustedChain),
    }
}

/// Verifies the chain of somebody whose signatures stay, whether they are still a member or not: it must have been valid
/// when their certificate began.
///
/// # Errors
///
/// As [`verify_member`].
pub fn verify_signer(chain: &[impl AsRef<[u8]>], trust: &Trust) -> Result<MemberCertificate, Failure> {
    match read(chain, trust)? {
        (Certificate::Member(member), _) => verify_member(chain, trust, member.valid_from),
        (Certificate::Epoch(_), _) => Err(Failure::UntrustedChain),
    }
}

/// Verifies the chain of an epoch that is to be sealed to now; see [`verify_chain`].
///
/// # Errors
///
/// As [`verify_chain`], and [`Failure::UntrustedChain`] if it is not an epoch's.
pub fn verify_epoch(
    chain: &[impl AsRef<[u8]>],
    trust: &Trust,
    now: Timestamp,
) -> Result<EpochCertificate, Failure> {
    match verify_chain(chain, trust, now)? {
        Certificate::Epoch(epoch) => Ok(epoch),
        Certificate::Member(_) => Err(Failure::UntrustedChain),
    }
}

/// Verifies the chain of an epoch that may be over: its key still opens what was sealed to it. The chain must have
/// been valid when the epoch began.
///
/// # Errors
///
/// As [`verify_epoch`].
pub fn verify_past_epoch(chain: &[impl AsRef<[u8]>], trust: &Trust) -> Result<EpochCertificate, Failure> {
    let (first, received) = read(chain, trust)?;
    let Certificate::Epoch(epoch) = first else {
        return Err(Failure::UntrustedChain);
    };
    if received
        .iter()
        .any(|link| !link.certificate.is_valid_at(epoch.valid_from))
    {
        return Err(Failure::ExpiredCertificate);
    }
    Ok(epoch)
}

/// When a chain ends: with the first of its certificates that does. Nothing of it is verified.
///
/// # Errors
///
/// [`Failure::UntrustedChain`] for an empty chain; [`Failure::Malformed`] and [`Failure::UnknownVersion`] for what cannot
/// be read.
pub fn chain_end(chain: &[impl AsRef<[u8]>]) -> Result<Timestamp, Failure> {
    let ends = chain
        .iter()
        .map(|link| Ok(Received::read(link.as_ref())?.certificate.valid_until()))
        .collect::<Result<Vec<_>, Failure>>()?;
    ends.into_iter().min().ok_or(Failure::UntrustedChain)
}

/// The part of an administrator's own chain under which they certify others: from the last certificate of their key that
/// makes them one. Whoever has certified themself anew has several, and chains are not to grow with each of them.
pub fn signing_chain<'a, C: AsRef<[u8]>>(
    chain: &'a [C],
    key: &PublicKey,
    trust: &Trust,
    revocations: &Revocations,
    now: Timestamp,
) -> Option<&'a [C]> {
    (0..chain.len()).rev().map(|at| &chain[at..]).find(|part| {
        verify_member(part, trust, now).is_ok_and(|own| own.sign == *key && own.role == Role::Administrator)
            && revocations.check(part, now).is_ok()
    })
}

/// Reads a chain and verifies all but the times.
fn read<'a>(
    chain: &'a [impl AsRef<[u8]>],
    trust: &Trust,
) -> Result<(Certificate, Vec<Received<'a>>), Failure> {
    if chain.is_empty() || chain.len() > MOST_CERTIFICATES {
        return Err(Failure::UntrustedChain);
    }
    let received = chain
        .iter()
        .map(|link| Received::read(link.as_ref()))
        .collect::<Result<Vec<_>, _>>()?;
    for (at, link) in received.iter().enumerate() {
        if link.certificate.authority() != trust.authority {
            return Err(Failure::UntrustedChain);
        }
        let issuer = match received.get(at + 1).map(|next| &next.certificate) {
            None => trust.root,
            Some(Certificate::Member(issuer)) if issuer.role == Role::Administrator => issuer.sign,
            Some(_) => return Err(Failure::UntrustedChain),
        };
        link.verify(&issuer)?;
    }
    Ok((received[0].certificate.clone(), received))
}
