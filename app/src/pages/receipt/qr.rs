use qrcode::{Color, QrCode};

/// A QR code as the path of its dark squares, each one unit wide.
#[derive(PartialEq, Eq, Debug, Default)]
pub(super) struct QrPath {
    /// Squares on each side, without the quiet zone.
    pub(super) side: u32,
    /// The `d` of an SVG path.
    pub(super) path: String,
}

impl QrPath {
    /// The code of `text`; empty if it is too long for one (more than 2,331 bytes).
    pub(super) fn of(text: &str) -> Self {
        let Ok(code) = QrCode::new(text) else {
            return Self::default();
        };
        let width = code.width();
        let mut path = String::new();
        for (row, colors) in code.to_colors().chunks(width).enumerate() {
            let mut column = 0;
            for run in colors.chunk_by(|left, right| left == right) {
                if run[0] == Color::Dark {
                    path.push_str(&format!("M{column} {row}h{0}v1h-{0}z", run.len()));
                }
                column += run.len();
            }
        }
        Self {
            side: u32::try_from(width).unwrap_or_default(),
            path,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_begins_with_the_finder_pattern() {
        let code = QrPath::of("https://post.example.org/de/return");
        assert!(code.side >= 21);
        assert!(code.path.starts_with("M0 0h7v1h-7z"), "{}", code.path);
    }

    #[test]
    fn a_text_that_fits_no_code_gives_none() {
        assert_eq!(QrPath::of(&"x".repeat(3_000)), QrPath::default());
    }
}
