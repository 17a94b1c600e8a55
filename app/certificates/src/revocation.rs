use std::collections::BTreeMap;

use domain::api::Role;
use domain::{AuthorityId, MemberId, Timestamp};

use super::chain::MOST_CERTIFICATES;
use super::content::{Received, issue};
use super::{CLOCK_SKEW_SECONDS, Certificate, Trust, verify_member};
use crate::cbor::{Reader, VERSION, Writer};
use crate::{Failure, PublicKey, SigningKey};

const LABEL: &str = "siegelpost/certificate/v1";
const REVOCATION: u64 = 3;

/// Says that a member's key signs nothing any more, from a moment on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Revocation {
    /// Where the member worked.
    pub authority: AuthorityId,
    /// The member.
    pub member: MemberId,
    /// Their key.
    pub key: PublicKey,
    /// What it claims to have signed later is not believed.
    pub from: Timestamp,
}

/// Withdraws a key. The result comes first in a chain whose next element is the signer's own certificate, or that ends
/// with it if the root signed.
pub fn issue_revocation(signer: &SigningKey, revocation: &Revocation) -> Vec<u8> {
    let mut writer = Writer::array(6);
    writer
        .number(VERSION)
        .number(REVOCATION)
        .id(revocation.authority.0)
        .id(revocation.member.0)
        .bytes(&revocation.key.0)
        .time(revocation.from);
    issue(signer, &writer.finish())
}

/// Keys that an authority has withdrawn, and since when.
#[derive(Clone, Default)]
pub struct Revocations(BTreeMap<[u8; 32], Timestamp>);

impl Revocations {
    /// Reads chains of revocations. One that is not believed withdraws nothing.
    pub fn read<'a, C: AsRef<[u8]> + 'a>(chains: impl IntoIterator<Item = &'a [C]>, trust: &Trust) -> Self {
        let mut revocations = Self::default();
        for revocation in chains.into_iter().filter_map(|chain| verify(chain, trust).ok()) {
            let from = revocations.0.entry(revocation.key.0).or_insert(revocation.from);
            *from = revocation.from.min(*from);
        }
        revocations
    }

    /// Whether everybody in a chain could still sign when they did: the first one at `at`, each other one when they
    /// certified the one before. A chain that cannot be read is somebody else's to refuse.
    ///
    /// # Errors
    ///
    /// [`Failure::RevokedCertificate`].
    pub fn check(&self, chain: &[impl AsRef<[u8]>], at: Timestamp) -> Result<(), Failure> {
        if self.0.is_empty() {
            return Ok(());
        }
        let mut signed_at = at;
        for link in chain {
            let certificate = Received::read(link.as_ref())?.certificate;
            if let Certificate::Member(member) = &certificate
                && let Some(from) = self.0.get(&member.sign.0)
                && signed_at > from.plus(CLOCK_SKEW_SECONDS)
            {
                return Err(Failure::RevokedCertificate);
            }
            signed_at = certificate.valid_from();
        }
        Ok(())
    }
}

fn verify(chain: &[impl AsRef<[u8]>], trust: &Trust) -> Result<Revocation, Failure> {
    let (first, signers) = chain.split_first().ok_or(Failure::UntrustedChain)?;
    if signers.len() > MOST_CERTIFICATES {
        return Err(Failure::UntrustedChain);
    }
    let mut reader = Reader::array(first.as_ref(), 2)?;
    let content = reader.bytes()?;
    let signature: [u8; 64] = reader.fixed()?;
    reader.finish()?;
    let revocation = decode(content)?;
    let signer = if signers.is_empty() {
        trust.root
    } else {
        let signer = verify_member(signers, trust, revocation.from)?;
        if signer.role != Role::Administrator {
            return Err(Failure::UntrustedChain);
        }
        signer.sign
    };
    if revocation.authority != trust.authority {
        return Err(Failure::UntrustedChain);
    }
    signer
        .verify(LABEL, content, &signature)
        .map_err(|_| Failure::UntrustedChain)?;
    Ok(revocation)
}

fn decode(content: &[u8]) -> Result<Revocation, Failure> {
    let mut reader = Reader::array(content, 6)?;
    reader.version()?;
    if reader.number()? != REVOCATION {
        return Err(Failure::Malformed);
    }
    let revocation = Revocation {
        authority: AuthorityId(reader.id()?),
        member: MemberId(reader.id()?),
        key: PublicKey(reader.fixed()?),
        from: reader.time()?,
    };
    reader.finish()?;
    Ok(revocation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issue_member;
    use crate::testing::{NOW, Person, Town};

    fn revoked(town: &Town, person: &Person, signer: &Person) -> Vec<Vec<u8>> {
        let revocation = Revocation {
            authority: town.trust.authority,
            member: person.certificate.member,
            key: person.certificate.sign,
            from: NOW,
        };
        let mut chain = vec![issue_revocation(&signer.key, &revocation)];
        chain.extend_from_slice(&signer.chain);
        chain
    }

    fn read(chain: &[Vec<u8>], trust: &Trust) -> Revocations {
        Revocations::read([chain], trust)
    }

    #[test]
    fn a_withdrawn_key_signs_nothing_later_and_what_it_signed_stays() {
        let town = Town::new(1);
        let [person, other] = &town.caseworkers;
        let revocations = read(&revoked(&town, person, &town.administrator), &town.trust);
        let late = Err(Failure::RevokedCertificate);
        for (at, outcome) in [
            (NOW.plus(-1), Ok(())),
            (NOW, Ok(())),
            // A clock may be this wrong.
            (NOW.plus(CLOCK_SKEW_SECONDS), Ok(())),
            (NOW.plus(CLOCK_SKEW_SECONDS + 1), late),
        ] {
            assert_eq!(revocations.check(&person.chain, at), outcome);
            assert_eq!(revocations.check(&other.chain, at), Ok(()));
        }
        assert_eq!(
            Revocations::default().check(&person.chain, NOW.plus(1000)),
            Ok(())
        );
    }

    #[test]
    fn what_a_withdrawn_administrator_certified_before_stays_and_nothing_after() {
        let town = Town::new(1);
        let by_root = {
            let revocation = Revocation {
                authority: town.trust.authority,
                member: town.administrator.certificate.member,
                key: town.administrator.certificate.sign,
                from: NOW,
            };
            vec![issue_revocation(&town.root, &revocation)]
        };
        let revocations = read(&by_root, &town.trust);
        let person = &town.caseworkers[0];
        assert_eq!(revocations.check(&person.chain, NOW.plus(1000)), Ok(()));
        let mut later = person.certificate.clone();
        later.valid_from = NOW.plus(CLOCK_SKEW_SECONDS + 1);
        let mut chain = vec![issue_member(&town.administrator.key, &later)];
        chain.extend_from_slice(&town.administrator.chain);
        assert_eq!(
            revocations.check(&chain, NOW.plus(1000)),
            Err(Failure::RevokedCertificate)
        );
    }

    #[test]
    fn only_administrators_of_the_authority_withdraw() {
        let (town, elsewhere) = (Town::new(1), Town::new(2));
        let [person, other] = &town.caseworkers;
        let mut altered = revoked(&town, person, &town.administrator);
        let last = altered[0].len() - 1;
        altered[0][last] ^= 1;
        let mut cut = revoked(&town, person, &town.administrator);
        cut.truncate(1);
        for chain in [
            revoked(&town, person, other),
            revoked(&town, person, &elsewhere.administrator),
            revoked(&elsewhere, person, &elsewhere.administrator),
            altered,
            cut,
            person.chain.clone(),
            Vec::new(),
            vec![b"no CBOR".to_vec()],
        ] {
            let revocations = read(&chain, &town.trust);
            assert_eq!(revocations.check(&person.chain, NOW.plus(1000)), Ok(()));
        }
    }
}
