//! An authority with its people.

use domain::api::Role;
use domain::{AuthorityId, DepartmentId, MemberId, Timestamp};
use rand_chacha::ChaCha20Rng;
use rand_core::{CryptoRngCore, SeedableRng as _};

use crate::{EpochCertificate, MemberCertificate, Recipient, SigningKey, Trust, issue_member};

pub(crate) const NOW: Timestamp = Timestamp(1_760_000_000);
pub(crate) const YEAR: i64 = 365 * 86_400;

/// Somebody who works for the authority.
pub(crate) struct Person {
    pub(crate) certificate: MemberCertificate,
    pub(crate) key: SigningKey,
    pub(crate) chain: Vec<Vec<u8>>,
}

/// A town with one department, its administrator and two caseworkers.
pub(crate) struct Town {
    pub(crate) rng: ChaCha20Rng,
    pub(crate) root: SigningKey,
    pub(crate) trust: Trust,
    pub(crate) department: DepartmentId,
    pub(crate) administrator: Person,
    pub(crate) caseworkers: [Person; 2],
}

impl Town {
    pub(crate) fn new(seed: u64) -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let root = SigningKey::random(&mut rng);
        let trust = Trust {
            authority: AuthorityId::random(&mut rng),
            root: root.public(),
        };
        let department = DepartmentId::random(&mut rng);
        let mut person = |role, signer: Option<&Person>| {
            let key = SigningKey::random(&mut rng);
            let certificate = MemberCertificate {
                authority: trust.authority,
                member: MemberId::random(&mut rng),
                name: "Eva Muster".to_owned(),
                departments: vec![department],
                role,
                sign: key.public(),
                recipient: recipient(&mut rng).fingerprint(),
                valid_from: NOW,
                valid_until: NOW.plus(YEAR),
            };
            let mut chain = vec![issue_member(
                signer.map_or(&root, |signer| &signer.key),
                &certificate,
            )];
            chain.extend(signer.into_iter().flat_map(|signer| signer.chain.iter().cloned()));
            Person {
                certificate,
                key,
                chain,
            }
        };
        let administrator = person(Role::Administrator, None);
        let caseworkers = [
            person(Role::Caseworker, Some(&administrator)),
            person(Role::Caseworker, Some(&administrator)),
        ];
        Self {
            rng,
            root,
            trust,
            department,
            administrator,
            caseworkers,
        }
    }

    /// Another administrator, whom the root has certified.
    pub(crate) fn colleague(&mut self) -> Person {
        let key = SigningKey::random(&mut self.rng);
        let certificate = MemberCertificate {
            member: MemberId::random(&mut self.rng),
            sign: key.public(),
            ..self.administrator.certificate.clone()
        };
        Person {
            chain: vec![issue_member(&self.root, &certificate)],
            certificate,
            key,
        }
    }

    pub(crate) fn epoch(&self) -> EpochCertificate {
        EpochCertificate {
            authority: self.trust.authority,
            department: self.department,
            epoch: 1,
            recipient: recipient(&mut ChaCha20Rng::seed_from_u64(7)),
            valid_from: NOW,
            valid_until: NOW.plus(YEAR / 4),
        }
    }
}

/// Bytes of the length of a key.
pub(crate) fn recipient(rng: &mut impl CryptoRngCore) -> Recipient {
    let mut bytes = [0; Recipient::BYTES];
    rng.fill_bytes(&mut bytes);
    Recipient::from_bytes(&bytes).unwrap()
}
