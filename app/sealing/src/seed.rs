use rand_core::CryptoRngCore;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{HybridIdentity, HybridRecipient};

/// 32 random bytes from which a hybrid identity follows: a conversation's content or notes seed, or a department's
/// epoch. It is never printed and wiped when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Seed([u8; 32]);

impl Seed {
    /// Draws a new seed.
    pub fn random(rng: &mut impl CryptoRngCore) -> Self {
        let mut seed = Self([0; 32]);
        rng.fill_bytes(&mut seed.0);
        seed
    }

    /// The seed of these bytes.
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(*bytes)
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The identity that follows from it.
    pub fn identity(&self) -> HybridIdentity {
        HybridIdentity::from_seed(&self.0)
    }

    /// The recipient that follows from it; never taken from anybody else.
    pub fn recipient(&self) -> HybridRecipient {
        self.identity().recipient()
    }
}

impl PartialEq for Seed {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for Seed {}
