//! One entry for each parser of foreign bytes. `fuzz/` drives them with libFuzzer; the test below drives the same ones
//! with mutations of what an honest program writes. None may panic, and what else must hold is asserted.
#![allow(missing_docs, reason = "not part of the interface")]

use domain::{AuthorityId, ConversationId, check_sealed};
use uuid::Uuid;

use crate::file::{FileKey, OpenError, open_with};
use crate::message::{Body, Header, SignedMessage};
use crate::{
    AccountKey, Failure, GrantSubject, HybridIdentity, HybridRecipient, MemberSecrets, PublicKey,
    ReceiptCode, RecoveryCode, RecoveryShare, Roots, Trust, Way, attachment, grant, metadata, recovery,
};
use certificates::verify_chain;

/// Whose files the targets open: known to all, so that a corpus can be sealed to it.
pub const SEED: [u8; 32] = [42; 32];
const NOBODY: Trust = Trust {
    authority: AuthorityId(Uuid::nil()),
    root: PublicKey([0; 32]),
};

pub type Target = (&'static str, fn(&[u8]));

/// Every target by the name of its file in `fuzz/fuzz_targets`.
pub const TARGETS: [Target; 11] = [
    ("age_file", age_file),
    ("attachment", attachment),
    ("body", body),
    ("certificates", certificates),
    ("grant", grant),
    ("header", header),
    ("message", message),
    ("picture", picture),
    ("root_file", root_file),
    ("text", text),
    ("wrapped", wrapped),
];

/// A whole age file. What the server takes, the reader takes as a header, too.
pub fn age_file(bytes: &[u8]) {
    let identity = HybridIdentity::from_seed(&SEED);
    let is_sealed = check_sealed(bytes).is_ok();
    // The file key is known here, so that payloads are reached as well.
    let opened = open_with(|_| Ok(FileKey::default()), bytes, &mut |_| {});
    assert!(!(is_sealed && opened.err() == Some(OpenError::Header)));
    let _ = crate::open(&identity, bytes, &mut |_| {});
}

/// The plaintext of a file.
pub fn attachment(bytes: &[u8]) {
    if let Ok(file) = attachment::unpadded(bytes) {
        assert!(file.len() + 8 <= bytes.len());
    }
}

/// The body of a message. Only one encoding of each.
pub fn body(bytes: &[u8]) {
    if let Ok(body) = Body::decode(bytes) {
        let encoded = body.encode();
        assert!(encoded == bytes || matches!(body, Body::Opening(_) | Body::Handover(_) | Body::Letter(_)));
    }
}

/// A chain of certificates, each behind two bytes of length.
pub fn certificates(mut bytes: &[u8]) {
    let mut chain = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk() {
        let (link, rest) = rest.split_at(rest.len().min(u16::from_be_bytes(*length).into()));
        chain.push(link);
        bytes = rest;
    }
    // Nobody has the key that this root is.
    assert!(verify_chain(&chain, &NOBODY, domain::Timestamp(0)).is_err());
}

/// The plaintext of a grant.
pub fn grant(bytes: &[u8]) {
    let identity = HybridIdentity::from_seed(&SEED);
    let subject = GrantSubject::Content(ConversationId(Uuid::nil()), 0);
    let _ = grant::verify(&identity, bytes, subject, &Roots::of(NOBODY));
}

/// A header. Only one encoding of each.
pub fn header(bytes: &[u8]) {
    if let Ok(header) = Header::decode(bytes) {
        assert_eq!(header.encode(), bytes);
    }
}

/// The plaintext of a message.
pub fn message(bytes: &[u8]) {
    if let Ok(message) = SignedMessage::verify(bytes) {
        let _ = message.body();
    }
}

/// A picture. Cleaned twice is cleaned once.
pub fn picture(bytes: &[u8]) {
    let clean = metadata::without_metadata(bytes.to_vec());
    assert_eq!(metadata::without_metadata(clean.clone()), clean);
}

/// The plaintext of a root file. Behind its lines may stand what people add.
pub fn root_file(bytes: &[u8]) {
    if let Ok(root) = recovery::read(bytes) {
        let again = recovery::read(recovery::written(&root).as_bytes());
        assert!(again.is_ok_and(|again| again.key.public() == root.key.public()));
    }
}

/// What a person types or pastes: codes, shares and keys.
pub fn text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(code) = ReceiptCode::parse(&text) {
        assert!(ReceiptCode::parse(&code.reveal()) == Ok(code));
    }
    if let Ok(code) = RecoveryCode::parse(&text) {
        assert!(RecoveryCode::parse(&code.reveal()) == Ok(code));
        assert!(ReceiptCode::parse(&text).is_err());
    }
    if let Ok(share) = RecoveryShare::parse(&text, NOBODY.authority) {
        let again = RecoveryShare::parse(&share.reveal(), NOBODY.authority);
        assert!(again.is_ok_and(|again| again == share));
    }
    if let Ok(recipient) = text.parse::<HybridRecipient>() {
        assert_eq!(recipient.to_string(), text.to_ascii_lowercase());
    }
    if let Ok(identity) = text.parse::<HybridIdentity>() {
        assert_eq!(*identity.reveal(), text);
    }
}

/// Wrapped keys as the server gives them back.
pub fn wrapped(bytes: &[u8]) {
    let failures = [Failure::DoesNotOpen, Failure::UnknownVersion];
    let account = AccountKey::unwrap(bytes, Way::Password, &SEED).err();
    assert!(account.is_none_or(|failure| failures.contains(&failure)));
    if let Ok(account) = AccountKey::unwrap(bytes, Way::Password, &SEED) {
        let _ = MemberSecrets::unwrap(bytes, &account);
    }
}

#[cfg(test)]
mod tests {
    use rand_core::RngCore;
    use zeroize::Zeroizing;

    use super::*;
    use crate::testing::{TestRng, Town};
    use crate::{
        MessageKind, Place, RootFile, Seed, Signer, open, seal_attachment, seal_grant, split_recovery,
    };

    /// What an honest program writes, for each target.
    fn corpus(town: &mut Town) -> Vec<(&'static str, Vec<u8>)> {
        let seed = Seed::from_bytes(&SEED);
        let (identity, recipient) = (seed.identity(), seed.recipient());
        let sign = town.citizen.sign.clone();
        let opening = town.opening();
        town.content = seed.clone();
        let draft = town.draft(
            Signer::Citizen(&sign),
            MessageKind::Text,
            Place::first(),
            &opening,
        );
        let sealed = town.seal(draft).sealed;
        let plain = open(&identity, &sealed, &mut |_| {}).unwrap();
        let message = SignedMessage::verify(&plain).ok().unwrap();
        let subject = GrantSubject::Content(ConversationId(Uuid::nil()), 0);
        let granted = seal_grant(
            subject,
            &seed,
            &recipient,
            town.caseworkers[0].signer(),
            crate::testing::NOW,
            &mut town.rng,
        );
        let file = seal_attachment(
            &recipient,
            "a",
            "text/plain",
            b"file".to_vec(),
            &mut town.rng,
            &mut |_| {},
        );
        let chain = town.caseworkers[0].chain.iter().flat_map(|link| {
            let length = (link.len() as u16).to_be_bytes();
            length.into_iter().chain(link.iter().copied())
        });
        let mut corpus = vec![
            ("age_file", sealed),
            (
                "attachment",
                open(&identity, &file.sealed, &mut |_| {}).unwrap().to_vec(),
            ),
            ("body", opening.encode()),
            ("body", Body::Text("Guten Tag".to_owned()).encode()),
            (
                "body",
                Body::Transfer(crate::Transfer {
                    to: town.department,
                    text: String::new(),
                })
                .encode(),
            ),
            ("body", Body::Letter(Box::new(town.letter(town.trust))).encode()),
            ("certificates", chain.collect()),
            ("grant", open(&identity, &granted, &mut |_| {}).unwrap().to_vec()),
            ("header", message.header.encode()),
            ("message", plain.to_vec()),
            (
                "text",
                ReceiptCode::random(&mut town.rng).reveal().as_bytes().to_vec(),
            ),
            (
                "text",
                RecoveryCode::random(&mut town.rng).reveal().as_bytes().to_vec(),
            ),
            ("text", recipient.to_string().into_bytes()),
            ("text", identity.reveal().as_bytes().to_vec()),
            (
                "wrapped",
                AccountKey::random(&mut TestRng::new(1)).wrap(Way::Password, &SEED, &mut TestRng::new(2)),
            ),
        ];
        let root = RootFile {
            authority: NOBODY.authority,
            key: sign,
        };
        corpus.push(("root_file", recovery::written(&root).as_bytes().to_vec()));
        let shares = split_recovery(&seed, NOBODY.authority, &mut town.rng);
        corpus.extend(
            shares
                .iter()
                .map(|share| ("text", share.reveal().as_bytes().to_vec())),
        );
        corpus.extend(metadata::pictures().map(|picture| ("picture", picture)));
        corpus
    }

    /// Changes, inserts, removes, repeats and cuts off a few bytes.
    fn mutate(bytes: &mut Vec<u8>, rng: &mut TestRng) {
        for _ in 0..=rng.next_u32() % 3 {
            let at = rng.next_u32() as usize % (bytes.len() + 1);
            let end = bytes.len().min(at + rng.next_u32() as usize % 9);
            match rng.next_u32() % 6 {
                0 => bytes.truncate(at),
                1 => drop(bytes.drain(at..end)),
                2 => bytes.insert(at, rng.next_u32() as u8),
                3 => bytes.extend_from_within(at..end),
                4 => bytes[at..end].fill([0, 0xff, 0x5a][rng.next_u32() as usize % 3]),
                _ => bytes[at..end]
                    .iter_mut()
                    .for_each(|byte| *byte = rng.next_u32() as u8),
            }
        }
    }

    #[test]
    fn no_target_falls_over_mutations_of_what_is_right() {
        let mut town = Town::new(1);
        let corpus = corpus(&mut town);
        let mut rng = TestRng::new(2);
        for (name, target) in TARGETS {
            target(&[]);
            let seeds = corpus.iter().filter(|(of, _)| *of == name);
            assert!(seeds.clone().count() > 0, "{name}");
            for (_, right) in seeds {
                target(right);
                for _ in 0..300 {
                    let mut bytes = Zeroizing::new(right.clone());
                    mutate(&mut bytes, &mut rng);
                    target(&bytes);
                }
            }
        }
    }

    #[test]
    fn every_target_has_its_file() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/fuzz_targets");
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        assert_eq!(files, TARGETS.map(|(name, _)| format!("{name}.rs")));
    }
}
