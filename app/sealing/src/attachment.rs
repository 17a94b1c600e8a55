use domain::AttachmentId;
use rand_core::CryptoRngCore;

use crate::file::{Padded, seal_padded};
use crate::message::{harmless_name, plain_media_type};
use crate::metadata::without_metadata;
use crate::{AttachmentEntry, Failure, Hash, HybridIdentity, HybridRecipient, Progress, open};
use certificates::padded_length;

/// The plaintext ends with the file's length, eight bytes, big-endian, after zeros.
const LENGTH_BYTES: usize = 8;

/// A sealed file and what the signed header says about it.
pub struct SealedAttachment {
    /// For the header of its message.
    pub entry: AttachmentEntry,
    /// The age file, to be uploaded in parts.
    pub sealed: Vec<u8>,
}

/// Seals a file to the conversation's content recipient. Pictures lose what their camera wrote into them, EXIF with
/// its place and time first of all; only the orientation stays.
pub fn seal_attachment(
    recipient: &HybridRecipient,
    name: &str,
    media_type: &str,
    file: Vec<u8>,
    rng: &mut impl CryptoRngCore,
    progress: Progress<'_>,
) -> SealedAttachment {
    let file = without_metadata(file);
    let size = file.len() as u64;
    let plain = Padded {
        bytes: &file,
        zeros: padded_length(file.len() + LENGTH_BYTES) - LENGTH_BYTES - file.len(),
        end: &size.to_be_bytes(),
    };
    let sealed = seal_padded(recipient, &plain, rng, progress);
    SealedAttachment {
        entry: AttachmentEntry {
            id: AttachmentId::random(rng),
            name: harmless_name(name),
            media_type: plain_media_type(media_type),
            size,
            sealed_size: sealed.len() as u64,
            sealed_hash: blake3::hash(&sealed).into(),
        },
        sealed,
    }
}

/// Opens a file of a verified message.
///
/// # Errors
///
/// [`Failure::AttachmentMismatch`] if these are not the bytes that the author signed; [`Failure::NotSealed`],
/// [`Failure::DoesNotOpen`] and [`Failure::Malformed`] if the author signed something that is no sealed file.
pub fn open_attachment(
    identity: &HybridIdentity,
    entry: &AttachmentEntry,
    sealed: &[u8],
    progress: Progress<'_>,
) -> Result<Vec<u8>, Failure> {
    if sealed.len() as u64 != entry.sealed_size || Hash::from(blake3::hash(sealed)) != entry.sealed_hash {
        return Err(Failure::AttachmentMismatch);
    }
    let mut plain = open(identity, sealed, progress)?;
    let size = unpadded(&plain)?.len();
    if size as u64 != entry.size {
        return Err(Failure::AttachmentMismatch);
    }
    plain.truncate(size);
    Ok(std::mem::take(&mut *plain))
}

/// The file in a plaintext: what stands before the zeros and the length.
pub(crate) fn unpadded(plain: &[u8]) -> Result<&[u8], Failure> {
    let (rest, length) = plain
        .split_last_chunk::<LENGTH_BYTES>()
        .ok_or(Failure::Malformed)?;
    let size = usize::try_from(u64::from_be_bytes(*length)).map_err(|_| Failure::Malformed)?;
    match rest.split_at_checked(size) {
        Some((file, padding)) if padding.iter().all(|byte| *byte == 0) => Ok(file),
        _ => Err(Failure::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use domain::limits::{ATTACHMENT_BYTES, SEALED_ATTACHMENT_BYTES};
    use proptest::prelude::*;

    use super::*;
    use crate::testing::TestRng;
    use crate::{Seed, seal};

    fn sealed(seed: &Seed, file: &[u8]) -> SealedAttachment {
        let mut rng = TestRng::new(9);
        seal_attachment(
            &seed.recipient(),
            "Antrag.pdf",
            "application/pdf",
            file.to_vec(),
            &mut rng,
            &mut |_| {},
        )
    }

    #[test]
    fn a_file_opens_as_it_was_and_its_length_hardly_shows() {
        let seed = Seed::random(&mut TestRng::new(1));
        let mut lengths = Vec::new();
        for length in [0, 1, 1000, 1016, 1017, 65_528, 1_000_000, 1_000_001] {
            let file: Vec<u8> = (0..length).map(|at| at as u8).collect();
            let sealed = sealed(&seed, &file);
            assert_eq!(domain::check_sealed(&sealed.sealed), Ok(()));
            assert_eq!(sealed.entry.size, length);
            let opened = open_attachment(&seed.identity(), &sealed.entry, &sealed.sealed, &mut |_| {});
            assert!(opened == Ok(file), "{length}");
            lengths.push(sealed.sealed.len());
        }
        assert!(lengths[..4].iter().all(|length| *length == lengths[0]));
        assert_eq!(lengths[6], lengths[7]);
    }

    #[test]
    fn the_first_part_of_a_long_file_is_recognised_as_sealed() {
        let seed = Seed::random(&mut TestRng::new(1));
        let sealed = sealed(&seed, &vec![0; 5 * 1024 * 1024]);
        let part = &sealed.sealed[..domain::limits::ATTACHMENT_PART_BYTES as usize];
        assert_eq!(domain::check_sealed(part), Ok(()));
    }

    #[test]
    fn the_largest_file_stays_below_the_limit() {
        let plain = padded_length(ATTACHMENT_BYTES as usize + LENGTH_BYTES);
        // A tag for every chunk of 64 KiB, and the header.
        assert!((plain + (plain / 65_536 + 1) * 16 + 4096) as u64 <= SEALED_ATTACHMENT_BYTES);
    }

    #[test]
    fn other_bytes_than_the_signed_ones_are_named() {
        let seed = Seed::random(&mut TestRng::new(1));
        let SealedAttachment { entry, sealed: right } = sealed(&seed, b"file");
        let failure = |entry: &AttachmentEntry, sealed: &[u8]| {
            open_attachment(&seed.identity(), entry, sealed, &mut |_| {}).err()
        };
        let mut changed = right.clone();
        changed[2500] ^= 1;
        assert_eq!(failure(&entry, &changed), Some(Failure::AttachmentMismatch));
        assert_eq!(failure(&entry, &right[1..]), Some(Failure::AttachmentMismatch));
        let longer = AttachmentEntry {
            size: 5,
            ..entry.clone()
        };
        assert_eq!(failure(&longer, &right), Some(Failure::AttachmentMismatch));
        let stranger = Seed::random(&mut TestRng::new(2)).identity();
        let opened = open_attachment(&stranger, &entry, &right, &mut |_| {});
        assert_eq!(opened.err(), Some(Failure::DoesNotOpen));
    }

    #[test]
    fn progress_goes_from_nothing_to_all() {
        let seed = Seed::random(&mut TestRng::new(1));
        let mut rng = TestRng::new(2);
        let mut reports = Vec::new();
        let file = vec![1; 3_000_000];
        let sealed = seal_attachment(&seed.recipient(), "", "", file, &mut rng, &mut |done| {
            reports.push(done);
        });
        open_attachment(&seed.identity(), &sealed.entry, &sealed.sealed, &mut |done| {
            reports.push(done - 1.0);
        })
        .ok()
        .unwrap();
        assert!(reports.len() >= 10);
        assert!(reports.iter().all(|done| (-1.0..=1.0).contains(done)));
    }

    proptest! {
        /// A member or citizen can sign anything as a file: nothing of it may make the reader stumble.
        #[test]
        fn no_plaintext_makes_it_panic(plain: Vec<u8>, size: u64) {
            let seed = Seed::random(&mut TestRng::new(1));
            let sealed = seal(&seed.recipient(), &plain, &mut TestRng::new(3), &mut |_| {});
            let entry = AttachmentEntry {
                id: AttachmentId::random(&mut TestRng::new(4)),
                name: String::new(),
                media_type: String::new(),
                size,
                sealed_size: sealed.len() as u64,
                sealed_hash: blake3::hash(&sealed).into(),
            };
            let _ = open_attachment(&seed.identity(), &entry, &sealed, &mut |_| {});
        }
    }
}
