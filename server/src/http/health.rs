use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderName};

use super::state::AppState;

type Plain = (StatusCode, [(HeaderName, &'static str); 1], &'static str);

/// `GET /healthz`: this process answers.
pub(super) async fn alive() -> Plain {
    plain(StatusCode::OK, "ok\n")
}

/// `GET /readyz`: requests can be answered, which takes the database.
pub(super) async fn ready(State(state): State<AppState>) -> Plain {
    match state.office.store().ready().await {
        Ok(()) => plain(StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            plain(StatusCode::SERVICE_UNAVAILABLE, "the database cannot be used\n")
        }
    }
}

fn plain(status: StatusCode, text: &'static str) -> Plain {
    (status, [(CONTENT_TYPE, "text/plain; charset=utf-8")], text)
}
