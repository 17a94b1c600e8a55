//! What may be attached, how a received file is named on this machine, and which ones are shown as pictures.

use domain::limits::{ATTACHMENT_BYTES, ATTACHMENT_PART_BYTES, ATTACHMENTS};

/// Why a file cannot be attached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unfit {
    /// There are as many as a message takes.
    TooMany,
    /// Larger than the limit.
    TooLarge,
    /// Nothing in it.
    Empty,
}

/// Whether a file of `size` bytes can join `chosen` others.
pub fn fits(chosen: usize, size: u64) -> Result<(), Unfit> {
    if chosen >= ATTACHMENTS {
        Err(Unfit::TooMany)
    } else if size > ATTACHMENT_BYTES {
        Err(Unfit::TooLarge)
    } else if size == 0 {
        Err(Unfit::Empty)
    } else {
        Ok(())
    }
}

/// Whether a browser shows this type as a picture without running anything in it; SVG is none of them.
pub fn is_picture(media_type: &str) -> bool {
    matches!(
        media_type,
        "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/avif"
    )
}

/// How many parts a sealed file of `size` bytes travels in.
pub fn parts(size: u64) -> u32 {
    u32::try_from(size.div_ceil(ATTACHMENT_PART_BYTES)).unwrap_or(u32::MAX)
}

/// A name that says what it says: without folders, control characters, or the marks that turn the direction of
/// writing and make `exe.txt` of `txt.exe`. Empty if nothing is left.
pub fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last
        .chars()
        .filter(|character| {
            !character.is_control()
                && !matches!(
                    character,
                    '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
                )
        })
        .take(120)
        .collect();
    plain.trim().trim_start_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_those_of_the_portal() {
        assert_eq!(fits(0, ATTACHMENT_BYTES), Ok(()));
        assert_eq!(fits(0, ATTACHMENT_BYTES + 1), Err(Unfit::TooLarge));
        assert_eq!(fits(ATTACHMENTS, 1), Err(Unfit::TooMany));
        assert_eq!(fits(0, 0), Err(Unfit::Empty));
    }

    #[test]
    fn a_part_more_for_every_byte_too_many() {
        assert_eq!(parts(1), 1);
        assert_eq!(parts(ATTACHMENT_PART_BYTES), 1);
        assert_eq!(parts(ATTACHMENT_PART_BYTES + 1), 2);
    }

    #[test]
    fn a_name_is_only_a_name() {
        for (name, plain) in [
            ("Antrag.pdf", "Antrag.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Temp\\Foto.jpg", "Foto.jpg"),
            ("Rechnung\u{202e}fdp.exe", "Rechnungfdp.exe"),
            ("a\nb\u{0}.txt", "ab.txt"),
            (".bashrc", "bashrc"),
            (" / ", ""),
            ("", ""),
        ] {
            assert_eq!(plain_name(name), plain);
        }
    }

    #[test]
    fn only_plain_picture_types_are_shown() {
        assert!(is_picture("image/png"));
        for other in ["image/svg+xml", "text/html", "application/pdf", ""] {
            assert!(!is_picture(other), "{other}");
        }
    }
}
