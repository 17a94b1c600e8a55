use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The official key of an area of Germany, of any level: a Land has 2 digits, a Regierungsbezirk 3, a Kreis 5, a
/// municipality 8 (Amtlicher Gemeindeschlüssel, AGS) or 12 (Regionalschlüssel, ARS), a Gemeindeverband 9.
///
/// The AGS is the ARS without digits 6 to 9. Always a text: every key of the Länder 01 to 09 begins with a zero, and one that
/// lost it is refused, never mended, because what is left may be another area's key.
///
/// Source: Statistisches Bundesamt (Destatis), Gemeindeverzeichnis, "Regionalschlüssel".
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, pattern = "^(0[1-9]|1[0-6])(\\d|\\d{3}|\\d{6}|\\d{7}|\\d{10})?$", example = "05162024")]
pub struct AreaKey(String);

/// Why a text is no area's key.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AreaKeyError {
    /// Something else than digits.
    #[error("the key of an area has digits only")]
    NotDigits,
    /// No level has keys of this length.
    #[error("the key of an area has 2, 3, 5, 8, 9 or 12 digits")]
    Length,
    /// With a zero before it, it is a key: a spreadsheet took it for a number.
    #[error("the key of an area has lost the zero that it begins with")]
    LeadingZero,
    /// There are the Länder 01 to 16, and in Saarland no municipality outside 1004.
    #[error("the key of an area begins with the number of a Land, 01 to 16")]
    Land,
}

/// How large the area of a key is, the largest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum AreaLevel {
    /// A Land, 2 digits.
    Land,
    /// A Regierungsbezirk, 3 digits.
    Regierungsbezirk,
    /// A Kreis or a town that is one, 5 digits.
    Kreis,
    /// A Gemeindeverband, 9 digits.
    Verband,
    /// A municipality, 8 digits or 12.
    Gemeinde,
}

impl AreaKey {
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How large the area is.
    pub fn level(&self) -> AreaLevel {
        level(self.0.len()).unwrap_or(AreaLevel::Gemeinde)
    }

    /// The key under which this place is looked for: of a municipality the AGS, of all else the key itself.
    #[must_use]
    pub fn place(&self) -> Self {
        match (self.0.get(..5), self.0.get(9..12)) {
            (Some(kreis), Some(gemeinde)) => Self(format!("{kreis}{gemeinde}")),
            _ => self.clone(),
        }
    }

    /// The places of all areas that this one lies in, itself first, then the smaller before the larger. An AGS does not tell
    /// its Verband; an ARS does.
    pub fn within(&self) -> Vec<Self> {
        let larger = [9, 5, 3, 2]
            .into_iter()
            // The digits of an AGS behind the Kreis are not those of a Verband.
            .filter(|length| *length < self.0.len() && !(*length == 9 && self.0.len() != 12))
            .filter_map(|length| self.0.get(..length))
            .map(|digits| Self(digits.to_owned()));
        std::iter::once(self.place()).chain(larger).collect()
    }

    /// Whether `other` is this area or lies in it, as far as the keys tell.
    pub fn covers(&self, other: &Self) -> bool {
        other.within().contains(&self.place())
    }
}

fn level(length: usize) -> Option<AreaLevel> {
    Some(match length {
        2 => AreaLevel::Land,
        3 => AreaLevel::Regierungsbezirk,
        5 => AreaLevel::Kreis,
        9 => AreaLevel::Verband,
        8 | 12 => AreaLevel::Gemeinde,
        _ => return None,
    })
}

fn is_land(digits: &str) -> bool {
    digits
        .get(..2)
        .and_then(|land| land.parse::<u8>().ok())
        .is_some_and(|land| (1..=16).contains(&land))
}

/// Whether this is no municipality because it would lie in Saarland (10), whose Kreise are 10041 to 10046. Of all nine-digit keys
/// only those of Schleswig-Holstein (01), which has no Regierungsbezirke, look like a municipality's once they have lost their
/// zero, and they look like these.
fn is_elsewhere_in_saarland(digits: &str) -> bool {
    level(digits.len()) == Some(AreaLevel::Gemeinde)
        && digits.starts_with("10")
        && !digits.starts_with("1004")
}

impl FromStr for AreaKey {
    type Err = AreaKeyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(AreaKeyError::NotDigits);
        }
        if level(text.len()).is_some() && is_land(text) && !is_elsewhere_in_saarland(text) {
            return Ok(Self(text.to_owned()));
        }
        let with_zero = format!("0{text}");
        Err(if level(with_zero.len()).is_some() && is_land(&with_zero) {
            AreaKeyError::LeadingZero
        } else if level(text.len()).is_some() {
            AreaKeyError::Land
        } else {
            AreaKeyError::Length
        })
    }
}

impl TryFrom<String> for AreaKey {
    type Error = AreaKeyError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<AreaKey> for String {
    fn from(key: AreaKey) -> Self {
        key.0
    }
}

impl fmt::Display for AreaKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(text: &str) -> AreaKey {
        text.parse().unwrap()
    }

    #[test]
    fn every_level_has_keys_of_its_length() {
        for (text, level) in [
            ("05", AreaLevel::Land),
            ("051", AreaLevel::Regierungsbezirk),
            ("05162", AreaLevel::Kreis),
            ("05162016", AreaLevel::Gemeinde),
            ("010515166", AreaLevel::Verband),
            ("051620016016", AreaLevel::Gemeinde),
            ("10041100", AreaLevel::Gemeinde),
            ("100460000117", AreaLevel::Gemeinde),
        ] {
            assert_eq!(key(text).level(), level, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_key_is_told() {
        use AreaKeyError::{Land, LeadingZero, Length, NotDigits};
        for (text, error) in [
            ("", NotDigits),
            ("5162E+03", NotDigits),
            ("05 162", NotDigits),
            ("٠٥", NotDigits),
            ("051620", Length),
            ("0516201601", Length),
            ("0516200160161", Length),
            ("0", Length),
            ("0051", Length),
            ("5", LeadingZero),
            ("5162", LeadingZero),
            ("5162016", LeadingZero),
            ("51620016016", LeadingZero),
            // nine digits that lost their zero: as an AGS it would lie in a Land 51
            ("51620016", LeadingZero),
            // the same in Schleswig-Holstein: as an AGS it would lie in Saarland
            ("10515105", LeadingZero),
            ("105150105105", Land),
            ("51", LeadingZero),
            ("00", Land),
            ("17", LeadingZero),
            ("00162016", Land),
            ("17162", Land),
            ("990515166", Land),
        ] {
            assert_eq!(text.parse::<AreaKey>(), Err(error), "{text}");
        }
    }

    #[test]
    fn an_ags_and_an_ars_are_one_place() {
        let (ags, ars) = (key("05162016"), key("051620016016"));
        assert_eq!(ars.place(), ags);
        assert!(ags.covers(&ars) && ars.covers(&ags));
        assert!(!ags.covers(&key("05162024")));
    }

    #[test]
    fn a_place_lies_in_all_larger_areas_the_smaller_first() {
        let texts = |key: AreaKey| key.within().into_iter().map(String::from).collect::<Vec<_>>();
        assert_eq!(
            texts(key("010515166021")),
            ["01051021", "010515166", "01051", "010", "01"]
        );
        assert_eq!(texts(key("01051021")), ["01051021", "01051", "010", "01"]);
        assert_eq!(texts(key("010515166")), ["010515166", "01051", "010", "01"]);
        assert_eq!(texts(key("01")), ["01"]);
        assert!(
            !key("05162016").covers(&key("05162")),
            "the larger lies in no smaller"
        );
    }

    proptest! {
        #[test]
        fn a_key_is_read_as_it_was_written_or_refused(text in "\\d{0,14}") {
            if let Ok(key) = text.parse::<AreaKey>() {
                prop_assert_eq!(key.as_str(), &text);
                prop_assert!(key.covers(&key));
                for larger in key.within() {
                    prop_assert!(larger.covers(&key));
                    prop_assert_eq!(larger.as_str().parse::<AreaKey>(), Ok(larger.clone()));
                }
            }
        }
    }
}
