use axum::extract::State;
use axum::http::StatusCode;
use domain::api::{Embedding, NewEmbedOrigins};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::body::Json;
use crate::http::openapi::refusals;
use crate::http::refusal::Refusal;
use crate::http::session::Caseworker;
use crate::http::state::AppState;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(embedding, set_embed_origins))
}

refusals! {
    ReadRefusals: SessionEnded, Forbidden, NotFound;
    SetRefusals: Malformed, SessionEnded, ForeignOrigin, StatementRefused, Forbidden, NotFound, Timeout, TooLarge,
        UnsupportedMediaType, OriginRefused;
}

/// What pages of the authority need to show the portal, and which of them may: for its administrators.
#[utoipa::path(
    get,
    path = "/administration/embedding",
    tag = "administration",
    security(("session" = [])),
    responses((status = 200, body = Embedding), ReadRefusals)
)]
async fn embedding(
    State(state): State<AppState>,
    Caseworker(staff): Caseworker,
) -> Result<Json<Embedding>, Refusal> {
    let places = state.office.embed_places(&staff).await?;
    Ok(Json(Embedding {
        script: state.assets.names().url("embed.js"),
        integrity: state.assets.integrity("embed.js"),
        places,
    }))
}

/// Says which pages may show the authority, or one of its departments, in a frame from now on.
#[utoipa::path(
    put,
    path = "/administration/embedding",
    tag = "administration",
    security(("session" = [])),
    responses((status = 204), SetRefusals)
)]
async fn set_embed_origins(
    State(state): State<AppState>,
    Caseworker(staff): Caseworker,
    Json(request): Json<NewEmbedOrigins>,
) -> Result<StatusCode, Refusal> {
    state.office.set_embed_origins(&staff, request).await?;
    Ok(StatusCode::NO_CONTENT)
}
