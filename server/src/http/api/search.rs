#![expect(unused_qualifications, reason = "utoipa writes the type of the query so")]

use axum::extract::{Query, State};
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use domain::Locale;
use domain::api::Suggestions;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::body::Json;
use crate::http::openapi::refusals;
use crate::http::refusal::Refusal;
use crate::http::state::AppState;

/// By the caller's own browser only, for letters that are query and taken back.
const SHORTLY: &str = "private, max-age=60";

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(suggest))
}

refusals! {
    SearchRefusals: Malformed, TooLarge;
}

/// What was query.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct SearchQuery {
    /// Place, concern or both, in any order and with typing errors; at most 200 characters.
    q: String,
    /// The language of the suggestions; German if it is left out.
    #[serde(default)]
    #[param(inline)]
    locale: Locale,
}

/// What somebody may mean who has query this: places, concerns, or a concern in a place. It is recorded nowhere.
#[utoipa::path(
    get,
    path = "/search",
    tag = "directory",
    params(SearchQuery),
    responses((status = 200, body = Suggestions), SearchRefusals)
)]
async fn suggest(
    State(state): State<AppState>,
    Query(query): Query<SearchQuery>,
) -> Result<Response, Refusal> {
    let all_places = locales::find(query.locale).all_places;
    let suggestions = state.office.suggest(&query.q, query.locale, all_places).await?;
    Ok(([(CACHE_CONTROL, SHORTLY)], Json(suggestions)).into_response())
}
