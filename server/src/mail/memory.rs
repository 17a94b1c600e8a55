use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use domain::EmailAddress;

use super::{Letter, Transport, Undelivered};

/// Keeps mails in memory, for tests of the whole portal. Clones share their letters.
#[derive(Clone, Default)]
pub struct Memory {
    delivered: Arc<Mutex<Vec<Delivered>>>,
}

/// A mail that was handed over.
#[derive(Clone, Debug)]
pub struct Delivered {
    /// Whom it went to.
    pub recipient: EmailAddress,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// The mail as it travels.
    pub mail: String,
}

impl Memory {
    /// Every mail so far, oldest first.
    pub fn delivered(&self) -> Vec<Delivered> {
        self.delivered
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

#[async_trait]
impl Transport for Memory {
    async fn deliver(&self, letter: &Letter) -> Result<(), Undelivered> {
        let mail = letter
            .format()
            .map_err(|error| Undelivered::Refused(error.to_string()))?;
        let delivered = Delivered {
            recipient: letter.recipient().clone(),
            subject: letter.subject().to_owned(),
            text: letter.text().to_owned(),
            mail: String::from_utf8_lossy(&mail).into_owned(),
        };
        self.delivered
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(delivered);
        Ok(())
    }

    async fn check(&self) -> Result<(), Undelivered> {
        Ok(())
    }
}
