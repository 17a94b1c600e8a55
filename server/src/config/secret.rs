use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize, Serializer};
use zeroize::Zeroizing;

use super::Problem;

/// A text that is never shown: not in a log, not in the listing, not in an error.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Keeps `text`.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text itself, for the one place that needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("(secret)")
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("(secret)")
    }
}

/// Fills `value` from `file`, if one is named. A line break at the end of the file is not part of the secret.
pub(super) fn resolve(key: &str, value: &mut Option<Secret>, file: Option<&Path>) -> Result<(), Problem> {
    let Some(file) = file else {
        return Ok(());
    };
    if value.is_some() {
        return Err(Problem::at(
            key,
            &format!("is set twice, by itself and by {key}_file; remove one of them"),
        ));
    }
    let text = std::fs::read_to_string(file)
        .map(Zeroizing::new)
        .map_err(|error| {
            Problem::at(
                &format!("{key}_file"),
                &format!(
                    "names {}, which cannot be read ({error}); create it or mend its permissions",
                    file.display()
                ),
            )
        })?;
    let text = text.trim_end_matches(['\r', '\n']);
    if text.is_empty() {
        return Err(Problem::at(
            &format!("{key}_file"),
            &format!("names {}, which is empty", file.display()),
        ));
    }
    *value = Some(Secret::new(text));
    Ok(())
}
