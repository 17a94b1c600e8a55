use rand_core::CryptoRngCore;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::ReceiptMistake;
use crate::code::{self, Kind};

/// The secret of one conversation, 128 bits. It has no `Debug` and no `Display`: whoever shows it says so with
/// [`ReceiptCode::reveal`].
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct ReceiptCode(u128);

impl ReceiptCode {
    /// Draws a new code.
    pub fn random(rng: &mut impl CryptoRngCore) -> Self {
        Self(code::draw(rng))
    }

    /// Reads a code as a person types it: in any case, with or without separators, O for 0, I or L for 1.
    ///
    /// # Errors
    ///
    /// The [`ReceiptMistake`], found without asking anybody. Every single wrong character and every swap of two
    /// neighbours is found; of other mistakes 127 out of 128.
    pub fn parse(text: &str) -> Result<Self, ReceiptMistake> {
        code::parse(text, Kind::Receipt).map(Self)
    }

    /// The code in seven groups of four, to be shown to the citizen and to nobody else.
    pub fn reveal(&self) -> Zeroizing<String> {
        code::reveal(self.0, Kind::Receipt)
    }

    /// The secret itself, for key derivation.
    pub(super) fn secret(&self) -> Zeroizing<[u8; 16]> {
        Zeroizing::new(self.0.to_be_bytes())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::code::CHARACTERS;
    use certificates::base32::symbol;

    fn plain(code: &ReceiptCode) -> Vec<char> {
        code.reveal()
            .chars()
            .filter(|character| *character != '-')
            .collect()
    }

    fn mistake(text: &str) -> Option<ReceiptMistake> {
        ReceiptCode::parse(text).err()
    }

    /// Codes that were given out must open for ever: these never change.
    #[test]
    fn known_codes_stay_what_they_are() {
        for (secret, text) in [
            (0, "1000-0000-0000-0000-0000-0000-000J"),
            (u128::MAX, "1ZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZWV"),
            (
                0x0011_2233_4455_6677_8899_aabb_ccdd_eeff,
                "1008-J4CT-4ANK-7F24-SNAX-WSQF-EZXK",
            ),
        ] {
            assert_eq!(ReceiptCode(secret).reveal().as_str(), text);
            assert!(ReceiptCode::parse(text) == Ok(ReceiptCode(secret)));
        }
    }

    #[test]
    fn every_way_to_type_it_is_read() {
        let code = ReceiptCode(0x0011_2233_4455_6677_8899_aabb_ccdd_eeff);
        let shown = code.reveal();
        for typed in [
            shown.to_lowercase(),
            shown.replace('-', ""),
            shown.replace('-', " "),
            shown.replace('-', " – "),
            format!("\t{}\n", shown.replace('-', "\u{a0}")),
            shown.replace('0', "o").replace('1', "l"),
            shown.replace('0', "O").replace('1', "I"),
        ] {
            assert!(ReceiptCode::parse(&typed) == Ok(code.clone()), "{typed}");
        }
    }

    #[test]
    fn mistakes_are_named() {
        assert_eq!(mistake(""), Some(ReceiptMistake::Length(0)));
        assert_eq!(mistake("1000-0000"), Some(ReceiptMistake::Length(8)));
        assert_eq!(
            mistake("1000-000U-0000-0000-0000-0000-0000"),
            Some(ReceiptMistake::Character(8))
        );
        assert_eq!(
            mistake("1000-0000-0000-0000-0000-0000-0000"),
            Some(ReceiptMistake::Checksum)
        );
        assert_eq!(mistake(&"0".repeat(28)), Some(ReceiptMistake::Version));
    }

    #[test]
    fn every_wrong_character_and_every_swap_is_found() {
        for secret in [0, u128::MAX, 0x0123_4567_89ab_cdef_0f1e_2d3c_4b5a_6978] {
            let right = plain(&ReceiptCode(secret));
            for at in 0..CHARACTERS {
                for wrong in (0..32).map(symbol).filter(|wrong| *wrong != right[at]) {
                    let mut typed = right.clone();
                    typed[at] = wrong;
                    assert_eq!(mistake(&String::from_iter(typed)), Some(ReceiptMistake::Checksum));
                }
            }
            for at in 1..CHARACTERS {
                let mut typed = right.clone();
                typed.swap(at - 1, at);
                if typed != right {
                    assert_eq!(mistake(&String::from_iter(typed)), Some(ReceiptMistake::Checksum));
                }
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(secret: u128) {
            let code = ReceiptCode(secret);
            prop_assert!(ReceiptCode::parse(&code.reveal()) == Ok(code));
        }

        #[test]
        fn no_text_makes_it_panic(text: String) {
            let _ = ReceiptCode::parse(&text);
        }

        #[test]
        fn one_wrong_character_or_swap_is_found(secret: u128, at in 1..CHARACTERS, wrong in 0_u8..32) {
            let right = plain(&ReceiptCode(secret));
            let mut typed = right.clone();
            typed[at] = symbol(wrong);
            prop_assert!(typed == right || mistake(&String::from_iter(typed)).is_some());
            let mut typed = right.clone();
            typed.swap(at - 1, at);
            prop_assert!(typed == right || mistake(&String::from_iter(typed)).is_some());
        }
    }
}
