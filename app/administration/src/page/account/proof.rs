use domain::ErrorCode;
use leptos::prelude::*;
use staff::Trouble;

use crate::page::form::Form;
use crate::page::office::Office;

/// The field of the password.
pub(crate) const PROOF: &str = "proof";

/// Whether somebody has to say once more who they are. What changes the ways to sign in asks for a fresh proof.
#[derive(Clone, Copy)]
pub(crate) struct Proof {
    pub(crate) form: Form,
    pub(crate) password: RwSignal<String>,
    pub(crate) is_needed: RwSignal<bool>,
}

impl Proof {
    pub(super) fn new() -> Self {
        Self {
            form: Form::new("proof-form"),
            password: RwSignal::default(),
            is_needed: RwSignal::default(),
        }
    }

    pub(super) fn clear(self) {
        self.form.clear();
        self.password.set(String::new());
        self.is_needed.set(false);
    }
}

impl Office {
    /// Does something that changes the ways to sign in. If the server wants a fresh proof for it, the page asks for one,
    /// and whoever wanted it tries again.
    pub(crate) fn run_with_proof(
        self,
        form: Form,
        step: &'static str,
        task: impl Future<Output = Result<(), Trouble>> + 'static,
    ) {
        form.run(self, step, async move {
            match task.await {
                Err(trouble) if trouble.code() == Some(ErrorCode::ProofOutdated) => {
                    self.account.proof.is_needed.set(true);
                    browser::focus(PROOF);
                    Ok(())
                }
                outcome => outcome,
            }
        });
    }

    /// Signs in on top of the session that there is.
    pub(crate) fn prove(self) {
        let Proof { form, password, .. } = self.account.proof;
        let texts = self.common();
        let secret = password.get_untracked();
        if secret.is_empty() {
            form.mend(PROOF, texts.password_missing);
            return;
        }
        let member = self
            .session
            .with_untracked(|session| session.as_ref().map(|session| session.member.email.clone()));
        let Some(email) = member else {
            return;
        };
        form.run(self, texts.signing_in, async move {
            self.sign_in(email, secret).await?;
            self.account.proof.clear();
            self.announce(self.account_texts().proved);
            self.load_account().await;
            Ok(())
        });
    }
}
