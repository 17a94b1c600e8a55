//! Sessions: staff's in a cookie, citizens' in a bearer token that no cookie carries, so that it works inside a frame.

use async_trait::async_trait;
use axum::extract::{FromRequestParts, Request};
use axum::http::header::{AUTHORIZATION, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use domain::{ErrorCode, MemberId, Timestamp};
use office::{Citizen, Office, Staff};
use serde::{Deserialize, Serialize};
use store::Sessions;
use time::OffsetDateTime;
use tower_sessions::cookie::SameSite;
use tower_sessions::session::{self, Id, Record};
use tower_sessions::session_store::{self, SessionStore};
use tower_sessions::{Session, SessionManagerLayer};

use super::refusal::Refusal;
use super::state::AppState;

/// The prefix makes browsers refuse the cookie unless it is secure, for this host only and for all of it
/// (RFC 6265bis, section 4.1.3.2).
pub(super) const COOKIE: &str = "__Host-session";
const REMOVAL: &str = "__Host-session=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict";
const MEMBER: &str = "member";

/// Who is signed in, and until when.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct SignedIn {
    member: MemberId,
    ends_at: Timestamp,
}

/// The cookie's life is the browser's; the session's end is kept by the server.
pub(super) fn layer(state: &AppState) -> SessionManagerLayer<EndingSessions> {
    let clock = state.office.clock();
    let sessions = Sessions::new(state.office.store().clone(), move || clock());
    SessionManagerLayer::new(EndingSessions(sessions))
        .with_name(COOKIE)
        .with_secure(true)
        .with_http_only(true)
        .with_same_site(SameSite::Strict)
        .with_path("/")
}

/// Begins a session under a new id, whatever session the request came with.
pub(super) async fn begin(session: &Session, office: &Office, member: MemberId) -> Result<(), Refusal> {
    let ends_at = office.now().plus(office.settings().staff_session_seconds);
    session.cycle_id().await.map_err(unanswered)?;
    session
        .insert(MEMBER, SignedIn { member, ends_at })
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
    signed_in(session, office).await
}

async fn signed_in(session: &Session, office: &Office) -> Result<Staff, Refusal> {
    let signed_in: Option<SignedIn> = session.get(MEMBER).await.map_err(unanswered)?;
    let signed_in = signed_in.filter(|signed_in| office.now() < signed_in.ends_at);
    let signed_in = signed_in.ok_or(ErrorCode::SessionEnded)?;
    Ok(office.staff(signed_in.member).await?)
}

/// The signed-in member whose request this is.
pub(super) struct Caseworker(pub(super) Staff);

impl FromRequestParts<AppState> for Caseworker {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let session = parts.extensions.get::<Session>().ok_or(ErrorCode::Internal)?;
        signed_in(session, &state.office).await.map(Self)
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

/// Sessions that the database may forget when they end. `tower-sessions` takes the end of a record from the machine's
/// clock and the life of the cookie; ours ends by the office's clock, and the cookie with the browser.
#[derive(Clone, Debug)]
pub(super) struct EndingSessions(Sessions);

impl EndingSessions {
    fn set_end(record: &mut Record) {
        let signed_in = record
            .data
            .get(MEMBER)
            .cloned()
            .and_then(|value| serde_json::from_value(value).ok());
        if let Some(SignedIn { ends_at, .. }) = signed_in
            && let Ok(end) = OffsetDateTime::from_unix_timestamp(ends_at.0)
        {
            record.expiry_date = end;
        }
    }
}

#[async_trait]
impl SessionStore for EndingSessions {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        Self::set_end(record);
        self.0.create(record).await
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        let mut record = record.clone();
        Self::set_end(&mut record);
        self.0.save(&record).await
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        self.0.load(id).await
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        self.0.delete(id).await
    }
}
