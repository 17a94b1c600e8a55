//! An age file as text (c2sp.org/age, ASCII armor).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::OpenError;

const BEGIN: &str = "-----BEGIN AGE ENCRYPTED FILE-----";
const END: &str = "-----END AGE ENCRYPTED FILE-----";
const COLUMNS: usize = 64;

pub(super) fn write(file: &[u8]) -> String {
    let encoded = STANDARD.encode(file);
    let mut text = String::with_capacity(encoded.len() + encoded.len() / COLUMNS + 80);
    text.push_str(BEGIN);
    text.push('\n');
    let mut rest = encoded.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(COLUMNS));
        text.push_str(line);
        text.push('\n');
        rest = after;
    }
    text.push_str(END);
    text.push('\n');
    text
}

/// Reads a text with line ends of either kind and white space around it, as programs that show files leave behind.
pub(super) fn read(text: &str) -> Result<Vec<u8>, OpenError> {
    let encoded = text
        .trim()
        .strip_prefix(BEGIN)
        .and_then(|rest| rest.strip_suffix(END))
        .ok_or(OpenError::Header)?;
    let encoded: String = encoded.lines().map(str::trim_end).collect();
    STANDARD.decode(encoded).map_err(|_| OpenError::Header)
}
