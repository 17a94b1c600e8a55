//! Sessions: staff's in a cookie, citizens' in a bearer token that no cookie carries, so that it works inside a frame.

use axum::extract::{FromRequestParts, Request};
use axum::http::header::{AUTHORIZATION, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use domain::ErrorCode;
use domain::api::SecondFactor;
use office::{Citizen, Office, Staff, Stated};
use store::{Sessions, SignedIn};
use tower_sessions::cookie::SameSite;
use tower_sessions::{Session, SessionManagerLayer};
use tower_sessions::{session, session_store};

use super::refusal::Refusal;
use super::state::AppState;

/// The prefix makes browsers refuse the cookie unless it is secure, for this host only and for all of it
/// (RFC 6265bis, section 4.1.3.2).
pub(super) const COOKIE: &str = "__Host-session";
const REMOVAL: &str = "__Host-session=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict";

/// The cookie's life is the browser's; the session's end is kept by the server.
pub(super) fn layer(state: &AppState) -> SessionManagerLayer<Sessions> {
    let clock = state.office.clock();
    let idle_seconds = state.office.settings().staff_idle_seconds;
    let sessions = Sessions::new(state.office.store().clone(), move || clock(), idle_seconds);
    SessionManagerLayer::new(sessions)
        .with_name(COOKIE)
        .with_secure(true)
        .with_http_only(true)
        .with_same_site(SameSite::Strict)
        .with_path("/")
}

/// Begins a session under a new id in the place of the one that the request came with. Whoever calls this has just been
/// given a proof of who it is, which is complete unless the session says what is missing.
pub(super) async fn begin(session: &Session, signed_in: &SignedIn) -> Result<(), Refusal> {
    session.cycle_id().await.map_err(unanswered)?;
    session
        .insert(Sessions::ENTRY, signed_in)
        .await
        .map_err(unanswered)
}

/// Ends a session; one that has ended has ended.
pub(super) async fn end(session: &Session) -> Result<(), Refusal> {
    session.flush().await.map_err(unanswered)
}

/// Reads a session anew: who it is of, if it has not ended meanwhile.
pub(super) async fn check(session: &Session, office: &Office) -> Result<Staff, Refusal> {
    session.load().await.map_err(unanswered)?;
    Ok(signed_in(session, office).await?.complete()?.staff)
}

pub(super) async fn signed_in(session: &Session, office: &Office) -> Result<Current, Refusal> {
    let entry: Option<SignedIn> = session.get(Sessions::ENTRY).await.map_err(unanswered)?;
    let session = entry.ok_or(ErrorCode::SessionEnded)?;
    let staff = office.staff(session.member).await?;
    Ok(Current { staff, session })
}

/// The signed-in member whose request this is, with their session. The request counts as use of it. As an extractor it
/// refuses a session that lacks a second factor.
pub(super) struct Current {
    pub(super) staff: Staff,
    pub(super) session: SignedIn,
}

impl Current {
    /// Refuses a session that lacks something.
    fn complete(self) -> Result<Self, Refusal> {
        self.lacking(&[None])
    }

    /// Refuses a session unless it lacks one of these.
    fn lacking(self, these: &[Option<SecondFactor>]) -> Result<Self, Refusal> {
        if these.contains(&self.session.second_factor) {
            Ok(self)
        } else if self.session.second_factor.is_none() {
            Err(ErrorCode::Forbidden.into())
        } else {
            Err(ErrorCode::SecondFactorRequired.into())
        }
    }

    /// Refuses a session whose member has not proved just now who they are.
    fn fresh(self, state: &AppState) -> Result<Self, Refusal> {
        if self.session.is_fresh(state.office.now()) {
            Ok(self)
        } else {
            Err(ErrorCode::ProofOutdated.into())
        }
    }

    /// Whatever the session lacks.
    async fn of(parts: &Parts, state: &AppState) -> Result<Self, Refusal> {
        let session = parts.extensions.get::<Session>().ok_or(ErrorCode::Internal)?;
        let mut current = signed_in(session, &state.office).await?;
        if let Some(stated) = parts.extensions.get::<Stated>() {
            current.staff = current.staff.stating(stated.clone());
        }
        Ok(current)
    }
}

impl FromRequestParts<AppState> for Current {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let Listener(current) = Listener::from_request_parts(parts, state).await?;
        state.office.note_use(&current.session).await?;
        Ok(current)
    }
}

/// The same for requests that a page makes by itself: they do not count as use.
pub(super) struct Listener(pub(super) Current);

impl FromRequestParts<AppState> for Listener {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        Ok(Self(Current::of(parts, state).await?.complete()?))
    }
}

/// A member who opens their keys: their session is complete, or they have yet to add a first passkey.
pub(super) struct Unlocking(pub(super) Current);

impl FromRequestParts<AppState> for Unlocking {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let current = Current::of(parts, state).await?;
        let current = current.lacking(&[None, Some(SecondFactor::Enrolment)])?;
        state.office.note_use(&current.session).await?;
        Ok(Self(current))
    }
}

/// The same, who has proved just now who they are: for adding a passkey.
pub(super) struct Enrolling(pub(super) Current);

impl FromRequestParts<AppState> for Enrolling {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let Unlocking(current) = Unlocking::from_request_parts(parts, state).await?;
        Ok(Self(current.fresh(state)?))
    }
}

/// A member who has yet to show a passkey.
pub(super) struct Pending(pub(super) Staff);

impl FromRequestParts<AppState> for Pending {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let current = Current::of(parts, state).await?;
        Ok(Self(current.lacking(&[Some(SecondFactor::Passkey)])?.staff))
    }
}

/// The signed-in member whose request this is.
pub(super) struct Caseworker(pub(super) Staff);

impl FromRequestParts<AppState> for Caseworker {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let current = Current::from_request_parts(parts, state).await?;
        Ok(Self(current.staff))
    }
}

/// A member who has proved just now who they are: for what changes the ways in which they sign in.
pub(super) struct Fresh(pub(super) Current);

impl FromRequestParts<AppState> for Fresh {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let current = Current::from_request_parts(parts, state).await?;
        Ok(Self(current.fresh(state)?))
    }
}

/// The citizen whose request this is.
pub(super) struct Holder(pub(super) Citizen);

impl FromRequestParts<AppState> for Holder {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let token = bearer(&parts.headers).ok_or(ErrorCode::SessionEnded)?;
        Ok(Self(state.office.citizen(token).await?))
    }
}

/// The token in `Authorization: Bearer …` (RFC 6750, section 2.1).
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

/// Middleware outside of the session's: browsers drop a `__Host-` cookie only when told so with all its attributes, which
/// the session's layer leaves out.
pub(super) async fn remove_properly(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let empty = format!("{COOKIE}=;");
    for cookie in response
        .headers_mut()
        .iter_mut()
        .filter(|(name, _)| *name == SET_COOKIE)
        .map(|(_, value)| value)
    {
        if cookie.as_bytes().starts_with(empty.as_bytes()) {
            *cookie = HeaderValue::from_static(REMOVAL);
        }
    }
    response
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn unanswered(error: session::Error) -> Refusal {
    if matches!(error, session::Error::Store(session_store::Error::Backend(_))) {
        tracing::warn!(%error, "sessions cannot be reached");
        ErrorCode::Unavailable.into()
    } else {
        tracing::error!(%error, "a session cannot be read");
        ErrorCode::Internal.into()
    }
}
