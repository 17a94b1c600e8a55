use domain::Timestamp;
use domain::api::{NewRecoveryCode, RecoveryCodeState};
use leptos::prelude::*;
use sealing::ReceiptMistake;
use staff::{Trouble, unexpected};
use vault::messages::{OfficeAnswer, OfficeRequest, Refusal};

use crate::page::form::Form;
use crate::page::office::Office;

/// The field in which a new code is typed back.
pub(crate) const TYPED_BACK: &str = "typed-back";

/// A code that was just made and does not count yet.
#[derive(Clone)]
pub(crate) struct Made {
    request: NewRecoveryCode,
    pub(crate) code: String,
    pub(crate) at: Timestamp,
}

/// The recovery code.
#[derive(Clone, Copy)]
pub(crate) struct RecoveryCode {
    /// `None` until it has been fetched; then when the one in force was made, if there is one.
    pub(crate) known: RwSignal<Option<Option<Timestamp>>>,
    pub(crate) form: Form,
    pub(crate) made: RwSignal<Option<Made>>,
    pub(crate) typed: RwSignal<String>,
}

impl RecoveryCode {
    pub(super) fn new() -> Self {
        Self {
            known: RwSignal::default(),
            form: Form::new("recovery-code"),
            made: RwSignal::default(),
            typed: RwSignal::default(),
        }
    }

    pub(super) fn clear(self) {
        self.known.set(None);
        self.form.clear();
        self.put_away();
    }

    /// Takes a new code off the page.
    fn put_away(self) {
        self.made.set(None);
        self.typed.set(String::new());
    }
}

impl Office {
    /// Fetches whether there is a recovery code.
    pub(super) async fn load_recovery_code(self) {
        let era = self.era();
        let RecoveryCode { known, form, .. } = self.account.recovery_code;
        match self.api().get::<RecoveryCodeState>("/staff/recovery-code").await {
            Ok(state) if self.is_still(era) => known.set(Some(state.made_at)),
            Ok(_) => {}
            Err(error) => match self.note(era, error) {
                Trouble::Left => {}
                trouble => form.trouble.set(Some(trouble.words(self.locale.get_untracked()))),
            },
        }
    }

    /// Makes a code and shows it. It counts once it was typed back.
    pub(crate) fn make_recovery_code(self) {
        let section = self.account.recovery_code;
        section.form.judge(Vec::new());
        section.form.run(self, self.texts().working, async move {
            let answer = self.keys().ask(OfficeRequest::MakeRecoveryCode).await?;
            let OfficeAnswer::RecoveryCode { request, code } = answer else {
                return Err(unexpected());
            };
            section.typed.set(String::new());
            section.made.set(Some(Made {
                request,
                code,
                at: browser::now(),
            }));
            browser::focus("recovery-code-title");
            Ok(())
        });
    }

    /// Prints the new code.
    pub(crate) fn print_recovery_code(self) {
        browser::spawn(async {
            browser::pause(0).await;
            browser::print();
        });
    }

    /// Takes a new code off the page again; the earlier one stays in force.
    pub(crate) fn drop_recovery_code(self) {
        let section = self.account.recovery_code;
        section.form.clear();
        section.put_away();
        browser::focus("recovery-code-title");
    }

    /// Puts the new code in force, if it was typed back right.
    pub(crate) fn keep_recovery_code(self) {
        let texts = self.account_texts();
        let section = self.account.recovery_code;
        let Some(made) = section.made.get_untracked() else {
            return;
        };
        let typed = section.typed.get_untracked();
        if typed.trim().is_empty() {
            section.form.mend(TYPED_BACK, texts.recovery_typed_missing);
            return;
        }
        section.form.judge(Vec::new());
        self.run_with_proof(section.form, self.texts().working, async move {
            let check = OfficeRequest::CheckRecoveryCode { typed };
            match self.keys().ask::<OfficeAnswer>(check).await {
                Ok(_) => {}
                Err(Trouble::Refused(Refusal::RecoveryCode(mistake))) => {
                    section.form.mend(TYPED_BACK, code_words(self, mistake));
                    return Ok(());
                }
                Err(Trouble::Refused(Refusal::OtherCode)) => {
                    section.form.mend(TYPED_BACK, texts.recovery_other);
                    return Ok(());
                }
                Err(trouble) => return Err(trouble),
            }
            let state: RecoveryCodeState = self.api().put("/staff/recovery-code", &made.request).await?;
            section.put_away();
            section.known.set(Some(state.made_at));
            section.form.done.set(Some(texts.recovery_kept.to_owned()));
            browser::focus("recovery-code-title");
            Ok(())
        });
    }

    /// Removes the code in force.
    pub(crate) fn remove_recovery_code(self) {
        let texts = self.account_texts();
        let section = self.account.recovery_code;
        self.side.judge(Vec::new());
        self.run_with_proof(self.side, self.texts().working, async move {
            self.api().delete("/staff/recovery-code").await?;
            self.drafts.asks.set(false);
            section.known.set(Some(None));
            section.form.done.set(Some(texts.recovery_removed.to_owned()));
            browser::focus("recovery-code-title");
            Ok(())
        });
    }
}

/// What is wrong with a recovery code as it was typed.
pub(crate) fn code_words(office: Office, mistake: ReceiptMistake) -> String {
    let texts = office.account_texts();
    match mistake {
        ReceiptMistake::Length(found) => (texts.recovery_length)(found),
        ReceiptMistake::Character(at) => (texts.recovery_character)(at),
        ReceiptMistake::Checksum => texts.recovery_checksum.to_owned(),
        ReceiptMistake::Version => texts.recovery_version.to_owned(),
        ReceiptMistake::OtherKind => texts.recovery_is_receipt.to_owned(),
    }
}
