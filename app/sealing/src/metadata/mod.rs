//! Takes out of pictures what tells about the person who took them: EXIF (place, time, camera, thumbnail of the
//! uncropped picture), XMP, IPTC, comments, and files appended to files. What a viewer needs stays: pixels, colour
//! profile, orientation, animation.

mod jpeg;
mod orientation;
mod png;
#[cfg(test)]
mod tests;
mod webp;

#[cfg(test)]
pub(crate) use tests::pictures;

/// The file without metadata, if it is a JPEG, PNG or WebP; every other file, and what only begins like a picture, as
/// it is.
pub(crate) fn without_metadata(file: Vec<u8>) -> Vec<u8> {
    let clean = if file.starts_with(jpeg::SIGNATURE) {
        jpeg::clean(&file)
    } else if file.starts_with(png::SIGNATURE) {
        png::clean(&file)
    } else if file.starts_with(b"RIFF") && file.get(8..12) == Some(b"WEBP") {
        webp::clean(&file)
    } else {
        None
    };
    clean.unwrap_or(file)
}

/// Splits off the first bytes, or nothing.
fn take<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(taken)
}
