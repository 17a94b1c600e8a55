use browser::{Json, PasskeyAnswer, PasskeyTrouble};
use domain::api::Passkey;
use domain::{Bytes, ErrorCode, PasskeyId};
use leptos::prelude::*;
use sealing::PASSKEY_INPUT;
use staff::{Trouble, unexpected};
use vault::messages::{OfficeAnswer, OfficeRequest};

use crate::check::{self, Wrong};
use crate::page::form::{Form, Judge};
use crate::page::office::Office;

/// The field of a new passkey's name.
pub(crate) const NAME: &str = "passkey-name";
/// The heading that the focus goes to when what had it is gone.
pub(crate) const TITLE: &str = "passkeys-title";

/// The own passkeys.
#[derive(Clone, Copy)]
pub(crate) struct Passkeys {
    /// `None` until they have been fetched.
    pub(crate) known: RwSignal<Option<Vec<Passkey>>>,
    /// What can be done with those that there are.
    pub(crate) list: Form,
    /// Which one is about to be removed.
    pub(crate) asks: RwSignal<Option<PasskeyId>>,
    /// Adds another one.
    pub(crate) form: Form,
    pub(crate) name: RwSignal<String>,
}

impl Passkeys {
    pub(super) fn new() -> Self {
        Self {
            known: RwSignal::default(),
            list: Form::new("passkeys"),
            asks: RwSignal::default(),
            form: Form::new("passkey"),
            name: RwSignal::default(),
        }
    }

    pub(super) fn clear(self) {
        self.known.set(None);
        self.list.clear();
        self.asks.set(None);
        self.form.clear();
        self.name.set(String::new());
    }
}

impl Office {
    pub(crate) fn passkey_texts(self) -> &'static locales::Passkeys {
        locales::passkeys(self.locale.get_untracked())
    }

    /// Whether a first passkey has to be added before anything else can be done.
    pub(crate) fn enrols(self) -> bool {
        self.session
            .with(|session| session.as_ref().is_some_and(|session| session.enrols))
    }

    /// Fetches the passkeys.
    pub(super) async fn load_passkeys(self) {
        let era = self.era();
        let Passkeys { known, list, .. } = self.account.passkeys;
        match self.api().get::<Vec<Passkey>>("/staff/passkeys").await {
            Ok(passkeys) if self.is_still(era) => known.set(Some(passkeys)),
            Ok(_) => {}
            Err(error) => match self.note(era, error) {
                Trouble::Left => {}
                trouble => list.trouble.set(Some(trouble.words(self.locale.get_untracked()))),
            },
        }
    }

    /// Has the browser make a passkey, and adds it under the name that was typed.
    pub(crate) fn add_passkey(self) {
        let texts = self.passkey_texts();
        let Passkeys { form, name, list, .. } = self.account.passkeys;
        list.clear();
        let mut judge = Judge::default();
        let typed = judge.take(NAME, check::line(&name.get_untracked()), |wrong| match wrong {
            Wrong::Missing => texts.name_missing,
            _ => texts.name_long,
        });
        if !judge.shows_none(form) {
            return;
        }
        let Some(typed) = typed else {
            return;
        };
        self.run_with_proof(form, texts.waiting, async move {
            let unlocks = match self.register_passkey(&typed).await {
                Ok(unlocks) => unlocks,
                Err(trouble) => {
                    // It may be there, and only the answer was lost.
                    if !untrack(|| self.enrols()) {
                        self.load_passkeys().await;
                    }
                    return Err(trouble);
                }
            };
            name.set(String::new());
            if untrack(|| self.enrols()) {
                self.refresh_session().await?;
                // It said that one is demanded and missing.
                browser::take_fragment();
                browser::focus(TITLE);
            }
            self.load_passkeys().await;
            let done = if unlocks {
                texts.done_unlocks
            } else {
                texts.done_second_factor
            };
            form.done.set(Some(done(&typed)));
            Ok(())
        });
    }

    /// Whether the new passkey unlocks. What it evaluates goes from the browser to the vault and nowhere else.
    async fn register_passkey(self, name: &str) -> Result<bool, Trouble> {
        let texts = self.passkey_texts();
        let api = self.api();
        let started = api.text("POST", "/staff/passkeys/registrations", None).await?;
        let started = Json::read(&started).ok_or_else(unexpected)?;
        let (Some(ceremony), Some(options)) = (started.field("ceremony"), started.field("options")) else {
            return Err(unexpected());
        };
        let made = browser::make_passkey(&options.write(), PASSKEY_INPUT).await;
        let PasskeyAnswer { credential, output } = made.map_err(|trouble| {
            let words = match trouble {
                PasskeyTrouble::Declined => texts.declined,
                PasskeyTrouble::Known => texts.known,
            };
            Trouble::Said(words.to_owned())
        })?;
        let account = match output {
            Some(output) => Some(self.wrap_for_passkey(Bytes(output)).await?),
            None => None,
        };
        let unlocks = account.is_some();
        let body = Json::object(&[
            ("ceremony", ceremony),
            ("name", name.into()),
            ("credential", Json::read(&credential).ok_or_else(unexpected)?),
            ("account", account.as_deref().into()),
        ]);
        api.text("POST", "/staff/passkeys", Some(&body.write())).await?;
        Ok(unlocks)
    }

    /// The account key under what a passkey evaluated, as it stands in JSON.
    async fn wrap_for_passkey(self, output: Bytes) -> Result<String, Trouble> {
        match self.keys().ask(OfficeRequest::WrapForPasskey { output }).await? {
            OfficeAnswer::Wrapped(account) => Ok(account.to_base64()),
            _ => Err(unexpected()),
        }
    }

    /// Removes a passkey that was asked about.
    pub(crate) fn remove_passkey(self, passkey: PasskeyId, name: String) {
        let texts = self.passkey_texts();
        let Passkeys {
            known,
            list,
            asks,
            form,
            ..
        } = self.account.passkeys;
        list.clear();
        form.clear();
        self.run_with_proof(list, self.texts().working, async move {
            match self.api().delete(&format!("/staff/passkeys/{passkey}")).await {
                Err(error) if error.code() == Some(ErrorCode::PasskeyMissing) => {
                    return Err(Trouble::Said(texts.remove_demanded.to_owned()));
                }
                outcome => outcome?,
            }
            asks.set(None);
            known.update(|known| {
                if let Some(passkeys) = known {
                    passkeys.retain(|other| other.id != passkey);
                }
            });
            list.done.set(Some((texts.removed)(&name)));
            browser::focus(TITLE);
            Ok(())
        });
    }
}
