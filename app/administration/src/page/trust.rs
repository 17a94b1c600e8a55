use domain::Bytes;
use leptos::prelude::*;
use sealing::{KeyFingerprint, PublicKey};

use super::form::Form;
use super::office::Office;

/// What was copied on the page about trust.
#[derive(Clone, Copy)]
pub(crate) struct Copying {
    pub(crate) form: Form,
}

impl Copying {
    pub(super) fn new() -> Self {
        Self {
            form: Form::new("copying"),
        }
    }
}

impl Office {
    /// The fingerprint of the authority's root, in its groups. The vault has opened the keys with this root only if it is the
    /// one that was compared when the member joined.
    pub(crate) fn root_fingerprint(self) -> String {
        self.session
            .with_untracked(|session| fingerprint(&session.as_ref()?.authority.root))
            .unwrap_or_default()
    }

    /// Puts a text where it can be pasted from, and says so.
    pub(crate) fn copy(self, text: String) {
        let texts = locales::trust(self.locale.get_untracked());
        let form = self.copying.form;
        form.clear();
        browser::spawn(async move {
            if browser::copy(&text).await {
                form.done.set(Some(texts.copied.to_owned()));
                self.announce(texts.copied);
            } else {
                form.trouble.set(Some(texts.not_copied.to_owned()));
            }
        });
    }
}

fn fingerprint(root: &Bytes) -> Option<String> {
    let key = PublicKey::from_bytes(root.as_ref())?;
    Some(KeyFingerprint::of(&key).to_string())
}
