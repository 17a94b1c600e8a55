use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::ErrorCode;

use super::refusal::Refusal;

/// How long a request may take to arrive and to be answered. A stream of events has been answered when it begins.
#[derive(Clone, Copy)]
pub(super) struct Deadline(pub(super) Duration);

/// Middleware that answers in the place of what takes too long. A write that has reached the store by then is finished
/// there, and asking again finds it done.
pub(super) async fn within(State(Deadline(time)): State<Deadline>, request: Request, next: Next) -> Response {
    tokio::time::timeout(time, next.run(request))
        .await
        .unwrap_or_else(|_| Refusal::from(ErrorCode::Timeout).into_response())
}
