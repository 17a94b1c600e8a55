//! X-Wing, the KEM of ML-KEM-768 and X25519 (draft-connolly-cfrg-xwing-kem), in the shape that HPKE asks for:
//! MLKEM768-X25519 of draft-ietf-hpke-pq, KEM id 0x647a.

use hpke::generic_array::typenum::{Sum, U32, U96, U192, U1024};
use hpke::kem::SharedSecret;
use hpke::{Deserializable, HpkeError, Serializable};
use ml_kem::array::Array;
use ml_kem::kem::{Decapsulate, DecapsulationKey, Encapsulate, EncapsulationKey};
use ml_kem::{Ciphertext, EncodedSizeUser, KemCore, MlKem768, MlKem768Params};
use rand_core::{CryptoRng, RngCore};
use sha3::digest::{ExtendableOutput, FixedOutput, Update, XofReader};
use sha3::{Sha3_256, Shake256};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

/// Bytes of a seed, which is all of a private key.
pub(crate) const SEED_BYTES: usize = 32;
/// Bytes of a public key: ML-KEM-768, then X25519.
pub(crate) const PUBLIC_BYTES: usize = ML_KEM_PUBLIC_BYTES + X25519_BYTES;
/// Bytes of an encapsulated key: ML-KEM-768, then X25519.
pub(crate) const ENCAPSULATED_BYTES: usize = ML_KEM_CIPHERTEXT_BYTES + X25519_BYTES;

const ML_KEM_PUBLIC_BYTES: usize = 1184;
const ML_KEM_CIPHERTEXT_BYTES: usize = 1088;
const X25519_BYTES: usize = 32;
const LABEL: &[u8; 6] = br"\.//^\";

#[derive(Clone)]
pub(crate) struct PrivateKey {
    seed: Zeroizing<[u8; SEED_BYTES]>,
    lattice: DecapsulationKey<MlKem768Params>,
    curve: x25519_dalek::StaticSecret,
    public: PublicKey,
}

impl PrivateKey {
    pub(crate) fn from_seed(seed: &[u8; SEED_BYTES]) -> Self {
        let mut expansion = Shake256::default().chain(seed).finalize_xof();
        let mut d = Array::default();
        let mut z = Array::default();
        let mut scalar = Zeroizing::new([0; X25519_BYTES]);
        expansion.read(&mut d);
        expansion.read(&mut z);
        expansion.read(scalar.as_mut());
        let (lattice, lattice_public) = MlKem768::generate_deterministic(&d, &z);
        d.zeroize();
        z.zeroize();
        let curve = x25519_dalek::StaticSecret::from(*scalar);
        let public = PublicKey {
            lattice: lattice_public,
            curve: x25519_dalek::PublicKey::from(&curve),
        };
        Self {
            seed: Zeroizing::new(*seed),
            lattice,
            curve,
            public,
        }
    }

    pub(crate) fn seed(&self) -> &[u8; SEED_BYTES] {
        &self.seed
    }

    pub(crate) fn public(&self) -> &PublicKey {
        &self.public
    }
}

impl PartialEq for PrivateKey {
    fn eq(&self, other: &Self) -> bool {
        self.seed.ct_eq(other.seed.as_ref()).into()
    }
}

impl Eq for PrivateKey {}

impl Serializable for PrivateKey {
    type OutputSize = U32;

    fn write_exact(&self, buffer: &mut [u8]) {
        buffer.copy_from_slice(self.seed.as_ref());
    }
}

impl Deserializable for PrivateKey {
    fn from_bytes(encoded: &[u8]) -> Result<Self, HpkeError> {
        let seed: &[u8; SEED_BYTES] = encoded
            .try_into()
            .map_err(|_| HpkeError::IncorrectInputLength(SEED_BYTES, encoded.len()))?;
        Ok(Self::from_seed(seed))
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PublicKey {
    lattice: EncapsulationKey<MlKem768Params>,
    curve: x25519_dalek::PublicKey,
}

impl Eq for PublicKey {}

impl Serializable for PublicKey {
    type OutputSize = Sum<U1024, U192>;

    fn write_exact(&self, buffer: &mut [u8]) {
        let (lattice, curve) = buffer.split_at_mut(ML_KEM_PUBLIC_BYTES);
        lattice.copy_from_slice(&self.lattice.as_bytes());
        curve.copy_from_slice(self.curve.as_bytes());
    }
}

impl Deserializable for PublicKey {
    /// Refuses a lattice key whose coefficients are not reduced (FIPS 203, section 7.2: decoding and encoding it
    /// must give the same bytes) and a curve point of small order, with which every exchange gives zero.
    fn from_bytes(encoded: &[u8]) -> Result<Self, HpkeError> {
        let wrong_length = || HpkeError::IncorrectInputLength(PUBLIC_BYTES, encoded.len());
        let (lattice_bytes, curve_bytes) = encoded
            .split_at_checked(ML_KEM_PUBLIC_BYTES)
            .ok_or_else(wrong_length)?;
        let curve: [u8; X25519_BYTES] = curve_bytes.try_into().map_err(|_| wrong_length())?;
        let lattice = EncapsulationKey::from_bytes(lattice_bytes.try_into().map_err(|_| wrong_length())?);
        if lattice.as_bytes().as_slice() != lattice_bytes {
            return Err(HpkeError::ValidationError);
        }
        // Any clamped scalar is a multiple of the cofactor and takes every point of small order to zero.
        if x25519_dalek::x25519(PROBE, curve) == [0; X25519_BYTES] {
            return Err(HpkeError::ValidationError);
        }
        Ok(Self {
            lattice,
            curve: curve.into(),
        })
    }
}

const PROBE: [u8; X25519_BYTES] = [9; X25519_BYTES];

#[derive(Clone)]
pub(crate) struct EncapsulatedKey {
    lattice: Ciphertext<MlKem768>,
    curve: x25519_dalek::PublicKey,
}

impl Serializable for EncapsulatedKey {
    type OutputSize = Sum<U1024, U96>;

    fn write_exact(&self, buffer: &mut [u8]) {
        let (lattice, curve) = buffer.split_at_mut(ML_KEM_CIPHERTEXT_BYTES);
        lattice.copy_from_slice(&self.lattice);
        curve.copy_from_slice(self.curve.as_bytes());
    }
}

impl Deserializable for EncapsulatedKey {
    fn from_bytes(encoded: &[u8]) -> Result<Self, HpkeError> {
        let wrong_length = || HpkeError::IncorrectInputLength(ENCAPSULATED_BYTES, encoded.len());
        let (lattice, curve) = encoded
            .split_at_checked(ML_KEM_CIPHERTEXT_BYTES)
            .ok_or_else(wrong_length)?;
        let curve: [u8; X25519_BYTES] = curve.try_into().map_err(|_| wrong_length())?;
        Ok(Self {
            lattice: lattice.try_into().map_err(|_| wrong_length())?,
            curve: curve.into(),
        })
    }
}

/// MLKEM768-X25519 for HPKE. It has no authenticated mode; asked for one, it fails.
pub(crate) struct XWing;

impl hpke::Kem for XWing {
    type PublicKey = PublicKey;
    type PrivateKey = PrivateKey;
    type EncappedKey = EncapsulatedKey;
    type NSecret = U32;
    const KEM_ID: u16 = 0x647a;

    fn sk_to_pk(private: &PrivateKey) -> PublicKey {
        private.public.clone()
    }

    /// SHAKE256 `LabeledDerive` of draft-ietf-hpke-pq with the label `DeriveKeyPair`.
    fn derive_keypair(material: &[u8]) -> (PrivateKey, PublicKey) {
        const DERIVE: &[u8; 13] = b"DeriveKeyPair";
        let mut seed = Zeroizing::new([0; SEED_BYTES]);
        Shake256::default()
            .chain(material)
            .chain(b"HPKE-v1")
            .chain(b"KEM")
            .chain(Self::KEM_ID.to_be_bytes())
            .chain((DERIVE.len() as u16).to_be_bytes())
            .chain(DERIVE)
            .chain((SEED_BYTES as u16).to_be_bytes())
            .finalize_xof()
            .read(seed.as_mut());
        let private = PrivateKey::from_seed(&seed);
        let public = private.public.clone();
        (private, public)
    }

    fn decap(
        private: &PrivateKey,
        sender: Option<&PublicKey>,
        encapsulated: &EncapsulatedKey,
    ) -> Result<SharedSecret<Self>, HpkeError> {
        if sender.is_some() {
            return Err(HpkeError::DecapError);
        }
        let mut lattice = private
            .lattice
            .decapsulate(&encapsulated.lattice)
            .map_err(|()| HpkeError::DecapError)?;
        let curve = private.curve.diffie_hellman(&encapsulated.curve);
        if !curve.was_contributory() {
            lattice.zeroize();
            return Err(HpkeError::DecapError);
        }
        let shared = combine(&lattice, &curve, &encapsulated.curve, &private.public.curve);
        lattice.zeroize();
        Ok(shared)
    }

    fn encap<R: CryptoRng + RngCore>(
        public: &PublicKey,
        sender: Option<(&PrivateKey, &PublicKey)>,
        rng: &mut R,
    ) -> Result<(SharedSecret<Self>, EncapsulatedKey), HpkeError> {
        if sender.is_some() {
            return Err(HpkeError::EncapError);
        }
        let (ciphertext, mut lattice) = public
            .lattice
            .encapsulate(rng)
            .map_err(|()| HpkeError::EncapError)?;
        let mut scalar = Zeroizing::new([0; X25519_BYTES]);
        rng.fill_bytes(scalar.as_mut());
        let ephemeral = x25519_dalek::StaticSecret::from(*scalar);
        let encapsulated = EncapsulatedKey {
            lattice: ciphertext,
            curve: x25519_dalek::PublicKey::from(&ephemeral),
        };
        let curve = ephemeral.diffie_hellman(&public.curve);
        if !curve.was_contributory() {
            lattice.zeroize();
            return Err(HpkeError::EncapError);
        }
        let shared = combine(&lattice, &curve, &encapsulated.curve, &public.curve);
        lattice.zeroize();
        Ok((shared, encapsulated))
    }
}

fn combine(
    lattice: &[u8],
    curve: &x25519_dalek::SharedSecret,
    ephemeral: &x25519_dalek::PublicKey,
    recipient: &x25519_dalek::PublicKey,
) -> SharedSecret<XWing> {
    SharedSecret(
        Sha3_256::default()
            .chain(lattice)
            .chain(curve.as_bytes())
            .chain(ephemeral.as_bytes())
            .chain(recipient.as_bytes())
            .chain(LABEL)
            .finalize_fixed(),
    )
}
