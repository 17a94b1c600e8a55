use domain::ErrorCode;
use domain::api::{RecoveryChallenge, RecoveryFinish, RecoveryStart};
use domain::{Bytes, EmailAddress};
use leptos::prelude::*;
use staff::{Trouble, unexpected};
use vault::messages::{OfficeAnswer, OfficeRequest, Refusal};

use super::account::code_words;
use super::form::{Form, Judge};
use super::founding::judge_new_password;
use super::office::Office;
use crate::check;
use crate::route::Place;

/// The field of the recovery code.
pub(crate) const CODE: &str = "recovery-code";

/// Somebody comes back with their recovery code and sets a new password.
#[derive(Clone, Copy)]
pub(crate) struct Recovering {
    pub(crate) form: Form,
    pub(crate) email: RwSignal<String>,
    pub(crate) code: RwSignal<String>,
    pub(crate) password: RwSignal<String>,
    pub(crate) repeat: RwSignal<String>,
}

impl Recovering {
    pub(super) fn new() -> Self {
        Self {
            form: Form::new("recovering"),
            email: RwSignal::default(),
            code: RwSignal::default(),
            password: RwSignal::default(),
            repeat: RwSignal::default(),
        }
    }

    fn empty(self) {
        for typed in [self.email, self.code, self.password, self.repeat] {
            typed.set(String::new());
        }
    }
}

impl Office {
    /// Signs in with the code that was typed and sets the password, which uses the code up.
    pub(crate) fn recover(self) {
        let texts = self.account_texts();
        let typed = self.recovering;
        let mut judge = Judge::default();
        let email = judge.take("email", check::email(&typed.email.get_untracked()), |_| {
            self.common().email_wrong
        });
        let code = typed.code.get_untracked();
        if code.trim().is_empty() {
            judge.say(CODE, texts.recovery_typed_missing);
        }
        let password = typed.password.get_untracked();
        judge_new_password(
            &mut judge,
            self.texts(),
            ["new-password", "repeat-password"],
            self.texts().password_missing,
            &password,
            &typed.repeat.get_untracked(),
        );
        if !judge.shows_none(typed.form) {
            return;
        }
        let Some(email) = email else {
            return;
        };
        typed.form.run(self, texts.recovering, async move {
            match self.sign_in_with_code(email, code).await {
                Ok(()) => {}
                Err(Trouble::Refused(Refusal::RecoveryCode(mistake))) => {
                    typed.form.mend(CODE, code_words(self, mistake));
                    return Ok(());
                }
                Err(trouble) if trouble.code() == Some(ErrorCode::RecoveryRefused) => {
                    typed.form.mend(CODE, trouble.words(self.locale.get_untracked()));
                    return Ok(());
                }
                Err(trouble) => return Err(trouble),
            }
            // From here on there is a session; what fails now is said, and tried again, on the account's page.
            let outcome = self.set_password(password).await;
            typed.empty();
            match outcome {
                Ok(()) => self.go_with_news(Place::Account, texts.recovered.to_owned()),
                Err(trouble) => {
                    self.go(Place::Account);
                    let words = trouble.words(self.locale.get_untracked());
                    self.account.password.form.trouble.set(Some(words));
                }
            }
            Ok(())
        });
    }

    async fn sign_in_with_code(self, email: EmailAddress, code: String) -> Result<(), Trouble> {
        self.keys().revive();
        // Typing errors are found before anything is asked of the server.
        self.sign_recovery(code.clone(), Bytes::default()).await?;
        let start = RecoveryStart { email: email.clone() };
        let challenge: RecoveryChallenge = self.api().post("/staff/recoveries", &start).await?;
        let finish = RecoveryFinish {
            email,
            signature: self.sign_recovery(code, challenge.nonce.clone()).await?,
            nonce: challenge.nonce,
        };
        let finish = serde_json::to_string(&finish).map_err(|_| unexpected())?;
        let session = self
            .api()
            .text("POST", "/staff/recoveries/session", Some(&finish))
            .await?;
        self.enter(session, true).await
    }

    async fn sign_recovery(self, typed: String, nonce: Bytes) -> Result<Bytes, Trouble> {
        let request = OfficeRequest::SignRecovery {
            typed,
            origin: browser::origin(),
            nonce,
        };
        match self.keys().ask(request).await? {
            OfficeAnswer::Signature(signature) => Ok(signature),
            _ => Err(unexpected()),
        }
    }
}
