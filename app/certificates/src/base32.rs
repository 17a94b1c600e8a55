//! Crockford's base32: digits and letters without I, L, O and U.

const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Bits of one character.
pub const BITS: usize = 5;

/// Characters of a group, as codes are shown.
pub const GROUP: usize = 4;

/// The character of a value below 32.
pub fn symbol(value: u8) -> char {
    SYMBOLS[usize::from(value & 31)].into()
}

/// The value of a character in either case, its usual confusions folded: O is zero, I and L are one.
pub fn value(character: char) -> Option<u8> {
    let folded = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    SYMBOLS
        .iter()
        .position(|symbol| char::from(*symbol) == folded)
        .map(|at| at as u8)
}

/// Whether a character only separates: white space, the dashes that keyboards and word processors make, dot,
/// underscore, and marks without width that come along when text is copied.
pub fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '-' | '.' | '_' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_symbol_has_its_value_in_both_cases() {
        for value_ in 0..32 {
            let symbol = symbol(value_);
            assert_eq!(value(symbol), Some(value_));
            assert_eq!(value(symbol.to_ascii_lowercase()), Some(value_));
        }
    }

    #[test]
    fn confusions_are_folded_and_u_is_none() {
        assert_eq!(value('o'), Some(0));
        assert_eq!(value('O'), Some(0));
        for one in ['i', 'I', 'l', 'L'] {
            assert_eq!(value(one), Some(1));
        }
        for none in ['u', 'U', 'ä', '!', 'Ｏ'] {
            assert_eq!(value(none), None);
        }
    }
}
