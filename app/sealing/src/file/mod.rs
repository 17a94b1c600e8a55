//! An age file (c2sp.org/age): header, header MAC, and the payload as a STREAM.
//!
//! Written here, because the age crate cannot open a file without linking its translations, which alone are larger
//! than all of this crate in the browser, adds a stanza of random bytes to every header, and draws its randomness
//! itself. The tests hold this against the age crate, the npm package and the C2SP vectors.

mod armour;
mod header;
#[cfg(any(test, target_arch = "wasm32"))]
mod keystream;
mod padded;
mod passphrase;
mod stream;
#[cfg(test)]
mod vectors;

use hkdf::Hkdf;
use rand_core::CryptoRngCore;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::{Failure, HybridIdentity, HybridRecipient};

const FILE_KEY_BYTES: usize = 16;
const NONCE_BYTES: usize = 16;

/// What wraps the payload key of one file.
pub(crate) type FileKey = Zeroizing<[u8; FILE_KEY_BYTES]>;

/// Told how much is done, from 0 to 1.
pub type Progress<'a> = &'a mut dyn FnMut(f64);

/// Seals bytes to one recipient. Their length shows: pad first.
pub fn seal(
    recipient: &HybridRecipient,
    plain: &[u8],
    rng: &mut impl CryptoRngCore,
    progress: Progress<'_>,
) -> Vec<u8> {
    seal_padded(recipient, &Padded::from(plain), rng, progress)
}

/// As [`seal`], of bytes whose padding is not there yet.
pub(crate) fn seal_padded(
    recipient: &HybridRecipient,
    plain: &Padded<'_>,
    rng: &mut impl CryptoRngCore,
    progress: Progress<'_>,
) -> Vec<u8> {
    seal_with(
        |file_key, rng| recipient.wrap_file_key(file_key, rng),
        plain,
        rng,
        progress,
    )
}

fn seal_with<R: CryptoRngCore>(
    wrap: impl FnOnce(&FileKey, &mut R) -> Stanza,
    plain: &Padded<'_>,
    rng: &mut R,
    progress: Progress<'_>,
) -> Vec<u8> {
    let mut file_key = FileKey::default();
    rng.fill_bytes(file_key.as_mut());
    let stanza = wrap(&file_key, rng);
    let mut nonce = [0; NONCE_BYTES];
    rng.fill_bytes(&mut nonce);

    let head = header::write(&[stanza], &derive(&file_key, b"header", &[]));
    let mut sealed = Vec::with_capacity(head.len() + NONCE_BYTES + stream::sealed_length(plain.len()));
    sealed.extend_from_slice(&head);
    sealed.extend_from_slice(&nonce);
    stream::seal(
        &derive(&file_key, b"payload", &nonce),
        plain,
        &mut sealed,
        progress,
    );
    sealed
}

/// Opens a file that was sealed to this identity.
///
/// # Errors
///
/// [`Failure::NotSealed`] if it is not an age file, [`Failure::DoesNotOpen`] if it was sealed to somebody else or is
/// not whole.
pub fn open(
    identity: &HybridIdentity,
    sealed: &[u8],
    progress: Progress<'_>,
) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let unwrap = |stanzas: &[Stanza]| identity.unwrap_file_key(stanzas);
    Ok(open_with(unwrap, sealed, progress)?)
}

/// Why a file does not open, as finely as the C2SP vectors tell it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum OpenError {
    /// The header is not of the format, or a stanza of our type is not of its form.
    Header,
    /// No stanza is for this identity.
    NoMatch,
    /// The header's MAC does not match.
    Mac,
    /// The payload is not whole.
    Payload,
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Header => Self::NotSealed,
            OpenError::NoMatch | OpenError::Mac | OpenError::Payload => Self::DoesNotOpen,
        }
    }
}

pub(crate) use header::Stanza;
pub(crate) use padded::Padded;
pub(crate) use passphrase::{open_with_passphrase, seal_with_passphrase};

pub(crate) fn open_with(
    unwrap: impl FnOnce(&[Stanza]) -> Result<FileKey, OpenError>,
    sealed: &[u8],
    progress: Progress<'_>,
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let (header, rest) = header::Header::read(sealed)?;
    let (nonce, payload) = rest.split_at_checked(NONCE_BYTES).ok_or(OpenError::Header)?;
    let file_key = unwrap(&header.stanzas)?;
    header.verify(&derive(&file_key, b"header", &[]))?;
    stream::open(&derive(&file_key, b"payload", nonce), payload, progress)
}

fn derive(file_key: &FileKey, label: &[u8], salt: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    #[expect(
        clippy::expect_used,
        reason = "fails only for more than 255 blocks of 32 bytes"
    )]
    Hkdf::<Sha256>::new(Some(salt), file_key.as_ref())
        .expand(label, key.as_mut())
        .expect("a short key");
    key
}
