//! The code that proves a founder's address: eight characters of Crockford's base32, 40 bits, in two groups.

use domain::Bytes;
use rand_core::CryptoRngCore;

use crate::mac::Macs;

pub(crate) const CODE_CHARACTERS: usize = 8;
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Draws a code: as it is mailed, and what is kept of it.
pub(crate) fn draw(macs: &Macs, rng: &mut impl CryptoRngCore) -> (String, Bytes) {
    let mut code = [0; CODE_CHARACTERS];
    rng.fill_bytes(&mut code);
    let code = code.map(|byte| SYMBOLS[usize::from(byte & 31)]);
    let shown = code.iter().copied().map(char::from);
    let (first, second): (String, String) = (shown.clone().take(4).collect(), shown.skip(4).collect());
    (format!("{first}-{second}"), macs.founding_code(&code))
}

/// What would be kept of a code as a person types it: in any case, with or without separators, O for 0, I or L for 1.
/// `None` if it is none.
pub(crate) fn typed(macs: &Macs, text: &str) -> Option<Bytes> {
    let mut code = Vec::with_capacity(CODE_CHARACTERS);
    for character in text.chars().filter(char::is_ascii_alphanumeric) {
        let folded = match character.to_ascii_uppercase() {
            'O' => b'0',
            'I' | 'L' => b'1',
            other => u8::try_from(other).ok()?,
        };
        if !SYMBOLS.contains(&folded) || code.len() == CODE_CHARACTERS {
            return None;
        }
        code.push(folded);
    }
    Some(macs.founding_code(&code.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use rand_core::OsRng;

    use super::*;

    #[test]
    fn a_code_is_recognised_however_it_is_typed() {
        let macs = Macs::new(&[7; 32]);
        let (shown, kept) = draw(&macs, &mut OsRng);
        assert_eq!((shown.len(), shown.as_bytes()[4]), (9, b'-'));
        for way in [
            shown.clone(),
            shown.to_lowercase(),
            shown.replace('-', ""),
            shown.replace('-', " \u{2013} "),
            shown.replace('0', "o").replace('1', "l"),
        ] {
            assert_eq!(typed(&macs, &way), Some(kept.clone()), "{way}");
        }
        assert_eq!(
            typed(&Macs::new(&[8; 32]), &shown).filter(|other| *other == kept),
            None
        );
    }

    #[test]
    fn what_is_no_code_is_none() {
        let macs = Macs::new(&[7; 32]);
        for text in ["", "ABCD-EFG", "ABCD-EFGH-J", "ABCD-EFGU", "Ａ2345678"] {
            assert_eq!(typed(&macs, text), None, "{text}");
        }
    }
}
