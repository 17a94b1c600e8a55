use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::api::{
    AuthorityChange, Department, DepartmentChange, DepartmentEntry, Departure, Invite, Invited, MemberEntry,
    NewCertificate, NewDepartment, NewEpoch, NewEpochGrants, Upkeep,
};
use domain::{DepartmentId, MemberId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::body::{Json, large};
use crate::http::openapi::refusals;
use crate::http::refusal::Refusal;
use crate::http::session::Caseworker;
use crate::http::state::AppState;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(members, invite))
        .routes(routes!(repeat_invitation, withdraw_invitation))
        .routes(routes!(certify))
        .routes(routes!(depart))
        .routes(routes!(rename_authority))
        .routes(routes!(departments))
        .routes(routes!(upkeep))
        .routes(routes!(create_department))
        .routes(routes!(change_department))
        .routes(routes!(publish_epoch))
        .routes(routes!(grant_epoch))
}

refusals! {
    ListRefusals: SessionEnded, Forbidden;
    InviteRefusals: Malformed, SessionEnded, ForeignOrigin, StatementRefused, Forbidden, NotFound, Timeout, Conflict, TooLarge,
        UnsupportedMediaType, EmailRefused, Inconsistent;
    InvitationRefusals: Malformed, SessionEnded, ForeignOrigin, StatementRefused, Forbidden, NotFound;
    ChangeRefusals: Malformed, SessionEnded, ForeignOrigin, StatementRefused, Forbidden, NotFound, Timeout, Conflict,
        EpochOutdated, DepartmentUnstaffed, HistoryUnshared, TooLarge, UnsupportedMediaType, NotSealed, UntrustedChain, Inconsistent;
    AuthorityRefusals: Malformed, SessionEnded, ForeignOrigin, StatementRefused, Forbidden, NotFound, Timeout, TooLarge,
        UnsupportedMediaType;
    DepartmentChangeRefusals: Malformed, SessionEnded, ForeignOrigin, StatementRefused, Forbidden, NotFound, Timeout,
        DepartmentRouted, TooLarge, UnsupportedMediaType, EmailRefused;
    DepartmentRefusals: Malformed, SessionEnded, ForeignOrigin, StatementRefused, Forbidden, Timeout, Conflict, TooLarge,
        UnsupportedMediaType, EmailRefused;
    EpochRefusals: Malformed, SessionEnded, ForeignOrigin, StatementRefused, Forbidden, NotFound, Timeout, EpochOutdated, TooLarge,
        UnsupportedMediaType, NotSealed, UntrustedChain, Inconsistent;
    GrantRefusals: Malformed, SessionEnded, ForeignOrigin, StatementRefused, Forbidden, NotFound, Timeout, TooLarge,
        UnsupportedMediaType, NotSealed, Inconsistent;
}

/// The members of the authority, by name: for an administrator all, for a lead those of the own departments.
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

/// Invites a person by mail: an administrator anybody, a lead caseworkers into the own departments.
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

/// Mails a person who has not enrolled a new invitation.
#[utoipa::path(
    post,
    path = "/members/{member}/invitation",
    tag = "administration",
    security(("session" = [])),
    params(("member" = MemberId, Path, description = "The member")),
    responses((status = 204), InvitationRefusals)
)]
async fn repeat_invitation(
    State(state): State<AppState>,
    Path(member): Path<MemberId>,
    Caseworker(staff): Caseworker,
) -> Result<StatusCode, Refusal> {
    state.office.repeat_invitation(&staff, member).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes an invitation back; the person was never there.
#[utoipa::path(
    delete,
    path = "/members/{member}/invitation",
    tag = "administration",
    security(("session" = [])),
    params(("member" = MemberId, Path, description = "The member")),
    responses((status = 204), InvitationRefusals)
)]
async fn withdraw_invitation(
    State(state): State<AppState>,
    Path(member): Path<MemberId>,
    Caseworker(staff): Caseworker,
) -> Result<StatusCode, Refusal> {
    state.office.withdraw_invitation(&staff, member).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Keeps a member's certificates, and with them role and departments.
#[utoipa::path(
    put,
    path = "/members/{member}/certificate",
    tag = "administration",
    security(("session" = [])),
    params(("member" = MemberId, Path, description = "The member")),
    responses((status = 204), ChangeRefusals)
)]
async fn certify(
    State(state): State<AppState>,
    Path(member): Path<MemberId>,
    Caseworker(staff): Caseworker,
    large::Json(request): large::Json<NewCertificate>,
) -> Result<StatusCode, Refusal> {
    state.office.certify_member(&staff, member, request).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends a person's membership: their sessions end at once, their departments go on with other keys.
#[utoipa::path(
    post,
    path = "/members/{member}/departure",
    tag = "administration",
    security(("session" = [])),
    params(("member" = MemberId, Path, description = "The member")),
    responses((status = 204), ChangeRefusals)
)]
async fn depart(
    State(state): State<AppState>,
    Path(member): Path<MemberId>,
    Caseworker(staff): Caseworker,
    large::Json(request): large::Json<Departure>,
) -> Result<StatusCode, Refusal> {
    state.office.depart_member(&staff, member, request).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The departments of the authority, by name: for an administrator all, for a lead the own ones.
#[utoipa::path(
    get,
    path = "/administration/departments",
    tag = "administration",
    security(("session" = [])),
    responses((status = 200, body = [DepartmentEntry]), ListRefusals)
)]
async fn departments(
    State(state): State<AppState>,
    Caseworker(staff): Caseworker,
) -> Result<Json<Vec<DepartmentEntry>>, Refusal> {
    Ok(Json(state.office.list_departments(&staff).await?))
}

/// What is due of the authority's keys and certificates, and what of it this administrator can do.
#[utoipa::path(
    get,
    path = "/administration/upkeep",
    tag = "administration",
    security(("session" = [])),
    responses((status = 200, body = Upkeep), ListRefusals)
)]
async fn upkeep(
    State(state): State<AppState>,
    Caseworker(staff): Caseworker,
) -> Result<Json<Upkeep>, Refusal> {
    Ok(Json(state.office.upkeep(&staff).await?))
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

/// Gives the authority another name. Its name in addresses stays.
#[utoipa::path(
    put,
    path = "/administration/authority",
    tag = "administration",
    security(("session" = [])),
    responses((status = 204), AuthorityRefusals)
)]
async fn rename_authority(
    State(state): State<AppState>,
    Caseworker(staff): Caseworker,
    Json(request): Json<AuthorityChange>,
) -> Result<StatusCode, Refusal> {
    state.office.rename_authority(&staff, request).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Changes a department: name, description, where notices go, and whether it is closed.
#[utoipa::path(
    put,
    path = "/departments/{department}",
    tag = "administration",
    security(("session" = [])),
    params(("department" = DepartmentId, Path, description = "The department")),
    responses((status = 204), DepartmentChangeRefusals)
)]
async fn change_department(
    State(state): State<AppState>,
    Path(department): Path<DepartmentId>,
    Caseworker(staff): Caseworker,
    Json(request): Json<DepartmentChange>,
) -> Result<StatusCode, Refusal> {
    state
        .office
        .change_department(&staff, department, request)
        .await?;
    Ok(StatusCode::NO_CONTENT)
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
    large::Json(request): large::Json<NewEpoch>,
) -> Result<StatusCode, Refusal> {
    state.office.publish_epoch(&staff, department, request).await?;
    Ok(StatusCode::CREATED)
}

/// Gives further members the seed of an epoch: for administrators, and for everybody who works in the department. A member
/// who has it already keeps the grant that they have.
#[utoipa::path(
    post,
    path = "/departments/{department}/epochs/{epoch}/grants",
    tag = "administration",
    security(("session" = [])),
    params(
        ("department" = DepartmentId, Path, description = "The department"),
        ("epoch" = u32, Path, description = "Its epoch")
    ),
    responses((status = 204), GrantRefusals)
)]
async fn grant_epoch(
    State(state): State<AppState>,
    Path((department, epoch)): Path<(DepartmentId, u32)>,
    Caseworker(staff): Caseworker,
    large::Json(request): large::Json<NewEpochGrants>,
) -> Result<StatusCode, Refusal> {
    state
        .office
        .grant_epoch(&staff, department, epoch, request)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
