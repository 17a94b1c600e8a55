//! A link, or a printed code, that names the fingerprint of the authority it leads to. It stands in the fragment, which
//! no server ever sees, so that none can fit it to what it shows.

/// The fingerprint that a fragment pins: `pin=0000-1111-…`. What cannot be one pins, too: the link may have been cut off.
pub(crate) fn pin(fragment: &str) -> Option<String> {
    let mut parts = fragment.split('&');
    parts
        .find_map(|part| part.strip_prefix("pin="))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_pin_pins() {
        assert_eq!(pin("pin=0000-1111").as_deref(), Some("0000-1111"));
        assert_eq!(pin("a=b&pin=0000").as_deref(), Some("0000"));
        assert_eq!(pin("pin=").as_deref(), Some(""));
        for other in ["", "main", "spin=0000", "pin"] {
            assert_eq!(pin(other), None, "{other}");
        }
    }
}
