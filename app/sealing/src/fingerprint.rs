use std::fmt;

use sha2::{Digest, Sha256};

use domain::MemberId;

use crate::{HybridRecipient, PublicKey};

const MEMBER_LABEL: &[u8] = b"siegelpost/fingerprint/v2";
const RESTORATION_LABEL: &[u8] = b"siegelpost/restoration-fingerprint/v1";
const GROUPS: u32 = 5;
const DIGITS: usize = 5;

/// What two people compare to be sure that they see the same keys of a member, and the same root: 25 digits, 83 bits.
/// Enough against somebody who tries to make keys with a given one, which is what a server would have to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MemberFingerprint(u128);

impl MemberFingerprint {
    /// Of a member's two public keys, and the root that the one who computes it trusts.
    pub fn of(sign: &PublicKey, recipient: &HybridRecipient, root: &PublicKey) -> Self {
        Self::digest(MEMBER_LABEL, &sign.0, recipient, root)
    }

    /// Of the key that a member made to get their access back.
    pub fn of_restoration(member: MemberId, recipient: &HybridRecipient, root: &PublicKey) -> Self {
        Self::digest(RESTORATION_LABEL, member.0.as_bytes(), recipient, root)
    }

    /// Every field has a length of its own that the label fixes.
    fn digest(label: &[u8], first: &[u8], recipient: &HybridRecipient, root: &PublicKey) -> Self {
        let digest = Sha256::new()
            .chain_update(label)
            .chain_update([0])
            .chain_update(first)
            .chain_update(recipient.fingerprint().0)
            .chain_update(root.0)
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
    fn it_is_five_groups_of_five_digits_and_follows_from_all_keys() {
        let root = SigningKey::from_seed(&[3; 32]).public();
        let secrets = MemberSecrets::random(root, &mut TestRng::new(1));
        let (sign, recipient) = (secrets.sign.public(), secrets.seal.recipient());
        let fingerprint = MemberFingerprint::of(&sign, &recipient, &root).to_string();
        let groups: Vec<_> = fingerprint.split(' ').collect();
        assert_eq!(groups.len(), 5);
        assert!(
            groups
                .iter()
                .all(|group| group.len() == 5 && group.bytes().all(|byte| byte.is_ascii_digit()))
        );

        let mut rng = TestRng::new(2);
        let other = SigningKey::random(&mut rng).public();
        let other_recipient = Seed::random(&mut rng).recipient();
        for changed in [
            MemberFingerprint::of(&other, &recipient, &root),
            MemberFingerprint::of(&sign, &other_recipient, &root),
            MemberFingerprint::of(&sign, &recipient, &other),
        ] {
            assert_ne!(changed.to_string(), fingerprint);
        }
    }

    #[test]
    fn that_of_a_restoration_follows_from_member_key_and_root() {
        let root = SigningKey::from_seed(&[3; 32]).public();
        let other_root = SigningKey::from_seed(&[4; 32]).public();
        let [member, other] = [1, 2].map(|number| MemberId(uuid::Uuid::from_u128(number)));
        let [recipient, other_recipient] = [[2; 32], [5; 32]].map(|seed| Seed::from_bytes(&seed).recipient());
        let fingerprint = MemberFingerprint::of_restoration(member, &recipient, &root);
        for changed in [
            MemberFingerprint::of_restoration(other, &recipient, &root),
            MemberFingerprint::of_restoration(member, &other_recipient, &root),
            MemberFingerprint::of_restoration(member, &recipient, &other_root),
        ] {
            assert_ne!(changed, fingerprint);
        }
    }

    /// Two programs that are compared with each other must show the same: this never changes.
    #[test]
    fn a_known_one_stays_what_it_is() {
        let sign = SigningKey::from_seed(&[1; 32]).public();
        let recipient = Seed::from_bytes(&[2; 32]).recipient();
        let root = SigningKey::from_seed(&[3; 32]).public();
        assert_eq!(
            MemberFingerprint::of(&sign, &recipient, &root).to_string(),
            "85974 43435 22680 43543 50075"
        );
    }
}
