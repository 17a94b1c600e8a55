//! The one thing in EXIF that a viewer needs: which way up the picture is. Phones store the pixels as the sensor has
//! them and say here how to turn them.

const TAG: u16 = 0x0112;
const SHORT: u16 = 3;

/// The orientation in an EXIF block (TIFF, without `Exif\0\0`), if it is one of 2 to 8; 1 is what viewers do anyway.
pub(super) fn read(tiff: &[u8]) -> Option<u16> {
    let big = match tiff.get(..4)? {
        b"MM\0\x2a" => true,
        b"II\x2a\0" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if big {
            u16::from_be_bytes(bytes)
        } else {
            u16::from_le_bytes(bytes)
        })
    };
    let long = |at: usize| {
        let bytes = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if big {
            u32::from_be_bytes(bytes)
        } else {
            u32::from_le_bytes(bytes)
        })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    let entries = usize::from(short(directory)?);
    for entry in 0..entries {
        let at = directory.checked_add(2 + 12 * entry)?;
        if short(at)? == TAG {
            let orientation = short(at + 8)?;
            return (short(at + 2)? == SHORT && (2..=8).contains(&orientation)).then_some(orientation);
        }
    }
    None
}

/// An EXIF block (TIFF) that says nothing but this.
pub(super) fn write(orientation: u16) -> Vec<u8> {
    let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x01".to_vec();
    tiff.extend_from_slice(&TAG.to_be_bytes());
    tiff.extend_from_slice(&SHORT.to_be_bytes());
    tiff.extend_from_slice(&1_u32.to_be_bytes());
    tiff.extend_from_slice(&orientation.to_be_bytes());
    tiff.extend_from_slice(&[0; 6]);
    tiff
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for orientation in 2..=8 {
            assert_eq!(read(&write(orientation)), Some(orientation));
        }
        for useless in [0, 1, 9] {
            assert_eq!(read(&write(useless)), None);
        }
    }

    #[test]
    fn little_endian_is_read_too() {
        let tiff = b"II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        assert_eq!(read(tiff), Some(6));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(mut bytes: Vec<u8>, big: bool) {
            let _ = read(&bytes);
            bytes.splice(0..0, if big { *b"MM\0\x2a" } else { *b"II\x2a\0" });
            let _ = read(&bytes);
        }
    }
}
