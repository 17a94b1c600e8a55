use super::{orientation, take};

/// Bits in the flags of `VP8X`.
const EXIF: u8 = 0b1000;
const XMP: u8 = 0b0100;

/// Keeps all chunks but EXIF and XMP, whose bits in the extended header are cleared; an orientation stays.
pub(super) fn clean(file: &[u8]) -> Option<Vec<u8>> {
    let length = usize::try_from(u32::from_le_bytes(file.get(4..8)?.try_into().ok()?)).ok()?;
    let mut rest = file.get(12..length.checked_add(8)?)?;
    let mut clean = b"RIFF\0\0\0\0WEBP".to_vec();
    let mut turned = None;
    let mut extended = None;
    while !rest.is_empty() {
        let kind: [u8; 4] = *rest.first_chunk()?;
        let size = usize::try_from(u32::from_le_bytes(rest.get(4..8)?.try_into().ok()?)).ok()?;
        // Chunks have even lengths; a last padding byte is sometimes missing.
        let whole = size.checked_add(8 + size % 2)?.min(rest.len());
        let chunk = take(&mut rest, whole)?;
        let content = chunk.get(8..8 + size)?;
        match &kind {
            b"EXIF" => {
                let tiff = content.strip_prefix(b"Exif\0\0").unwrap_or(content);
                turned = orientation::read(tiff);
            }
            b"XMP " => {}
            _ => {
                if &kind == b"VP8X" {
                    extended = Some(clean.len() + 8);
                }
                push(&mut clean, kind, content);
            }
        }
    }
    if let Some(flags) = extended.and_then(|at| clean.get_mut(at)) {
        *flags &= !(EXIF | XMP);
        if turned.is_some() {
            *flags |= EXIF;
        }
        if let Some(turned) = turned {
            push(&mut clean, *b"EXIF", &orientation::write(turned));
        }
    }
    let length = u32::try_from(clean.len() - 8).ok()?;
    clean[4..8].copy_from_slice(&length.to_le_bytes());
    Some(clean)
}

fn push(clean: &mut Vec<u8>, kind: [u8; 4], content: &[u8]) {
    clean.extend_from_slice(&kind);
    clean.extend_from_slice(&(content.len() as u32).to_le_bytes());
    clean.extend_from_slice(content);
    if content.len() % 2 == 1 {
        clean.push(0);
    }
}
