//! The server's configuration: a TOML file, over it the environment (`SIEGELPOST_HTTP__LISTEN` is `http.listen`),
//! one file a section. Every key has a default; an unknown key is refused by name.

mod data;
mod database;
mod environment;
mod http;
mod limits;
mod listing;
mod log;
mod mail;
mod portal;
mod problem;
mod secret;
mod session;

use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Format as _, Toml};
use serde::{Deserialize, Serialize};

pub use self::data::Data;
pub use self::database::Database;
pub use self::environment::Environment;
pub use self::http::{Http, Network, Networks};
pub use self::limits::Limits;
pub use self::log::{Log, LogFormat};
pub use self::mail::{Mail, MailTls, MailTransport};
pub use self::portal::Portal;
pub use self::problem::Problem;
pub use self::secret::Secret;
pub use self::session::Session;

/// The whole configuration.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where secrets, the embedded database and mails as files lie.
    pub data: Data,
    /// Where conversations are kept.
    pub database: Database,
    /// What the server listens on and how long it waits.
    pub http: Http,
    /// How often one caller may ask.
    pub limits: Limits,
    /// What is logged.
    pub log: Log,
    /// How notices are sent.
    pub mail: Mail,
    /// What the pages say about the portal.
    pub portal: Portal,
    /// How long sessions last.
    pub session: Session,
}

impl Config {
    /// Reads `file`, if one is given (or named by `SIEGELPOST_CONFIG`), and lays `environment` over it.
    ///
    /// # Errors
    ///
    /// One sentence that names the key and says how to mend it.
    pub fn load(file: Option<&Path>, environment: &Environment) -> Result<Self, Problem> {
        let mut figment = Figment::new();
        let file = file.map(PathBuf::from).or_else(|| environment.config_file());
        if let Some(file) = &file {
            std::fs::metadata(file).map_err(|error| {
                Problem::general(format!(
                    "The configuration file {} cannot be read ({error}); create it or name another one with --config.",
                    file.display()
                ))
            })?;
            figment = figment.merge(Toml::file_exact(file));
        }
        let figment = environment.over(figment);
        let mut config: Self = figment
            .extract_lossy()
            .map_err(|error| Problem::from_figment(&figment, &error))?;
        config.resolve_secrets()?;
        config.check()?;
        Ok(config)
    }

    /// Reads the secrets that are named by a file.
    fn resolve_secrets(&mut self) -> Result<(), Problem> {
        secret::resolve(
            "database.url",
            &mut self.database.url,
            self.database.url_file.as_deref(),
        )?;
        secret::resolve(
            "mail.password",
            &mut self.mail.password,
            self.mail.password_file.as_deref(),
        )
    }

    fn check(&self) -> Result<(), Problem> {
        self.http.check()?;
        self.limits.check()?;
        self.log.check()?;
        self.mail.check()?;
        self.portal.check()?;
        self.session.check()?;
        self.database.check()
    }

    /// The database's address: the configured one, or the embedded database in the data folder.
    pub fn database_url(&self) -> Secret {
        self.database.url.clone().unwrap_or_else(|| {
            Secret::new(format!(
                "sqlite:{}",
                self.data.folder.join("siegelpost.db").display()
            ))
        })
    }

    /// The database's address without its password, to be shown.
    pub fn database_shown(&self) -> String {
        listing::without_password(&self.database_url())
    }

    /// The folder for mails, if they are written as files.
    pub fn mail_folder(&self) -> PathBuf {
        self.mail
            .folder
            .clone()
            .unwrap_or_else(|| self.data.folder.join("mail"))
    }

    /// The file with the server's own secrets.
    pub fn secrets_file(&self) -> PathBuf {
        self.data
            .secrets_file
            .clone()
            .unwrap_or_else(|| self.data.folder.join("secrets.json"))
    }

    /// Every key with the value in force, as `key = value`, secrets masked.
    pub fn listing(&self) -> Vec<String> {
        listing::of(self)
    }
}
