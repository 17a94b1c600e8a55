#![expect(unused_qualifications, reason = "utoipa writes the type of the query so")]

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::HeaderName;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use domain::DepartmentId;
use domain::api::{InboxChange, InboxPage, Status};
use office::InboxFilter;
use serde::Deserialize;
use tower_sessions::Session;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::body::Json;
use crate::http::events;
use crate::http::openapi::refusals;
use crate::http::refusal::Refusal;
use crate::http::session::{Caseworker, Listener};
use crate::http::state::AppState;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(inbox))
        .routes(routes!(events))
}

refusals! {
    InboxRefusals: Malformed, SessionEnded, NotFound;
    EventRefusals: SessionEnded;
}

/// Which part of the inbox to read.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct InboxQuery {
    /// Only this department.
    department: Option<DepartmentId>,
    /// Only this status.
    #[param(inline)]
    status: Option<Status>,
    /// Only rows before this position.
    before: Option<i64>,
    /// At most so many; 25 if it is left out, never more than 100.
    limit: Option<u32>,
}

/// Conversations of the member's departments, the one that was written to last first.
#[utoipa::path(
    get,
    path = "/inbox",
    tag = "conversations",
    security(("session" = [])),
    params(InboxQuery),
    responses((status = 200, body = InboxPage), InboxRefusals)
)]
async fn inbox(
    State(state): State<AppState>,
    Query(query): Query<InboxQuery>,
    Caseworker(staff): Caseworker,
) -> Result<Json<InboxPage>, Refusal> {
    let InboxQuery {
        department,
        status,
        before,
        limit,
    } = query;
    let filter = InboxFilter {
        department,
        status,
        before,
        limit,
    };
    Ok(Json(state.office.list_inbox(&staff, filter).await?))
}

/// Changes of the member's inbox as they happen: events `inbox`, whose data is an `InboxChange` and whose id is its
/// position, and `reload` when some were missed. The stream ends with the session.
#[utoipa::path(
    get,
    path = "/events",
    tag = "conversations",
    security(("session" = [])),
    responses((status = 200, body = InboxChange, content_type = "text/event-stream"), EventRefusals)
)]
async fn events(
    State(state): State<AppState>,
    Listener(current): Listener,
    session: Session,
) -> impl IntoResponse {
    let keep_alive = state.settings.events_keep_alive;
    let stream = events::stream(Arc::clone(&state.office), session, current.staff, keep_alive);
    // nginx holds answers back unless it is told not to.
    (
        [
            (CACHE_CONTROL, "no-store"),
            (HeaderName::from_static("x-accel-buffering"), "no"),
        ],
        stream,
    )
}
