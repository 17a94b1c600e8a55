//! What people do with their own account, one file a section of its page.

pub(crate) mod passkeys;
mod password;
mod proof;
mod recovery_code;
mod sessions;

use leptos::prelude::GetUntracked as _;

use crate::page::office::Office;

use passkeys::Passkeys;
use password::Password;
pub(crate) use proof::PROOF;
use proof::Proof;
use recovery_code::RecoveryCode;
pub(crate) use recovery_code::{Made, TYPED_BACK, code_words};
use sessions::Sessions;

/// All that the account's page knows.
#[derive(Clone, Copy)]
pub(crate) struct Account {
    /// The password, once more.
    pub(crate) proof: Proof,
    pub(crate) sessions: Sessions,
    pub(crate) passkeys: Passkeys,
    pub(crate) password: Password,
    pub(crate) recovery_code: RecoveryCode,
}

impl Account {
    pub(crate) fn new() -> Self {
        Self {
            proof: Proof::new(),
            sessions: Sessions::new(),
            passkeys: Passkeys::new(),
            password: Password::new(),
            recovery_code: RecoveryCode::new(),
        }
    }

    /// Forgets everything.
    pub(crate) fn clear(self) {
        self.proof.clear();
        self.sessions.clear();
        self.passkeys.clear();
        self.password.clear();
        self.recovery_code.clear();
    }
}

impl Office {
    /// Fetches what the account's page shows.
    pub(crate) async fn load_account(self) {
        self.load_sessions().await;
        self.load_passkeys().await;
        self.load_recovery_code().await;
    }

    pub(crate) fn account_texts(self) -> &'static locales::Account {
        locales::account(self.locale.get_untracked())
    }
}
