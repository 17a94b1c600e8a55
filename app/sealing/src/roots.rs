use domain::{AuthorityId, Timestamp};

use crate::{EpochCertificate, Failure, MemberCertificate, Revocations, Trust, verify_epoch};
use certificates::verify_member;

/// The authorities that a reader believes, each by one root, and which keys each of them has withdrawn.
#[derive(Clone, Default)]
pub struct Roots {
    known: Vec<(Trust, Revocations)>,
    /// Chains of revocations as they came. Each authority withdraws its own members' keys and nobody else's.
    revoked: Vec<Vec<Vec<u8>>>,
}

impl Roots {
    /// One authority, of which nothing is known to be withdrawn.
    pub fn of(trust: Trust) -> Self {
        Self::with(trust, Revocations::default())
    }

    /// One authority and what it has withdrawn.
    pub fn with(trust: Trust, revocations: Revocations) -> Self {
        Self {
            known: vec![(trust, revocations)],
            revoked: Vec::new(),
        }
    }

    /// Believes a further authority.
    ///
    /// # Errors
    ///
    /// [`Failure::OtherRoot`] if it is believed already, by another root.
    pub fn add(&mut self, trust: Trust) -> Result<(), Failure> {
        match self.of_authority(trust.authority) {
            Some(known) if known.root != trust.root => return Err(Failure::OtherRoot),
            Some(_) => {}
            None => self.known.push((trust, self.withdrawn_by(&trust))),
        }
        Ok(())
    }

    /// Learns which keys were withdrawn, in whichever authority.
    pub fn add_revoked(&mut self, chains: impl IntoIterator<Item = Vec<Vec<u8>>>) {
        let before = self.revoked.len();
        for chain in chains {
            if !self.revoked.contains(&chain) {
                self.revoked.push(chain);
            }
        }
        if self.revoked.len() > before {
            let known = self.known.iter();
            self.known = known
                .map(|(trust, _)| (*trust, self.withdrawn_by(trust)))
                .collect();
        }
    }

    /// The root that an authority is believed by, if it is.
    pub fn of_authority(&self, authority: AuthorityId) -> Option<Trust> {
        let mut known = self.known.iter().map(|(trust, _)| *trust);
        known.find(|trust| trust.authority == authority)
    }

    /// Verifies a member of any of these authorities, who must not have been withdrawn when they signed.
    ///
    /// # Errors
    ///
    /// Those of [`verify_member`]; [`Failure::RevokedCertificate`].
    pub fn verify_member(
        &self,
        chain: &[impl AsRef<[u8]>],
        at: Timestamp,
    ) -> Result<MemberCertificate, Failure> {
        for (trust, revocations) in &self.known {
            match verify_member(chain, trust, at) {
                Err(Failure::UntrustedChain) => {}
                outcome => {
                    revocations.check(chain, at)?;
                    return outcome;
                }
            }
        }
        Err(Failure::UntrustedChain)
    }

    /// Verifies the key of a department of one of these authorities, to seal to it now.
    ///
    /// # Errors
    ///
    /// Those of [`verify_epoch`]; [`Failure::UntrustedChain`] if the authority is not believed;
    /// [`Failure::RevokedCertificate`].
    pub fn verify_epoch(
        &self,
        authority: AuthorityId,
        chain: &[impl AsRef<[u8]>],
        now: Timestamp,
    ) -> Result<EpochCertificate, Failure> {
        let mut known = self.known.iter();
        let (trust, revocations) = known
            .find(|(trust, _)| trust.authority == authority)
            .ok_or(Failure::UntrustedChain)?;
        revocations.check(chain, now)?;
        verify_epoch(chain, trust, now)
    }

    fn withdrawn_by(&self, trust: &Trust) -> Revocations {
        Revocations::read(self.revoked.iter().map(Vec::as_slice), trust)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{NOW, Person, Town};
    use crate::{PublicKey, Revocation, issue_revocation};

    const LATER: Timestamp = Timestamp(NOW.0 + 1000);

    /// What an administrator withdraws in their own authority.
    fn withdrawn(town: &Town, key: PublicKey, person: &Person) -> Vec<Vec<u8>> {
        let revocation = Revocation {
            authority: town.trust.authority,
            member: person.certificate.member,
            key,
            from: NOW,
        };
        let mut chain = vec![issue_revocation(&town.administrator.secrets.sign, &revocation)];
        chain.extend_from_slice(&town.administrator.chain);
        chain
    }

    #[test]
    fn members_of_each_authority_are_believed_and_of_no_other() {
        let [here, there, elsewhere] = [1, 2, 3].map(Town::new);
        let mut roots = Roots::of(here.trust);
        roots.add(there.trust).unwrap();
        for (town, authority) in [(&here, here.trust), (&there, there.trust)] {
            let member = roots.verify_member(&town.caseworkers[0].chain, NOW).unwrap();
            assert_eq!(member.authority, authority.authority);
            assert_eq!(roots.of_authority(authority.authority), Some(authority));
        }
        let stranger = roots.verify_member(&elsewhere.caseworkers[0].chain, NOW);
        assert_eq!(stranger.err(), Some(Failure::UntrustedChain));
    }

    #[test]
    fn an_authority_has_one_root() {
        let [here, there] = [1, 2].map(Town::new);
        let mut roots = Roots::of(here.trust);
        let other = Trust {
            root: there.trust.root,
            ..here.trust
        };
        assert_eq!(roots.add(other), Err(Failure::OtherRoot));
        assert_eq!(roots.of_authority(here.trust.authority), Some(here.trust));
    }

    #[test]
    fn an_authority_withdraws_its_own_members_only_whenever_it_becomes_known() {
        let [here, there] = [1, 2].map(Town::new);
        let (own, foreign) = (&here.caseworkers[0], &there.caseworkers[0]);
        // A foreign administrator withdraws the key of one of ours, too.
        let chains = [
            withdrawn(&there, foreign.certificate.sign, foreign),
            withdrawn(&there, own.certificate.sign, own),
        ];
        let mut before = Roots::of(here.trust);
        before.add_revoked(chains.clone());
        before.add(there.trust).unwrap();
        let mut after = Roots::of(here.trust);
        after.add(there.trust).unwrap();
        after.add_revoked(chains);
        for roots in [before, after] {
            assert!(roots.verify_member(&own.chain, LATER).is_ok());
            let outcome = roots.verify_member(&foreign.chain, LATER);
            assert_eq!(outcome.err(), Some(Failure::RevokedCertificate));
        }
    }
}
