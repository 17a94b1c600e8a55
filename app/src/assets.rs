use std::collections::BTreeMap;

/// Where the browser finds each file of the site: names as the pages know them, and the hashed names under which
/// they are served for ever.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Assets {
    hashed: BTreeMap<String, String>,
}

/// The manifest of the bundles is not a JSON object of names.
#[derive(Debug, thiserror::Error)]
#[error("the manifest of the browser bundles cannot be read")]
pub struct ManifestError(#[from] serde_json::Error);

impl Assets {
    /// Reads `manifest.json` of the bundles: `{"style.css": "style.1a2b3c4d.css", …}`.
    ///
    /// # Errors
    ///
    /// The text is not such an object.
    pub fn from_manifest(json: &str) -> Result<Self, ManifestError> {
        Ok(Self {
            hashed: serde_json::from_str(json)?,
        })
    }

    /// The address of a file; under its own name if the manifest does not know it, as where no bundles were built.
    pub fn url(&self, name: &str) -> String {
        let served = self.hashed.get(name).map_or(name, String::as_str);
        format!("/assets/{served}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_addressed_by_its_hashed_name() {
        let assets =
            Assets::from_manifest(r#"{"style.css":"style.1a2b3c4d.css"}"#).expect("an object of names");
        assert_eq!(assets.url("style.css"), "/assets/style.1a2b3c4d.css");
        assert_eq!(assets.url("islands.js"), "/assets/islands.js");
        assert!(Assets::from_manifest("[]").is_err());
    }
}
