use axum::extract::State;
use axum::http::StatusCode;
use domain::api::{LetterTicket, LetterTicketRequest, OpenLetter, Opened};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::body::Json;
use crate::http::openapi::refusals;
use crate::http::refusal::Refusal;
use crate::http::session::Caseworker;
use crate::http::state::AppState;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(letter_ticket))
        .routes(routes!(write_letter))
}

refusals! {
    TicketRefusals: Malformed, SessionEnded, ForeignOrigin, NotFound, Timeout, DepartmentClosed, DepartmentKeyless, TooLarge,
        UnsupportedMediaType, Inconsistent;
    WriteRefusals: Malformed, ChallengeRefused, SessionEnded, ForeignOrigin, NotFound, Timeout, Conflict, EpochOutdated,
        DepartmentClosed, DepartmentKeyless, DepartmentUnstaffed, StatementRefused, TooLarge, UnsupportedMediaType, NotSealed,
        Inconsistent;
}

/// Asks for a ticket to write one letter to a department of another authority.
#[utoipa::path(
    post,
    path = "/letters/tickets",
    tag = "conversations",
    security(("session" = [])),
    responses((status = 201, body = LetterTicket), TicketRefusals)
)]
async fn letter_ticket(
    State(state): State<AppState>,
    Caseworker(staff): Caseworker,
    Json(request): Json<LetterTicketRequest>,
) -> Result<(StatusCode, Json<LetterTicket>), Refusal> {
    Ok((
        StatusCode::CREATED,
        Json(state.office.issue_letter_ticket(&staff, request).await?),
    ))
}

/// Writes a letter: opens a conversation with a department of another authority. Sending it again changes nothing and has the
/// same answer.
#[utoipa::path(
    post,
    path = "/letters",
    tag = "conversations",
    security(("session" = [])),
    responses((status = 201, body = Opened), WriteRefusals)
)]
async fn write_letter(
    State(state): State<AppState>,
    Caseworker(staff): Caseworker,
    Json(request): Json<OpenLetter>,
) -> Result<(StatusCode, Json<Opened>), Refusal> {
    Ok((
        StatusCode::CREATED,
        Json(state.office.write_letter(&staff, request).await?),
    ))
}
