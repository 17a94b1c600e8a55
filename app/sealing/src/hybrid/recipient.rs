use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use certificates::text::NotAKey;
use certificates::{Fingerprint, Recipient};
use hpke::{Deserializable, OpModeS, Serializable};
use rand_core::CryptoRngCore;

use super::xwing::{PUBLIC_BYTES, PublicKey, XWing};
use super::{Aead, INFO, Kdf, STANZA};
use crate::Failure;
use crate::file::{FileKey, Stanza};

/// A public key to seal to; as text `age1pq1…`.
#[derive(Clone, PartialEq, Eq)]
pub struct HybridRecipient(Box<PublicKey>);

impl HybridRecipient {
    /// Length of [`HybridRecipient::to_bytes`].
    pub const BYTES: usize = PUBLIC_BYTES;

    pub(super) fn new(key: &PublicKey) -> Self {
        Self(Box::new(key.clone()))
    }

    /// Reads the bare public key.
    ///
    /// # Errors
    ///
    /// [`NotAKey`] if the length is wrong, the ML-KEM half is not in its only encoding, or the X25519 half is a
    /// point of small order.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotAKey> {
        PublicKey::from_bytes(bytes)
            .map(|key| Self(Box::new(key)))
            .map_err(|_| NotAKey)
    }

    /// The bare public key.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_bytes().to_vec()
    }

    /// As certificates name it.
    pub fn to_certified(&self) -> Recipient {
        #[expect(clippy::expect_used, reason = "every key has this length")]
        Recipient::from_bytes(&self.0.to_bytes()).expect("a key's length")
    }

    /// Names this key in grants and certificates.
    pub fn fingerprint(&self) -> Fingerprint {
        self.to_certified().fingerprint()
    }
}

/// What a certificate names is a key to seal to only if it reads as one.
impl TryFrom<&Recipient> for HybridRecipient {
    type Error = Failure;

    fn try_from(recipient: &Recipient) -> Result<Self, Failure> {
        Self::from_bytes(recipient.as_bytes()).map_err(|_| Failure::Malformed)
    }
}

impl FromStr for HybridRecipient {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        Self::from_bytes(text.parse::<Recipient>()?.as_bytes())
    }
}

impl fmt::Display for HybridRecipient {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_certified().fmt(formatter)
    }
}

impl fmt::Debug for HybridRecipient {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "HybridRecipient({:?})", self.fingerprint())
    }
}

impl HybridRecipient {
    /// Wraps a file key: HPKE, base mode, no additional data.
    pub(crate) fn wrap_file_key(&self, file_key: &FileKey, rng: &mut impl CryptoRngCore) -> Stanza {
        #[expect(
            clippy::expect_used,
            reason = "encapsulation fails only for keys that from_bytes refuses"
        )]
        let (encapsulated, body) = hpke::single_shot_seal::<Aead, Kdf, XWing, _>(
            &OpModeS::Base,
            &self.0,
            INFO,
            file_key.as_ref(),
            &[],
            rng,
        )
        .expect("a checked key");
        Stanza {
            arguments: vec![STANZA.to_owned(), STANDARD_NO_PAD.encode(encapsulated.to_bytes())],
            body,
        }
    }
}
