use anyhow::Context as _;
use store::{Error, Store};

use crate::config::Config;

/// The configured database; it is reached when it is first used.
///
/// # Errors
///
/// If its address is of no known form, which the configuration has checked.
pub(crate) fn connect(config: &Config) -> anyhow::Result<Store> {
    Store::connect(config.database_url().reveal()).context("database.url")
}

/// What is wrong with the database, with its address without the password and what helps.
pub(crate) fn trouble(config: &Config, error: Error) -> anyhow::Error {
    let database = config.database_shown();
    let is_embedded = config.database_url().reveal().starts_with("sqlite:");
    let sentence = match &error {
        Error::Unavailable(_) if is_embedded => format!(
            "the database {database} cannot be opened; check database.url and who may read the file, or make it with \
             `server migrate`"
        ),
        Error::Unavailable(_) => {
            format!(
                "the database {database} cannot be reached; check database.url and that the database is running"
            )
        }
        Error::Migration(_) => format!(
            "the tables of the database {database} do not fit this program; run `server migrate`, or a newer program if \
             they are newer"
        ),
        _ => format!("the database {database} cannot be used"),
    };
    anyhow::Error::new(error).context(sentence)
}
