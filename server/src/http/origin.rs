use axum::extract::{Request, State};
use axum::http::Method;
use axum::http::header::ORIGIN;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::ErrorCode;

use super::refusal::Refusal;
use super::state::AppState;

/// Where the caller's rights travel in a cookie: whatever changes something must come from a page of ours, and a request
/// that does not say where it comes from does not.
pub(super) async fn required(State(state): State<AppState>, request: Request, next: Next) -> Response {
    check(&state, request, next, false).await
}

/// Where no cookie counts: programs may leave `Origin` out, pages of others are still refused.
pub(super) async fn foreign_refused(State(state): State<AppState>, request: Request, next: Next) -> Response {
    check(&state, request, next, true).await
}

async fn check(state: &AppState, request: Request, next: Next, may_be_missing: bool) -> Response {
    let changes_nothing = matches!(*request.method(), Method::GET | Method::HEAD);
    let is_ours = match request.headers().get(ORIGIN) {
        Some(origin) => origin.as_bytes() == state.settings.http.origin.as_bytes(),
        None => may_be_missing,
    };
    if changes_nothing || is_ours {
        next.run(request).await
    } else {
        Refusal::from(ErrorCode::ForeignOrigin).into_response()
    }
}
