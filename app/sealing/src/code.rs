//! Secrets of 128 bits as people keep them on paper: how they are written and what is found wrong in them.

use rand_core::CryptoRngCore;
use zeroize::Zeroizing;

use crate::ReceiptMistake;
use certificates::base32::{BITS, GROUP, is_separator, symbol, value};

/// Characters of a code, separators left out.
pub(crate) const CHARACTERS: usize = 28;
const CHECKSUM_BITS: u32 = 7;
const SECRET_BITS: usize = 128;

/// What a code is for. Its first character tells, so that none is taken for another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// A conversation of a citizen.
    Receipt,
    /// An account of a member.
    Recovery,
}

impl Kind {
    fn version(self) -> u8 {
        match self {
            Self::Receipt => 1,
            // `R`.
            Self::Recovery => 24,
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Receipt => Self::Recovery,
            Self::Recovery => Self::Receipt,
        }
    }
}

/// Draws a secret.
pub(crate) fn draw(rng: &mut impl CryptoRngCore) -> u128 {
    let mut bytes = Zeroizing::new([0; 16]);
    rng.fill_bytes(bytes.as_mut());
    u128::from_be_bytes(*bytes)
}

/// Reads a code as a person types it.
pub(crate) fn parse(text: &str, kind: Kind) -> Result<u128, ReceiptMistake> {
    let typed = || text.chars().filter(|character| !is_separator(*character));
    let found = typed().count();
    if found != CHARACTERS {
        return Err(ReceiptMistake::Length(found));
    }
    let mut values = Zeroizing::new([0; CHARACTERS]);
    for (at, character) in typed().enumerate() {
        values[at] = value(character).ok_or(ReceiptMistake::Character(at + 1))?;
    }
    if remainder(values.iter().copied()) != 0 {
        return Err(ReceiptMistake::Checksum);
    }
    if values[0] == kind.other().version() {
        return Err(ReceiptMistake::OtherKind);
    }
    if values[0] != kind.version() {
        return Err(ReceiptMistake::Version);
    }
    // 27 characters of 5 bits behind the version: 128 bits of secret, 7 of checksum. The last three secret bits
    // share a character with the first two of the checksum.
    let mut secret = 0;
    for value in &values[1..CHARACTERS - 2] {
        secret = secret << BITS | u128::from(*value);
    }
    let shared = values[CHARACTERS - 2];
    Ok(secret << 3 | u128::from(shared >> 2))
}

/// The code in seven groups of four.
pub(crate) fn reveal(secret: u128, kind: Kind) -> Zeroizing<String> {
    let mut values = Zeroizing::new([0; CHARACTERS]);
    values[0] = kind.version();
    for (at, value) in values[1..CHARACTERS - 2].iter_mut().enumerate() {
        *value = (secret >> (SECRET_BITS - BITS * (at + 1))) as u8 & 31;
    }
    values[CHARACTERS - 2] = (secret as u8 & 0b111) << 2;
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
