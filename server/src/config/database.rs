use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Problem, Secret};

/// Section `database`: where conversations are kept.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/NAME`; also read from `DATABASE_URL`.
    /// Default: `sqlite:siegelpost.db` in `data.folder`.
    pub url: Option<Secret>,
    /// File that holds the address instead; also read from `DATABASE_URL_FILE`. Default: none.
    pub url_file: Option<PathBuf>,
}

impl Database {
    pub(super) fn check(&self) -> Result<(), Problem> {
        let Some(url) = &self.url else {
            return Ok(());
        };
        let known = ["sqlite:", "postgres://", "postgresql://"];
        if known.iter().any(|scheme| url.reveal().starts_with(scheme)) {
            Ok(())
        } else {
            Err(Problem::at(
                "database.url",
                "must begin with sqlite: or postgres://, as in sqlite:/var/lib/siegelpost/siegelpost.db",
            ))
        }
    }
}
