#![expect(unused_qualifications, reason = "utoipa writes the type of the query so")]

use axum::extract::{Query, State};
use domain::api::AuditPage;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::body::Json;
use crate::http::openapi::refusals;
use crate::http::refusal::Refusal;
use crate::http::session::Caseworker;
use crate::http::state::AppState;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(audit))
}

refusals! {
    AuditRefusals: Malformed, SessionEnded, Forbidden;
}

/// Which entries to read.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct AuditQuery {
    /// Only entries after this number; at most 500 come at once.
    #[serde(default)]
    after: i64,
}

/// The authority's audit log, oldest entry first, with what verifies it: for administrators and auditors.
#[utoipa::path(
    get,
    path = "/audit",
    tag = "administration",
    security(("session" = [])),
    params(AuditQuery),
    responses((status = 200, body = AuditPage), AuditRefusals)
)]
async fn audit(
    State(state): State<AppState>,
    Query(query): Query<AuditQuery>,
    Caseworker(staff): Caseworker,
) -> Result<Json<AuditPage>, Refusal> {
    Ok(Json(state.office.read_audit(&staff, query.after).await?))
}
