use domain::api::{NewPassword, PasswordStart, PasswordStarted};
use leptos::prelude::*;
use staff::{Trouble, unexpected};
use vault::messages::{OfficeAnswer, OfficeRequest};

use crate::page::form::{Form, Judge};
use crate::page::founding::judge_new_password;
use crate::page::office::Office;

/// Another password, as it is typed.
#[derive(Clone, Copy)]
pub(crate) struct Password {
    pub(crate) form: Form,
    pub(crate) password: RwSignal<String>,
    pub(crate) repeat: RwSignal<String>,
}

impl Password {
    pub(super) fn new() -> Self {
        Self {
            form: Form::new("password"),
            password: RwSignal::default(),
            repeat: RwSignal::default(),
        }
    }

    pub(super) fn clear(self) {
        self.form.clear();
        self.empty();
    }

    fn empty(self) {
        self.password.set(String::new());
        self.repeat.set(String::new());
    }
}

impl Office {
    /// Sets the password that was typed.
    pub(crate) fn change_password(self) {
        let texts = self.account_texts();
        let section = self.account.password;
        let password = section.password.get_untracked();
        let mut judge = Judge::default();
        judge_new_password(
            &mut judge,
            self.texts(),
            ["new-password", "repeat-password"],
            self.texts().password_missing,
            &password,
            &section.repeat.get_untracked(),
        );
        if !judge.shows_none(section.form) {
            return;
        }
        self.run_with_proof(section.form, texts.password_changing, async move {
            self.set_password(password).await?;
            section.empty();
            section.form.done.set(Some(texts.password_changed.to_owned()));
            self.load_account().await;
            Ok(())
        });
    }

    /// Sets the password of whoever has signed in; the account key is wrapped for it in the vault.
    pub(crate) async fn set_password(self, password: String) -> Result<(), Trouble> {
        let keys = self.keys();
        let request = self.registration_request(password).await?;
        let start = PasswordStart { request };
        let started: PasswordStarted = self.api().post("/staff/password", &start).await?;
        let response = started.response;
        let OfficeAnswer::Password(new) = keys.ask(OfficeRequest::FinishPassword { response }).await? else {
            return Err(unexpected());
        };
        self.api().put::<NewPassword, ()>("/staff/password", &new).await?;
        Ok(())
    }
}
