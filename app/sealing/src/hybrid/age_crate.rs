//! The hybrid identity and recipient as the age crate wants them: for the tests that hold one implementation against
//! the other.

use std::collections::HashSet;

use age_core::secrecy::ExposeSecret as _;
use zeroize::Zeroizing;

use super::{HybridIdentity, HybridRecipient};
use crate::file::{OpenError, Stanza};

/// The label of which the age crate wants all of a file's recipients to have the same.
const LABEL: &str = "postquantum";

impl age::Recipient for HybridRecipient {
    fn wrap_file_key(
        &self,
        file_key: &age_core::format::FileKey,
    ) -> Result<(Vec<age_core::format::Stanza>, HashSet<String>), age::EncryptError> {
        let file_key = Zeroizing::new(*file_key.expose_secret());
        let mut stanza = Self::wrap_file_key(self, &file_key, &mut rand_core::OsRng);
        let stanza = age_core::format::Stanza {
            tag: stanza.arguments.remove(0),
            args: stanza.arguments,
            body: stanza.body,
        };
        Ok((vec![stanza], HashSet::from([LABEL.to_owned()])))
    }
}

impl age::Identity for HybridIdentity {
    fn unwrap_stanza(
        &self,
        stanza: &age_core::format::Stanza,
    ) -> Option<Result<age_core::format::FileKey, age::DecryptError>> {
        let mut arguments = vec![stanza.tag.clone()];
        arguments.extend_from_slice(&stanza.args);
        let stanza = Stanza {
            arguments,
            body: stanza.body.clone(),
        };
        match self.unwrap_file_key(&[stanza]) {
            Ok(file_key) => Some(Ok(age_core::format::FileKey::new(Box::new(*file_key)))),
            Err(OpenError::NoMatch) => None,
            Err(_) => Some(Err(age::DecryptError::InvalidHeader)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use super::*;
    use crate::{Failure, Seed, open, seal};

    fn age_seals(recipients: &[&dyn age::Recipient], plain: &[u8]) -> Result<Vec<u8>, age::EncryptError> {
        let mut sealed = Vec::new();
        let mut writer =
            age::Encryptor::with_recipients(recipients.iter().copied())?.wrap_output(&mut sealed)?;
        writer.write_all(plain)?;
        writer.finish()?;
        Ok(sealed)
    }

    fn age_opens(identity: &HybridIdentity, sealed: &[u8]) -> Option<Vec<u8>> {
        let mut plain = Vec::new();
        age::Decryptor::new_buffered(sealed)
            .ok()?
            .decrypt(std::iter::once(identity as &dyn age::Identity))
            .ok()?
            .read_to_end(&mut plain)
            .ok()?;
        Some(plain)
    }

    const LENGTHS: [usize; 8] = [0, 1, 1000, 65_535, 65_536, 65_537, 131_072, 700_001];

    #[test]
    fn the_age_crate_opens_our_files() {
        let identity = Seed::random(&mut rand_core::OsRng).identity();
        for length in LENGTHS {
            let plain: Vec<u8> = (0..length).map(|at| at as u8).collect();
            let sealed = seal(&identity.recipient(), &plain, &mut rand_core::OsRng, &mut |_| {});
            assert!(age_opens(&identity, &sealed) == Some(plain), "{length}");
        }
    }

    #[test]
    fn we_open_the_age_crates_files() {
        let identity = Seed::random(&mut rand_core::OsRng).identity();
        let other = Seed::random(&mut rand_core::OsRng).identity();
        for length in LENGTHS {
            let plain: Vec<u8> = (0..length).map(|at| at as u8).collect();
            let recipients: [&dyn age::Recipient; 2] = [&other.recipient(), &identity.recipient()];
            let sealed = age_seals(&recipients, &plain).unwrap();
            assert!(
                *open(&identity, &sealed, &mut |_| {}).unwrap() == plain,
                "{length}"
            );
            let stranger = Seed::random(&mut rand_core::OsRng).identity();
            assert_eq!(
                open(&stranger, &sealed, &mut |_| {}).err(),
                Some(Failure::DoesNotOpen)
            );
        }
    }

    #[test]
    fn the_age_crate_seals_to_no_classical_recipient_beside_a_hybrid_one() {
        let hybrid = Seed::random(&mut rand_core::OsRng).recipient();
        let classical = age::x25519::Identity::generate().to_public();
        assert!(age_seals(&[&hybrid, &classical], b"").is_err());
    }
}
