use super::take;

pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunks that tell about the picture instead of being it. An orientation in eXIf is not kept: programs that write
/// PNG turn the pixels.
const METADATA: [&[u8; 4]; 5] = [b"eXIf", b"iTXt", b"tEXt", b"zTXt", b"tIME"];

/// Keeps all other chunks up to the last one; what is appended goes.
pub(super) fn clean(file: &[u8]) -> Option<Vec<u8>> {
    let mut rest = file;
    let mut clean = take(&mut rest, SIGNATURE.len())?.to_vec();
    loop {
        let length = u32::from_be_bytes(*rest.first_chunk()?);
        let kind: [u8; 4] = rest.get(4..8)?.try_into().ok()?;
        // Length, kind, content, checksum; the last chunk of a file that is cut off ends early.
        let whole = usize::try_from(length).ok()?.checked_add(12)?.min(rest.len());
        let chunk = take(&mut rest, whole)?;
        if !METADATA.contains(&&kind) {
            clean.extend_from_slice(chunk);
        }
        if &kind == b"IEND" || rest.is_empty() {
            return Some(clean);
        }
    }
}
