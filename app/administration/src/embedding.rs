//! What stands on a page of another site to show the portal, and which pages may.

use domain::limits::EMBED_ORIGINS;
use domain::{HostOrigin, HostOriginError};

/// Why a list of origins cannot be saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WrongOrigins {
    /// This line is none.
    Line(String, HostOriginError),
    /// There are more than [`EMBED_ORIGINS`].
    TooMany,
}

/// The origins of a text, one a line; empty lines say nothing.
///
/// # Errors
///
/// The first line that is no origin, or too many.
pub fn origins(text: &str) -> Result<Vec<String>, WrongOrigins> {
    let lines: Vec<_> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    if lines.len() > EMBED_ORIGINS {
        return Err(WrongOrigins::TooMany);
    }
    lines
        .into_iter()
        .map(|line| match line.parse::<HostOrigin>() {
            Ok(origin) => Ok(origin.into()),
            Err(error) => Err(WrongOrigins::Line(line.to_owned(), error)),
        })
        .collect()
}

/// A button for a page: the attributes of its script but for what makes it ours.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Button {
    /// The portal's origin.
    pub portal: String,
    /// The script's path on it.
    pub script: String,
    /// The script's hash.
    pub integrity: String,
    /// The authority's name in addresses.
    pub authority: String,
    /// The department's; empty for the whole authority.
    pub department: String,
    /// The fingerprint of the authority's root.
    pub pin: String,
    /// `de` or `en`; empty for the page's own.
    pub language: String,
    /// As `#rrggbb`.
    pub color: String,
    /// Where it stands: `end`, `start` or `inline`.
    pub position: String,
    /// Its text; empty for the usual one.
    pub label: String,
}

/// The colour that a button has by itself, which need not be said.
pub const USUAL_COLOR: &str = "#00565e";

impl Button {
    /// What the script reads, by name; what is as usual is left out.
    pub fn data(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("data-authority", self.authority.as_str(), ""),
            ("data-department", &self.department, ""),
            ("data-pin", &self.pin, ""),
            ("data-lang", &self.language, ""),
            ("data-color", &self.color, USUAL_COLOR),
            ("data-position", &self.position, "end"),
            ("data-label", self.label.trim(), ""),
        ];
        all.into_iter()
            .filter(|(_, value, usual)| !value.is_empty() && value != usual)
            .map(|(name, value, _)| (name, value))
            .collect()
    }

    /// The element for a page.
    pub fn element(&self) -> String {
        let data: String = self
            .data()
            .into_iter()
            .map(|(name, value)| format!(" {name}=\"{}\"", escaped(value)))
            .collect();
        format!(
            "<script src=\"{}{}\" integrity=\"{}\" crossorigin=\"anonymous\" defer{data}></script>",
            self.portal, self.script, self.integrity
        )
    }

    /// A plain link for pages without scripts, in `language`.
    pub fn link(&self, language: &str, text: &str) -> String {
        let department = if self.department.is_empty() {
            String::new()
        } else {
            format!("/{}", self.department)
        };
        let text = if self.label.trim().is_empty() {
            text
        } else {
            self.label.trim()
        };
        format!(
            "<a href=\"{}/{language}/a/{}{department}#pin={}\">{}</a>",
            self.portal,
            self.authority,
            self.pin,
            escaped(text)
        )
    }

    /// What the page's policy must allow.
    pub fn policy(&self) -> String {
        format!("script-src {0}; frame-src {0}", self.portal)
    }
}

/// Text between quotes, or between tags (HTML, 13.3).
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn button() -> Button {
        Button {
            portal: "https://post.example".to_owned(),
            script: "/assets/embed.1.ab.js".to_owned(),
            integrity: "sha384-x".to_owned(),
            authority: "musterstadt".to_owned(),
            pin: "0000-1111".to_owned(),
            color: USUAL_COLOR.to_owned(),
            position: "end".to_owned(),
            ..Button::default()
        }
    }

    #[test]
    fn what_is_as_usual_is_left_out() {
        assert_eq!(
            button().element(),
            "<script src=\"https://post.example/assets/embed.1.ab.js\" integrity=\"sha384-x\" \
             crossorigin=\"anonymous\" defer data-authority=\"musterstadt\" data-pin=\"0000-1111\"></script>"
        );
        assert_eq!(
            button().link("de", "Schreiben"),
            "<a href=\"https://post.example/de/a/musterstadt#pin=0000-1111\">Schreiben</a>"
        );
    }

    #[test]
    fn a_label_stays_a_text() {
        let hostile = Button {
            department: "bauamt".to_owned(),
            label: " \"><script>alert(1)</script>& ".to_owned(),
            ..button()
        };
        let escaped = "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;";
        assert!(
            hostile
                .element()
                .ends_with(&format!(" data-label=\"{escaped}\"></script>"))
        );
        let link = hostile.link("en", "Write");
        assert!(link.contains("/en/a/musterstadt/bauamt#pin="), "{link}");
        assert!(link.ends_with(&format!(">{escaped}</a>")), "{link}");
    }

    #[test]
    fn origins_are_read_line_by_line_and_the_first_wrong_one_is_named() {
        let text = " https://a.example\n\n\thttps://b.example:8443 \r\n";
        let read = origins(text).expect("two origins");
        assert_eq!(read, ["https://a.example", "https://b.example:8443"]);
        assert_eq!(
            origins("https://a.example\nhttps://b.example/kontakt"),
            Err(WrongOrigins::Line(
                "https://b.example/kontakt".to_owned(),
                HostOriginError::Path
            ))
        );
        let many = "https://a.example\n".repeat(EMBED_ORIGINS + 1);
        assert_eq!(origins(&many), Err(WrongOrigins::TooMany));
    }
}
