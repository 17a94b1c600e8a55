use serde::{Deserialize, Serialize};
use tracing_subscriber::EnvFilter;

use super::Problem;

/// Section `log`: what is written to standard error.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// `text` for people, `json` for programs. Default: `text`.
    pub format: LogFormat,
    /// Least severity: `error`, `warn`, `info`, `debug` or `trace`, also for each module, as in `info,server=debug`.
    /// Default: `info`.
    pub level: String,
}

/// How log lines are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// A line for people.
    #[default]
    Text,
    /// A JSON object a line.
    Json,
}

impl Default for Log {
    fn default() -> Self {
        Self {
            format: LogFormat::Text,
            level: "info".to_owned(),
        }
    }
}

impl Log {
    pub(super) fn check(&self) -> Result<(), Problem> {
        EnvFilter::try_new(&self.level).map(drop).map_err(|_| {
            Problem::at(
                "log.level",
                "must be error, warn, info, debug or trace, also for each module as in info,server=debug",
            )
        })
    }
}
