use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::ReceiptCode;
use crate::{Seed, SigningKey};

const SALT: &[u8] = b"siegelpost/receipt/v1";
const LOGIN: &str = "siegelpost/login/v1";

/// Everything that follows from a receipt code. Wiped when dropped, never printed.
pub struct ReceiptKeys {
    /// Where the conversation is: the server stores and looks up only its SHA-256.
    pub locator: Zeroizing<[u8; 16]>,
    /// Signs the server's login challenges.
    pub auth: SigningKey,
    /// The citizen's hybrid identity.
    pub seal: Seed,
    /// Signs the citizen's messages and grants.
    pub sign: SigningKey,
    /// For drafts kept on the device.
    pub draft: Zeroizing<[u8; 32]>,
}

impl ReceiptKeys {
    /// Derives the keys: HKDF-SHA256, each label its own key.
    pub fn derive(code: &ReceiptCode) -> Self {
        let expansion = Hkdf::<Sha256>::new(Some(SALT), &*code.secret());
        Self {
            locator: expand(&expansion, b"locator"),
            auth: SigningKey::from_seed(&expand(&expansion, b"auth")),
            seal: Seed::from_bytes(&expand(&expansion, b"seal")),
            sign: SigningKey::from_seed(&expand(&expansion, b"sign")),
            draft: expand(&expansion, b"draft"),
        }
    }

    /// What the server knows the conversation by.
    pub fn locator_hash(&self) -> [u8; 32] {
        Sha256::digest(*self.locator).into()
    }

    /// Signs a login challenge: `"siegelpost/login/v1" ‖ 0x00 ‖ origin ‖ 0x00 ‖ nonce`. The origin has no zero byte,
    /// so the parts cannot be told apart in two ways; it keeps a challenge of one portal from serving at another.
    pub fn sign_login(&self, origin: &str, nonce: &[u8]) -> [u8; 64] {
        self.auth.sign_bytes(&login(origin, nonce))
    }
}

fn login(origin: &str, nonce: &[u8]) -> Vec<u8> {
    [LOGIN.as_bytes(), b"\0", origin.as_bytes(), b"\0", nonce].concat()
}

fn expand<const N: usize>(expansion: &Hkdf<Sha256>, label: &[u8]) -> Zeroizing<[u8; N]> {
    let mut key = Zeroizing::new([0; N]);
    #[expect(
        clippy::expect_used,
        reason = "fails only for more than 255 blocks of 32 bytes"
    )]
    expansion.expand(label, &mut *key).expect("a short key");
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made with another implementation of HKDF. Conversations are found and opened by these keys: they never change.
    #[test]
    fn known_keys_stay_what_they_are() {
        let code = ReceiptCode::parse("1008-J4CT-4ANK-7F24-SNAX-WSQF-EZXK")
            .ok()
            .unwrap();
        let keys = ReceiptKeys::derive(&code);
        assert_eq!(hex::encode(*keys.locator), "c6a27569122c0f11fe053ed1c88e4b90");
        for (key, hex) in [
            (
                keys.auth.seed().as_ref(),
                "e1720cbe57c7d9357024ef8677ee8d9e0518beb471767ea39d6905825b806c75",
            ),
            (
                keys.seal.as_bytes().as_slice(),
                "b60184271422cbefa959e44005425c03c942c1746cc270be847b6cab92a2a7ba",
            ),
            (
                keys.sign.seed().as_ref(),
                "90c82904a9eea60775cda85691a952897317922d69f27593d1f160b7382a89ec",
            ),
            (
                keys.draft.as_ref(),
                "96a7a8883ab893cdef05c82a64eef50c495776d020d462f316e9a6e9dc2856c0",
            ),
            (
                &keys.locator_hash(),
                "ff06d64d961011a841ad3bdd8c32d1bcead1d31fea79eb92bb8e9eb55d5a42d7",
            ),
        ] {
            assert_eq!(hex::encode(key), hex);
        }
    }

    #[test]
    fn a_login_signature_is_for_one_origin_and_one_nonce() {
        let keys = ReceiptKeys::derive(&ReceiptCode::random(&mut rand_core::OsRng));
        let signature = keys.sign_login("https://portal.example", b"nonce");
        let auth = keys.auth.public();
        let signed = b"siegelpost/login/v1\0https://portal.example\0nonce";
        assert_eq!(auth.verify_bytes(signed, &signature), Ok(()));
        for other in [
            login("https://portal.example", b"other"),
            login("https://elsewhere.example", b"nonce"),
        ] {
            assert!(auth.verify_bytes(&other, &signature).is_err());
        }
    }
}
