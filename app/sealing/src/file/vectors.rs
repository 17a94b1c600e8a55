//! The C2SP vectors of the age format (tests/VECTORS.md), all of them, through this crate and through the age crate.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;
use std::{fs, io};

use flate2::read::ZlibDecoder;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{FileKey, OpenError, open_with};
use crate::HybridIdentity;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Outcome {
    Success,
    NoMatch,
    Mac,
    Header,
    Payload,
    Armor,
}

struct Vector {
    expected: Outcome,
    payload: Option<[u8; 32]>,
    file_key: FileKey,
    identities: Vec<String>,
    passphrase: Option<String>,
    armored: bool,
    file: Vec<u8>,
}

fn vectors() -> BTreeMap<String, Vector> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, Vector::parse(&fs::read(path).unwrap()))
        })
        .collect()
}

impl Vector {
    fn parse(bytes: &[u8]) -> Self {
        let end = bytes.windows(2).position(|pair| pair == b"\n\n").unwrap();
        let mut vector = Self {
            expected: Outcome::Success,
            payload: None,
            file_key: Zeroizing::default(),
            identities: Vec::new(),
            passphrase: None,
            armored: false,
            file: bytes[end + 2..].to_vec(),
        };
        for line in str::from_utf8(&bytes[..end]).unwrap().lines() {
            let (key, value) = line.split_once(": ").unwrap();
            match key {
                "expect" => {
                    vector.expected = match value {
                        "success" => Outcome::Success,
                        "no match" => Outcome::NoMatch,
                        "HMAC failure" => Outcome::Mac,
                        "header failure" => Outcome::Header,
                        "payload failure" => Outcome::Payload,
                        "armor failure" => Outcome::Armor,
                        _ => panic!("expectation {value}"),
                    }
                }
                "payload" => vector.payload = Some(hex::decode(value).unwrap().try_into().unwrap()),
                // A few vectors have a longer key on purpose; those never get as far as to use it.
                "file key" => {
                    let key = hex::decode(value).unwrap();
                    vector.file_key.copy_from_slice(&key[..16]);
                }
                "identity" => vector.identities.push(value.to_owned()),
                "passphrase" => vector.passphrase = Some(value.to_owned()),
                "armored" => vector.armored = value == "yes",
                "compressed" => {
                    let compressed = std::mem::take(&mut vector.file);
                    ZlibDecoder::new(&*compressed)
                        .read_to_end(&mut vector.file)
                        .unwrap();
                }
                "comment" => {}
                _ => panic!("key {key}"),
            }
        }
        vector
    }

    fn hybrid_identities(&self) -> Vec<HybridIdentity> {
        self.identities
            .iter()
            .filter_map(|text| text.parse().ok())
            .collect()
    }

    fn has_payload(&self, plain: &[u8]) -> bool {
        self.payload == Some(Sha256::digest(plain).into())
    }

    /// This crate's outcome: with the hybrid identities, if there are any; else with the file key itself, as if some
    /// other type of recipient had given it.
    fn ours(&self) -> Outcome {
        let identities = self.hybrid_identities();
        let opened = open_with(
            |stanzas| {
                if identities.is_empty() {
                    return Ok(self.file_key.clone());
                }
                identities
                    .iter()
                    .map(|identity| identity.unwrap_file_key(stanzas))
                    .find(|unwrapped| !matches!(unwrapped, Err(OpenError::NoMatch)))
                    .unwrap_or(Err(OpenError::NoMatch))
            },
            &self.file,
            &mut |_| {},
        );
        match opened {
            Ok(plain) => {
                assert!(self.expected != Outcome::Success || self.has_payload(&plain));
                Outcome::Success
            }
            Err(OpenError::Header) => Outcome::Header,
            Err(OpenError::NoMatch) => Outcome::NoMatch,
            Err(OpenError::Mac) => Outcome::Mac,
            Err(OpenError::Payload) => Outcome::Payload,
        }
    }

    /// The age crate's outcome, with its own identities and our hybrid one.
    fn age_crates(&self) -> Outcome {
        let mut identities: Vec<Box<dyn age::Identity>> = Vec::new();
        for text in &self.identities {
            match text.parse::<HybridIdentity>() {
                Ok(identity) => identities.push(Box::new(identity)),
                Err(_) => identities.push(Box::new(text.parse::<age::x25519::Identity>().unwrap())),
            }
        }
        if let Some(passphrase) = &self.passphrase {
            let mut identity = age::scrypt::Identity::new(passphrase.clone().into());
            identity.set_max_work_factor(16);
            identities.push(Box::new(identity));
        }
        let reader = age::Decryptor::new(age::armor::ArmoredReader::new(&*self.file))
            .and_then(|decryptor| decryptor.decrypt(identities.iter().map(AsRef::as_ref)));
        let mut plain = Vec::new();
        let failed = match reader.map(|mut reader| reader.read_to_end(&mut plain)) {
            Ok(Ok(_)) => None,
            Ok(Err(error)) => Some(Self::armor(&error).unwrap_or(Outcome::Payload)),
            Err(age::DecryptError::Io(error)) => Some(Self::armor(&error).unwrap_or(Outcome::Header)),
            Err(age::DecryptError::InvalidMac) => Some(Outcome::Mac),
            Err(age::DecryptError::NoMatchingKeys | age::DecryptError::DecryptionFailed) => {
                Some(Outcome::NoMatch)
            }
            Err(_) => Some(Outcome::Header),
        };
        // What was read before a failure must be right, too.
        let read_something = matches!(failed, None | Some(Outcome::Payload));
        assert!(!read_something || self.payload.is_none() || self.has_payload(&plain));
        failed.unwrap_or(Outcome::Success)
    }

    fn armor(error: &io::Error) -> Option<Outcome> {
        error
            .get_ref()
            .is_some_and(<dyn std::error::Error + Send + Sync>::is::<age::armor::ArmoredReadError>)
            .then_some(Outcome::Armor)
    }
}

/// Names of the vectors, among those that `concerns` selects, whose outcome is not the expected one.
fn deviating(concerns: impl Fn(&Vector) -> bool, outcome: impl Fn(&Vector) -> Outcome) -> Vec<String> {
    let vectors = vectors();
    assert_eq!(vectors.len(), 143);
    vectors
        .into_iter()
        .filter(|(_, vector)| concerns(vector) && outcome(vector) != vector.expected)
        .map(|(name, _)| name)
        .collect()
}

/// This crate reads no armor: an armored file is no age file to it, whatever else is right or wrong with it.
#[test]
fn no_armored_file_opens() {
    assert_eq!(vectors().values().filter(|vector| vector.armored).count(), 33);
    let vectors = vectors();
    let opened = vectors
        .iter()
        .find(|(_, vector)| vector.armored && vector.ours() != Outcome::Header);
    assert_eq!(opened.map(|(name, _)| name), None);
}

/// Every rule about headers, their MAC, payloads, and hybrid stanzas holds. The exceptions are rules about stanzas of
/// types that this crate passes over: given the file key, it does not mind what they look like.
#[test]
fn every_other_vector_comes_out_as_it_should() {
    const RULES_OF_SCRYPT_STANZAS: [&str; 23] = [
        "scrypt_and_x25519",
        "scrypt_bad_tag",
        "scrypt_double",
        "scrypt_extra_argument",
        "scrypt_long_file_key",
        "scrypt_no_match",
        "scrypt_not_canonical_salt",
        "scrypt_salt_long",
        "scrypt_salt_missing",
        "scrypt_salt_short",
        "scrypt_uppercase",
        "scrypt_work_factor_23",
        "scrypt_work_factor_hex",
        "scrypt_work_factor_leading_garbage",
        "scrypt_work_factor_leading_plus",
        "scrypt_work_factor_leading_zero_decimal",
        "scrypt_work_factor_leading_zero_octal",
        "scrypt_work_factor_missing",
        "scrypt_work_factor_negative",
        "scrypt_work_factor_overflow",
        "scrypt_work_factor_trailing_garbage",
        "scrypt_work_factor_wrong",
        "scrypt_work_factor_zero",
    ];
    const RULES_OF_X25519_STANZAS: [&str; 10] = [
        "x25519_bad_tag",
        "x25519_extra_argument",
        "x25519_identity",
        "x25519_long_file_key",
        "x25519_long_share",
        "x25519_low_order",
        "x25519_lowercase",
        "x25519_no_match",
        "x25519_not_canonical_share",
        "x25519_short_share",
    ];
    // An X25519 stanza with the argument of a hybrid one: passed over, where an X25519 identity would refuse it.
    let mut expected = vec!["hybrid_x25519_arg"];
    expected.extend(RULES_OF_SCRYPT_STANZAS);
    expected.extend(RULES_OF_X25519_STANZAS);
    assert_eq!(deviating(|vector| !vector.armored, Vector::ours), expected);
}

/// With the age crate around it, our hybrid identity gets every hybrid vector right. The crate itself deviates where
/// its own test says so (rage, age/tests/testkit.rs): it recognises armor by its first line, so a wrong first line
/// is a wrong header to it, and armor may not stand behind white space; and it still reads stanzas without a last
/// short line, which it once wrote.
#[test]
fn the_age_crate_deviates_only_where_it_says_so() {
    let expected = [
        "armor_garbage_leading",
        "armor_lowercase",
        "armor_whitespace_begin",
        "armor_whitespace_outside",
        "armor_wrong_type",
        "stanza_missing_body",
        "stanza_missing_final_line",
    ];
    assert_eq!(deviating(|_| true, Vector::age_crates), expected);
}
