use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A name in an address: 1 to 63 characters of `a-z`, `0-9` and single hyphens inside.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 63, example = "buergerbuero")]
pub struct Slug(String);

/// The text cannot stand in an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a name in an address has 1 to 63 characters of a-z, 0-9 and single hyphens inside")]
pub struct SlugError;

impl Slug {
    /// The name as it stands in the address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = SlugError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let well_formed = text.len() <= 63
            && text.split('-').all(|part| {
                !part.is_empty()
                    && part
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            });
        if well_formed {
            Ok(Self(text.to_owned()))
        } else {
            Err(SlugError)
        }
    }
}

impl TryFrom<String> for Slug {
    type Error = SlugError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_stand_in_addresses() {
        assert!("buergerbuero-2".parse::<Slug>().is_ok());
        for wrong in ["", "-", "a--b", "a-", "Bürger", "A", "a/b", "..", &"a".repeat(64)] {
            assert_eq!(wrong.parse::<Slug>(), Err(SlugError), "{wrong}");
        }
    }
}
