use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::ErrorCode;
use domain::api::{EnrolFinish, EnrolStart, Enrolment, FoundAuthority, Founded, StartFounding};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::body::Json;
use crate::http::openapi::refusals;
use crate::http::refusal::Refusal;
use crate::http::session;
use crate::http::state::AppState;

/// What a token from elsewhere authorises: the operator's founds an authority, an invitation enrols a member.
pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(start_founding))
        .routes(routes!(found))
        .routes(routes!(start, finish))
}

refusals! {
    StartRefusals: Malformed, TokenRefused, ForeignOrigin, Timeout, TooLarge, UnsupportedMediaType, EmailRefused, UntrustedChain,
        Inconsistent, DomainTaken;
    FoundRefusals: Malformed, TokenRefused, CodeRefused, ForeignOrigin, Timeout, Conflict, TooLarge, UnsupportedMediaType, EmailRefused,
        Inconsistent, DomainTaken;
    EnrolRefusals: Malformed, TokenRefused, ForeignOrigin, Timeout, TooLarge, UnsupportedMediaType, EmailRefused,
        NotSealed;
}

/// Mails a code to whoever founds an authority with the token that `server init` prints. It lives for 15 minutes and five
/// tries; asking again puts another one in its place.
#[utoipa::path(
    post,
    path = "/foundings",
    tag = "administration",
    security(("setup_token" = [])),
    responses((status = 204), StartRefusals)
)]
async fn start_founding(
    State(state): State<AppState>,
    headers: HeaderMap,
    Json(request): Json<StartFounding>,
) -> Result<StatusCode, Refusal> {
    let token = session::bearer(&headers).ok_or(ErrorCode::TokenRefused)?;
    state.limiter.check_account(&request.email, state.office.now())?;
    state.office.start_founding(token, request).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Founds an authority with the token that `server init` prints, and the code that was mailed to its administrator.
#[utoipa::path(
    post,
    path = "/authorities",
    tag = "administration",
    security(("setup_token" = [])),
    responses((status = 201, body = Founded), FoundRefusals)
)]
async fn found(
    State(state): State<AppState>,
    headers: HeaderMap,
    Json(request): Json<FoundAuthority>,
) -> Result<(StatusCode, Json<Founded>), Refusal> {
    let token = session::bearer(&headers).ok_or(ErrorCode::TokenRefused)?;
    Ok((
        StatusCode::CREATED,
        Json(state.office.found_authority(token, request).await?),
    ))
}

/// Begins an enrolment; the token in the body is the authorisation.
#[utoipa::path(
    post,
    path = "/enrolments",
    tag = "administration",
    responses((status = 201, body = Enrolment), EnrolRefusals)
)]
async fn start(
    State(state): State<AppState>,
    Json(request): Json<EnrolStart>,
) -> Result<(StatusCode, Json<Enrolment>), Refusal> {
    Ok((
        StatusCode::CREATED,
        Json(state.office.start_enrolment(request).await?),
    ))
}

/// Ends the enrolment and uses the token up.
#[utoipa::path(
    put,
    path = "/enrolments",
    tag = "administration",
    responses((status = 204), EnrolRefusals)
)]
async fn finish(
    State(state): State<AppState>,
    Json(request): Json<EnrolFinish>,
) -> Result<StatusCode, Refusal> {
    state.office.finish_enrolment(request).await?;
    Ok(StatusCode::NO_CONTENT)
}
