/// The shortest plaintext that is ever sealed, in bytes.
const LEAST: usize = 1024;

/// The length to which a plaintext is padded: `max(1 KiB, Padmé)`. Padmé (Nikitin and others, "Reducing Metadata
/// Leakage from Encrypted Files and Communication with PURBs", 2019) leaves only the leading bits of a length, as
/// many as its exponent has, and costs at most 12 %.
pub fn padded_length(length: usize) -> usize {
    if length <= LEAST {
        return LEAST;
    }
    let exponent = length.ilog2();
    let kept = exponent.ilog2() + 1;
    let mask = (1 << (exponent - kept)) - 1;
    (length + mask) & !mask
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn short_texts_all_have_the_same_length() {
        assert_eq!(padded_length(0), 1024);
        assert_eq!(padded_length(1), 1024);
        assert_eq!(padded_length(1024), 1024);
    }

    #[test]
    fn the_papers_scale_holds() {
        assert_eq!(padded_length(1025), 1088);
        assert_eq!(padded_length(10_000), 10_240);
        assert_eq!(padded_length(25 * 1024 * 1024), 25 * 1024 * 1024);
        assert_eq!(padded_length(25 * 1024 * 1024 - 1), 25 * 1024 * 1024);
    }

    proptest! {
        #[test]
        fn padding_adds_at_most_an_eighth_and_is_stable(length in 1024_usize..40_000_000) {
            let padded = padded_length(length);
            prop_assert!(padded >= length);
            prop_assert!(padded - length <= length / 8);
            prop_assert_eq!(padded_length(padded), padded);
        }
    }
}
