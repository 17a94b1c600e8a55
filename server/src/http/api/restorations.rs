use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::MemberId;
use domain::api::{Restoration, RestorationFinish, RestorationStart, RestorationStarted, RestoredAccess};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::body::Json;
use crate::http::openapi::refusals;
use crate::http::refusal::Refusal;
use crate::http::session::Caseworker;
use crate::http::state::AppState;

/// What the token of the mail authorises.
pub(super) fn token_routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(start, finish))
}

/// What administrators do.
pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(begin, restoration, restore_access, withdraw))
}

refusals! {
    TokenRefusals: Malformed, TokenRefused, ForeignOrigin, Timeout, TooLarge, UnsupportedMediaType;
    ReadRefusals: Malformed, SessionEnded, Forbidden, NotFound;
    BeginRefusals: Malformed, SessionEnded, ForeignOrigin, Forbidden, NotFound;
    RestoreRefusals: Malformed, SessionEnded, ForeignOrigin, Forbidden, NotFound, Timeout, Conflict, TooLarge,
        UnsupportedMediaType, NotSealed;
}

/// Begins to set the password of somebody who has lost everything; the token in the body is the authorisation.
#[utoipa::path(
    post,
    operation_id = "start_restoration",
    path = "/restorations",
    tag = "administration",
    responses((status = 201, body = RestorationStarted), TokenRefusals)
)]
async fn start(
    State(state): State<AppState>,
    Json(request): Json<RestorationStart>,
) -> Result<(StatusCode, Json<RestorationStarted>), Refusal> {
    Ok((
        StatusCode::CREATED,
        Json(state.office.start_restoration(request).await?),
    ))
}

/// Keeps the password until an administrator has restored the access with two shares.
#[utoipa::path(
    put,
    operation_id = "finish_restoration",
    path = "/restorations",
    tag = "administration",
    responses((status = 204), TokenRefusals)
)]
async fn finish(
    State(state): State<AppState>,
    Json(request): Json<RestorationFinish>,
) -> Result<StatusCode, Refusal> {
    state.office.finish_restoration(request).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Mails a link to a member who has lost every way of unlocking their account. What they had stays in force.
#[utoipa::path(
    post,
    operation_id = "begin_restoration",
    path = "/members/{member}/restoration",
    tag = "administration",
    security(("session" = [])),
    params(("member" = MemberId, Path, description = "The member")),
    responses((status = 204), BeginRefusals)
)]
async fn begin(
    State(state): State<AppState>,
    Path(member): Path<MemberId>,
    Caseworker(staff): Caseworker,
) -> Result<StatusCode, Refusal> {
    state.office.begin_restoration(&staff, member).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How far the restoring of a member's access is.
#[utoipa::path(
    get,
    path = "/members/{member}/restoration",
    tag = "administration",
    security(("session" = [])),
    params(("member" = MemberId, Path, description = "The member")),
    responses((status = 200, body = Restoration), ReadRefusals)
)]
async fn restoration(
    State(state): State<AppState>,
    Path(member): Path<MemberId>,
    Caseworker(staff): Caseworker,
) -> Result<Json<Restoration>, Refusal> {
    Ok(Json(state.office.restoration(&staff, member).await?))
}

/// Restores the access: the member's new password counts, their sessions end, recovery code and passkeys are removed.
#[utoipa::path(
    put,
    path = "/members/{member}/restoration",
    tag = "administration",
    security(("session" = [])),
    params(("member" = MemberId, Path, description = "The member")),
    responses((status = 204), RestoreRefusals)
)]
async fn restore_access(
    State(state): State<AppState>,
    Path(member): Path<MemberId>,
    Caseworker(staff): Caseworker,
    Json(request): Json<RestoredAccess>,
) -> Result<StatusCode, Refusal> {
    state.office.restore_access(&staff, member, request).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes the restoring of a member's access back.
#[utoipa::path(
    delete,
    operation_id = "withdraw_restoration",
    path = "/members/{member}/restoration",
    tag = "administration",
    security(("session" = [])),
    params(("member" = MemberId, Path, description = "The member")),
    responses((status = 204), BeginRefusals)
)]
async fn withdraw(
    State(state): State<AppState>,
    Path(member): Path<MemberId>,
    Caseworker(staff): Caseworker,
) -> Result<StatusCode, Refusal> {
    state.office.withdraw_restoration(&staff, member).await?;
    Ok(StatusCode::NO_CONTENT)
}
