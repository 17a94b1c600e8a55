use domain::AttachmentId;

use super::Hash;
use crate::Failure;
use certificates::cbor::{Reader, Writer};

const NAME_CHARACTERS: usize = 255;
const MEDIA_TYPE_CHARACTERS: usize = 127;
const UNNAMED: &str = "file";
const UNTYPED: &str = "application/octet-stream";

/// A file of a message, as its author signed it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AttachmentEntry {
    /// Chosen by the author.
    pub id: AttachmentId,
    /// Its name, without directories.
    pub name: String,
    /// Its media type, as the author's browser said.
    pub media_type: String,
    /// Size of the plain file in bytes.
    pub size: u64,
    /// Size of the sealed file in bytes.
    pub sealed_size: u64,
    /// BLAKE3 of the sealed file.
    pub sealed_hash: Hash,
}

impl AttachmentEntry {
    pub(super) fn encode(&self, writer: &mut Writer) {
        writer
            .begin(6)
            .id(self.id.0)
            .text(&self.name)
            .text(&self.media_type)
            .number(self.size)
            .number(self.sealed_size)
            .bytes(&self.sealed_hash);
    }

    pub(super) fn decode(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        reader.begin(6)?;
        let entry = Self {
            id: AttachmentId(reader.id()?),
            name: reader.text(NAME_CHARACTERS)?.to_owned(),
            media_type: reader.text(MEDIA_TYPE_CHARACTERS)?.to_owned(),
            size: reader.number()?,
            sealed_size: reader.number()?,
            sealed_hash: reader.fixed()?,
        };
        if entry.name == harmless_name(&entry.name) && entry.media_type == plain_media_type(&entry.media_type)
        {
            Ok(entry)
        } else {
            Err(Failure::Malformed)
        }
    }
}

/// A name that can be shown and saved: no directories, no control characters, and nothing that turns the direction of
/// writing, which makes `exe.fdp` out of a program's name.
pub(crate) fn harmless_name(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name
        .chars()
        .filter(|character| {
            !character.is_control()
                && !matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        })
        .take(NAME_CHARACTERS)
        .collect();
    if name.trim_matches(['.', ' ']).is_empty() {
        UNNAMED.to_owned()
    } else {
        name
    }
}

/// A media type without parameters, or that of unknown bytes.
pub(crate) fn plain_media_type(media_type: &str) -> String {
    let allowed = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte))
    };
    match media_type.split_once('/') {
        Some((kind, subtype))
            if media_type.len() <= MEDIA_TYPE_CHARACTERS && allowed(kind) && allowed(subtype) =>
        {
            media_type.to_owned()
        }
        _ => UNTYPED.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_what_could_deceive() {
        assert_eq!(harmless_name("Antrag Müller (2).pdf"), "Antrag Müller (2).pdf");
        assert_eq!(harmless_name("../../etc/passwd"), "passwd");
        assert_eq!(harmless_name("C:\\Users\\Eva\\Bescheid.pdf"), "Bescheid.pdf");
        assert_eq!(harmless_name("rech\u{202e}fdp.exe"), "rechfdp.exe");
        assert_eq!(harmless_name("a\nb\0.txt"), "ab.txt");
        for empty in ["", ".", "..", "folder/", " "] {
            assert_eq!(harmless_name(empty), "file");
        }
    }

    #[test]
    fn media_types_are_plain_or_unknown() {
        assert_eq!(plain_media_type("image/svg+xml"), "image/svg+xml");
        for unknown in [
            "",
            "text",
            "text/",
            "text/html; charset=utf-8",
            "text/ht ml",
            "a/b/c",
        ] {
            assert_eq!(plain_media_type(unknown), "application/octet-stream");
        }
    }
}
