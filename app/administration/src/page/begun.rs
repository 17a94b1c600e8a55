//! What was typed and not sent when the page was locked.

use leptos::prelude::*;

use super::office::Office;
use crate::route::Route;

/// What was typed, while it waits for the page that it belongs to. Passwords, passphrases, codes and shares are never in it.
#[derive(Clone, Copy)]
pub(crate) struct Begun {
    /// Whether something is kept, sealed for its author.
    is_kept: StoredValue<bool>,
    /// Where it was typed.
    address: StoredValue<String>,
    page: StoredValue<Vec<String>>,
    directory: StoredValue<Vec<String>>,
}

impl Begun {
    pub(super) fn new() -> Self {
        Self {
            is_kept: StoredValue::default(),
            address: StoredValue::default(),
            page: StoredValue::default(),
            directory: StoredValue::default(),
        }
    }

    /// Whether something is kept until its author signs in.
    pub(crate) fn is_kept(self) -> bool {
        self.is_kept.get_value()
    }

    /// Forgets it.
    pub(super) fn clear(self) {
        self.is_kept.set_value(false);
        self.page.set_value(Vec::new());
        self.directory.set_value(Vec::new());
    }

    /// What was typed into the forms of this page, once.
    pub(super) fn take_page(self, here: &str) -> Option<Vec<String>> {
        self.take(here, self.page)
    }

    /// What was typed about the directory on this page, once.
    pub(super) fn take_directory(self, here: &str) -> Option<Vec<String>> {
        self.take(here, self.directory)
    }

    fn take(self, here: &str, typed: StoredValue<Vec<String>>) -> Option<Vec<String>> {
        if self.address.get_value() != here {
            return None;
        }
        let taken = typed.try_update_value(std::mem::take)?;
        (!taken.is_empty()).then_some(taken)
    }
}

impl Office {
    /// The address of the page in no language.
    pub(super) fn here(self) -> String {
        let Route { place, .. } = self.route.get_untracked();
        Route { place, locale: None }.address()
    }

    pub(super) fn take_begun(self) -> String {
        let passkey = self.account.passkeys.name.get_untracked();
        let page = self.drafts.begun();
        let directory = self.directory.drafts.begun();
        if passkey.is_empty() && page.is_empty() && directory.is_empty() {
            return String::new();
        }
        self.begun.is_kept.set_value(true);
        serde_json::to_string(&(self.here(), passkey, page, directory)).unwrap_or_default()
    }

    pub(super) fn give_back(self, begun: &str) {
        self.begun.clear();
        let Ok((address, passkey, page, directory)) = serde_json::from_str(begun) else {
            return;
        };
        self.account.passkeys.name.set(passkey);
        self.begun.address.set_value(address);
        self.begun.page.set_value(page);
        self.begun.directory.set_value(directory);
    }

    pub(super) fn forget_begun(self) {
        self.begun.clear();
        self.drafts.clear();
        self.directory.drafts.clear();
        self.account.passkeys.name.set(String::new());
    }
}
