use std::cell::Cell;

use browser::{Uint8Array, Vault};
use vault::messages::{Refusal, StaffAnswer, StaffRequest};

use crate::Trouble;

/// The vault with the member's keys.
pub struct Keys {
    vault: Vault<StaffRequest, StaffAnswer>,
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
    pub async fn ask(&self, request: StaffRequest) -> Result<StaffAnswer, Trouble> {
        match self.vault.ask(&request).await? {
            StaffAnswer::Refused(refusal) => Err(Trouble::Refused(refusal)),
            answer => Ok(answer),
        }
    }

    /// Asks with the bytes of a file beside the request, which are empty afterwards. `progress` is told the share that
    /// is done, 0 to 1.
    ///
    /// # Errors
    ///
    /// `Refused` and `Crashed`.
    pub async fn ask_with_bytes(
        &self,
        request: &StaffRequest,
        bytes: Uint8Array,
        progress: impl Fn(f64) + 'static,
    ) -> Result<(StaffAnswer, Option<Uint8Array>), Trouble> {
        match self.vault.ask_with_bytes(request, bytes, progress).await? {
            (StaffAnswer::Refused(refusal), _) => Err(Trouble::Refused(refusal)),
            answer => Ok(answer),
        }
    }
}

/// An answer to another question: page and vault disagree about what they are doing.
pub fn unexpected() -> Trouble {
    Trouble::Refused(Refusal::OutOfTurn)
}
