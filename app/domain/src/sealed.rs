/// The bytes are not an age file that the portal takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not sealed: expected an age file with mlkem768x25519 stanzas only")]
pub struct NotSealed;

const VERSION_LINE: &[u8] = b"age-encryption.org/v1\n";
const STANZA_MARK: &[u8] = b"-> mlkem768x25519 ";
const MAC_MARK: &[u8] = b"--- ";
/// Most recipients of one file.
const STANZAS: usize = 8;
/// Bytes of an encapsulated key: ML-KEM-768, then X25519.
const ENCAPSULATED_BYTES: usize = 1088 + 32;
/// Bytes of a wrapped file key: 16 of key, 16 of tag.
const BODY_BYTES: usize = 32;
const MAC_BYTES: usize = 32;
/// The payload's nonce, and the tag of its first chunk.
const LEAST_PAYLOAD_BYTES: usize = 16 + 16;

/// Checks the form of an age file (c2sp.org/age) without opening it: the header stands as the format says, every
/// stanza is `mlkem768x25519`, and there is a payload behind it. Also good for the first part of a longer file.
///
/// This is all that a server can know: it keeps out what somebody forgot to seal, and what is sealed to keys that a
/// later computer may break. Whether it opens, only the recipient knows.
///
/// # Errors
///
/// `NotSealed` for everything else.
pub fn check_sealed(bytes: &[u8]) -> Result<(), NotSealed> {
    let mut rest = bytes.strip_prefix(VERSION_LINE).ok_or(NotSealed)?;
    let mut stanzas = 0;
    while let Some(stanza) = rest.strip_prefix(STANZA_MARK) {
        stanzas += 1;
        if stanzas > STANZAS {
            return Err(NotSealed);
        }
        // The body of 32 bytes is one line of 43 characters, shorter than a full line of 64, so it is the last.
        rest = base64_line(stanza, ENCAPSULATED_BYTES).and_then(|rest| base64_line(rest, BODY_BYTES))?;
    }
    let mac = rest.strip_prefix(MAC_MARK).ok_or(NotSealed)?;
    let payload = base64_line(mac, MAC_BYTES)?;
    if stanzas > 0 && payload.len() >= LEAST_PAYLOAD_BYTES {
        Ok(())
    } else {
        Err(NotSealed)
    }
}

/// Passes over a line that is the one base64 encoding, without padding, of so many bytes.
fn base64_line(text: &[u8], bytes: usize) -> Result<&[u8], NotSealed> {
    let characters = (bytes * 8).div_ceil(6);
    let (line, rest) = text.split_at_checked(characters).ok_or(NotSealed)?;
    let rest = rest.strip_prefix(b"\n").ok_or(NotSealed)?;
    let mut last = 0;
    for character in line {
        last = base64_value(*character).ok_or(NotSealed)?;
    }
    let leftover_bits = characters * 6 - bytes * 8;
    if last & ((1 << leftover_bits) - 1) == 0 {
        Ok(rest)
    } else {
        Err(NotSealed)
    }
}

fn base64_value(character: u8) -> Option<u8> {
    match character {
        b'A'..=b'Z' => Some(character - b'A'),
        b'a'..=b'z' => Some(character - b'a' + 26),
        b'0'..=b'9' => Some(character - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD_NO_PAD;
    use proptest::prelude::*;

    use super::*;

    /// A file of the right form; nobody has its key.
    fn file(stanzas: usize, payload: usize) -> Vec<u8> {
        let mut file = VERSION_LINE.to_vec();
        for stanza in 0..stanzas {
            file.extend_from_slice(STANZA_MARK);
            file.extend_from_slice(
                STANDARD_NO_PAD
                    .encode([stanza as u8; ENCAPSULATED_BYTES])
                    .as_bytes(),
            );
            file.push(b'\n');
            file.extend_from_slice(STANDARD_NO_PAD.encode([0xff; BODY_BYTES]).as_bytes());
            file.push(b'\n');
        }
        file.extend_from_slice(MAC_MARK);
        file.extend_from_slice(STANDARD_NO_PAD.encode([7; MAC_BYTES]).as_bytes());
        file.push(b'\n');
        file.resize(file.len() + payload, 0x5a);
        file
    }

    fn replaced(from: &str, to: &str) -> Vec<u8> {
        let file = file(1, 32);
        let at = file
            .windows(from.len())
            .position(|window| window == from.as_bytes())
            .unwrap();
        [&file[..at], to.as_bytes(), &file[at + from.len()..]].concat()
    }

    #[test]
    fn files_of_the_right_form_are_taken() {
        for stanzas in 1..=STANZAS {
            assert_eq!(check_sealed(&file(stanzas, LEAST_PAYLOAD_BYTES)), Ok(()));
        }
        assert_eq!(check_sealed(&file(1, 100_000)), Ok(()));
    }

    #[test]
    fn no_stanza_too_many_and_no_payload_are_refused() {
        assert_eq!(check_sealed(&file(0, 100)), Err(NotSealed));
        assert_eq!(check_sealed(&file(STANZAS + 1, 100)), Err(NotSealed));
        assert_eq!(check_sealed(&file(1, LEAST_PAYLOAD_BYTES - 1)), Err(NotSealed));
    }

    #[test]
    fn what_somebody_forgot_to_seal_is_refused() {
        for plain in [
            "",
            "Sehr geehrte Damen und Herren",
            "age-encryption.org/v1",
            "age-encryption.org/v1\nSehr geehrte Damen und Herren",
            "-----BEGIN AGE ENCRYPTED FILE-----\n",
            r#"{"encrypted":true,"text":"Guten Tag"}"#,
        ] {
            assert_eq!(check_sealed(plain.as_bytes()), Err(NotSealed), "{plain}");
        }
    }

    #[test]
    fn other_forms_of_the_header_are_refused() {
        for (from, to) in [
            ("v1", "v2"),
            ("v1\n", "v1\r\n"),
            ("mlkem768x25519", "X25519"),
            ("mlkem768x25519", "Mlkem768x25519"),
            ("mlkem768x25519 ", "mlkem768x25519  "),
            ("mlkem768x25519 AAAA", "mlkem768x25519 AAA"),
            ("mlkem768x25519 AAAA", "mlkem768x25519 AAA A"),
            ("mlkem768x25519 AAAA", "mlkem768x25519 AAA="),
            ("mlkem768x25519 AAAA", "mlkem768x25519 AAA-"),
            // Leftover bits that are not zero.
            ("AA\n", "AB\n"),
            ("//8\n", "//9\n"),
            ("//8\n", "//8=\n"),
            ("//8\n", "//8\n\n"),
            ("--- ", "---"),
            ("--- B", "--- "),
        ] {
            assert_eq!(
                check_sealed(&replaced(from, to)),
                Err(NotSealed),
                "{from} -> {to}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>, cut in 0..3000_usize) {
            let _ = check_sealed(&bytes);
            let whole = file(1, 32);
            let _ = check_sealed(&[&whole[..cut.min(whole.len())], &bytes].concat());
        }

        #[test]
        fn every_cut_is_refused(cut in 0..file(2, 32).len()) {
            prop_assert_eq!(check_sealed(&file(2, 32)[..cut]), Err(NotSealed));
        }

        #[test]
        fn a_changed_header_is_refused_or_is_other_base64(at in 0..file(1, 32).len() - 32, to: u8) {
            let right = file(1, 32);
            let mut changed = right.clone();
            changed[at] = to;
            let is_base64 = base64_value(right[at]).is_some() && base64_value(to).is_some();
            prop_assert!(check_sealed(&changed) == Err(NotSealed) || is_base64 || right == changed);
        }
    }
}
