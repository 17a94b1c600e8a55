use std::fmt;

use ed25519_dalek::Signer as _;
use rand_core::CryptoRngCore;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::Failure;

/// Bytes of an Ed25519 signature.
pub const SIGNATURE_BYTES: usize = 64;

/// An Ed25519 private key. It is never printed and wiped when dropped.
#[derive(Clone)]
pub struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    /// Draws a new key.
    pub fn random(rng: &mut impl CryptoRngCore) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill_bytes(seed.as_mut());
        Self::from_seed(&seed)
    }

    /// The key with this seed (RFC 8032, private key).
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// The seed, for its holder to keep.
    pub fn seed(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    /// Signs the bytes as they stand.
    pub fn sign_bytes(&self, bytes: &[u8]) -> [u8; SIGNATURE_BYTES] {
        self.0.sign(bytes).to_bytes()
    }

    /// Signs `label ‖ 0x00 ‖ SHA-256(bytes)`.
    pub fn sign(&self, label: &str, bytes: &[u8]) -> [u8; SIGNATURE_BYTES] {
        self.sign_bytes(&signed(label, bytes))
    }
}

/// An Ed25519 public key, as it came: whether it is a point shows when a signature is verified.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey(pub [u8; 32]);

impl PublicKey {
    /// Reads 32 bytes; `None` for any other length.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// Verifies a signature over `label ‖ 0x00 ‖ SHA-256(bytes)`, strictly: no key of small order, no second form of
    /// a signature.
    ///
    /// # Errors
    ///
    /// [`Failure::BadSignature`].
    pub fn verify(&self, label: &str, bytes: &[u8], signature: &[u8]) -> Result<(), Failure> {
        self.verify_bytes(&signed(label, bytes), signature)
    }

    /// Verifies a signature over the bytes as they stand, as strictly.
    ///
    /// # Errors
    ///
    /// [`Failure::BadSignature`].
    pub fn verify_bytes(&self, bytes: &[u8], signature: &[u8]) -> Result<(), Failure> {
        let key = ed25519_dalek::VerifyingKey::from_bytes(&self.0).map_err(|_| Failure::BadSignature)?;
        let signature = ed25519_dalek::Signature::from_slice(signature).map_err(|_| Failure::BadSignature)?;
        key.verify_strict(bytes, &signature)
            .map_err(|_| Failure::BadSignature)
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0[..8]
            .iter()
            .try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

fn signed(label: &str, bytes: &[u8]) -> Vec<u8> {
    let mut signed = Vec::with_capacity(label.len() + 33);
    signed.extend_from_slice(label.as_bytes());
    signed.push(0);
    signed.extend_from_slice(&Sha256::digest(bytes));
    signed
}
