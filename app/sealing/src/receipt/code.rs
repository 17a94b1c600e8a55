use rand_core::CryptoRngCore;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::ReceiptMistake;
use crate::base32::{BITS, GROUP, is_separator, symbol, value};

/// Characters of a code, separators left out.
const CHARACTERS: usize = 28;
const VERSION: u8 = 1;
const CHECKSUM_BITS: u32 = 7;
const SECRET_BITS: usize = 128;

/// The secret of one conversation, 128 bits. It has no `Debug` and no `Display`: whoever shows it says so with
/// [`ReceiptCode::reveal`].
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct ReceiptCode(u128);

impl ReceiptCode {
    /// Draws a new code.
    pub fn random(rng: &mut impl CryptoRngCore) -> Self {
        let mut bytes = Zeroizing::new([0; 16]);
        rng.fill_bytes(bytes.as_mut());
        Self(u128::from_be_bytes(*bytes))
    }

    /// Reads a code as a person types it: in any case, with or without separators, O for 0, I or L for 1.
    ///
    /// # Errors
    ///
    /// The [`ReceiptMistake`], found without asking anybody. Every single wrong character and every swap of two
    /// neighbours is found; of other mistakes 127 out of 128.
    pub fn parse(text: &str) -> Result<Self, ReceiptMistake> {
        let typed = || text.chars().filter(|character| !is_separator(*character));
        let found = typed().count();
        if found != CHARACTERS {
            return Err(ReceiptMistake::Length { found });
        }
        let mut values = Zeroizing::new([0; CHARACTERS]);
        for (at, character) in typed().enumerate() {
            values[at] = value(character).ok_or(ReceiptMistake::Character { at: at + 1 })?;
        }
        if remainder(values.iter().copied()) != 0 {
            return Err(ReceiptMistake::Checksum);
        }
        if values[0] != VERSION {
            return Err(ReceiptMistake::Version);
        }
        // 27 characters of 5 bits behind the version: 128 bits of secret, 7 of checksum. The last three secret bits
        // share a character with the first two of the checksum.
        let mut secret = 0;
        for value in &values[1..CHARACTERS - 2] {
            secret = secret << BITS | u128::from(*value);
        }
        let shared = values[CHARACTERS - 2];
        Ok(Self(secret << 3 | u128::from(shared >> 2)))
    }

    /// The code in seven groups of four, to be shown to the citizen and to nobody else.
    pub fn reveal(&self) -> Zeroizing<String> {
        let mut values = Zeroizing::new([0; CHARACTERS]);
        values[0] = VERSION;
        for (at, value) in values[1..CHARACTERS - 2].iter_mut().enumerate() {
            *value = (self.0 >> (SECRET_BITS - BITS * (at + 1))) as u8 & 31;
        }
        values[CHARACTERS - 2] = (self.0 as u8 & 0b111) << 2;
        let checksum = remainder(values.iter().copied());
        values[CHARACTERS - 2] |= checksum >> BITS;
        values[CHARACTERS - 1] = checksum & 31;

        let mut text = Zeroizing::new(String::with_capacity(CHARACTERS + CHARACTERS / GROUP));
        for (at, value) in values.iter().enumerate() {
            if at > 0 && at % GROUP == 0 {
                text.push('-');
            }
            text.push(symbol(*value));
        }
        text
    }

    /// The secret itself, for key derivation.
    pub(super) fn secret(&self) -> Zeroizing<[u8; 16]> {
        Zeroizing::new(self.0.to_be_bytes())
    }
}

/// The characters' bits as a polynomial over GF(2), modulo x⁷ + x³ + 1; zero for a whole code.
///
/// One wrong character changes the polynomial by x^5j·d with d ≠ 0 of degree below 5; a swap of neighbours by
/// x^5j·d·(x⁵ + 1). The modulus is irreducible of degree 7, so it divides neither x, nor d, nor
/// x⁵ + 1 = (x + 1)(x⁴ + x³ + x² + x + 1): both are always found.
fn remainder(values: impl Iterator<Item = u8>) -> u8 {
    const MODULUS: u8 = 0b1000_1001;
    let mut rest = 0_u8;
    for value in values {
        for bit in (0..BITS).rev() {
            rest = rest << 1 | (value >> bit & 1);
            if rest >> CHECKSUM_BITS == 1 {
                rest ^= MODULUS;
            }
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
        assert_eq!(mistake(""), Some(ReceiptMistake::Length { found: 0 }));
        assert_eq!(mistake("1000-0000"), Some(ReceiptMistake::Length { found: 8 }));
        assert_eq!(
            mistake("1000-000U-0000-0000-0000-0000-0000"),
            Some(ReceiptMistake::Character { at: 8 })
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
