//! The payload: chunks of 64 KiB under ChaCha20-Poly1305, numbered, the last one marked (STREAM).

use chacha20poly1305::aead::{AeadInPlace, KeyInit};
use chacha20poly1305::{Key, Nonce, Tag};
use zeroize::Zeroizing;

use super::{OpenError, Padded, Progress};

#[cfg(not(target_arch = "wasm32"))]
type Cipher = chacha20poly1305::ChaCha20Poly1305;
#[cfg(target_arch = "wasm32")]
type Cipher = super::keystream::Aead<std::arch::wasm32::v128>;

const CHUNK_BYTES: usize = 64 * 1024;
const TAG_BYTES: usize = 16;
const SEALED_CHUNK_BYTES: usize = CHUNK_BYTES + TAG_BYTES;
/// Chunks between two reports of progress.
const CHUNKS_A_REPORT: usize = 8;

/// Length of the payload of a plaintext, which has one chunk even if it is empty.
pub(super) fn sealed_length(plain: usize) -> usize {
    plain + plain.div_ceil(CHUNK_BYTES).max(1) * TAG_BYTES
}

/// Appends the payload.
pub(super) fn seal(key: &[u8; 32], plain: &Padded<'_>, sealed: &mut Vec<u8>, progress: Progress<'_>) {
    let cipher = Cipher::new(Key::from_slice(key));
    let mut counter = 0;
    let mut done = 0;
    loop {
        let end = plain.len().min(done + CHUNK_BYTES);
        let is_last = end == plain.len();
        let begin = sealed.len();
        plain.append(&(done..end), sealed);
        #[expect(clippy::expect_used, reason = "fails only beyond 256 GiB")]
        let tag = cipher
            .encrypt_in_place_detached(&nonce(counter, is_last), &[], &mut sealed[begin..])
            .expect("a chunk of 64 KiB");
        sealed.extend_from_slice(&tag);
        if is_last {
            return;
        }
        done = end;
        counter += 1;
        if counter.is_multiple_of(CHUNKS_A_REPORT) {
            progress(done as f64 / plain.len() as f64);
        }
    }
}

/// Opens the payload; gives nothing unless all of it is whole.
pub(super) fn open(
    key: &[u8; 32],
    sealed: &[u8],
    progress: Progress<'_>,
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let cipher = Cipher::new(Key::from_slice(key));
    let mut plain = Zeroizing::new(Vec::with_capacity(sealed.len()));
    let mut counter = 0;
    let mut rest = sealed;
    loop {
        let (chunk, after) = rest.split_at(rest.len().min(SEALED_CHUNK_BYTES));
        let (text, tag) = chunk
            .len()
            .checked_sub(TAG_BYTES)
            .map(|end| chunk.split_at(end))
            .ok_or(OpenError::Payload)?;
        // The last chunk is empty only if it is the only one.
        if text.is_empty() && counter > 0 {
            return Err(OpenError::Payload);
        }
        let begin = plain.len();
        plain.extend_from_slice(text);
        cipher
            .decrypt_in_place_detached(
                &nonce(counter, after.is_empty()),
                &[],
                &mut plain[begin..],
                Tag::from_slice(tag),
            )
            .map_err(|_| OpenError::Payload)?;
        if after.is_empty() {
            return Ok(plain);
        }
        rest = after;
        counter += 1;
        if counter.is_multiple_of(CHUNKS_A_REPORT) {
            progress(1.0 - rest.len() as f64 / sealed.len() as f64);
        }
    }
}

/// Eleven bytes of counter, big-endian, and one that marks the last chunk.
fn nonce(counter: usize, last: bool) -> Nonce {
    let mut nonce = Nonce::default();
    nonce[3..11].copy_from_slice(&(counter as u64).to_be_bytes());
    nonce[11] = last.into();
    nonce
}
