//! The hybrid recipient type of age, `mlkem768x25519` (c2sp.org/age): X-Wing through HPKE.

#[cfg(test)]
mod age_crate;
mod identity;
mod recipient;
#[cfg(test)]
mod tests;
mod xwing;

pub use identity::HybridIdentity;
pub use recipient::HybridRecipient;

type Aead = hpke::aead::ChaCha20Poly1305;
type Kdf = hpke::kdf::HkdfSha256;

/// First argument of a hybrid stanza.
const STANZA: &str = "mlkem768x25519";
/// HPKE's `info`.
const INFO: &[u8] = b"age-encryption.org/mlkem768x25519";
/// Bytes of a stanza's body: a file key of 16 bytes and a tag.
const BODY_BYTES: usize = 32;
