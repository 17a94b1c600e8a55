use domain::{AuthorityId, Bytes};
use rand_core::CryptoRngCore;
use zeroize::Zeroizing;

use crate::file::{OpenError, open_with_passphrase, seal_with_passphrase};
use crate::{Failure, SigningKey};

const FIRST_LINE: &str = "siegelpost root key, version 1";
const AUTHORITY: &str = "authority: ";
const ROOT: &str = "root: ";

/// An authority's root, as its file has it.
#[derive(Clone)]
pub struct RootFile {
    /// Whose root it is.
    pub authority: AuthorityId,
    /// The root.
    pub key: SigningKey,
}

/// Seals a root under a passphrase: a text that every age program opens (`age -d`), with readable lines in it.
pub fn seal_root_file(root: &RootFile, passphrase: &str, rng: &mut impl CryptoRngCore) -> String {
    seal_with_passphrase(passphrase, written(root).as_bytes(), rng)
}

/// The lines of a root file.
pub(crate) fn written(root: &RootFile) -> Zeroizing<String> {
    let seed = Zeroizing::new(Bytes::from(*root.key.seed()).to_base64());
    Zeroizing::new(format!(
        "{FIRST_LINE}\n{AUTHORITY}{}\n{ROOT}{}\n",
        root.authority, *seed
    ))
}

/// Opens a root file.
///
/// # Errors
///
/// [`Failure::NotSealed`] if it is not a file under a passphrase, [`Failure::DoesNotOpen`] if the passphrase is another one
/// or the file was altered, [`Failure::Malformed`] if something else is in it, [`Failure::UnknownVersion`].
pub fn open_root_file(text: &str, passphrase: &str) -> Result<RootFile, Failure> {
    let plain = open_with_passphrase(passphrase, text).map_err(|error| match error {
        OpenError::Header => Failure::NotSealed,
        OpenError::NoMatch | OpenError::Mac | OpenError::Payload => Failure::DoesNotOpen,
    })?;
    read(&plain)
}

/// Reads the lines of a root file.
pub(crate) fn read(plain: &[u8]) -> Result<RootFile, Failure> {
    let plain = str::from_utf8(plain).map_err(|_| Failure::Malformed)?;
    let mut lines = plain.lines();
    match lines.next() {
        Some(FIRST_LINE) => {}
        Some(line) if line.starts_with("siegelpost root key") => return Err(Failure::UnknownVersion),
        _ => return Err(Failure::Malformed),
    }
    let mut field = |name| {
        lines
            .next()
            .and_then(|line| line.strip_prefix(name))
            .ok_or(Failure::Malformed)
    };
    let authority = field(AUTHORITY)?.parse().map_err(|_| Failure::Malformed)?;
    let seed = Bytes::from_base64(field(ROOT)?).ok_or(Failure::Malformed)?;
    let seed: Zeroizing<[u8; 32]> = Zeroizing::new(seed.to_array().ok_or(Failure::Malformed)?);
    Ok(RootFile {
        authority,
        key: SigningKey::from_seed(&seed),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestRng;

    fn root() -> RootFile {
        RootFile {
            authority: AuthorityId(uuid::Uuid::from_u128(7)),
            key: SigningKey::from_seed(&[7; 32]),
        }
    }

    #[test]
    fn a_root_file_opens_with_its_passphrase_only() {
        let text = seal_root_file(&root(), "correct horse", &mut TestRng::new(1));
        let opened = open_root_file(&text, "correct horse").ok().unwrap();
        assert_eq!(opened.authority, root().authority);
        assert_eq!(opened.key.public(), root().key.public());
        let failure = open_root_file(&text, "correct horse ").err();
        assert_eq!(failure, Some(Failure::DoesNotOpen));
        assert_eq!(open_root_file("root", "x").err(), Some(Failure::NotSealed));
    }

    #[test]
    fn what_is_in_it_can_be_read_by_people() {
        let text = seal_root_file(&root(), "p", &mut TestRng::new(1));
        let plain = open_with_passphrase("p", &text).unwrap();
        assert_eq!(
            str::from_utf8(&plain).unwrap(),
            "siegelpost root key, version 1\nauthority: 00000000-0000-0000-0000-000000000007\nroot: \
             BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc\n"
        );
    }

    #[test]
    fn other_contents_are_named() {
        let sealed = |plain: &str| seal_with_passphrase("p", plain.as_bytes(), &mut TestRng::new(1));
        let failure = |plain: &str| open_root_file(&sealed(plain), "p").err();
        assert_eq!(failure("AGE-SECRET-KEY-1"), Some(Failure::Malformed));
        assert_eq!(
            failure("siegelpost root key, version 2\n"),
            Some(Failure::UnknownVersion)
        );
        assert_eq!(
            failure("siegelpost root key, version 1\nroot: x\n"),
            Some(Failure::Malformed)
        );
    }
}
