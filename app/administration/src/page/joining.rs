use domain::api::{EnrolStart, Enrolment, Member};
use domain::{Bytes, ErrorCode};
use leptos::prelude::*;
use staff::{Trouble, unexpected};
use vault::messages::{OfficeAnswer, OfficeRequest, PublicKeys};

use super::form::{Form, Judge};
use super::founding::judge_new_password;
use super::navigation::HEADING;
use super::office::Office;

/// Asked with before a password was chosen, to learn whose link it is: the server sees nothing of it (RFC 9807).
pub(super) const NO_PASSWORD: &str = "-";

/// Where an enrolment stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum JoiningStage {
    /// The link had no code.
    Code,
    /// Whose invitation it is is being asked.
    Looking,
    /// It is not valid.
    Refused,
    /// It is this person's, into this authority.
    Invited(Box<Member>, String),
    /// The account exists: authority and fingerprint.
    Joined(String, String),
}

/// An enrolment.
#[derive(Clone, Copy)]
pub(crate) struct Joining {
    pub(crate) stage: RwSignal<JoiningStage>,
    pub(crate) form: Form,
    pub(crate) code: RwSignal<String>,
    pub(crate) password: RwSignal<String>,
    pub(crate) repeat: RwSignal<String>,
    token: StoredValue<String>,
}

/// What came of it.
pub(super) struct Enrolled {
    pub(super) keys: PublicKeys,
    fingerprint: String,
}

impl Joining {
    pub(super) fn new() -> Self {
        Self {
            stage: RwSignal::new(JoiningStage::Code),
            form: Form::new("joining"),
            code: RwSignal::default(),
            password: RwSignal::default(),
            repeat: RwSignal::default(),
            token: StoredValue::default(),
        }
    }

    /// The link had this code.
    pub(super) fn arrive(self, office: Office, token: String) {
        self.look(office, token);
    }

    /// Uses the code that was typed.
    pub(crate) fn use_code(self, office: Office) {
        let texts = locales::joining(office.locale.get_untracked());
        let typed = self.code.get_untracked();
        let token = token_of(&typed);
        if token.is_empty() {
            self.form.mend("code", texts.code_missing);
        } else {
            self.form.judge(Vec::new());
            self.look(office, token.to_owned());
        }
    }

    /// Shows the form for the code.
    pub(crate) fn ask_again(self) {
        self.code.set(String::new());
        self.turn(JoiningStage::Code);
    }

    fn turn(self, stage: JoiningStage) {
        self.form.clear();
        self.stage.set(stage);
        browser::focus(HEADING);
    }

    fn look(self, office: Office, token: String) {
        self.stage.set(JoiningStage::Looking);
        browser::spawn(async move {
            match start(office, &token, NO_PASSWORD.to_owned()).await {
                Ok(enrolment) => {
                    self.token.set_value(token);
                    self.turn(JoiningStage::Invited(
                        Box::new(enrolment.member),
                        enrolment.authority,
                    ));
                }
                Err(trouble) if is_refused(&trouble) => self.turn(JoiningStage::Refused),
                Err(trouble) => {
                    // What was in the link is not lost: it can be tried again.
                    self.code.set(token);
                    self.turn(JoiningStage::Code);
                    self.form
                        .trouble
                        .set(Some(trouble.words(office.locale.get_untracked())));
                }
            }
        });
    }

    /// Makes the keys and sets up the account.
    pub(crate) fn join(self, office: Office) {
        let locale = office.locale.get_untracked();
        let texts = locales::administration(locale);
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
        let JoiningStage::Invited(_, authority) = self.stage.get_untracked() else {
            return;
        };
        if !judge.shows_none(self.form) {
            return;
        }
        self.form
            .run(office, locales::joining(locale).joining, async move {
                match enrol(office, self.token.get_value(), password).await {
                    Ok(enrolled) => {
                        self.password.set(String::new());
                        self.repeat.set(String::new());
                        self.token.set_value(String::new());
                        self.turn(JoiningStage::Joined(authority, enrolled.fingerprint));
                        Ok(())
                    }
                    Err(trouble) if is_refused(&trouble) => {
                        self.turn(JoiningStage::Refused);
                        Ok(())
                    }
                    Err(trouble) => Err(trouble),
                }
            });
    }
}

/// The token in what was typed: a whole link is as good.
pub(super) fn token_of(typed: &str) -> &str {
    typed.trim().rsplit('#').next().unwrap_or_default()
}

fn is_refused(trouble: &Trouble) -> bool {
    matches!(
        trouble.code(),
        Some(ErrorCode::TokenRefused | ErrorCode::EmailRefused | ErrorCode::Malformed)
    )
}

impl Office {
    /// Begins to set a password (RFC 9807): the registration request.
    pub(in crate::page) async fn registration_request(self, password: String) -> Result<Bytes, Trouble> {
        let request = OfficeRequest::StartEnrolment { password };
        match self.keys().ask(request).await? {
            OfficeAnswer::Opaque(message) => Ok(message),
            _ => Err(unexpected()),
        }
    }
}

/// Begins an enrolment: whose it is, and the server's half of the registration.
async fn start(office: Office, token: &str, password: String) -> Result<Enrolment, Trouble> {
    office.keys().revive();
    let message = office.registration_request(password).await?;
    let request = EnrolStart {
        token: token.to_owned(),
        request: message,
    };
    Ok(office.api().post("/enrolments", &request).await?)
}

/// Makes a person's keys and sets up their account; uses the token up.
pub(super) async fn enrol(office: Office, token: String, password: String) -> Result<Enrolled, Trouble> {
    let enrolment = Box::new(start(office, &token, password).await?);
    let request = OfficeRequest::FinishEnrolment {
        token,
        enrolment,
        now: browser::now(),
    };
    let OfficeAnswer::Enrolment { finish, fingerprint } = office.keys().ask(request).await? else {
        return Err(unexpected());
    };
    office.api().put::<_, ()>("/enrolments", &*finish).await?;
    let keys = PublicKeys {
        sign: finish.sign,
        recipient: finish.recipient,
    };
    Ok(Enrolled { keys, fingerprint })
}
