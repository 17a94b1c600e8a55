//! The audit log around the API: which operation is recorded as what, the statements that travel beside requests, and the
//! attempts that are refused.
//!
//! To add an operation: a line in [`OPERATIONS`]; for an action that members sign, `office.recording` in its use case.

use axum::extract::{MatchedPath, Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::ErrorCode;
use domain::api::SecondFactor;
use domain::audit::{Action, STATEMENT_HEADER};
use office::{Staff, Stated};
use tower_sessions::Session;

use super::refusal::{self, Refusal};
use super::session::{self, Current};
use super::state::AppState;

/// What the audit log learns of an operation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Account {
    /// That a member did it, which they have signed if there is something to sign with, or was refused.
    Of(Action),
    /// What the use case itself records, because nobody is signed in.
    Within(Action),
    /// Nothing, for this reason.
    Nothing(&'static str),
}

use Account::{Nothing, Of, Within};

const PUBLIC: &str = "anybody may know it";
const CITIZENS: &str = "citizens are not recorded";
const LOOKING: &str = "shows what this member sees anyway, and opens nothing";
const BEGINS: &str = "only begins; its second step is recorded";
const OPENED: &str = "is part of a conversation whose opening is recorded";
const SIGNED_MESSAGE: &str = "is a signed message in the conversation's own chain";

/// Every operation of the API.
#[rustfmt::skip]
pub(super) const OPERATIONS: &[(&str, Account)] = &[
    ("GET /authorities", Nothing(PUBLIC)),
    ("GET /authorities/{slug}", Nothing(PUBLIC)),
    ("GET /departments/{department}/key", Nothing(PUBLIC)),
    ("GET /routes", Nothing(PUBLIC)),
    ("GET /openapi.json", Nothing(PUBLIC)),
    ("GET /search", Nothing(CITIZENS)),
    ("POST /tickets", Nothing(CITIZENS)),
    ("POST /conversations", Nothing(CITIZENS)),
    ("POST /citizen/challenges", Nothing(CITIZENS)),
    ("POST /citizen/sessions", Nothing(CITIZENS)),
    ("DELETE /citizen/sessions/current", Nothing(CITIZENS)),
    ("GET /citizen/conversation", Nothing(CITIZENS)),
    ("GET /citizen/conversation/messages", Nothing(CITIZENS)),
    ("POST /citizen/conversation/messages", Nothing(CITIZENS)),
    ("POST /citizen/conversation/declines", Nothing(CITIZENS)),
    ("POST /citizen/conversation/handovers", Within(Action::HandOver)),
    ("PUT /citizen/conversation/read", Nothing(CITIZENS)),
    ("PUT /citizen/conversation/notice", Nothing(CITIZENS)),
    ("DELETE /citizen/conversation/notice", Nothing(CITIZENS)),
    ("PUT /citizen/conversation/attachments/{attachment}/parts/{part}", Nothing(CITIZENS)),
    ("GET /citizen/conversation/attachments/{attachment}/parts/{part}", Nothing(CITIZENS)),
    ("POST /foundings", Nothing("there is no authority yet whose log could have it")),
    ("POST /authorities", Within(Action::FoundAuthority)),
    ("POST /enrolments", Nothing(BEGINS)),
    ("PUT /enrolments", Within(Action::Enrol)),
    ("POST /staff/logins", Nothing(BEGINS)),
    ("POST /staff/sessions", Within(Action::SignIn)),
    ("GET /staff/session", Nothing(LOOKING)),
    ("GET /staff/sessions", Nothing(LOOKING)),
    ("DELETE /staff/sessions", Of(Action::EndSessions)),
    ("DELETE /staff/sessions/{session}", Of(Action::EndSessions)),
    ("DELETE /staff/session", Of(Action::SignOut)),
    ("POST /staff/unlocks", Of(Action::Unlock)),
    ("GET /staff/waiting", Nothing(LOOKING)),
    ("GET /inbox", Nothing(LOOKING)),
    ("GET /events", Nothing(LOOKING)),
    ("GET /conversations/{conversation}", Of(Action::OpenConversation)),
    ("GET /conversations/{conversation}/messages", Nothing(OPENED)),
    ("POST /conversations/{conversation}/messages", Nothing(SIGNED_MESSAGE)),
    ("GET /conversations/{conversation}/notes", Nothing(OPENED)),
    ("POST /conversations/{conversation}/notes", Nothing("is a signed note, and changes nothing else")),
    ("PUT /conversations/{conversation}/read", Nothing(OPENED)),
    ("PUT /conversations/{conversation}/status", Of(Action::SetStatus)),
    ("POST /conversations/{conversation}/transfers", Of(Action::PassOn)),
    ("POST /letters/tickets", Nothing(BEGINS)),
    ("POST /letters", Of(Action::WriteLetter)),
    ("POST /conversations/{conversation}/proposals", Of(Action::ProposeHandover)),
    ("POST /conversations/{conversation}/withdrawals", Of(Action::WithdrawProposal)),
    ("PUT /conversations/{conversation}/attachments/{attachment}/parts/{part}", Nothing(SIGNED_MESSAGE)),
    ("GET /conversations/{conversation}/attachments/{attachment}/parts/{part}", Nothing(OPENED)),
    ("GET /members", Nothing(LOOKING)),
    ("POST /members", Of(Action::Invite)),
    ("POST /members/{member}/invitation", Of(Action::RepeatInvitation)),
    ("DELETE /members/{member}/invitation", Of(Action::WithdrawInvitation)),
    ("PUT /members/{member}/certificate", Of(Action::Certify)),
    ("POST /members/{member}/departure", Of(Action::Depart)),
    ("PUT /administration/authority", Of(Action::ChangeAuthority)),
    ("GET /administration/departments", Nothing(LOOKING)),
    ("GET /administration/directory", Nothing(LOOKING)),
    ("GET /administration/directory.csv", Nothing(LOOKING)),
    ("GET /administration/directory.json", Nothing(LOOKING)),
    ("POST /administration/directory/checks", Nothing("changes nothing, and shows what its sender has")),
    ("PUT /administration/directory", Of(Action::PublishDirectory)),
    ("GET /administration/upkeep", Nothing(LOOKING)),
    ("POST /departments", Of(Action::CreateDepartment)),
    ("PUT /departments/{department}", Of(Action::ChangeDepartment)),
    ("POST /departments/{department}/epochs", Of(Action::BeginEpoch)),
    ("POST /departments/{department}/epochs/{epoch}/grants", Of(Action::GrantEpoch)),
    ("POST /staff/password", Nothing(BEGINS)),
    ("PUT /staff/password", Of(Action::ChangePassword)),
    ("GET /staff/recovery-code", Nothing(LOOKING)),
    ("PUT /staff/recovery-code", Of(Action::MakeRecoveryCode)),
    ("DELETE /staff/recovery-code", Of(Action::RemoveRecoveryCode)),
    ("POST /staff/recoveries", Nothing(BEGINS)),
    ("POST /staff/recoveries/session", Within(Action::SignIn)),
    ("POST /restorations", Nothing(BEGINS)),
    ("PUT /restorations", Within(Action::SetUpRestoration)),
    ("GET /members/{member}/restoration", Nothing(LOOKING)),
    ("POST /members/{member}/restoration", Of(Action::BeginRestoration)),
    ("PUT /members/{member}/restoration", Of(Action::RestoreAccess)),
    ("DELETE /members/{member}/restoration", Of(Action::WithdrawRestoration)),
    ("GET /administration/policy", Nothing(LOOKING)),
    ("PUT /administration/policy", Of(Action::ChangePolicy)),
    ("GET /administration/embedding", Nothing(LOOKING)),
    ("PUT /administration/embedding", Of(Action::ChangeEmbedding)),
    ("POST /staff/logins/passkey", Nothing(BEGINS)),
    ("POST /staff/logins/second-factor", Nothing(BEGINS)),
    ("POST /staff/sessions/passkey", Within(Action::SignIn)),
    ("POST /staff/sessions/second-factor", Of(Action::ShowPasskey)),
    ("GET /staff/passkeys", Nothing(LOOKING)),
    ("POST /staff/passkeys/registrations", Nothing(BEGINS)),
    ("POST /staff/passkeys", Of(Action::AddPasskey)),
    ("DELETE /staff/passkeys/{passkey}", Of(Action::RemovePasskey)),
    ("GET /audit", Nothing("reading the log would make it longer each time")),
];

/// Around what staff do, inside of the session: verifies the statement that comes along, and records what is refused.
pub(super) async fn keep(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let Some(action) = action(&request) else {
        return next.run(request).await;
    };
    let current = match request.extensions().get::<Session>().cloned() {
        Some(session) => session::signed_in(&session, &state.office).await.ok(),
        None => None,
    };
    // Whoever is not signed in is told so further in.
    let Some(Current { staff, session }) = current else {
        return next.run(request).await;
    };
    // So is whoever lacks a passkey, whose keys are not open yet.
    let has_keys = session.second_factor != Some(SecondFactor::Passkey);
    let stated = match stated(&state, &staff, action, has_keys, request.headers()).await {
        Ok(stated) => stated,
        Err(refused) => {
            record(&state, &staff, action, refused.code(), None).await;
            return refused.into_response();
        }
    };
    if let Some(stated) = &stated {
        request.extensions_mut().insert(stated.clone());
    }
    let response = next.run(request).await;
    if let Some(code) = refusal::code(&response) {
        record(&state, &staff, action, code, stated.as_ref()).await;
    }
    response
}

/// What is recorded of this request beside its use case.
fn action(request: &Request) -> Option<Action> {
    let path = request.extensions().get::<MatchedPath>()?;
    let path = path.as_str().strip_prefix("/api/v1")?;
    let (_, account) = OPERATIONS.iter().find(|(operation, _)| {
        operation
            .split_once(' ')
            .is_some_and(|(method, known)| method == request.method().as_str() && known == path)
    })?;
    match account {
        Of(action) => Some(*action),
        Within(_) | Nothing(_) => None,
    }
}

/// The member's own word about the action, where they have keys to sign it with.
async fn stated(
    state: &AppState,
    staff: &Staff,
    action: Action,
    has_keys: bool,
    headers: &HeaderMap,
) -> Result<Option<Stated>, Refusal> {
    if !(has_keys && action.is_signed()) {
        return Ok(None);
    }
    let header = headers
        .get(STATEMENT_HEADER)
        .and_then(|header| header.to_str().ok());
    let header = header.ok_or(ErrorCode::StatementRefused)?;
    let stated = state.office.state(staff, header).await?;
    if stated.action() == action {
        Ok(Some(stated))
    } else {
        Err(ErrorCode::StatementRefused.into())
    }
}

/// Records a refusal. What is our own fault or the limiter's is none, and an answer is not held back for the log.
async fn record(state: &AppState, staff: &Staff, action: Action, code: ErrorCode, stated: Option<&Stated>) {
    let is_refusal = code.status() < 500
        && !matches!(
            code,
            ErrorCode::TooManyRequests | ErrorCode::Timeout | ErrorCode::SessionEnded
        );
    if !is_refusal {
        return;
    }
    if let Err(error) = state.office.note_refusal(staff, action, code, stated).await {
        tracing::warn!(error = %refusal::Chain(&error), "a refusal was not recorded");
    }
}
