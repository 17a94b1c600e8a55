#![expect(unused_qualifications, reason = "utoipa writes the type of the query so")]

use axum::extract::{Path, Query, State};
use domain::api::{Authority, DepartmentKey};
use domain::{AuthorityId, DepartmentId, ErrorCode, Slug};
use serde::Deserialize;
use utoipa::IntoParams;
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
    ListRefusals: Malformed, TooLarge;
    AuthorityRefusals: NotFound;
    KeyRefusals: Malformed, NotFound;
}

/// Which authorities to list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Only authorities whose name in addresses comes after this one.
    after: Option<Slug>,
    /// Only these: ids with commas between them.
    id: Option<String>,
    /// Only the ten likeliest of those whose name has words that begin like this, or that are in charge of a place that is
    /// called so, which may be written with typing errors: at most 200 characters.
    q: Option<String>,
}

/// Authorities with the departments that can be written to, in the order of their names in addresses: a hundred at most,
/// or those that are asked for.
#[utoipa::path(
    get,
    path = "/authorities",
    tag = "directory",
    params(ListQuery),
    responses((status = 200, body = [Authority]), ListRefusals)
)]
async fn authorities(
    State(state): State<AppState>,
    Query(query): Query<ListQuery>,
) -> Result<Json<Vec<Authority>>, Refusal> {
    let authorities = match (&query.id, &query.q) {
        (Some(ids), _) => {
            let ids: Result<Vec<AuthorityId>, _> = ids.split(',').map(str::parse).collect();
            let ids = ids.map_err(|_| ErrorCode::Malformed)?;
            state.office.list_some_authorities(&ids).await?
        }
        (None, Some(text)) => state.office.find_authorities(text).await?,
        (None, None) => state.office.list_authorities(query.after.as_ref()).await?,
    };
    Ok(Json(authorities))
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
