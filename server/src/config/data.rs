use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Section `data`: the server's own files.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Data {
    /// Folder of the server's own files; only its user may enter it. Default: `data`, below the working folder.
    pub folder: PathBuf,
    /// File with the keys that `server init` draws. Default: `secrets.json` in `data.folder`.
    pub secrets_file: Option<PathBuf>,
}

impl Default for Data {
    fn default() -> Self {
        Self {
            folder: PathBuf::from("data"),
            secrets_file: None,
        }
    }
}
