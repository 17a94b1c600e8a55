use std::pin::pin;
use std::sync::Arc;

use browser::{ApiError, Json};
use domain::api::{Authority, LoginFinish, LoginStart, LoginStarted, Member};
use domain::audit::{Action, Subject};
use domain::{Bytes, DepartmentId, EmailAddress, ErrorCode, Locale, MemberId, Timestamp};
use futures::future::select;
use leptos::prelude::*;
use sealing::PASSKEY_INPUT;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use vault::messages::{AccountAnswer, Act, Refusal, StaffAsk};

use crate::words::ends_soon;
use crate::{Application, Staff, Trouble, unexpected};

/// Marks on this device that there may be a session; who it is, only the server tells.
const SIGNED_IN: &str = "siegelpost.desk.signed-in";

/// Where people look after their own account, and add a first passkey if they must.
const ACCOUNT: &str = "/desk/account";
/// The fragment with which the account's page is told that a passkey is demanded.
pub const PASSKEY: &str = "passkey";

/// What a page reads of `domain::api::StaffSession`; the keys are the vault's.
#[derive(Deserialize)]
struct Told {
    member: Member,
    authority: Authority,
    keys: ToldKeys,
    #[serde(default)]
    certified_until: Option<Timestamp>,
}

#[derive(Deserialize)]
struct ToldKeys {
    chain: Vec<IgnoredAny>,
}

/// The fragment with which the desk is told that whoever comes has just joined: a session that there may be is somebody else's.
pub const JOINED: &str = "joined";

/// Whether somebody has signed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stage {
    /// Nobody has looked yet.
    Starting,
    /// Nobody, and why.
    SignedOut(Farewell),
    /// Somebody, and their keys are open.
    SignedIn,
}

impl Stage {
    /// Whose page it is, although its keys are not open.
    fn member(&self) -> Option<MemberId> {
        match self {
            Self::SignedOut(Farewell::KeysGone(member) | Farewell::Locked(member)) => Some(member.id),
            _ => None,
        }
    }
}

/// Why nobody is signed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Farewell {
    /// Nobody was yet.
    Arrived,
    /// There is a session of this member, but this page has no keys: it was reloaded, or opened a second time.
    KeysGone(Box<Member>),
    /// The page was locked, by itself or by hand; its member's session goes on.
    Locked(Box<Member>),
    /// They signed out.
    SignedOut,
    /// The session ended elsewhere or by itself.
    SessionEnded,
    /// The vault stopped working.
    Crashed,
}

/// Who has signed in, and where.
#[derive(PartialEq, Eq)]
pub struct Session {
    /// Who.
    pub member: Member,
    /// Where they work.
    pub authority: Authority,
    /// Whether an administrator has certified the member's key.
    pub certified: bool,
    /// When the member's certificates end.
    pub certified_until: Option<Timestamp>,
    /// Whether a first passkey has to be added before anything else can be done.
    pub enrols: bool,
}

impl Session {
    /// In how many days the member's certificates end, if that is soon.
    pub fn ends_soon(&self) -> Option<i64> {
        ends_soon(self.certified_until?, browser::now())
    }

    /// A department's name; empty if the authority does not have it.
    pub fn department(&self, id: DepartmentId, locale: Locale) -> String {
        self.authority
            .departments
            .iter()
            .find(|department| department.id == id)
            .map(|department| department.name.text(locale).to_owned())
            .unwrap_or_default()
    }
}

/// How far signing in has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// The password is being stretched and checked.
    Password,
    /// Somebody shows their passkey.
    Passkey,
    /// The keys are being opened.
    Keys,
}

impl Staff {
    /// A reload keeps the cookie but not the keys. Where nobody has signed in there is nothing to ask for.
    pub async fn look_for_session(self) {
        let is_new = browser::fragment() == JOINED;
        if is_new {
            browser::take_fragment();
        }
        if is_new || browser::remembered(SIGNED_IN).is_none_or(|mark| mark.is_empty()) {
            self.stage.set(Stage::SignedOut(Farewell::Arrived));
            return;
        }
        let farewell = match self.told().await.and_then(|session| read(&session)) {
            Ok(session) => Farewell::KeysGone(Box::new(session.member)),
            Err(_) => Farewell::Arrived,
        };
        self.stage.set(Stage::SignedOut(farewell));
    }

    /// Signs in and opens the keys. The password goes to the vault and nowhere else.
    pub async fn sign_in(self, email: EmailAddress, password: String) -> Result<(), Trouble> {
        self.step.set(Some(Step::Password));
        let outcome = self.try_sign_in(email, password).await;
        self.step.set(None);
        outcome
    }

    async fn try_sign_in(self, email: EmailAddress, password: String) -> Result<(), Trouble> {
        let keys = self.keys();
        keys.revive();
        let (session, is_complete) = match self.log_in(email, password).await {
            // The server's and the vault's refusal are the same to whoever mistyped.
            Err(trouble) if trouble.code() == Some(ErrorCode::LoginRefused) => {
                return Err(Trouble::Refused(Refusal::Login));
            }
            outcome => outcome?,
        };
        self.enter(session, is_complete).await
    }

    /// Signs in and opens the keys with a passkey alone.
    pub async fn sign_in_with_passkey(self) -> Result<(), Trouble> {
        self.step.set(Some(Step::Passkey));
        let outcome = self.try_passkey().await;
        self.step.set(None);
        outcome
    }

    async fn try_passkey(self) -> Result<(), Trouble> {
        self.keys().revive();
        let (proof, output) = self
            .show_passkey("/staff/logins/passkey", Some(PASSKEY_INPUT))
            .await?;
        // What waits here is one member's, and would be lost to whoever comes with another's passkey.
        let awaited = self.stage.with_untracked(Stage::member);
        if awaited
            .is_some_and(|member| shown_user(&proof) != Some(Bytes::from(member.0.into_bytes()).to_base64()))
        {
            return Err(Trouble::Said(self.common().passkey_foreign.to_owned()));
        }
        let output = output.ok_or_else(|| Trouble::Said(self.common().passkey_cannot_open.to_owned()))?;
        let request = StaffAsk::UsePasskey {
            output: Bytes(output),
        };
        self.keys().ask::<AccountAnswer>(request).await?;
        let session = self
            .api()
            .text("POST", "/staff/sessions/passkey", Some(&proof))
            .await?;
        self.enter(session, true).await
    }

    /// Has somebody show a passkey for the ceremony that begins at `path`: the request with the proof, and what the
    /// passkey evaluated.
    async fn show_passkey(
        self,
        path: &str,
        input: Option<&str>,
    ) -> Result<(String, Option<Vec<u8>>), Trouble> {
        let started = self.api().text("POST", path, None).await?;
        let started = Json::read(&started).ok_or_else(unexpected)?;
        let (Some(ceremony), Some(options)) = (started.field("ceremony"), started.field("options")) else {
            return Err(unexpected());
        };
        let shown = browser::show_passkey(&options.write(), input).await;
        let shown = shown.map_err(|_| Trouble::Said(self.common().passkey_declined.to_owned()))?;
        let credential = Json::read(&shown.credential).ok_or_else(unexpected)?;
        let proof = Json::object(&[("ceremony", ceremony), ("credential", credential)]);
        Ok((proof.write(), shown.output))
    }

    /// Opens the keys of a session that has begun, as the server told of it, with what the vault got to know for it, and
    /// shows what is inside.
    ///
    /// # Errors
    ///
    /// Those of the vault; the session is ended then.
    pub async fn enter(self, session: String, is_complete: bool) -> Result<(), Trouble> {
        self.step.set(Some(Step::Keys));
        let opened = self.open(session, is_complete).await;
        let open = match opened {
            Ok(open) => open,
            Err(trouble) => {
                // A session without keys would only be in the way; if it stays, it ends by itself.
                let _: Result<(), ApiError> = self.api().delete("/staff/session").await;
                return Err(trouble);
            }
        };
        browser::remember(SIGNED_IN, "yes");
        if open.enrols && !self.enrols() {
            let locale = self.locale.get_untracked();
            browser::go_to(&format!("{ACCOUNT}?lang={locale}#{PASSKEY}"));
            return Ok(());
        }
        self.application(|application| application.enter(&open));
        self.give_back().await;
        self.inner().watch.reset();
        self.session.set(Some(Arc::new(open)));
        self.stage.set(Stage::SignedIn);
        self.application(|application| browser::refocus(application.heading()));
        Ok(())
    }

    /// Asks the server once more who has signed in and with which keys: a certificate or a grant may have come.
    ///
    /// # Errors
    ///
    /// Those of the server and the vault.
    pub async fn refresh_session(self) -> Result<(), Trouble> {
        let open = self.open(self.told().await?, true).await?;
        self.session.set(Some(Arc::new(open)));
        Ok(())
    }

    /// What the server says of the session.
    async fn told(self) -> Result<String, Trouble> {
        Ok(self.api().text("GET", "/staff/session", None).await?)
    }

    /// Opens the keys of a session with what password or passkey has left in the vault, and has it recorded when they were
    /// not open before. A session that lacks a second factor records nothing before it has it.
    async fn open(self, session: String, is_complete: bool) -> Result<Session, Trouble> {
        let told = read(&session)?;
        let open = Session {
            member: told.member,
            authority: told.authority,
            certified: !told.keys.chain.is_empty(),
            certified_until: told.certified_until,
            enrols: !is_complete,
        };
        let request = StaffAsk::Unlock {
            session: RawValue::from_string(session).map_err(|_| unexpected())?,
            now: browser::now(),
        };
        self.keys().ask::<AccountAnswer>(request).await?;
        let is_new = self
            .session
            .with_untracked(|session| session.as_ref().is_none_or(|session| session.enrols));
        if is_complete && is_new {
            let act = Act::new(Action::Unlock, Subject::default());
            self.acting(act)
                .await?
                .post::<_, ()>("/staff/unlocks", &())
                .await?;
        }
        Ok(open)
    }

    /// OPAQUE (RFC 9807): the server never sees the password, and never chooses what it costs to guess it. Asks for the
    /// second factor, if one is due; `false` if there is none yet, and one has to be added first.
    async fn log_in(self, email: EmailAddress, password: String) -> Result<(String, bool), Trouble> {
        let keys = self.keys();
        let request = opaque(keys.ask(StaffAsk::StartLogin { password }).await?)?;
        let started: LoginStarted = self
            .api()
            .post("/staff/logins", &LoginStart { email, request })
            .await?;
        let response = started.response;
        let finalization = opaque(keys.ask(StaffAsk::FinishLogin { response }).await?)?;
        let finish = LoginFinish {
            login: started.login,
            finalization,
        };
        let finish = serde_json::to_string(&finish).map_err(|_| unexpected())?;
        let answer = self.api().text("POST", "/staff/sessions", Some(&finish)).await?;
        let due = Json::read(&answer).and_then(|answer| answer.text("second_factor"));
        match due.as_deref() {
            None => Ok((answer, true)),
            Some("passkey") => {
                self.step.set(Some(Step::Passkey));
                let (proof, _) = self.show_passkey("/staff/logins/second-factor", None).await?;
                let answer = self
                    .api()
                    .text("POST", "/staff/sessions/second-factor", Some(&proof))
                    .await?;
                Ok((answer, true))
            }
            Some(_) => Ok((self.told().await?, false)),
        }
    }

    /// Ends the session here and on the server, and drops everything that was opened.
    pub async fn sign_out(self) {
        let api = self.api();
        let keys = self.keys();
        // The worker is ended below, whatever it answers; one that is sealing a large file is not waited for.
        let lock = keys.ask::<AccountAnswer>(StaffAsk::Lock);
        select(pin!(lock), pin!(browser::pause(1))).await;
        self.forget_begun();
        self.leave(Farewell::SignedOut);
        self.forget_session();
        // Without an answer the cookie stays until the session ends by itself; it opens no key.
        let _: Result<(), ApiError> = api.delete("/staff/session").await;
    }

    /// On this device there is no session any more.
    pub fn forget_session(self) {
        browser::remember(SIGNED_IN, "");
    }

    /// Drops keys and everything that they opened. What was begun is sealed for its author first.
    pub fn leave(self, farewell: Farewell) {
        self.end_era();
        let mut begun = String::new();
        if farewell != Farewell::Crashed {
            self.application(|application| begun = application.take_begun());
        }
        // No page is built for nobody.
        self.stage.set(Stage::Starting);
        self.application(Application::leave);
        self.session.set(None);
        self.locks_soon.set(false);
        self.announcement.set(String::new());
        if begun.is_empty() {
            self.close(farewell);
            return;
        }
        browser::spawn(async move {
            let request = StaffAsk::SealDraft { text: begun };
            if let Ok(AccountAnswer::Sealed(sealed)) = self.keys().ask(request).await {
                *self.inner().begun.borrow_mut() = Some(sealed);
            }
            self.close(farewell);
        });
    }

    fn close(self, farewell: Farewell) {
        if farewell != Farewell::Crashed {
            self.keys().restart();
        }
        self.stage.set(Stage::SignedOut(farewell));
    }

    /// Gives back what was begun. What does not open was somebody else's.
    async fn give_back(self) {
        let Some(sealed) = self.inner().begun.take() else {
            return;
        };
        let request = StaffAsk::OpenDraft { sealed };
        if let Ok(AccountAnswer::Draft(text)) = self.keys().ask(request).await {
            self.application(|application| application.give_back(&text));
        }
    }

    /// Drops what was begun.
    fn forget_begun(self) {
        *self.inner().begun.borrow_mut() = None;
        self.application(Application::forget_begun);
    }

    /// The vault ended by itself. It is started anew when somebody signs in: at once could be for ever.
    pub(crate) fn vault_crashed(self) {
        if self.stage.with_untracked(|stage| *stage == Stage::SignedIn) {
            self.leave(Farewell::Crashed);
        }
    }
}

fn read(session: &str) -> Result<Told, Trouble> {
    serde_json::from_str(session).map_err(|_| unexpected())
}

/// The user that a passkey was made for, as its proof names them.
fn shown_user(proof: &str) -> Option<String> {
    let credential = Json::read(proof)?.field("credential")?;
    credential.field("response")?.text("userHandle")
}

fn opaque(answer: AccountAnswer) -> Result<Bytes, Trouble> {
    match answer {
        AccountAnswer::Opaque(message) => Ok(message),
        _ => Err(unexpected()),
    }
}
