use blahaj::{Share, Sharks};
use domain::AuthorityId;
use rand_core::CryptoRngCore;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{Seed, ShareMistake};
use certificates::base32::{BITS, GROUP, is_separator, symbol, value};

/// Characters of a share, separators left out: version, number, four of the authority's tag, 256 bits, checksum.
const CHARACTERS: usize = 60;
const VERSION: u8 = 1;
const TAG_BITS: usize = 20;
const SECRET_BYTES: usize = 32;
const CHECKSUM_BITS: usize = 14;
const TAG_LABEL: &[u8] = b"siegelpost/share/v1";
/// How many shares there are, and how many of them suffice.
const SHARES: usize = 3;
const ENOUGH: u8 = 2;

/// One of three shares of an authority's recovery key (Shamir over GF(256)), as it stands on paper. Two give the key, one
/// alone says nothing about it. Never printed by accident, wiped when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct RecoveryShare {
    number: u8,
    tag: u32,
    secret: [u8; SECRET_BYTES],
}

/// Splits a recovery seed into three shares, two of which give it back.
pub fn split_recovery(
    seed: &Seed,
    authority: AuthorityId,
    rng: &mut impl CryptoRngCore,
) -> Vec<RecoveryShare> {
    let tag = tag(authority);
    Sharks(ENOUGH)
        .dealer_rng(seed.as_bytes(), rng)
        .take(SHARES)
        .map(|share| {
            let bytes = Zeroizing::new(Vec::from(&share));
            let mut secret = [0; SECRET_BYTES];
            secret.copy_from_slice(&bytes[1..]);
            RecoveryShare {
                number: bytes[0],
                tag,
                secret,
            }
        })
        .collect()
}

impl RecoveryShare {
    /// Reads a share as a person types it: in any case, with or without separators, O for 0, I or L for 1.
    ///
    /// # Errors
    ///
    /// The [`ShareMistake`], found without asking anybody. Every wrong character, every swap of two neighbours and every
    /// two wrong neighbours are found; of other mistakes all but one in 16,384. A whole share of another authority is
    /// [`ShareMistake::OtherAuthority`].
    pub fn parse(text: &str, authority: AuthorityId) -> Result<Self, ShareMistake> {
        let typed = || text.chars().filter(|character| !is_separator(*character));
        let found = typed().count();
        if found != CHARACTERS {
            return Err(ShareMistake::Length(found));
        }
        let mut values = Zeroizing::new([0; CHARACTERS]);
        for (at, character) in typed().enumerate() {
            values[at] = value(character).ok_or(ShareMistake::Character(at + 1))?;
        }
        if remainder(values.as_ref()) != 0 {
            return Err(ShareMistake::Checksum);
        }
        if values[0] != VERSION {
            return Err(ShareMistake::Version);
        }
        let tag_end = 2 + TAG_BITS / BITS;
        let typed_tag = values[2..tag_end]
            .iter()
            .fold(0, |tag, value| tag << BITS | u32::from(*value));
        if typed_tag != tag(authority) {
            return Err(ShareMistake::OtherAuthority);
        }
        let mut share = Self {
            number: values[1],
            tag: typed_tag,
            secret: [0; SECRET_BYTES],
        };
        for (at, byte) in share.secret.iter_mut().enumerate() {
            *byte = (0..8).fold(0, |byte, bit| {
                let place = 8 * at + bit;
                byte << 1 | values[tag_end + place / BITS] >> (BITS - 1 - place % BITS) & 1
            });
        }
        Ok(share)
    }

    /// The share in fifteen groups of four, to be printed on a page of its own.
    pub fn reveal(&self) -> Zeroizing<String> {
        let mut values = Zeroizing::new([0; CHARACTERS]);
        values[0] = VERSION;
        values[1] = self.number;
        let tag_end = 2 + TAG_BITS / BITS;
        for (at, value) in values[2..tag_end].iter_mut().enumerate() {
            *value = (self.tag >> (TAG_BITS - BITS * (at + 1))) as u8 & 31;
        }
        let secret_values = &mut values[tag_end..];
        for (at, byte) in self.secret.iter().enumerate() {
            for bit in 0..8 {
                set_bit(secret_values, 8 * at + bit, byte >> (7 - bit));
            }
        }
        let checksum = remainder(values.as_ref());
        for bit in 0..CHECKSUM_BITS {
            let place = BITS * CHARACTERS - CHECKSUM_BITS + bit;
            set_bit(
                values.as_mut(),
                place,
                (checksum >> (CHECKSUM_BITS - 1 - bit)) as u8,
            );
        }

        let mut text = Zeroizing::new(String::with_capacity(CHARACTERS + CHARACTERS / GROUP));
        for (at, value) in values.iter().enumerate() {
            if at > 0 && at % GROUP == 0 {
                text.push('-');
            }
            text.push(symbol(*value));
        }
        text
    }

    /// Its number, from 1.
    pub fn number(&self) -> u8 {
        self.number
    }

    /// The recovery seed of two shares of one authority. Whether it is the authority's shows when its recipient is
    /// compared with the one that the authority was founded with.
    ///
    /// # Errors
    ///
    /// [`ShareMistake::OtherAuthority`] if the shares are not of one authority, [`ShareMistake::Unknown`] if they are the
    /// same one twice.
    pub fn combine(&self, other: &Self) -> Result<Seed, ShareMistake> {
        if self.tag != other.tag {
            return Err(ShareMistake::OtherAuthority);
        }
        let shares: Vec<Share> = [self, other]
            .into_iter()
            .filter_map(|share| {
                let mut bytes = Zeroizing::new(vec![share.number]);
                bytes.extend_from_slice(&share.secret);
                Share::try_from(bytes.as_slice()).ok()
            })
            .collect();
        let secret = Sharks(ENOUGH)
            .recover(&shares)
            .map(Zeroizing::new)
            .map_err(|_| ShareMistake::Unknown)?;
        let mut seed = Zeroizing::new([0; SECRET_BYTES]);
        seed.copy_from_slice(&secret);
        Ok(Seed::from_bytes(&seed))
    }
}

impl PartialEq for RecoveryShare {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number && self.tag == other.tag && bool::from(self.secret.ct_eq(&other.secret))
    }
}

impl Eq for RecoveryShare {}

/// Sets the bit at this place, counted from the first character on, to the lowest one of `bit`.
fn set_bit(values: &mut [u8], place: usize, bit: u8) {
    values[place / BITS] |= (bit & 1) << (BITS - 1 - place % BITS);
}

/// Tells the shares of two authorities apart; hides nothing.
fn tag(authority: AuthorityId) -> u32 {
    let digest = Sha256::new()
        .chain_update(TAG_LABEL)
        .chain_update([0])
        .chain_update(authority.0.as_bytes())
        .finalize();
    u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]) >> (32 - TAG_BITS)
}

/// The characters' bits as a polynomial over GF(2), modulo x¹⁴ + x¹⁰ + x⁶ + x + 1; zero for a whole share.
///
/// The modulus is primitive of degree 14: it divides no error of fewer than 15 neighbouring bits, so two wrong neighbours
/// are always found, and has no factor in common with x⁵ + 1, so a swap of neighbours is, too.
fn remainder(values: &[u8]) -> u32 {
    const MODULUS: u32 = 1 << 14 | 1 << 10 | 1 << 6 | 1 << 1 | 1;
    let mut rest = 0_u32;
    for value in values {
        for bit in (0..BITS).rev() {
            rest = rest << 1 | u32::from(value >> bit & 1);
            if rest >> CHECKSUM_BITS == 1 {
                rest ^= MODULUS;
            }
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::TestRng;

    fn authority(number: u128) -> AuthorityId {
        AuthorityId(uuid::Uuid::from_u128(number))
    }

    fn shares() -> (Seed, Vec<RecoveryShare>) {
        let mut rng = TestRng::new(3);
        let seed = Seed::random(&mut rng);
        let shares = split_recovery(&seed, authority(1), &mut rng);
        (seed, shares)
    }

    fn mistake(text: &str) -> Option<ShareMistake> {
        RecoveryShare::parse(text, authority(1)).err()
    }

    #[test]
    fn any_two_shares_from_paper_give_the_seed_and_one_does_not() {
        let (seed, shares) = shares();
        let read: Vec<_> = shares
            .iter()
            .map(|share| {
                RecoveryShare::parse(&share.reveal().to_lowercase(), authority(1))
                    .unwrap_or_else(|mistake| panic!("{mistake}"))
            })
            .collect();
        assert!(read.iter().map(RecoveryShare::number).eq(1..=3));
        for (one, other) in [(0, 1), (1, 0), (0, 2), (1, 2)] {
            assert!(read[one].combine(&read[other]) == Ok(seed.clone()));
        }
        assert_eq!(read[0].combine(&read[0]).err(), Some(ShareMistake::Unknown));
    }

    /// Shares that were printed must give their key for ever: these never change.
    #[test]
    fn known_shares_stay_what_they_are() {
        let texts = [
            RecoveryShare {
                number: 1,
                tag: tag(authority(1)),
                secret: [0; 32],
            },
            RecoveryShare {
                number: 3,
                tag: tag(authority(1)),
                secret: [0xff; 32],
            },
        ]
        .map(|share| share.reveal().to_string());
        assert_eq!(texts, KNOWN);
        let seed = RecoveryShare::parse(KNOWN[0], authority(1))
            .and_then(|one| one.combine(&RecoveryShare::parse(KNOWN[1], authority(1))?));
        // The line through (1, 0x00) and (3, 0xff) over GF(256) modulo x⁸ + x⁴ + x³ + x² + 1, at 0.
        assert_eq!(seed.map(|seed| *seed.as_bytes()).ok(), Some([KNOWN_BYTE; 32]));
    }

    const KNOWN: [&str; 2] = [
        "11HB-WA00-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-018E",
        "13HB-WAZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZGK",
    ];
    const KNOWN_BYTE: u8 = 0xf1;

    #[test]
    fn shares_of_two_authorities_are_told_apart() {
        let (_, shares) = shares();
        let text = shares[0].reveal();
        assert_eq!(
            RecoveryShare::parse(&text, authority(2)).err(),
            Some(ShareMistake::OtherAuthority)
        );
        let mut rng = TestRng::new(4);
        let others = split_recovery(&Seed::random(&mut rng), authority(2), &mut rng);
        assert_eq!(
            shares[0].combine(&others[1]).err(),
            Some(ShareMistake::OtherAuthority)
        );
    }

    #[test]
    fn every_wrong_character_and_every_swap_is_found() {
        let (_, shares) = shares();
        for share in &shares {
            let right: Vec<char> = share
                .reveal()
                .chars()
                .filter(|character| *character != '-')
                .collect();
            assert_eq!(right.len(), CHARACTERS);
            for at in 0..CHARACTERS {
                for wrong in (0..32).map(symbol).filter(|wrong| *wrong != right[at]) {
                    let mut typed = right.clone();
                    typed[at] = wrong;
                    assert_eq!(mistake(&String::from_iter(typed)), Some(ShareMistake::Checksum));
                }
                let mut typed = right.clone();
                typed.swap(at.saturating_sub(1), at);
                if typed != right {
                    assert_eq!(mistake(&String::from_iter(typed)), Some(ShareMistake::Checksum));
                }
            }
        }
    }

    #[test]
    fn mistakes_are_named() {
        let length = |found| Some(ShareMistake::Length(found));
        assert_eq!(mistake(""), length(0));
        assert_eq!(mistake("1000-0000"), length(8));
        assert_eq!(mistake(&"U".repeat(60)), Some(ShareMistake::Character(1)));
        assert_eq!(mistake(&"0".repeat(60)), Some(ShareMistake::Version));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text: String) {
            let _ = mistake(&text);
        }
    }
}
