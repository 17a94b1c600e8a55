use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::text::{self, NotAKey};

/// Bytes of a hybrid recipient: ML-KEM-768, then X25519.
const BYTES: usize = 1216;
const PREFIX: bech32::Hrp = bech32::Hrp::parse_unchecked("age1pq");

/// A public key to seal to, as it stands in certificates; as text `age1pq1…`. Whether anything can be sealed to it shows
/// where it is sealed to.
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient(Box<[u8; BYTES]>);

impl Recipient {
    /// Length of [`Recipient::as_bytes`].
    pub const BYTES: usize = BYTES;

    /// Takes the bare public key.
    ///
    /// # Errors
    ///
    /// [`NotAKey`] for any other length.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotAKey> {
        let bytes = <[u8; BYTES]>::try_from(bytes).map_err(|_| NotAKey)?;
        Ok(Self(Box::new(bytes)))
    }

    /// The bare public key.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// Names this key in grants and certificates.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint(Sha256::digest(self.as_bytes()).into())
    }
}

impl FromStr for Recipient {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let bytes = text::decode::<BYTES>(text, PREFIX)?;
        Self::from_bytes(bytes.as_ref())
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        text::encode(formatter, PREFIX, self.as_bytes())
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Recipient({:?})", self.fingerprint())
    }
}

/// SHA-256 of a recipient's bare public key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub [u8; 32]);

impl fmt::Debug for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0[..8]
            .iter()
            .try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}
