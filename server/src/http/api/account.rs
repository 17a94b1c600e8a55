use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::api::{
    NewPassword, NewRecoveryCode, PasswordStart, PasswordStarted, RecoveryChallenge, RecoveryCodeState,
    RecoveryFinish, RecoveryStart, StaffSession, Way,
};
use tower_sessions::Session;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::body::Json;
use crate::http::device::device;
use crate::http::openapi::refusals;
use crate::http::refusal::Refusal;
use crate::http::session::{self, Caseworker, Current, Fresh};
use crate::http::state::AppState;

/// Signing in with the recovery code.
pub(super) fn login_routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(start_recovery))
        .routes(routes!(finish_recovery))
}

/// What members do with their own account.
pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(start_password, set_password))
        .routes(routes!(recovery_code, set_recovery_code, remove_recovery_code))
}

refusals! {
    StartRefusals: Malformed, ForeignOrigin, Timeout, TooLarge, UnsupportedMediaType, EmailRefused;
    FinishRefusals: Malformed, ChallengeRefused, RecoveryRefused, ForeignOrigin, Timeout, TooLarge,
        UnsupportedMediaType, EmailRefused;
    ChangeRefusals: Malformed, SessionEnded, ProofOutdated, ForeignOrigin, Timeout, TooLarge, UnsupportedMediaType;
    StateRefusals: SessionEnded;
    RemoveRefusals: SessionEnded, ProofOutdated, ForeignOrigin, NotFound;
}

/// Begins a change of password (RFC 9807, registration).
#[utoipa::path(
    post,
    path = "/staff/password",
    tag = "staff",
    security(("session" = [])),
    responses((status = 201, body = PasswordStarted), ChangeRefusals)
)]
async fn start_password(
    State(state): State<AppState>,
    Fresh(Current { staff, .. }): Fresh,
    Json(request): Json<PasswordStart>,
) -> Result<(StatusCode, Json<PasswordStarted>), Refusal> {
    Ok((
        StatusCode::CREATED,
        Json(state.office.start_password(&staff, &request)?),
    ))
}

/// Sets the password and ends the member's other sessions; a recovery code that this session was begun with is used up.
#[utoipa::path(
    put,
    path = "/staff/password",
    tag = "staff",
    security(("session" = [])),
    responses((status = 204), ChangeRefusals)
)]
async fn set_password(
    State(state): State<AppState>,
    Fresh(Current { staff, session }): Fresh,
    Json(request): Json<NewPassword>,
) -> Result<StatusCode, Refusal> {
    state.office.set_password(&staff, &session, request).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whether the member has a recovery code.
#[utoipa::path(
    get,
    path = "/staff/recovery-code",
    tag = "staff",
    security(("session" = [])),
    responses((status = 200, body = RecoveryCodeState), StateRefusals)
)]
async fn recovery_code(
    State(state): State<AppState>,
    Caseworker(staff): Caseworker,
) -> Result<Json<RecoveryCodeState>, Refusal> {
    Ok(Json(state.office.recovery_code(&staff).await?))
}

/// Puts a recovery code in the place of an earlier one.
#[utoipa::path(
    put,
    path = "/staff/recovery-code",
    tag = "staff",
    security(("session" = [])),
    responses((status = 200, body = RecoveryCodeState), ChangeRefusals)
)]
async fn set_recovery_code(
    State(state): State<AppState>,
    Fresh(Current { staff, .. }): Fresh,
    Json(request): Json<NewRecoveryCode>,
) -> Result<Json<RecoveryCodeState>, Refusal> {
    Ok(Json(state.office.set_recovery_code(&staff, request).await?))
}

/// Removes the recovery code.
#[utoipa::path(
    delete,
    path = "/staff/recovery-code",
    tag = "staff",
    security(("session" = [])),
    responses((status = 204), RemoveRefusals)
)]
async fn remove_recovery_code(
    State(state): State<AppState>,
    Fresh(Current { staff, .. }): Fresh,
) -> Result<StatusCode, Refusal> {
    state.office.remove_recovery_code(&staff).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Draws a challenge to sign with a recovery code. The answer is the same whether the account exists or not.
#[utoipa::path(
    post,
    path = "/staff/recoveries",
    tag = "staff",
    responses((status = 201, body = RecoveryChallenge), StartRefusals)
)]
async fn start_recovery(
    State(state): State<AppState>,
    Json(request): Json<RecoveryStart>,
) -> Result<(StatusCode, Json<RecoveryChallenge>), Refusal> {
    state.limiter.check_account(&request.email, state.office.now())?;
    Ok((
        StatusCode::CREATED,
        Json(state.office.challenge_recovery(&request)),
    ))
}

/// Signs in with a recovery code and sets the session's cookie. Setting a password next uses the code up.
#[utoipa::path(
    post,
    path = "/staff/recoveries/session",
    tag = "staff",
    responses((status = 201, body = StaffSession), FinishRefusals)
)]
async fn finish_recovery(
    State(state): State<AppState>,
    session: Session,
    headers: HeaderMap,
    Json(request): Json<RecoveryFinish>,
) -> Result<(StatusCode, Json<StaffSession>), Refusal> {
    state.limiter.check_account(&request.email, state.office.now())?;
    let member = state.office.finish_recovery(request).await?;
    let staff = state.office.staff(member).await?;
    let signed_in = state
        .office
        .begin_session(member, Way::RecoveryCode, device(&headers));
    let opened = state.office.staff_session(&staff, &signed_in).await?;
    session::begin(&session, &signed_in).await?;
    Ok((StatusCode::CREATED, Json(opened)))
}
