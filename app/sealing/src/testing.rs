//! An authority with its people, and randomness that can be repeated.

use domain::api::Role;
use domain::{AuthorityId, ConversationId, DepartmentId, MemberId, MessageId, Timestamp};
use rand_core::{CryptoRng, RngCore};
use sha2::{Digest, Sha256};

use crate::{
    Body, EpochCertificate, HybridRecipient, LetterOpening, MemberCertificate, MemberSecrets, MessageDraft,
    MessageKind, Opening, Place, ReceiptCode, ReceiptKeys, SealedMessage, Seed, Signer, SigningKey, Trust,
    issue_member, seal_message,
};

pub(crate) const NOW: Timestamp = Timestamp(1_760_000_000);
pub(crate) const YEAR: i64 = 365 * 86_400;

/// SHA-256 of a seed and a counter.
pub(crate) struct TestRng(u64, u64);

impl TestRng {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed, 0)
    }
}

impl CryptoRng for TestRng {}

impl RngCore for TestRng {
    fn next_u32(&mut self) -> u32 {
        rand_core::impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        rand_core::impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        for part in bytes.chunks_mut(32) {
            let block = Sha256::new()
                .chain_update(self.0.to_be_bytes())
                .chain_update(self.1.to_be_bytes())
                .finalize();
            part.copy_from_slice(&block[..part.len()]);
            self.1 += 1;
        }
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

/// Somebody who works for the authority.
pub(crate) struct Person {
    pub(crate) certificate: MemberCertificate,
    pub(crate) secrets: MemberSecrets,
    pub(crate) chain: Vec<Vec<u8>>,
}

impl Person {
    pub(crate) fn signer(&self) -> Signer<'_> {
        Signer::Member {
            key: &self.secrets.sign,
            chain: &self.chain,
        }
    }
}

/// A town with one department, its administrator and two caseworkers, and a citizen who writes to them.
pub(crate) struct Town {
    pub(crate) rng: TestRng,
    pub(crate) trust: Trust,
    pub(crate) department: DepartmentId,
    pub(crate) administrator: Person,
    pub(crate) caseworkers: [Person; 2],
    pub(crate) citizen: ReceiptKeys,
    pub(crate) conversation: ConversationId,
    pub(crate) content: Seed,
}

impl Town {
    pub(crate) fn new(seed: u64) -> Self {
        let mut rng = TestRng::new(seed);
        let root = SigningKey::random(&mut rng);
        let trust = Trust {
            authority: AuthorityId::random(&mut rng),
            root: root.public(),
        };
        let department = DepartmentId::random(&mut rng);
        let mut person = |role, signer: Option<&Person>| {
            let secrets = MemberSecrets::random(trust.root, &mut rng);
            let certificate = MemberCertificate {
                authority: trust.authority,
                member: MemberId::random(&mut rng),
                name: "Eva Muster".to_owned(),
                departments: vec![department],
                role,
                sign: secrets.sign.public(),
                recipient: secrets.seal.recipient().fingerprint(),
                valid_from: NOW,
                valid_until: NOW.plus(YEAR),
            };
            let key = signer.map_or(&root, |signer| &signer.secrets.sign);
            let mut chain = vec![issue_member(key, &certificate)];
            chain.extend(signer.into_iter().flat_map(|signer| signer.chain.iter().cloned()));
            Person {
                certificate,
                secrets,
                chain,
            }
        };
        let administrator = person(Role::Administrator, None);
        let caseworkers = [
            person(Role::Caseworker, Some(&administrator)),
            person(Role::Caseworker, Some(&administrator)),
        ];
        Self {
            citizen: ReceiptKeys::derive(&ReceiptCode::random(&mut rng)),
            conversation: ConversationId::random(&mut rng),
            content: Seed::random(&mut rng),
            rng,
            trust,
            department,
            administrator,
            caseworkers,
        }
    }

    pub(crate) fn epoch(&self, recipient: &HybridRecipient) -> EpochCertificate {
        EpochCertificate {
            authority: self.trust.authority,
            department: self.department,
            epoch: 1,
            recipient: recipient.to_certified(),
            valid_from: NOW,
            valid_until: NOW.plus(YEAR / 4),
        }
    }

    pub(crate) fn opening(&self) -> Body {
        Body::Opening(Box::new(Opening {
            trust: self.trust,
            subject: "Baustelle vor der Schule".to_owned(),
            text: "Guten Tag, …".to_owned(),
            name: Some("Uğur Öz".to_owned()),
            contact: None,
            language: domain::Locale::De,
            recipient: Seed::from_bytes(&[5; 32]).recipient(),
        }))
    }

    /// What opens a letter that this town writes.
    pub(crate) fn letter(&self, to: Trust) -> LetterOpening {
        LetterOpening {
            to,
            department: DepartmentId(uuid::Uuid::from_u128(7)),
            from: self.trust,
            subject: "Amtshilfe".to_owned(),
            text: "Guten Tag, …".to_owned(),
            language: domain::Locale::De,
        }
    }

    /// A message as its author's program drafts it.
    pub(crate) fn draft<'a>(
        &mut self,
        signer: Signer<'a>,
        kind: MessageKind,
        place: Place,
        body: &'a Body,
    ) -> MessageDraft<'a> {
        MessageDraft {
            conversation: self.conversation,
            n: 0,
            message: MessageId::random(&mut self.rng),
            signer,
            place,
            department: self.department,
            epoch: 1,
            created_at: NOW,
            kind,
            body,
            attachments: Vec::new(),
        }
    }

    pub(crate) fn seal(&mut self, draft: MessageDraft<'_>) -> SealedMessage {
        seal_message(&self.content.recipient(), draft, &mut self.rng)
    }

    /// A message that nobody here opens.
    pub(crate) fn seal_elsewhere(&mut self) -> Vec<u8> {
        let nobody = Seed::random(&mut self.rng).recipient();
        crate::seal(&nobody, b"noise", &mut self.rng, &mut |_| {})
    }
}
