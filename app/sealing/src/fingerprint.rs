use std::fmt;

use sha2::{Digest, Sha256};

use crate::{HybridRecipient, PublicKey};

const LABEL: &[u8] = b"siegelpost/fingerprint/v1";
const GROUPS: u32 = 5;
const DIGITS: usize = 5;

/// What two people compare to be sure that they see the same keys of a member: 25 digits, 83 bits. Enough against
/// somebody who tries to make keys with a given one, which is what a server would have to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MemberFingerprint(u128);

impl MemberFingerprint {
    /// Of a member's two public keys.
    pub fn of(sign: &PublicKey, recipient: &HybridRecipient) -> Self {
        let digest = Sha256::new()
            .chain_update(LABEL)
            .chain_update([0])
            .chain_update(sign.0)
            .chain_update(recipient.fingerprint().0)
            .finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        // The remainder's bias is below 2^-44.
        Self(u128::from_be_bytes(bytes) % 10_u128.pow(GROUPS * DIGITS as u32))
    }
}

/// Five groups of five digits, as in `04211 73305 91827 00364 55018`.
impl fmt::Display for MemberFingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:0width$}", self.0, width = GROUPS as usize * DIGITS);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && at % DIGITS == 0 {
                formatter.write_str(" ")?;
            }
            write!(formatter, "{digit}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestRng;
    use crate::{MemberSecrets, Seed, SigningKey};

    #[test]
    fn it_is_five_groups_of_five_digits_and_follows_from_both_keys() {
        let secrets = MemberSecrets::random(&mut TestRng::new(1));
        let (sign, recipient) = (secrets.sign.public(), secrets.seal.recipient());
        let fingerprint = MemberFingerprint::of(&sign, &recipient).to_string();
        let groups: Vec<_> = fingerprint.split(' ').collect();
        assert_eq!(groups.len(), 5);
        assert!(
            groups
                .iter()
                .all(|group| group.len() == 5 && group.bytes().all(|byte| byte.is_ascii_digit()))
        );

        let mut rng = TestRng::new(2);
        let other_sign = SigningKey::random(&mut rng).public();
        let other_recipient = Seed::random(&mut rng).recipient();
        assert_ne!(
            MemberFingerprint::of(&other_sign, &recipient).to_string(),
            fingerprint
        );
        assert_ne!(
            MemberFingerprint::of(&sign, &other_recipient).to_string(),
            fingerprint
        );
    }

    /// Two programs that are compared with each other must show the same: this never changes.
    #[test]
    fn a_known_one_stays_what_it_is() {
        let sign = SigningKey::from_seed(&[1; 32]).public();
        let recipient = Seed::from_bytes(&[2; 32]).recipient();
        assert_eq!(
            MemberFingerprint::of(&sign, &recipient).to_string(),
            "88257 15952 05987 13482 92941"
        );
    }
}
