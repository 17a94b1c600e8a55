use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use domain::api::Way;
use hkdf::Hkdf;
use rand_core::CryptoRngCore;
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{Failure, PublicKey, Seed, SigningKey};

const VERSION: u8 = 1;
const SALT_BYTES: usize = 32;
const PASSWORD_LABEL: &[u8] = b"siegelpost/account/v1";
const PASSKEY_LABEL: &[u8] = b"siegelpost/account/passkey/v1";
const RECOVERY_CODE_LABEL: &[u8] = b"siegelpost/account/recovery-code/v1";
const PRIVATE_LABEL: &[u8] = b"siegelpost/private/v2";
const RESTORATION_LABEL: &[u8] = b"siegelpost/restoration/v1";
const DRAFT_LABEL: &[u8] = b"siegelpost/draft/v1";

/// What every passkey evaluates with its PRF to unlock: the SHA-256 of `siegelpost/passkey/v1`, in base64url without
/// padding, as WebAuthn's JSON has it.
pub const PASSKEY_INPUT: &str = "EjM5ScJuJDV5db0cxpytZfYojIqVO_tVeTzXToaxPns";
/// Bytes of what a passkey's PRF gives for one input (Web Authentication, level 3, section 10.1.4).
pub const PASSKEY_OUTPUT_BYTES: usize = 32;

/// A member's 32 random bytes that wrap that person's private keys. Never printed, wiped when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct AccountKey([u8; 32]);

/// The label under which each way of unlocking wraps the account key.
fn label(way: Way) -> &'static [u8] {
    match way {
        Way::Password => PASSWORD_LABEL,
        Way::Passkey => PASSKEY_LABEL,
        Way::RecoveryCode => RECOVERY_CODE_LABEL,
    }
}

/// A member's two private keys, and the root that the member trusts since the check numbers were compared.
#[derive(Clone)]
pub struct MemberSecrets {
    /// Signs messages, grants and, for administrators, certificates.
    pub sign: SigningKey,
    /// The identity that epochs are granted to.
    pub seal: Seed,
    /// The authority's root as it was shown at enrolment: kept with the keys, so that no server shows this account
    /// another one later.
    pub root: PublicKey,
}

/// Opens the account key of a member whose access is being restored: what the member draws for that under a new password,
/// with the root that the check number was made with.
#[derive(Clone)]
pub struct RestorationSecret {
    /// The identity that the account key is sealed to.
    pub seal: Seed,
    /// The authority's root.
    pub root: PublicKey,
}

impl AccountKey {
    pub(crate) fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(*bytes)
    }

    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Draws a new key.
    pub fn random(rng: &mut impl CryptoRngCore) -> Self {
        let mut key = Self([0; 32]);
        rng.fill_bytes(&mut key.0);
        key
    }

    /// Wraps the account key for one way of unlocking, under that way's secret: an OPAQUE export key, or anything
    /// else with at least 128 bits that an attacker does not know. Not for passwords.
    pub fn wrap(&self, way: Way, secret: &[u8], rng: &mut impl CryptoRngCore) -> Vec<u8> {
        wrap(secret, label(way), &self.0, rng)
    }

    /// Unwraps an account key.
    ///
    /// # Errors
    ///
    /// [`Failure::DoesNotOpen`] if way or secret is another one or the bytes were altered.
    pub fn unwrap(wrapped: &[u8], way: Way, secret: &[u8]) -> Result<Self, Failure> {
        unwrap(secret, label(way), wrapped).map(|key| Self(*key))
    }

    /// Seals what was begun and not sent, for the time that the page is locked.
    pub fn seal_draft(&self, text: &str, rng: &mut impl CryptoRngCore) -> Vec<u8> {
        wrap(&self.0, DRAFT_LABEL, text.as_bytes(), rng)
    }

    /// Opens it again.
    ///
    /// # Errors
    ///
    /// [`Failure::DoesNotOpen`] if the account is another one or the bytes were altered.
    pub fn open_draft(&self, sealed: &[u8]) -> Result<String, Failure> {
        let text = opened(&self.0, DRAFT_LABEL, sealed)?;
        String::from_utf8(text.to_vec()).map_err(|_| Failure::Malformed)
    }
}

impl MemberSecrets {
    /// Draws both keys, of a member who was shown this root.
    pub fn random(root: PublicKey, rng: &mut impl CryptoRngCore) -> Self {
        Self {
            sign: SigningKey::random(rng),
            seal: Seed::random(rng),
            root,
        }
    }

    /// Wraps them under the account key.
    pub fn wrap(&self, account: &AccountKey, rng: &mut impl CryptoRngCore) -> Vec<u8> {
        let mut all = Zeroizing::new([0; 96]);
        all[..32].copy_from_slice(self.sign.seed().as_ref());
        all[32..64].copy_from_slice(self.seal.as_bytes());
        all[64..].copy_from_slice(&self.root.0);
        wrap(&account.0, PRIVATE_LABEL, all.as_ref(), rng)
    }

    /// Unwraps them.
    ///
    /// # Errors
    ///
    /// [`Failure::DoesNotOpen`] if the account key is another one or the bytes were altered.
    pub fn unwrap(wrapped: &[u8], account: &AccountKey) -> Result<Self, Failure> {
        let all: Zeroizing<[u8; 96]> = unwrap(&account.0, PRIVATE_LABEL, wrapped)?;
        let part = |from: usize| {
            let mut part = Zeroizing::new([0; 32]);
            part.copy_from_slice(&all[from..from + 32]);
            part
        };
        Ok(Self {
            sign: SigningKey::from_seed(&part(0)),
            seal: Seed::from_bytes(&part(32)),
            root: PublicKey(*part(64)),
        })
    }
}

impl RestorationSecret {
    /// Draws the identity, of a member who was shown this root.
    pub fn random(root: PublicKey, rng: &mut impl CryptoRngCore) -> Self {
        Self {
            seal: Seed::random(rng),
            root,
        }
    }

    /// Wraps both under the new password's export key.
    pub fn wrap(&self, export_key: &[u8], rng: &mut impl CryptoRngCore) -> Vec<u8> {
        let mut both = Zeroizing::new([0; 64]);
        both[..32].copy_from_slice(self.seal.as_bytes());
        both[32..].copy_from_slice(&self.root.0);
        wrap(export_key, RESTORATION_LABEL, both.as_ref(), rng)
    }

    /// Unwraps both.
    ///
    /// # Errors
    ///
    /// [`Failure::DoesNotOpen`] if the export key is another one or the bytes were altered.
    pub fn unwrap(wrapped: &[u8], export_key: &[u8]) -> Result<Self, Failure> {
        let both: Zeroizing<[u8; 64]> = unwrap(export_key, RESTORATION_LABEL, wrapped)?;
        let mut seed = Zeroizing::new([0; 32]);
        seed.copy_from_slice(&both[..32]);
        let mut root = [0; 32];
        root.copy_from_slice(&both[32..]);
        Ok(Self {
            seal: Seed::from_bytes(&seed),
            root: PublicKey(root),
        })
    }
}

/// `version ‖ salt ‖ ChaCha20-Poly1305` under `HKDF(salt, secret, label)` with the version as additional data. Every
/// wrapping has a salt and so a key of its own; the nonce can be zero.
fn wrap(secret: &[u8], label: &[u8], plain: &[u8], rng: &mut impl CryptoRngCore) -> Vec<u8> {
    let mut wrapped = vec![VERSION];
    wrapped.resize(1 + SALT_BYTES, 0);
    rng.fill_bytes(&mut wrapped[1..]);
    #[expect(clippy::expect_used, reason = "fails only beyond 256 GiB")]
    let sealed = cipher(secret, label, &wrapped[1..])
        .encrypt(
            &Nonce::default(),
            Payload {
                msg: plain,
                aad: &[VERSION],
            },
        )
        .expect("a short plaintext");
    wrapped.extend(sealed);
    wrapped
}

fn unwrap<const N: usize>(
    secret: &[u8],
    label: &[u8],
    wrapped: &[u8],
) -> Result<Zeroizing<[u8; N]>, Failure> {
    let plain = opened(secret, label, wrapped)?;
    let mut array = Zeroizing::new([0; N]);
    if plain.len() != N {
        return Err(Failure::Malformed);
    }
    array.copy_from_slice(&plain);
    Ok(array)
}

fn opened(secret: &[u8], label: &[u8], wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let (version, rest) = wrapped.split_first().ok_or(Failure::DoesNotOpen)?;
    if *version != VERSION {
        return Err(Failure::UnknownVersion);
    }
    let (salt, sealed) = rest.split_at_checked(SALT_BYTES).ok_or(Failure::DoesNotOpen)?;
    cipher(secret, label, salt)
        .decrypt(
            &Nonce::default(),
            Payload {
                msg: sealed,
                aad: &[VERSION],
            },
        )
        .map(Zeroizing::new)
        .map_err(|_| Failure::DoesNotOpen)
}

fn cipher(secret: &[u8], label: &[u8], salt: &[u8]) -> ChaCha20Poly1305 {
    let mut key = Zeroizing::new([0; 32]);
    #[expect(
        clippy::expect_used,
        reason = "fails only for more than 255 blocks of 32 bytes"
    )]
    Hkdf::<Sha256>::new(Some(salt), secret)
        .expand(label, key.as_mut())
        .expect("a short key");
    ChaCha20Poly1305::new(Key::from_slice(key.as_ref()))
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use proptest::prelude::*;
    use sha2::Digest as _;

    use super::*;
    use crate::testing::TestRng;

    #[test]
    fn what_is_wrapped_is_unwrapped_with_the_same_secret_only() {
        let mut rng = TestRng::new(1);
        let account = AccountKey::random(&mut rng);
        let root = PublicKey([3; 32]);
        let secrets = MemberSecrets::random(root, &mut rng);
        let export_key = [7; 64];
        let wrapped_account = account.wrap(Way::Password, &export_key, &mut rng);
        let wrapped_secrets = secrets.wrap(&account, &mut rng);

        let unwrapped = AccountKey::unwrap(&wrapped_account, Way::Password, &export_key)
            .ok()
            .unwrap();
        let both = MemberSecrets::unwrap(&wrapped_secrets, &unwrapped).ok().unwrap();
        assert_eq!(both.sign.public(), secrets.sign.public());
        assert!(both.seal == secrets.seal);
        assert_eq!(both.root, root);
        let restoration = RestorationSecret::random(root, &mut rng);
        let wrapped_restoration = restoration.wrap(&export_key, &mut rng);
        let again = RestorationSecret::unwrap(&wrapped_restoration, &export_key)
            .ok()
            .unwrap();
        assert!(again.seal == restoration.seal);
        assert_eq!(again.root, root);
        let failure = RestorationSecret::unwrap(&wrapped_restoration, &[8; 64]).err();
        assert_eq!(failure, Some(Failure::DoesNotOpen));
        // What was wrapped for one is not taken for the other.
        let failure = AccountKey::unwrap(&wrapped_restoration, Way::Password, &export_key).err();
        assert_eq!(failure, Some(Failure::DoesNotOpen));

        let failure = AccountKey::unwrap(&wrapped_account, Way::Password, &[8; 64]).err();
        assert_eq!(failure, Some(Failure::DoesNotOpen));
        for other in [Way::Passkey, Way::RecoveryCode] {
            let failure = AccountKey::unwrap(&wrapped_account, other, &export_key).err();
            assert_eq!(failure, Some(Failure::DoesNotOpen), "{other:?}");
        }
        let stranger = AccountKey::random(&mut rng);
        let failure = MemberSecrets::unwrap(&wrapped_secrets, &stranger).err();
        assert_eq!(failure, Some(Failure::DoesNotOpen));
        // One kind is not taken for the other, even under the same key.
        let failure = AccountKey::unwrap(&wrapped_secrets, Way::Password, &account.0).err();
        assert_eq!(failure, Some(Failure::DoesNotOpen));
    }

    #[test]
    fn a_draft_opens_for_its_account_only() {
        let mut rng = TestRng::new(1);
        let account = AccountKey::random(&mut rng);
        let sealed = account.seal_draft("Sehr geehrte Frau …", &mut rng);
        assert_eq!(account.open_draft(&sealed).unwrap(), "Sehr geehrte Frau …");
        assert_eq!(account.open_draft(&account.seal_draft("", &mut rng)).unwrap(), "");
        let other = AccountKey::random(&mut rng);
        assert_eq!(other.open_draft(&sealed), Err(Failure::DoesNotOpen));
        let secrets = MemberSecrets::random(PublicKey([3; 32]), &mut rng).wrap(&account, &mut rng);
        assert_eq!(account.open_draft(&secrets), Err(Failure::DoesNotOpen));
    }

    #[test]
    fn wrapping_twice_gives_different_bytes() {
        let mut rng = TestRng::new(1);
        let account = AccountKey::random(&mut rng);
        assert_ne!(
            account.wrap(Way::Passkey, b"secret", &mut rng),
            account.wrap(Way::Passkey, b"secret", &mut rng)
        );
    }

    #[test]
    fn passkeys_evaluate_the_hash_of_their_label() {
        let hash = Sha256::digest(b"siegelpost/passkey/v1");
        assert_eq!(URL_SAFE_NO_PAD.encode(hash), PASSKEY_INPUT);
    }

    #[test]
    fn a_later_version_is_named() {
        let mut rng = TestRng::new(1);
        let mut wrapped = AccountKey::random(&mut rng).wrap(Way::Password, b"secret", &mut rng);
        wrapped[0] = 2;
        let failure = AccountKey::unwrap(&wrapped, Way::Password, b"secret").err();
        assert_eq!(failure, Some(Failure::UnknownVersion));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>, change: prop::sample::Index) {
            prop_assert!(AccountKey::unwrap(&bytes, Way::Password, b"secret").is_err());
            let mut rng = TestRng::new(1);
            let mut wrapped = AccountKey::random(&mut rng).wrap(Way::Password, b"secret", &mut rng);
            let at = change.index(wrapped.len());
            wrapped[at] ^= 1;
            prop_assert!(AccountKey::unwrap(&wrapped, Way::Password, b"secret").is_err());
            prop_assert!(AccountKey::unwrap(&wrapped[..at], Way::Password, b"secret").is_err());
        }
    }
}
