use std::cell::Cell;

use browser::{Crashed, Pieces, Uint8Array, Vault};
use serde::de::DeserializeOwned;
use vault::messages::{AccountAnswer, Asking, DeskAnswer, OfficeAnswer, Refusal};

use crate::Trouble;

/// The part of the vault's answers that a page reads: every variant that it could read is code in its bundle.
pub trait Answer: DeserializeOwned {
    /// Why the vault does not do what it was asked, if so.
    fn refusal(&self) -> Option<Refusal>;
}

macro_rules! answers {
    ($($answer:ident),+) => {$(
        impl Answer for $answer {
            fn refusal(&self) -> Option<Refusal> {
                match self {
                    Self::Refused(refusal) => Some(*refusal),
                    _ => None,
                }
            }
        }
    )+};
}

answers!(AccountAnswer, DeskAnswer, OfficeAnswer);

/// The vault with the member's keys.
pub struct Keys {
    vault: Vault<(), ()>,
    worker: Cell<u32>,
}

impl Keys {
    pub(crate) fn start(worker: &str, on_crash: impl Fn() + 'static) -> Self {
        Self {
            vault: Vault::start(worker, on_crash),
            worker: Cell::new(0),
        }
    }

    /// Starts a worker if the last one ended by itself.
    pub fn revive(&self) {
        if !self.vault.is_alive() {
            self.restart();
        }
    }

    /// Ends the worker with all that it holds and starts an empty one.
    pub fn restart(&self) {
        self.worker.set(self.worker.get().wrapping_add(1));
        self.vault.restart();
    }

    /// Rises with each worker: what an earlier one knew is gone.
    pub fn worker(&self) -> u32 {
        self.worker.get()
    }

    /// Asks the vault; a refusal is a trouble.
    ///
    /// # Errors
    ///
    /// `Refused` and `Crashed`.
    pub async fn ask<A: Answer>(&self, request: impl Asking) -> Result<A, Trouble> {
        let (answer, _) = self.vault.ask_in_json(&json(request)?, None, None).await?;
        read(&answer)
    }

    /// Asks with the bytes of a file beside the request, which are empty afterwards. `progress` is told the share that
    /// is done, 0 to 1.
    ///
    /// # Errors
    ///
    /// `Refused` and `Crashed`.
    pub async fn ask_with_bytes<A: Answer>(
        &self,
        request: impl Asking,
        bytes: Uint8Array,
        progress: impl Fn(f64) + 'static,
    ) -> Result<(A, Option<Pieces>), Trouble> {
        let (answer, bytes) = self
            .vault
            .ask_in_json(&json(request)?, Some(bytes), Some(Box::new(progress)))
            .await?;
        Ok((read(&answer)?, bytes))
    }
}

fn json(request: impl Asking) -> Result<String, Crashed> {
    serde_json::to_string(&request.asked()).map_err(|_| Crashed)
}

fn read<A: Answer>(answer: &str) -> Result<A, Trouble> {
    let answer: A = serde_json::from_str(answer).map_err(|_| Crashed)?;
    match answer.refusal() {
        Some(refusal) => Err(Trouble::Refused(refusal)),
        None => Ok(answer),
    }
}

/// An answer to another question: page and vault disagree about what they are doing.
pub fn unexpected() -> Trouble {
    Trouble::Refused(Refusal::OutOfTurn)
}
