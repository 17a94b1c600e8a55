//! What people do with their own account, one file a section of its page.

pub(crate) mod passkeys;
mod proof;
mod sessions;

use leptos::prelude::GetUntracked as _;

use crate::page::office::Office;

use passkeys::Passkeys;
pub(crate) use proof::PROOF;
use proof::Proof;
use sessions::Sessions;

/// All that the account's page knows.
#[derive(Clone, Copy)]
pub(crate) struct Account {
    /// The password, once more.
    pub(crate) proof: Proof,
    pub(crate) sessions: Sessions,
    pub(crate) passkeys: Passkeys,
}

impl Account {
    pub(crate) fn new() -> Self {
        Self {
            proof: Proof::new(),
            sessions: Sessions::new(),
            passkeys: Passkeys::new(),
        }
    }

    /// Forgets everything.
    pub(crate) fn clear(self) {
        self.proof.clear();
        self.sessions.clear();
        self.passkeys.clear();
    }
}

impl Office {
    /// Fetches what the account's page shows.
    pub(crate) async fn load_account(self) {
        self.load_sessions().await;
        self.load_passkeys().await;
    }

    pub(crate) fn account_texts(self) -> &'static locales::Account {
        locales::account(self.locale.get_untracked())
    }
}
