#![expect(unused_qualifications, reason = "utoipa writes the type of the query so")]

use axum::extract::{Query, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use domain::api::RouteAnswer;
use domain::{Bytes, ErrorCode};
use office::Concern;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::openapi::refusals;
use crate::http::refusal::Refusal;
use crate::http::state::AppState;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(route))
}

/// Lets programs of any page read an answer or a refusal.
pub(super) async fn for_everybody(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

refusals! {
    RouteRefusals: Malformed, NotFound, AreaRefused, ServiceRefused;
}

/// For how long others may keep an answer without asking again, in seconds, and for how long while they ask.
const KEPT: &str = "public, max-age=300, stale-while-revalidate=3600";

/// What somebody wants, and where.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct RouteQuery {
    /// The service: a LeiKa key, or an authority's own.
    service: String,
    /// The place: an AGS or ARS of any level.
    area: String,
    /// The name in addresses of the only authority that is asked.
    #[serde(default)]
    authority: Option<String>,
}

/// The department that is in charge of a service in a place, with what proves that its authority says so. An answer may be
/// kept for some minutes, and asked for again with its `ETag`.
#[utoipa::path(
    get,
    path = "/routes",
    tag = "directory",
    params(RouteQuery),
    responses(
        (status = 200, body = RouteAnswer, headers(("ETag" = String, description = "Names this answer"))),
        (status = 304, description = "The answer is still the one of `If-None-Match`"),
        RouteRefusals
    )
)]
async fn route(
    State(state): State<AppState>,
    Query(query): Query<RouteQuery>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let authority = query.authority.as_deref().map(str::parse).transpose();
    let concern = Concern {
        service: query.service.parse().map_err(|_| ErrorCode::ServiceRefused)?,
        area: query.area.parse().map_err(|_| ErrorCode::AreaRefused)?,
        authority: authority.map_err(|_| ErrorCode::NotFound)?,
    };
    let answer = state.office.find_route(&concern).await?;
    let body = serde_json::to_vec(&answer).map_err(|_| ErrorCode::Internal)?;
    Ok(tagged(&headers, body))
}

/// An answer that is named by its content and not sent again to whoever has it (RFC 9110, section 13.1.2).
fn tagged(request: &HeaderMap, body: Vec<u8>) -> Response {
    let hash = Bytes(Sha256::digest(&body).to_vec());
    let tag = format!("\"{}\"", hash.to_base64());
    let is_known = request
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|known| known.to_str().ok())
        .flat_map(|known| known.split(','))
        .map(|known| known.trim().trim_start_matches("W/"))
        .any(|known| known == tag || known == "*");
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        body.into_response()
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(KEPT));
    // Base64 in quotation marks is a header's value.
    headers.extend(HeaderValue::from_str(&tag).map(|tag| (ETAG, tag)));
    response
}
