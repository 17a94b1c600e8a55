use axum::extract::{Path, State};
use domain::api::{Authority, DepartmentKey};
use domain::{DepartmentId, ErrorCode, Slug};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::body::Json;
use crate::http::openapi::refusals;
use crate::http::refusal::Refusal;
use crate::http::state::AppState;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(authorities))
        .routes(routes!(authority))
        .routes(routes!(department_key))
}

refusals! {
    ListRefusals: MethodNotAllowed;
    AuthorityRefusals: NotFound;
    KeyRefusals: Malformed, NotFound;
}

/// Every authority with the departments that can be written to.
#[utoipa::path(
    get,
    path = "/authorities",
    tag = "directory",
    responses((status = 200, body = [Authority]), ListRefusals)
)]
async fn authorities(State(state): State<AppState>) -> Result<Json<Vec<Authority>>, Refusal> {
    Ok(Json(state.office.list_authorities().await?))
}

/// An authority with the departments that can be written to.
#[utoipa::path(
    get,
    path = "/authorities/{slug}",
    tag = "directory",
    params(("slug" = Slug, Path, description = "Its name in addresses")),
    responses((status = 200, body = Authority), AuthorityRefusals)
)]
async fn authority(
    State(state): State<AppState>,
    Path(slug): Path<String>,
) -> Result<Json<Authority>, Refusal> {
    let slug = slug.parse().map_err(|_| ErrorCode::NotFound)?;
    Ok(Json(state.office.read_authority(&slug).await?))
}

/// The key that messages to a department are sealed to at the moment.
#[utoipa::path(
    get,
    path = "/departments/{department}/key",
    tag = "directory",
    params(("department" = DepartmentId, Path, description = "The department")),
    responses((status = 200, body = DepartmentKey), KeyRefusals)
)]
async fn department_key(
    State(state): State<AppState>,
    Path(department): Path<DepartmentId>,
) -> Result<Json<DepartmentKey>, Refusal> {
    Ok(Json(state.office.read_department_key(department).await?))
}
