use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Slug;

/// What an administration does for people: a key of the catalogue that all administrations share (Leistungskatalog der
/// öffentlichen Verwaltung, LeiKa: 14 digits that begin with 99), or a name of the authority's own.
///
/// Source: FITKO, LeiKa-Schlüssel.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, pattern = "^(99\\d{12}|[a-z0-9]+(-[a-z0-9]+)*)$", max_length = 63, example = "99107023017000")]
pub struct ServiceKey(String);

/// Why a text is no service's key.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ServiceKeyError {
    /// Digits only, and not 14 of them that begin with 99.
    #[error("a LeiKa key has 14 digits and begins with 99")]
    Leika,
    /// A spreadsheet rounded it, as in 9,9107E+13.
    #[error("the service's key was rounded to a number")]
    Rounded,
    /// Neither digits nor a plain name.
    #[error("a service's own key has 1 to 63 characters of a-z, 0-9 and single hyphens inside")]
    Name,
}

impl ServiceKey {
    /// The key as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is of the shared catalogue, so that it means the same everywhere.
    pub fn is_shared(&self) -> bool {
        is_digits(&self.0)
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Digits with at most one separator, `E+` and digits.
fn is_rounded(text: &str) -> bool {
    text.split_once(['E', 'e'])
        .and_then(|(digits, power)| Some((digits, power.strip_prefix('+')?)))
        .is_some_and(|(digits, power)| is_digits(power) && is_digits(&digits.replacen([',', '.'], "", 1)))
}

impl FromStr for ServiceKey {
    type Err = ServiceKeyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if is_digits(text) {
            let is_leika = text.len() == 14 && text.starts_with("99");
            return is_leika
                .then(|| Self(text.to_owned()))
                .ok_or(ServiceKeyError::Leika);
        }
        if is_rounded(text) {
            return Err(ServiceKeyError::Rounded);
        }
        text.parse::<Slug>()
            .map(|slug| Self(slug.into()))
            .map_err(|_| ServiceKeyError::Name)
    }
}

impl TryFrom<String> for ServiceKey {
    type Error = ServiceKeyError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<ServiceKey> for String {
    fn from(key: ServiceKey) -> Self {
        key.0
    }
}

impl fmt::Display for ServiceKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_of_the_catalogue_or_a_plain_name() {
        for (text, shared) in [
            ("99107023017000", true),
            ("sperrmuell", false),
            ("wohngeld-2", false),
        ] {
            assert_eq!(
                text.parse::<ServiceKey>().map(|key| key.is_shared()),
                Ok(shared),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_wrong_with_a_key_is_told() {
        use ServiceKeyError::{Leika, Name, Rounded};
        for (text, error) in [
            ("", Name),
            ("Sperrmüll", Name),
            ("a b", Name),
            ("9910702301700", Leika),
            ("991070230170001", Leika),
            ("12345678901234", Leika),
            ("9,9107E+13", Rounded),
            ("9.9107e+13", Rounded),
            ("9E+13", Rounded),
            ("E+13", Name),
        ] {
            assert_eq!(text.parse::<ServiceKey>(), Err(error), "{text}");
        }
    }
}
