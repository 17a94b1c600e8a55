use std::collections::BTreeMap;

use domain::api::Role;
use domain::{AuthorityId, MemberId, Timestamp};

use super::content::{Received, Signed, issue};
use super::{CLOCK_SKEW_SECONDS, Certificate, Trust, verify_member};
use crate::cbor::{Reader, VERSION, Writer};
use crate::{Failure, PublicKey, SigningKey};

const REVOCATION: u64 = 3;

/// Says that a member's certificates that have begun by a moment certify nothing after it: the member has left, or may do
/// less than they say. Nothing but a certificate that begins later lets the key sign again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Revocation {
    /// Where the member worked.
    pub authority: AuthorityId,
    /// The member.
    pub member: MemberId,
    /// Their key.
    pub key: PublicKey,
    /// What it claims to have signed later under an earlier certificate is not believed.
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

/// Verifies the chain of a revocation: the root's, or of somebody who was a certified administrator when it began.
///
/// # Errors
///
/// [`Failure::UntrustedChain`], [`Failure::ExpiredCertificate`]; [`Failure::Malformed`] and [`Failure::UnknownVersion`]
/// for what cannot be read.
pub fn verify_revocation(chain: &[impl AsRef<[u8]>], trust: &Trust) -> Result<Revocation, Failure> {
    let (first, signers) = chain.split_first().ok_or(Failure::UntrustedChain)?;
    let signed = Signed::read(first.as_ref())?;
    let revocation = decode(signed.content)?;
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
    signed.verify(&signer)?;
    Ok(revocation)
}

/// What an authority has withdrawn: of each key the moments after which certificates that had begun by then certify nothing
/// any more.
#[derive(Clone, Default)]
pub struct Revocations(BTreeMap<[u8; 32], Vec<Timestamp>>);

impl Revocations {
    /// Reads chains of revocations. One that is not believed withdraws nothing, and neither does one whose signer was
    /// withdrawn before.
    pub fn read<'a, C: AsRef<[u8]> + 'a>(chains: impl IntoIterator<Item = &'a [C]>, trust: &Trust) -> Self {
        let mut verified: Vec<_> = chains
            .into_iter()
            .filter_map(|chain| Some((verify_revocation(chain, trust).ok()?, chain.get(1..)?)))
            .collect();
        verified.sort_by_key(|(revocation, _)| revocation.from);
        let mut revocations = Self::default();
        for (revocation, signers) in verified {
            if revocations.check(signers, revocation.from).is_ok() {
                let moments = revocations.0.entry(revocation.key.0).or_default();
                moments.push(revocation.from);
            }
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
        let mut signed_at = at.plus(-CLOCK_SKEW_SECONDS);
        for link in chain {
            let certificate = Received::read(link.as_ref())?.certificate;
            let begun = certificate.valid_from();
            let mut is_renewed = false;
            if let Certificate::Member(member) = &certificate {
                let moments = self.0.get(&member.sign.0).map_or([].as_slice(), Vec::as_slice);
                if moments.iter().any(|from| begun <= *from && signed_at > *from) {
                    return Err(Failure::RevokedCertificate);
                }
                is_renewed = moments.iter().any(|from| begun > *from);
            }
            // Clocks may differ, but nobody who was withdrawn certifies a withdrawn key anew within that difference.
            signed_at = if is_renewed {
                begun
            } else {
                begun.plus(-CLOCK_SKEW_SECONDS)
            };
        }
        Ok(())
    }
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
    use crate::testing::{NOW, Person, Town};
    use crate::{MemberCertificate, issue_member};

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

    /// Another certificate for the key of `person`, by `signer`.
    fn anew(signer: &Person, person: &Person, change: impl FnOnce(&mut MemberCertificate)) -> Vec<Vec<u8>> {
        let mut certificate = person.certificate.clone();
        change(&mut certificate);
        let mut chain = vec![issue_member(&signer.key, &certificate)];
        chain.extend_from_slice(&signer.chain);
        chain
    }

    #[test]
    fn a_certificate_that_begins_later_lets_the_key_sign_again_and_says_less() {
        let town = Town::new(1);
        let person = &town.caseworkers[0];
        let revocations = read(&revoked(&town, person, &town.administrator), &town.trust);
        let later = NOW.plus(CLOCK_SKEW_SECONDS + 1);
        let less = anew(&town.administrator, person, |certificate| {
            certificate.valid_from = NOW.plus(1);
            certificate.departments.clear();
        });
        let earlier = anew(&town.administrator, person, |_| {});
        assert_eq!(revocations.check(&less, later), Ok(()));
        assert_eq!(
            revocations.check(&earlier, later),
            Err(Failure::RevokedCertificate)
        );
    }

    #[test]
    fn whoever_was_an_administrator_does_not_certify_themself_again() {
        let mut town = Town::new(1);
        let colleague = town.colleague();
        let former = &town.administrator;
        let revocations = read(&revoked(&town, former, &colleague), &town.trust);
        // Within the difference of clocks they could still sign, but not this.
        for begun in [-1, 0, 1, CLOCK_SKEW_SECONDS, CLOCK_SKEW_SECONDS + 1] {
            let chain = anew(former, former, |certificate| {
                certificate.valid_from = NOW.plus(begun);
            });
            let outcome = revocations.check(&chain, NOW.plus(CLOCK_SKEW_SECONDS + 1));
            assert_eq!(outcome, Err(Failure::RevokedCertificate), "{begun}");
        }
        let by_colleague = anew(&colleague, former, |certificate| {
            certificate.valid_from = NOW.plus(1);
            certificate.role = Role::Caseworker;
        });
        assert_eq!(revocations.check(&by_colleague, NOW.plus(1000)), Ok(()));
    }

    #[test]
    fn whoever_was_withdrawn_withdraws_nobody() {
        let mut town = Town::new(1);
        let colleague = town.colleague();
        let of_former = revoked(&town, &town.administrator, &colleague);
        let revenge = {
            let revocation = Revocation {
                authority: town.trust.authority,
                member: colleague.certificate.member,
                key: colleague.certificate.sign,
                from: NOW.plus(CLOCK_SKEW_SECONDS + 1),
            };
            let mut chain = vec![issue_revocation(&town.administrator.key, &revocation)];
            chain.extend_from_slice(&town.administrator.chain);
            chain
        };
        for order in [[&of_former, &revenge], [&revenge, &of_former]] {
            let revocations = Revocations::read(order.map(Vec::as_slice), &town.trust);
            assert_eq!(revocations.check(&colleague.chain, NOW.plus(1000)), Ok(()));
            let former = revocations.check(&town.administrator.chain, NOW.plus(1000));
            assert_eq!(former, Err(Failure::RevokedCertificate));
        }
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
