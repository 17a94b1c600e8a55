use std::cell::{Cell, RefCell};
use std::rc::Rc;

use browser::{Api, ApiError, Backoff, Json, Pieces, Uint8Array, Vault, Waiting, origin, retry};
use domain::{ErrorCode, Locale};

use super::compose::Prepared;
use super::outbox::Outbox;
use super::request::{Brought, Request, read};
use super::thread::Pending;
use crate::islands::trouble::Trouble;
use crate::islands::wire::Read as _;
use crate::islands::wire::portal::{LoginChallenge, OpenedSession};
use crate::islands::wire::vault::{Answer, Ask};

/// Tries of a request that a person waits for.
pub(super) const PATIENT: u32 = 6;
/// Tries of a request that is repeated anyway.
pub(super) const BRIEF: u32 = 3;

/// What is told before and after each pause between two tries.
pub(super) type OnWaiting<'a> = &'a dyn Fn(Option<Waiting>);

/// For requests whose pauses nobody is told about.
pub(super) const SILENT: OnWaiting<'static> = &|_| {};

/// A vault and, once there are keys in it, a session at the portal. The token is kept nowhere else.
#[derive(Clone)]
pub(crate) struct Session {
    inner: Rc<Inner>,
}

struct Inner {
    locale: Locale,
    vault: Vault<Ask, Answer>,
    token: RefCell<Option<String>>,
    outbox: Outbox,
    /// A first message that may or may not have arrived.
    prepared: RefCell<Option<Prepared>>,
    /// A further message that may or may not have arrived.
    pending: RefCell<Option<Pending>>,
    /// Whether the vault has to read the conversation anew before it writes on.
    stale: Cell<bool>,
    /// Set while something is being sealed and sent, so that nothing else changes what the vault is doing.
    busy: Cell<bool>,
}

impl Session {
    /// Starts the vault's worker; it loads while the person types.
    pub(super) fn start(locale: Locale, vault: &str, on_crash: impl Fn() + 'static) -> Self {
        Self {
            inner: Rc::new(Inner {
                locale,
                vault: Vault::start(vault, on_crash),
                token: RefCell::default(),
                outbox: Outbox::default(),
                prepared: RefCell::default(),
                pending: RefCell::default(),
                stale: Cell::default(),
                busy: Cell::default(),
            }),
        }
    }

    /// Starts the worker anew if it has ended. The new one holds no key and no file.
    pub(super) fn wake(&self) {
        if !self.inner.vault.is_alive() {
            self.inner.vault.restart();
            self.inner.outbox.forget_sealed();
        }
    }

    pub(super) fn is_awake(&self) -> bool {
        self.inner.vault.is_alive()
    }

    pub(super) fn outbox(&self) -> &Outbox {
        &self.inner.outbox
    }

    /// Begins to seal and send; `false` if that is going on already.
    pub(super) fn begin(&self) -> bool {
        !self.inner.busy.replace(true)
    }

    /// Sealing and sending has ended.
    pub(super) fn end(&self) {
        self.inner.busy.set(false);
    }

    pub(super) fn is_busy(&self) -> bool {
        self.inner.busy.get()
    }

    pub(super) fn prepared(&self) -> Option<Prepared> {
        self.inner.prepared.borrow().clone()
    }

    pub(super) fn prepare(&self, prepared: Option<Prepared>) {
        *self.inner.prepared.borrow_mut() = prepared;
    }

    pub(super) fn pending(&self) -> Option<Pending> {
        self.inner.pending.borrow().clone()
    }

    pub(super) fn await_answer(&self, pending: Option<Pending>) {
        *self.inner.pending.borrow_mut() = pending;
    }

    pub(super) fn is_stale(&self) -> bool {
        self.inner.stale.get()
    }

    pub(super) fn set_stale(&self, stale: bool) {
        self.inner.stale.set(stale);
    }

    /// Asks the vault.
    pub(super) async fn ask(&self, request: &Ask) -> Result<Answer, Trouble> {
        self.ask_with(request, None, None).await.map(|(answer, _)| answer)
    }

    /// Asks the vault with a file beside the request and one beside the answer.
    pub(super) async fn ask_with_file(
        &self,
        request: &Ask,
        file: Uint8Array,
        told: Box<dyn Fn(f64)>,
    ) -> Result<(Answer, Pieces), Trouble> {
        let (answer, file) = self.ask_with(request, Some(file), Some(told)).await?;
        Ok((answer, file.ok_or(Trouble::Crashed)?))
    }

    async fn ask_with(
        &self,
        request: &Ask,
        file: Option<Uint8Array>,
        told: Option<Box<dyn Fn(f64)>>,
    ) -> Result<(Answer, Option<Pieces>), Trouble> {
        let request = request.to_json().write();
        let answer = self.inner.vault.ask_in_json(&request, file, told).await;
        let (answer, file) = answer.map_err(|_| Trouble::Crashed)?;
        match Json::read(&answer).and_then(|answer| Answer::read(&answer)) {
            Some(Answer::Refused(refusal)) => Err(refusal.into()),
            Some(answer) => Ok((answer, file)),
            None => Err(Trouble::Crashed),
        }
    }

    /// Sends what anybody may send, again while it fails for reasons that pass.
    pub(super) async fn send(
        &self,
        tries: u32,
        waiting: OnWaiting<'_>,
        request: &Request,
    ) -> Result<Brought, ApiError> {
        self.send_as(None, tries, waiting, request).await
    }

    async fn send_as(
        &self,
        token: Option<String>,
        tries: u32,
        waiting: OnWaiting<'_>,
        request: &Request,
    ) -> Result<Brought, ApiError> {
        let mut api = Api::new(self.inner.locale);
        if let Some(token) = token {
            api = api.with_token(token);
        }
        retry(Backoff::new(tries), waiting, || request.send(&api)).await
    }

    /// Proves to the portal that the vault holds the receipt, and keeps the token.
    async fn log_in(&self) -> Result<(), Trouble> {
        let mut refused = false;
        loop {
            let request = Request::post("/citizen/challenges", &Json::from(None));
            let challenge: LoginChallenge = read(&self.send(BRIEF, SILENT, &request).await?)?;
            let request = Ask::SignLogin {
                origin: origin(),
                nonce: challenge.nonce,
            };
            let Answer::Login(login) = self.ask(&request).await? else {
                return Err(Trouble::Crashed);
            };
            let request = Request::post("/citizen/sessions", &login);
            match self.send(1, SILENT, &request).await {
                Ok(opened) => {
                    let opened: OpenedSession = read(&opened)?;
                    *self.inner.token.borrow_mut() = Some(opened.token);
                    return Ok(());
                }
                // A challenge is good for one try, and the answer to that may have been lost.
                Err(error)
                    if !refused && matches!(error.code(), None | Some(ErrorCode::ChallengeRefused)) =>
                {
                    refused = true;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Sends a request of the session, logging in first if there is none or it has ended, and again while it fails
    /// for reasons that pass, up to `tries` times.
    pub(super) async fn call(
        &self,
        tries: u32,
        waiting: OnWaiting<'_>,
        request: &Request,
    ) -> Result<Brought, Trouble> {
        let mut again = true;
        loop {
            let token = self.inner.token.borrow().clone();
            if token.is_none() {
                self.log_in().await?;
                again = false;
                continue;
            }
            match self.send_as(token, tries, waiting, request).await {
                Err(error) if again && error.code() == Some(ErrorCode::SessionEnded) => {
                    *self.inner.token.borrow_mut() = None;
                }
                outcome => return outcome.map_err(Trouble::from),
            }
        }
    }

    /// Ends the session here and at the portal, and wipes every key.
    pub(super) async fn forget(&self) {
        self.inner.outbox.forget();
        self.await_answer(None);
        self.prepare(None);
        let token = self.inner.token.borrow_mut().take();
        // Keys first: they must go even if nothing else answers.
        let _ = self.ask(&Ask::Forget).await;
        if token.is_some() {
            // Without an answer the session ends by itself.
            let request = Request::delete("/citizen/sessions/current");
            let _ = self.send_as(token, 1, SILENT, &request).await;
        }
    }
}

impl From<ApiError> for Trouble {
    fn from(error: ApiError) -> Self {
        match error {
            ApiError::Offline => Self::Offline,
            ApiError::Answer { body, .. } => Self::of_answer(body.code, body.message),
        }
    }
}
