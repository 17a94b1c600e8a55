//! Mails: what they say, and the ways in which they leave the house.

mod folder;
mod letter;
mod memory;
mod smtp;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;

use crate::config::{Config, MailTransport};

pub use self::folder::Folder;
pub use self::letter::{Letter, Occasion, Postmark};
pub use self::memory::{Delivered, Memory};
pub use self::smtp::Smtp;

/// A way out of the house.
#[async_trait]
pub trait Transport: Send + Sync {
    /// Hands the letter over; `Ok` means that somebody else has taken charge of it.
    async fn deliver(&self, letter: &Letter) -> Result<(), Undelivered>;

    /// Tries everything but sending.
    async fn check(&self) -> Result<(), Undelivered>;
}

/// Why a letter was not handed over. The sentences name no address and nothing that the other side wrote.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Undelivered {
    /// This recipient or this letter is refused for good; another try would be refused too.
    #[error("{0}")]
    Refused(String),
    /// It may work later.
    #[error("{0}")]
    Later(String),
}

/// The transport that the configuration asks for.
///
/// # Errors
///
/// A sentence that names the key, if the configured certificates cannot be read.
pub fn transport(config: &Config) -> anyhow::Result<Arc<dyn Transport>> {
    Ok(match config.mail.transport {
        MailTransport::Folder => Arc::new(Folder::new(config.mail_folder())),
        MailTransport::Smtp => Arc::new(Smtp::new(config)?),
    })
}

/// The longest time that a delivery by the configured transport takes.
pub fn longest_delivery(config: &Config) -> Duration {
    let preparation = Duration::from_secs(config.mail.timeout_seconds);
    match config.mail.transport {
        MailTransport::Folder => preparation,
        MailTransport::Smtp => preparation + smtp::DATA_END,
    }
}
