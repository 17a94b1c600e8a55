use std::cell::{Cell, RefCell};
use std::future::Future;
use std::rc::Rc;

use browser::{Api, ApiError, Backoff, Vault, Waiting, origin, retry};
use domain::api::{LoginChallenge, OpenedSession};
use domain::{ErrorCode, Locale};
use vault::messages::{CitizenAnswer, CitizenRequest};

use super::compose::Prepared;
use super::outbox::Outbox;
use super::reply::Pending;
use crate::islands::trouble::Trouble;

/// Tries of a request that a person waits for.
pub(super) const PATIENT: u32 = 6;
/// Tries of a request that is repeated anyway.
pub(super) const BRIEF: u32 = 3;

/// A vault and, once there are keys in it, a session at the portal. The token is kept nowhere else.
#[derive(Clone)]
pub(crate) struct Session {
    inner: Rc<Inner>,
}

struct Inner {
    locale: Locale,
    vault: Vault<CitizenRequest, CitizenAnswer>,
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

    pub(super) fn vault(&self) -> &Vault<CitizenRequest, CitizenAnswer> {
        &self.inner.vault
    }

    pub(super) fn outbox(&self) -> &Outbox {
        &self.inner.outbox
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

    /// A client for what anybody may ask.
    pub(super) fn api(&self) -> Api {
        Api::new(self.inner.locale)
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

    /// Asks the vault.
    pub(super) async fn ask(&self, request: &CitizenRequest) -> Result<CitizenAnswer, Trouble> {
        match self.inner.vault.ask(request).await? {
            CitizenAnswer::Refused(refusal) => Err(refusal.into()),
            answer => Ok(answer),
        }
    }

    /// Proves to the portal that the vault holds the receipt, and keeps the token.
    pub(super) async fn log_in(&self) -> Result<(), Trouble> {
        let mut refused = false;
        loop {
            let challenge: LoginChallenge = retry(
                Backoff::new(BRIEF),
                |_| {},
                || async { self.api().post("/citizen/challenges", &()).await },
            )
            .await?;
            let request = CitizenRequest::SignLogin {
                origin: origin(),
                nonce: challenge.nonce,
            };
            let CitizenAnswer::Login(login) = self.ask(&request).await? else {
                return Err(Trouble::Crashed);
            };
            let opened: Result<OpenedSession, _> = self.api().post("/citizen/sessions", &login).await;
            match opened {
                Ok(opened) => {
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
    /// for reasons that pass, up to `tries` times. `waiting` is told before and after each pause.
    pub(super) async fn call<T, F>(
        &self,
        tries: u32,
        waiting: impl Fn(Option<Waiting>),
        request: impl Fn(Api) -> F,
    ) -> Result<T, Trouble>
    where
        F: Future<Output = Result<T, ApiError>>,
    {
        let mut again = true;
        loop {
            let token = self.inner.token.borrow().clone();
            let Some(token) = token else {
                self.log_in().await?;
                again = false;
                continue;
            };
            let api = self.api().with_token(token);
            match retry(Backoff::new(tries), &waiting, || request(api.clone())).await {
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
        let _ = self.inner.vault.ask(&CitizenRequest::Forget).await;
        if let Some(token) = token {
            // Without an answer the session ends by itself.
            let _ = self
                .api()
                .with_token(token)
                .delete("/citizen/sessions/current")
                .await;
        }
    }
}
