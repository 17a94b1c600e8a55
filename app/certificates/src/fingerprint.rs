use std::fmt;

use sha2::{Digest, Sha256};

use crate::{PublicKey, base32};

const KEY_LABEL: &[u8] = b"siegelpost/key/v1";
const KEY_BYTES: usize = 20;

/// By which a public signing key is known again: an authority's root that a link or a printed code pins, or the key of
/// whoever signed a message. 160 bits, so that nobody finds two keys with the same one either.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KeyFingerprint([u8; KEY_BYTES]);

impl KeyFingerprint {
    /// Of a public key.
    pub fn of(key: &PublicKey) -> Self {
        let digest = Sha256::new()
            .chain_update(KEY_LABEL)
            .chain_update([0])
            .chain_update(key.0)
            .finalize();
        let mut bytes = [0; KEY_BYTES];
        bytes.copy_from_slice(&digest[..KEY_BYTES]);
        Self(bytes)
    }

    /// Whether `text` is this fingerprint: in any case, with or without separators.
    pub fn is(&self, text: &str) -> bool {
        let own = self.to_string();
        let mut own = own.chars().filter_map(base32::value);
        let mut typed = text.chars().filter(|character| !base32::is_separator(*character));
        own.by_ref()
            .all(|value| typed.next().and_then(base32::value) == Some(value))
            && typed.next().is_none()
    }
}

/// Eight groups of four characters of the receipt codes' base32.
impl fmt::Display for KeyFingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Five bytes are eight characters.
        for (at, five) in self.0.chunks(base32::BITS).enumerate() {
            let bits = five.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
            for character in 0..2 * base32::GROUP {
                if character % base32::GROUP == 0 && (at, character) != (0, 0) {
                    formatter.write_str("-")?;
                }
                let value = bits >> (35 - base32::BITS * character) & 31;
                write!(formatter, "{}", base32::symbol(value as u8))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SigningKey;

    #[test]
    fn a_keys_fingerprint_is_eight_groups_of_four_and_known_again_however_it_is_typed() {
        let key = SigningKey::from_seed(&[1; 32]).public();
        let fingerprint = KeyFingerprint::of(&key);
        let shown = fingerprint.to_string();
        assert_eq!(shown, "10RT-A25D-1FBA-VNFN-J9CG-K6MR-9EQB-RK9Y");
        let groups: Vec<_> = shown.split('-').collect();
        assert_eq!((groups.len(), groups[0].len()), (8, 4));
        assert!(fingerprint.is(&shown));
        assert!(fingerprint.is(&shown.to_lowercase().replace('-', " ")));
        let other = KeyFingerprint::of(&SigningKey::from_seed(&[2; 32]).public());
        for wrong in [
            "",
            "-",
            &shown[1..],
            &shown[..38],
            &format!("{shown}0"),
            &shown.replace(groups[3], "UUUU"),
            &other.to_string(),
        ] {
            assert!(!fingerprint.is(wrong), "{wrong}");
        }
    }
}
