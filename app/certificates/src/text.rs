//! Keys as age writes them: Bech32 of any length.

use std::fmt;

use bech32::primitives::decode::CheckedHrpstring;
use bech32::{Bech32, Checksum, Hrp};
use zeroize::Zeroizing;

/// The text is not a key of this type.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a hybrid age key")]
pub struct NotAKey;

/// Bech32 (BIP 173) without its limit of 90 characters.
enum LongBech32 {}

impl Checksum for LongBech32 {
    type MidstateRepr = u32;
    const CODE_LENGTH: usize = usize::MAX;
    const CHECKSUM_LENGTH: usize = Bech32::CHECKSUM_LENGTH;
    const GENERATOR_SH: [u32; 5] = Bech32::GENERATOR_SH;
    const TARGET_RESIDUE: u32 = Bech32::TARGET_RESIDUE;
}

/// Writes a key.
///
/// # Errors
///
/// Only the formatter's.
pub fn encode(formatter: &mut impl fmt::Write, prefix: Hrp, bytes: &[u8]) -> fmt::Result {
    bech32::encode_lower_to_fmt::<LongBech32, _>(formatter, prefix, bytes).map_err(|_| fmt::Error)
}

/// Reads a key of `N` bytes.
///
/// # Errors
///
/// [`NotAKey`] for any other text.
pub fn decode<const N: usize>(text: &str, prefix: Hrp) -> Result<Zeroizing<[u8; N]>, NotAKey> {
    let parsed = CheckedHrpstring::new::<LongBech32>(text).map_err(|_| NotAKey)?;
    let bytes = parsed.byte_iter();
    if parsed.hrp() != prefix || bytes.len() != N {
        return Err(NotAKey);
    }
    let mut array = Zeroizing::new([0; N]);
    array.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
    Ok(array)
}
