use domain::ErrorCode;
use domain::api::{Member, RestorationStart, RestorationStarted};
use leptos::prelude::*;
use staff::{Trouble, unexpected};
use vault::messages::{OfficeAnswer, OfficeRequest};

use super::form::{Form, Judge};
use super::founding::judge_new_password;
use super::joining::{NO_PASSWORD, token_of};
use super::navigation::HEADING;
use super::office::Office;

/// The field of the code.
pub(crate) const CODE: &str = "code";

/// Where somebody who has lost everything stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum RestoringStage {
    /// The link had no code.
    Code,
    /// Whose link it is is being asked.
    Looking,
    /// It is not valid.
    Refused,
    /// It is this person's.
    Known(Box<Member>),
    /// The password is set: the number to read out.
    SetUp(String),
}

/// The way back of somebody who has lost everything, in their own browser.
#[derive(Clone, Copy)]
pub(crate) struct Restoring {
    pub(crate) stage: RwSignal<RestoringStage>,
    pub(crate) form: Form,
    pub(crate) code: RwSignal<String>,
    pub(crate) password: RwSignal<String>,
    pub(crate) repeat: RwSignal<String>,
    token: StoredValue<String>,
}

impl Restoring {
    pub(super) fn new() -> Self {
        Self {
            stage: RwSignal::new(RestoringStage::Code),
            form: Form::new("restoring"),
            code: RwSignal::default(),
            password: RwSignal::default(),
            repeat: RwSignal::default(),
            token: StoredValue::default(),
        }
    }

    /// Uses the code that was typed.
    pub(crate) fn use_code(self, office: Office) {
        let texts = locales::restoring(office.locale.get_untracked());
        let typed = self.code.get_untracked();
        let token = token_of(&typed);
        if token.is_empty() {
            self.form.mend(CODE, texts.code_missing);
        } else {
            self.form.judge(Vec::new());
            self.arrive(office, token.to_owned());
        }
    }

    /// Shows the form for the code.
    pub(crate) fn ask_again(self) {
        self.code.set(String::new());
        self.turn(RestoringStage::Code);
    }

    fn turn(self, stage: RestoringStage) {
        self.form.clear();
        self.stage.set(stage);
        browser::focus(HEADING);
    }

    /// Looks whose link it is.
    pub(super) fn arrive(self, office: Office, token: String) {
        self.stage.set(RestoringStage::Looking);
        browser::spawn(async move {
            match start(office, &token, NO_PASSWORD.to_owned()).await {
                Ok(started) => {
                    self.token.set_value(token);
                    self.turn(RestoringStage::Known(Box::new(started.member)));
                }
                Err(trouble) if is_refused(&trouble) => self.turn(RestoringStage::Refused),
                Err(trouble) => {
                    // What was in the link is not lost: it can be tried again.
                    self.code.set(token);
                    self.turn(RestoringStage::Code);
                    let words = trouble.words(office.locale.get_untracked());
                    self.form.trouble.set(Some(words));
                }
            }
        });
    }

    /// Sets the password and shows the number.
    pub(crate) fn set_up(self, office: Office) {
        let texts = office.texts();
        let mut judge = Judge::default();
        let password = self.password.get_untracked();
        judge_new_password(
            &mut judge,
            texts,
            ["new-password", "repeat-password"],
            texts.password_missing,
            &password,
            &self.repeat.get_untracked(),
        );
        if !judge.shows_none(self.form) {
            return;
        }
        let working = locales::restoring(office.locale.get_untracked()).setting_up;
        self.form.run(office, working, async move {
            match finish(office, self.token.get_value(), password).await {
                Ok(fingerprint) => {
                    self.password.set(String::new());
                    self.repeat.set(String::new());
                    self.turn(RestoringStage::SetUp(fingerprint));
                    Ok(())
                }
                Err(trouble) if is_refused(&trouble) => {
                    self.turn(RestoringStage::Refused);
                    Ok(())
                }
                Err(trouble) => Err(trouble),
            }
        });
    }
}

fn is_refused(trouble: &Trouble) -> bool {
    matches!(
        trouble.code(),
        Some(ErrorCode::TokenRefused | ErrorCode::Malformed)
    )
}

async fn start(office: Office, token: &str, password: String) -> Result<RestorationStarted, Trouble> {
    office.keys().revive();
    let message = office.registration_request(password).await?;
    let request = RestorationStart {
        token: token.to_owned(),
        request: message,
    };
    Ok(office.api().post("/restorations", &request).await?)
}

async fn finish(office: Office, token: String, password: String) -> Result<String, Trouble> {
    let started = Box::new(start(office, &token, password).await?);
    let request = OfficeRequest::FinishRestoration { token, started };
    let OfficeAnswer::Restoration { finish, fingerprint } = office.keys().ask(request).await? else {
        return Err(unexpected());
    };
    office.api().put::<_, ()>("/restorations", &*finish).await?;
    Ok(fingerprint)
}
