use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use domain::ConversationId;
use domain::api::{MessagePage, MessageReceived, NewMessage};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::conversations::PageQuery;
use crate::http::body::Json;
use crate::http::openapi::refusals;
use crate::http::refusal::Refusal;
use crate::http::session::Caseworker;
use crate::http::state::AppState;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(notes, write_note))
}

refusals! {
    ReadRefusals: Malformed, SessionEnded, NotFound;
    WriteRefusals: Malformed, SessionEnded, ForeignOrigin, NotFound, Timeout, Conflict, TooLarge, UnsupportedMediaType,
        NotSealed, Inconsistent, EpochOutdated;
}

/// Internal notes after a position, oldest first: those that the department in charge has seeds for.
#[utoipa::path(
    get,
    path = "/conversations/{conversation}/notes",
    tag = "conversations",
    security(("session" = [])),
    params(("conversation" = ConversationId, Path, description = "The conversation"), PageQuery),
    responses((status = 200, body = MessagePage), ReadRefusals)
)]
async fn notes(
    State(state): State<AppState>,
    Path(conversation): Path<ConversationId>,
    Query(query): Query<PageQuery>,
    Caseworker(staff): Caseworker,
) -> Result<Json<MessagePage>, Refusal> {
    let PageQuery { after, limit } = query;
    Ok(Json(
        state
            .office
            .read_notes(&staff, conversation, after, limit)
            .await?,
    ))
}

/// Writes an internal note, which citizens neither see nor can open. Sending it again changes nothing.
#[utoipa::path(
    post,
    path = "/conversations/{conversation}/notes",
    tag = "conversations",
    security(("session" = [])),
    params(("conversation" = ConversationId, Path, description = "The conversation")),
    responses((status = 201, body = MessageReceived), WriteRefusals)
)]
async fn write_note(
    State(state): State<AppState>,
    Path(conversation): Path<ConversationId>,
    Caseworker(staff): Caseworker,
    Json(note): Json<NewMessage>,
) -> Result<(StatusCode, Json<MessageReceived>), Refusal> {
    Ok((
        StatusCode::CREATED,
        Json(state.office.write_note(&staff, conversation, note).await?),
    ))
}
