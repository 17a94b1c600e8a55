use hkdf::Hkdf;
use rand_core::CryptoRngCore;
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::code::{self, Kind};
use crate::{ReceiptMistake, SigningKey};

const SALT: &[u8] = b"siegelpost/recovery-code/v1";
const LOGIN: &str = "siegelpost/recovery-login/v1";

/// A member's recovery code, 128 bits on paper that unlock the account when the password is lost. It is written like a
/// receipt code and begins with another character. It has no `Debug` and no `Display`: whoever shows it says so with
/// [`RecoveryCode::reveal`].
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct RecoveryCode(u128);

/// Everything that follows from a recovery code. Wiped when dropped, never printed.
pub struct RecoveryCodeKeys {
    /// Signs the server's challenges; the server holds the public half.
    pub auth: SigningKey,
    /// Wraps the account key.
    pub wrap: Zeroizing<[u8; 32]>,
}

impl RecoveryCode {
    /// Draws a new code.
    pub fn random(rng: &mut impl CryptoRngCore) -> Self {
        Self(code::draw(rng))
    }

    /// Reads a code as a person types it, as forgivingly as a receipt code.
    ///
    /// # Errors
    ///
    /// The [`ReceiptMistake`], found without asking anybody; a receipt code is [`ReceiptMistake::OtherKind`].
    pub fn parse(text: &str) -> Result<Self, ReceiptMistake> {
        code::parse(text, Kind::Recovery).map(Self)
    }

    /// The code in seven groups of four, to be shown to the member and to nobody else.
    pub fn reveal(&self) -> Zeroizing<String> {
        code::reveal(self.0, Kind::Recovery)
    }

    /// Derives the keys: HKDF-SHA256, each label its own key.
    pub fn keys(&self) -> RecoveryCodeKeys {
        let expansion = Hkdf::<Sha256>::new(Some(SALT), &*Zeroizing::new(self.0.to_be_bytes()));
        RecoveryCodeKeys {
            auth: SigningKey::from_seed(&expand(&expansion, b"auth")),
            wrap: expand(&expansion, b"wrap"),
        }
    }
}

impl RecoveryCodeKeys {
    /// Signs a challenge: `"siegelpost/recovery-login/v1" ‖ 0x00 ‖ origin ‖ 0x00 ‖ nonce`, as citizens sign theirs under
    /// another label.
    pub fn sign_login(&self, origin: &str, nonce: &[u8]) -> [u8; 64] {
        self.auth.sign_bytes(&login(origin, nonce))
    }
}

fn login(origin: &str, nonce: &[u8]) -> Vec<u8> {
    [LOGIN.as_bytes(), b"\0", origin.as_bytes(), b"\0", nonce].concat()
}

fn expand(expansion: &Hkdf<Sha256>, label: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    #[expect(
        clippy::expect_used,
        reason = "fails only for more than 255 blocks of 32 bytes"
    )]
    expansion.expand(label, &mut *key).expect("a short key");
    key
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ReceiptCode;

    const SECRET: u128 = 0x0011_2233_4455_6677_8899_aabb_ccdd_eeff;

    /// Made with another implementation of HKDF. Accounts are opened by these keys: they never change.
    #[test]
    fn known_codes_and_keys_stay_what_they_are() {
        let code = RecoveryCode(SECRET);
        assert_eq!(code.reveal().as_str(), KNOWN);
        let keys = code.keys();
        assert_eq!(hex::encode(*keys.auth.seed()), AUTH);
        assert_eq!(hex::encode(*keys.wrap), WRAP);
    }

    const KNOWN: &str = "R008-J4CT-4ANK-7F24-SNAX-WSQF-EZWA";
    const AUTH: &str = "364ecde951868e943ac2a0eae42f761b76cd8ff7ebdcd1f9ec3b01bf3aac4a80";
    const WRAP: &str = "1c054d98fd411f7ebf6aaac10a88ccb7f7e8c8bfa528b8f9966f4fc31af78ccc";

    #[test]
    fn a_receipt_code_is_not_taken_for_a_recovery_code_nor_the_other_way_round() {
        let mut rng = crate::testing::TestRng::new(1);
        let receipt = ReceiptCode::random(&mut rng).reveal();
        assert_eq!(
            RecoveryCode::parse(&receipt).err(),
            Some(ReceiptMistake::OtherKind)
        );
        let recovery = RecoveryCode::random(&mut rng).reveal();
        assert_eq!(
            ReceiptCode::parse(&recovery).err(),
            Some(ReceiptMistake::OtherKind)
        );
        assert!(recovery.starts_with('R'));
    }

    #[test]
    fn a_signature_is_for_one_origin_one_nonce_and_one_kind_of_login() {
        let keys = RecoveryCode(SECRET).keys();
        let signature = keys.sign_login("https://portal.example", b"nonce");
        let auth = keys.auth.public();
        let signed = b"siegelpost/recovery-login/v1\0https://portal.example\0nonce";
        assert_eq!(auth.verify_bytes(signed, &signature), Ok(()));
        for other in [
            login("https://portal.example", b"other"),
            login("https://elsewhere.example", b"nonce"),
            b"siegelpost/login/v1\0https://portal.example\0nonce".to_vec(),
        ] {
            assert!(auth.verify_bytes(&other, &signature).is_err());
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(secret: u128) {
            let code = RecoveryCode(secret);
            prop_assert!(RecoveryCode::parse(&code.reveal().to_lowercase()) == Ok(code));
        }

        #[test]
        fn no_text_makes_it_panic(text: String) {
            let _ = RecoveryCode::parse(&text);
        }
    }
}
