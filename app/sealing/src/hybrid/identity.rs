use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use certificates::text::{NotAKey, decode, encode};
use hpke::{Deserializable, HpkeError, OpModeR};
use zeroize::Zeroizing;

use super::xwing::{EncapsulatedKey, PrivateKey, SEED_BYTES, XWing};
use super::{Aead, BODY_BYTES, HybridRecipient, INFO, Kdf, STANZA};
use crate::file::{FileKey, OpenError, Stanza};

const PREFIX: bech32::Hrp = bech32::Hrp::parse_unchecked("age-secret-key-pq-");
/// Prefix, `1`, 52 characters of seed and six of checksum.
const TEXT_CHARACTERS: usize = 77;

/// A private key that opens what was sealed to its recipient; as text `AGE-SECRET-KEY-PQ-1…`. Expanded once, so
/// opening many files with one identity is cheaper than making it anew for each.
#[derive(Clone)]
pub struct HybridIdentity(Box<PrivateKey>);

impl HybridIdentity {
    /// Expands a seed.
    pub fn from_seed(seed: &[u8; SEED_BYTES]) -> Self {
        Self(Box::new(PrivateKey::from_seed(seed)))
    }

    /// The seed it was made from.
    pub fn seed(&self) -> &[u8; SEED_BYTES] {
        self.0.seed()
    }

    /// The public half.
    pub fn recipient(&self) -> HybridRecipient {
        HybridRecipient::new(self.0.public())
    }

    /// The private key as text, for its holder to keep. Not `Display`, so that it is never formatted by accident.
    pub fn reveal(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(TEXT_CHARACTERS));
        #[expect(clippy::expect_used, reason = "writing to a String does not fail")]
        encode(&mut *text, PREFIX, self.seed()).expect("a string");
        text.make_ascii_uppercase();
        text
    }
}

impl FromStr for HybridIdentity {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        // Bech32 allows both cases; an age identity is written in capitals only.
        if text.bytes().any(|byte| byte.is_ascii_lowercase()) {
            return Err(NotAKey);
        }
        let seed = decode::<SEED_BYTES>(text, PREFIX)?;
        Ok(Self::from_seed(&seed))
    }
}

impl HybridIdentity {
    /// Finds the stanza for this identity and unwraps the file key.
    pub(crate) fn unwrap_file_key(&self, stanzas: &[Stanza]) -> Result<FileKey, OpenError> {
        for stanza in stanzas.iter().filter(|stanza| stanza.arguments[0] == STANZA) {
            let [_, encapsulated] = stanza.arguments.as_slice() else {
                return Err(OpenError::Header);
            };
            // The engine refuses padding and leftover bits, so there is one encoding of each key.
            let encapsulated = STANDARD_NO_PAD
                .decode(encapsulated)
                .map_err(|_| OpenError::Header)?;
            let encapsulated = EncapsulatedKey::from_bytes(&encapsulated).map_err(|_| OpenError::Header)?;
            // The length is checked before opening: longer bodies can be made to open with several keys.
            if stanza.body.len() != BODY_BYTES {
                return Err(OpenError::Header);
            }
            let opened = hpke::single_shot_open::<Aead, Kdf, XWing>(
                &OpModeR::Base,
                &self.0,
                &encapsulated,
                INFO,
                &stanza.body,
                &[],
            );
            match opened.map(Zeroizing::new) {
                Ok(opened) => {
                    let mut file_key = FileKey::default();
                    file_key.copy_from_slice(&opened);
                    return Ok(file_key);
                }
                // ML-KEM never refuses: with another key only the tag does not match.
                Err(HpkeError::OpenError) => {}
                // An exchange on the curve that gives zero makes the header invalid.
                Err(_) => return Err(OpenError::Header),
            }
        }
        Err(OpenError::NoMatch)
    }
}
