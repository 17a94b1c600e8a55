use axum::extract::State;
use axum::http::StatusCode;
use domain::api::{OpenConversation, Opened, Ticket, TicketRequest};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::body::Json;
use crate::http::openapi::refusals;
use crate::http::refusal::Refusal;
use crate::http::state::AppState;

/// Asking for tickets is what is limited; each of them opens one conversation.
pub(super) fn ticket_routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(ticket))
}

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(open))
}

refusals! {
    TicketRefusals: Malformed, ForeignOrigin, NotFound, Timeout, TooLarge, UnsupportedMediaType;
    OpenRefusals: Malformed, ChallengeRefused, ForeignOrigin, NotFound, Timeout, Conflict, EpochOutdated, TooLarge,
        UnsupportedMediaType, NotSealed, EmailRefused, Inconsistent;
}

/// Asks for a ticket to open one conversation at a department.
#[utoipa::path(
    post,
    path = "/tickets",
    tag = "opening",
    responses((status = 201, body = Ticket), TicketRefusals)
)]
async fn ticket(
    State(state): State<AppState>,
    Json(request): Json<TicketRequest>,
) -> Result<(StatusCode, Json<Ticket>), Refusal> {
    Ok((
        StatusCode::CREATED,
        Json(state.office.issue_ticket(request).await?),
    ))
}

/// Opens a conversation. Sending it again changes nothing and has the same answer.
#[utoipa::path(
    post,
    path = "/conversations",
    tag = "opening",
    responses((status = 201, body = Opened), OpenRefusals)
)]
async fn open(
    State(state): State<AppState>,
    Json(request): Json<OpenConversation>,
) -> Result<(StatusCode, Json<Opened>), Refusal> {
    Ok((
        StatusCode::CREATED,
        Json(state.office.open_conversation(request).await?),
    ))
}
