use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language of the portal (BCP 47).
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Default,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// German, the default.
    #[default]
    De,
    /// English.
    En,
}

impl Locale {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::De, Self::En];

    /// The language's tag, as in `<html lang>` and in paths.
    pub fn tag(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }

    /// The first language of an `Accept-Language` header (RFC 9110, section 12.5.4) that the portal speaks, by
    /// weight, then by order; German if there is none.
    pub fn negotiate(accept_language: &str) -> Self {
        let mut best = (0.0, Self::default());
        for range in accept_language.split(',') {
            let mut parts = range.split(';').map(str::trim);
            let primary = parts
                .next()
                .unwrap_or_default()
                .split('-')
                .next()
                .unwrap_or_default();
            let weight = parts
                .find_map(|parameter| parameter.strip_prefix("q="))
                .map_or(1.0, |weight| weight.parse::<f32>().unwrap_or(0.0));
            if let Ok(locale) = primary.to_ascii_lowercase().parse::<Self>()
                && weight > best.0
            {
                best = (weight, locale);
            }
        }
        best.1
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.tag())
    }
}

/// The text is not the tag of a language that the portal speaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a language of this portal")]
pub struct UnknownLocale;

impl FromStr for Locale {
    type Err = UnknownLocale;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|locale| locale.tag() == tag)
            .ok_or(UnknownLocale)
    }
}

/// A text of an authority in each language; where one is missing the German one is shown.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Localized {
    /// German.
    pub de: String,
    /// English, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Localized {
    /// The text in `locale`, or in German.
    pub fn text(&self, locale: Locale) -> &str {
        match (locale, &self.en) {
            (Locale::En, Some(text)) => text,
            _ => &self.de,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_language_that_is_spoken_wins() {
        for (header, expected) in [
            ("", Locale::De),
            ("fr", Locale::De),
            ("en-GB,en;q=0.9,de;q=0.8", Locale::En),
            ("fr, de;q=0.3, en;q=0.7", Locale::En),
            ("DE-at, en", Locale::De),
            ("en;q=0, de;q=0.1", Locale::De),
            ("en;q=x", Locale::De),
        ] {
            assert_eq!(Locale::negotiate(header), expected, "{header}");
        }
    }
}
