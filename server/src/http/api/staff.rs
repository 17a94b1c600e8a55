use axum::extract::Path;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use domain::SessionId;
use domain::api::{
    LoginFinish, LoginStart, LoginStarted, SecondFactorDue, StaffSession, StaffSessionEntry, WaitingGrant,
};
use tower_sessions::Session;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::body::Json;
use crate::http::device::device;
use crate::http::openapi::refusals;
use crate::http::refusal::Refusal;
use crate::http::session::{self, Caseworker, Current, Unlocking};
use crate::http::state::AppState;

pub(super) fn login_routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(start_login))
        .routes(routes!(finish_login))
}

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(staff_session, end_session))
        .routes(routes!(sessions, end_sessions))
        .routes(routes!(end_one_session))
        .routes(routes!(unlock))
        .routes(routes!(waiting_grants))
}

refusals! {
    StartRefusals: Malformed, ForeignOrigin, Timeout, TooLarge, UnsupportedMediaType, EmailRefused;
    FinishRefusals: Malformed, LoginRefused, ForeignOrigin, Timeout, TooLarge, UnsupportedMediaType;
    SessionRefusals: SessionEnded;
    UnlockRefusals: SessionEnded, SecondFactorRequired, ForeignOrigin, StatementRefused;
    EndRefusals: ForeignOrigin;
    EndAllRefusals: SessionEnded, ForeignOrigin;
    EndOneRefusals: Malformed, SessionEnded, ForeignOrigin, NotFound;
}

/// Begins a login (OPAQUE, KE1 and KE2). The answer is of the same form whether the account exists or not.
#[utoipa::path(
    post,
    path = "/staff/logins",
    tag = "staff",
    responses((status = 201, body = LoginStarted), StartRefusals)
)]
async fn start_login(
    State(state): State<AppState>,
    Json(request): Json<LoginStart>,
) -> Result<(StatusCode, Json<LoginStarted>), Refusal> {
    state.limiter.check_account(&request.email, state.office.now())?;
    Ok((
        StatusCode::CREATED,
        Json(state.office.start_staff_login(request).await?),
    ))
}

/// Ends a login (OPAQUE, KE3) and sets the session's cookie.
#[utoipa::path(
    post,
    path = "/staff/sessions",
    tag = "staff",
    responses(
        (status = 201, body = StaffSession),
        (status = 202, description = "A second factor is missing, and the session does nothing else before.",
            body = SecondFactorDue),
        FinishRefusals
    )
)]
async fn finish_login(
    State(state): State<AppState>,
    session: Session,
    headers: HeaderMap,
    Json(request): Json<LoginFinish>,
) -> Result<Response, Refusal> {
    let member = state.office.finish_staff_login(request).await?;
    let staff = state.office.staff(member).await?;
    let signed_in = state
        .office
        .begin_password_session(&staff, device(&headers))
        .await?;
    if let Some(second_factor) = signed_in.second_factor {
        session::begin(&session, &signed_in).await?;
        let due = Json(SecondFactorDue { second_factor });
        return Ok((StatusCode::ACCEPTED, due).into_response());
    }
    let opened = state.office.staff_session(&staff, &signed_in).await?;
    session::begin(&session, &signed_in).await?;
    Ok((StatusCode::CREATED, Json(opened)).into_response())
}

/// Who is signed in, where, and with which keys.
#[utoipa::path(
    get,
    path = "/staff/session",
    tag = "staff",
    security(("session" = [])),
    responses((status = 200, body = StaffSession), SessionRefusals)
)]
async fn staff_session(
    State(state): State<AppState>,
    Unlocking(Current { staff, session }): Unlocking,
) -> Result<Json<StaffSession>, Refusal> {
    Ok(Json(state.office.staff_session(&staff, &session).await?))
}

/// Records that the member has unlocked their keys.
#[utoipa::path(
    post,
    path = "/staff/unlocks",
    tag = "staff",
    security(("session" = [])),
    responses((status = 204), UnlockRefusals)
)]
async fn unlock(State(state): State<AppState>, Unlocking(current): Unlocking) -> Result<StatusCode, Refusal> {
    state.office.note_unlock(&current.staff).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Seeds of epochs that certified colleagues lack and this member can give them.
#[utoipa::path(
    get,
    path = "/staff/waiting",
    tag = "staff",
    security(("session" = [])),
    responses((status = 200, body = [WaitingGrant]), SessionRefusals)
)]
async fn waiting_grants(
    State(state): State<AppState>,
    Caseworker(staff): Caseworker,
) -> Result<Json<Vec<WaitingGrant>>, Refusal> {
    Ok(Json(state.office.list_waiting_grants(&staff).await?))
}

/// Ends the session.
#[utoipa::path(
    delete,
    operation_id = "end_staff_session",
    path = "/staff/session",
    tag = "staff",
    security(("session" = [])),
    responses((status = 204), EndRefusals)
)]
async fn end_session(State(state): State<AppState>, session: Session) -> Result<StatusCode, Refusal> {
    if let Ok(current) = session::signed_in(&session, &state.office).await {
        state.office.note_sign_out(&current.staff).await?;
    }
    session::end(&session).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The member's own sessions, the one that was used last first.
#[utoipa::path(
    get,
    operation_id = "staff_sessions",
    path = "/staff/sessions",
    tag = "staff",
    security(("session" = [])),
    responses((status = 200, body = [StaffSessionEntry]), SessionRefusals)
)]
async fn sessions(
    State(state): State<AppState>,
    Current { staff, session }: Current,
) -> Result<Json<Vec<StaffSessionEntry>>, Refusal> {
    Ok(Json(state.office.list_sessions(&staff, session.session).await?))
}

/// Ends one of the member's own sessions.
#[utoipa::path(
    delete,
    operation_id = "end_one_staff_session",
    path = "/staff/sessions/{session}",
    tag = "staff",
    security(("session" = [])),
    params(("session" = SessionId, Path)),
    responses((status = 204), EndOneRefusals)
)]
async fn end_one_session(
    State(state): State<AppState>,
    Caseworker(staff): Caseworker,
    Path(session): Path<SessionId>,
) -> Result<StatusCode, Refusal> {
    state.office.end_session(&staff, session).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends all of the member's sessions, this one too.
#[utoipa::path(
    delete,
    operation_id = "end_staff_sessions",
    path = "/staff/sessions",
    tag = "staff",
    security(("session" = [])),
    responses((status = 204), EndAllRefusals)
)]
async fn end_sessions(
    State(state): State<AppState>,
    Caseworker(staff): Caseworker,
    session: Session,
) -> Result<StatusCode, Refusal> {
    state.office.end_sessions(&staff).await?;
    session::end(&session).await?;
    Ok(StatusCode::NO_CONTENT)
}
