use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::openapi::refusals;
use crate::http::state::AppState;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(document))
}

refusals! {
    DocumentRefusals: MethodNotAllowed;
}

/// This document.
#[utoipa::path(
    get,
    path = "/openapi.json",
    tag = "directory",
    responses((status = 200, description = "OpenAPI", content_type = "application/json"), DocumentRefusals)
)]
async fn document(State(state): State<AppState>) -> impl IntoResponse {
    (
        [(CONTENT_TYPE, "application/json")],
        state.document.get().cloned().unwrap_or_default(),
    )
}
