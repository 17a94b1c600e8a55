use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::api::{
    Department, Invite, Invited, MemberEntry, NewCertificate, NewDepartment, NewEpoch, NewEpochGrants,
};
use domain::{DepartmentId, MemberId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::body::Json;
use crate::http::openapi::refusals;
use crate::http::refusal::Refusal;
use crate::http::session::Caseworker;
use crate::http::state::AppState;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(members, invite))
        .routes(routes!(certify))
        .routes(routes!(create_department))
        .routes(routes!(publish_epoch))
        .routes(routes!(grant_epoch))
}

refusals! {
    ListRefusals: SessionEnded, Forbidden;
    InviteRefusals: Malformed, SessionEnded, ForeignOrigin, Forbidden, NotFound, Timeout, Conflict, TooLarge,
        UnsupportedMediaType, EmailRefused;
    CertifyRefusals: Malformed, SessionEnded, ForeignOrigin, Forbidden, NotFound, Timeout, TooLarge,
        UnsupportedMediaType, Inconsistent;
    DepartmentRefusals: Malformed, SessionEnded, ForeignOrigin, Forbidden, Timeout, Conflict, TooLarge,
        UnsupportedMediaType, EmailRefused;
    EpochRefusals: Malformed, SessionEnded, ForeignOrigin, Forbidden, NotFound, Timeout, Conflict, TooLarge,
        UnsupportedMediaType, NotSealed, Inconsistent;
}

/// All members of the administrator's authority, by name.
#[utoipa::path(
    get,
    path = "/members",
    tag = "administration",
    security(("session" = [])),
    responses((status = 200, body = [MemberEntry]), ListRefusals)
)]
async fn members(
    State(state): State<AppState>,
    Caseworker(staff): Caseworker,
) -> Result<Json<Vec<MemberEntry>>, Refusal> {
    Ok(Json(state.office.list_members(&staff).await?))
}

/// Invites a person by mail.
#[utoipa::path(
    post,
    path = "/members",
    tag = "administration",
    security(("session" = [])),
    responses((status = 201, body = Invited), InviteRefusals)
)]
async fn invite(
    State(state): State<AppState>,
    Caseworker(staff): Caseworker,
    Json(request): Json<Invite>,
) -> Result<(StatusCode, Json<Invited>), Refusal> {
    Ok((
        StatusCode::CREATED,
        Json(state.office.invite_member(&staff, request).await?),
    ))
}

/// Keeps a member's certificates.
#[utoipa::path(
    put,
    path = "/members/{member}/certificate",
    tag = "administration",
    security(("session" = [])),
    params(("member" = MemberId, Path, description = "The member")),
    responses((status = 204), CertifyRefusals)
)]
async fn certify(
    State(state): State<AppState>,
    Path(member): Path<MemberId>,
    Caseworker(staff): Caseworker,
    Json(request): Json<NewCertificate>,
) -> Result<StatusCode, Refusal> {
    state.office.certify_member(&staff, member, request).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Adds a department; it can be written to once it has an epoch.
#[utoipa::path(
    post,
    path = "/departments",
    tag = "administration",
    security(("session" = [])),
    responses((status = 201, body = Department), DepartmentRefusals)
)]
async fn create_department(
    State(state): State<AppState>,
    Caseworker(staff): Caseworker,
    Json(request): Json<NewDepartment>,
) -> Result<(StatusCode, Json<Department>), Refusal> {
    Ok((
        StatusCode::CREATED,
        Json(state.office.create_department(&staff, request).await?),
    ))
}

/// Gives a department its next key.
#[utoipa::path(
    post,
    path = "/departments/{department}/epochs",
    tag = "administration",
    security(("session" = [])),
    params(("department" = DepartmentId, Path, description = "The department")),
    responses((status = 201), EpochRefusals)
)]
async fn publish_epoch(
    State(state): State<AppState>,
    Path(department): Path<DepartmentId>,
    Caseworker(staff): Caseworker,
    Json(request): Json<NewEpoch>,
) -> Result<StatusCode, Refusal> {
    state.office.publish_epoch(&staff, department, request).await?;
    Ok(StatusCode::CREATED)
}

/// Gives further members the seed of an epoch.
#[utoipa::path(
    post,
    path = "/departments/{department}/epochs/{epoch}/grants",
    tag = "administration",
    security(("session" = [])),
    params(
        ("department" = DepartmentId, Path, description = "The department"),
        ("epoch" = u32, Path, description = "Its epoch")
    ),
    responses((status = 204), EpochRefusals)
)]
async fn grant_epoch(
    State(state): State<AppState>,
    Path((department, epoch)): Path<(DepartmentId, u32)>,
    Caseworker(staff): Caseworker,
    Json(request): Json<NewEpochGrants>,
) -> Result<StatusCode, Refusal> {
    state
        .office
        .grant_epoch(&staff, department, epoch, request)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
