use domain::{AuthorityId, Timestamp};

use super::content::{KIND_RECOVERY, Signed, issue};
use super::{Trust, is_within};
use crate::cbor::{Reader, VERSION, Writer};
use crate::{Failure, Recipient, SigningKey};

/// Says which key an authority's members seal their account keys to, so that two shares bring them back. Only the root
/// signs it, when the authority is founded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecoveryCertificate {
    /// The authority.
    pub authority: AuthorityId,
    /// The key that the shares give.
    pub recipient: Recipient,
    /// Not valid before.
    pub valid_from: Timestamp,
    /// Not valid from then on.
    pub valid_until: Timestamp,
}

impl RecoveryCertificate {
    fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::array(6);
        writer
            .number(VERSION)
            .number(KIND_RECOVERY)
            .id(self.authority.0)
            .bytes(self.recipient.as_bytes())
            .time(self.valid_from)
            .time(self.valid_until);
        writer.finish()
    }

    fn decode(content: &[u8]) -> Result<Self, Failure> {
        let mut reader = Reader::array(content, 6)?;
        reader.version()?;
        if reader.number()? != KIND_RECOVERY {
            return Err(Failure::Malformed);
        }
        let certificate = Self {
            authority: AuthorityId(reader.id()?),
            recipient: Recipient::from_bytes(reader.bytes()?).map_err(|_| Failure::Malformed)?,
            valid_from: reader.time()?,
            valid_until: reader.time()?,
        };
        reader.finish()?;
        Ok(certificate)
    }
}

/// Certifies an authority's recovery key with its root.
pub fn issue_recovery(root: &SigningKey, certificate: &RecoveryCertificate) -> Vec<u8> {
    issue(root, &certificate.encode())
}

/// Verifies a certificate of a recovery key.
///
/// # Errors
///
/// [`Failure::UntrustedChain`] if it is of another authority or not signed by this root;
/// [`Failure::ExpiredCertificate`]; [`Failure::Malformed`] and [`Failure::UnknownVersion`] for what cannot be read.
pub fn verify_recovery(bytes: &[u8], trust: &Trust, now: Timestamp) -> Result<RecoveryCertificate, Failure> {
    let signed = Signed::read(bytes)?;
    let certificate = RecoveryCertificate::decode(signed.content)?;
    if certificate.authority != trust.authority {
        return Err(Failure::UntrustedChain);
    }
    signed.verify(&trust.root)?;
    if !is_within(certificate.valid_from, certificate.valid_until, now) {
        return Err(Failure::ExpiredCertificate);
    }
    Ok(certificate)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::testing::NOW;
    use crate::verify_chain;

    const YEAR: i64 = 365 * 24 * 60 * 60;

    fn certified() -> (SigningKey, Trust, Vec<u8>) {
        let root = SigningKey::from_seed(&[1; 32]);
        let trust = Trust {
            authority: AuthorityId(Uuid::from_u128(1)),
            root: root.public(),
        };
        let certificate = RecoveryCertificate {
            authority: trust.authority,
            recipient: Recipient::from_bytes(&[2; Recipient::BYTES]).unwrap(),
            valid_from: NOW,
            valid_until: NOW.plus(YEAR),
        };
        let bytes = issue_recovery(&root, &certificate);
        (root, trust, bytes)
    }

    #[test]
    fn the_roots_certificate_is_believed_while_it_is_valid() {
        let (_, trust, bytes) = certified();
        let certificate = verify_recovery(&bytes, &trust, NOW).unwrap();
        assert_eq!(
            certificate.recipient,
            Recipient::from_bytes(&[2; Recipient::BYTES]).unwrap()
        );
        // Five minutes of clock difference are forgiven.
        assert!(verify_recovery(&bytes, &trust, NOW.plus(-299)).is_ok());
        for at in [NOW.plus(-301), NOW.plus(YEAR + 300)] {
            let failure = verify_recovery(&bytes, &trust, at).err();
            assert_eq!(failure, Some(Failure::ExpiredCertificate));
        }
    }

    #[test]
    fn another_root_another_authority_and_another_kind_are_not() {
        let (_, trust, bytes) = certified();
        let other_root = Trust {
            root: SigningKey::from_seed(&[9; 32]).public(),
            ..trust
        };
        let other_authority = Trust {
            authority: AuthorityId(Uuid::from_u128(2)),
            ..trust
        };
        for trust in [other_root, other_authority] {
            let failure = verify_recovery(&bytes, &trust, NOW).err();
            assert_eq!(failure, Some(Failure::UntrustedChain));
        }
        // It certifies nobody and no department.
        let chain = verify_chain(&[bytes.as_slice()], &trust, NOW);
        assert_eq!(chain.err(), Some(Failure::Malformed));
        let mut altered = bytes;
        let last = altered.len() - 1;
        altered[last] ^= 1;
        let failure = verify_recovery(&altered, &trust, NOW).err();
        assert_eq!(failure, Some(Failure::UntrustedChain));
    }
}
