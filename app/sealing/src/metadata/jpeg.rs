use super::{orientation, take};

pub(super) const SIGNATURE: &[u8] = b"\xff\xd8\xff";

const EXIF: &[u8] = b"Exif\0\0";
const COLOUR_PROFILE: &[u8] = b"ICC_PROFILE\0";

const START_OF_SCAN: u8 = 0xda;
const END_OF_IMAGE: u8 = 0xd9;
const JFIF: u8 = 0xe0;
const EXIF_OR_XMP: u8 = 0xe1;
const PROFILE: u8 = 0xe2;
const ADOBE: u8 = 0xee;
const COMMENT: u8 = 0xfe;

/// Keeps the segments that decoding needs, and the scans up to the end of the image; what is appended behind it
/// (previews, films) goes.
pub(super) fn clean(file: &[u8]) -> Option<Vec<u8>> {
    let mut rest = file;
    let mut clean = take(&mut rest, 2)?.to_vec();
    let mut turned = None;
    let mut scans = false;
    loop {
        let (marker, segment) = next_segment(&mut rest)?;
        match marker {
            EXIF_OR_XMP => {
                turned = turned.or_else(|| orientation::read(segment.get(4..)?.strip_prefix(EXIF)?));
            }
            PROFILE if !segment.get(4..)?.starts_with(COLOUR_PROFILE) => {}
            // JFIF's density and Adobe's colour transform change how the picture looks.
            JFIF | ADOBE | PROFILE => clean.extend_from_slice(segment),
            0xe3..=0xef | COMMENT => {}
            END_OF_IMAGE if scans => {
                clean.extend_from_slice(segment);
                return Some(with_orientation(clean, turned));
            }
            START_OF_SCAN => {
                scans = true;
                clean.extend_from_slice(segment);
                let Some(length) = scan_length(rest) else {
                    // Cut off, and shown by many viewers all the same.
                    clean.extend_from_slice(rest);
                    return Some(with_orientation(clean, turned));
                };
                clean.extend_from_slice(take(&mut rest, length)?);
            }
            _ => clean.extend_from_slice(segment),
        }
    }
}

/// The next marker and its whole segment, marker and length included.
fn next_segment<'a>(rest: &mut &'a [u8]) -> Option<(u8, &'a [u8])> {
    // Any number of 0xff may stand before a marker, and decoders pass over other bytes, too.
    while matches!(rest, [0xff, 0x00 | 0xff, ..] | [0..=0xfe, ..]) {
        take(rest, 1)?;
    }
    let [_, marker] = *rest.first_chunk::<2>()?;
    let length = match marker {
        END_OF_IMAGE | 0x01 | 0xd0..=0xd8 => 0,
        _ => usize::from(u16::from_be_bytes(rest.get(2..4)?.try_into().ok()?)).max(2),
    };
    Some((marker, take(rest, 2 + length)?))
}

/// Length of the entropy-coded bytes up to the next marker that is not a restart.
fn scan_length(scan: &[u8]) -> Option<usize> {
    scan.windows(2)
        .position(|pair| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xff | 0xd0..=0xd7))
}

fn with_orientation(mut clean: Vec<u8>, turned: Option<u16>) -> Vec<u8> {
    let Some(turned) = turned else {
        return clean;
    };
    let tiff = orientation::write(turned);
    let length = (2 + EXIF.len() + tiff.len()) as u16;
    let segment = [&[0xff, EXIF_OR_XMP], &length.to_be_bytes()[..], EXIF, &tiff].concat();
    // Behind JFIF's own segment, which wants to be first.
    let at = if clean.get(2..4) == Some(&[0xff, JFIF]) {
        4 + usize::from(u16::from_be_bytes([clean[4], clean[5]]))
    } else {
        2
    };
    clean.splice(at..at, segment);
    clean
}
