#![expect(unused_qualifications, reason = "utoipa writes the type of the query so")]

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use domain::ConversationId;
use domain::api::{
    ConversationView, EndProposal, MarkRead, MessagePage, MessageReceived, NewMessage, PassOn, Propose,
    SetStatus,
};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::body::{self, Json};
use crate::http::openapi::refusals;
use crate::http::refusal::Refusal;
use crate::http::session::Caseworker;
use crate::http::state::AppState;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(conversation))
        .routes(routes!(messages, reply))
        .routes(routes!(set_status))
        .routes(routes!(pass_on))
        .routes(routes!(propose_handover))
        .routes(routes!(withdraw_proposal))
        .routes(routes!(mark_read))
}

refusals! {
    ReadRefusals: Malformed, SessionEnded, NotFound;
    OpenRefusals: Malformed, SessionEnded, NotFound, StatementRefused;
    MarkRefusals: Malformed, SessionEnded, ForeignOrigin, NotFound, Timeout, TooLarge, UnsupportedMediaType;
    ReplyRefusals: Malformed, SessionEnded, ForeignOrigin, NotFound, Timeout, Conflict, ConversationClosed, TooLarge,
        UnsupportedMediaType, NotSealed, Inconsistent, EpochOutdated;
    StatusRefusals: Malformed, SessionEnded, ForeignOrigin, Forbidden, NotFound, Timeout, Conflict, StatementRefused, TooLarge, UnsupportedMediaType,
        NotSealed, Inconsistent, EpochOutdated;
    TransferRefusals: Malformed, SessionEnded, ForeignOrigin, Forbidden, NotFound, Timeout, Conflict, ConversationClosed,
        ConversationChanged, DepartmentClosed, DepartmentKeyless, DepartmentUnstaffed, StatementRefused, TooLarge,
        UnsupportedMediaType, NotSealed, Inconsistent, EpochOutdated;
    WithdrawalRefusals: Malformed, SessionEnded, ForeignOrigin, NotFound, Timeout, Conflict, ConversationClosed,
        ConversationChanged, StatementRefused, TooLarge, UnsupportedMediaType, NotSealed, Inconsistent, EpochOutdated;
}

/// Which messages to read.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct PageQuery {
    /// Only messages after this position.
    #[serde(default)]
    pub(super) after: i64,
    /// At most so many; 25 if it is left out, never more than 100.
    pub(super) limit: Option<u32>,
}

/// A conversation with the department's grants and the first page of messages. That it is opened is recorded.
#[utoipa::path(
    get,
    path = "/conversations/{conversation}",
    tag = "conversations",
    security(("session" = [])),
    params(("conversation" = ConversationId, Path, description = "The conversation")),
    responses((status = 200, body = ConversationView), OpenRefusals)
)]
async fn conversation(
    State(state): State<AppState>,
    Path(conversation): Path<ConversationId>,
    Caseworker(staff): Caseworker,
) -> Result<Json<ConversationView>, Refusal> {
    Ok(Json(state.office.open_for_staff(&staff, conversation).await?))
}

/// Messages after a position, oldest first.
#[utoipa::path(
    get,
    path = "/conversations/{conversation}/messages",
    tag = "conversations",
    security(("session" = [])),
    params(("conversation" = ConversationId, Path, description = "The conversation"), PageQuery),
    responses((status = 200, body = MessagePage), ReadRefusals)
)]
async fn messages(
    State(state): State<AppState>,
    Path(conversation): Path<ConversationId>,
    Query(query): Query<PageQuery>,
    Caseworker(staff): Caseworker,
) -> Result<Json<MessagePage>, Refusal> {
    Ok(Json(
        state
            .office
            .read_messages(&staff.reader(conversation), query.after, query.limit)
            .await?,
    ))
}

/// Answers. Sending it again changes nothing.
#[utoipa::path(
    post,
    path = "/conversations/{conversation}/messages",
    tag = "conversations",
    security(("session" = [])),
    params(("conversation" = ConversationId, Path, description = "The conversation")),
    responses((status = 201, body = MessageReceived), ReplyRefusals)
)]
async fn reply(
    State(state): State<AppState>,
    Path(conversation): Path<ConversationId>,
    Caseworker(staff): Caseworker,
    Json(message): Json<NewMessage>,
) -> Result<(StatusCode, Json<MessageReceived>), Refusal> {
    Ok((
        StatusCode::CREATED,
        Json(state.office.reply(&staff, conversation, message).await?),
    ))
}

/// Closes or reopens the conversation, with the message that tells the citizen.
#[utoipa::path(
    put,
    path = "/conversations/{conversation}/status",
    tag = "conversations",
    security(("session" = [])),
    params(("conversation" = ConversationId, Path, description = "The conversation")),
    responses((status = 200, body = MessageReceived), StatusRefusals)
)]
async fn set_status(
    State(state): State<AppState>,
    Path(conversation): Path<ConversationId>,
    Caseworker(staff): Caseworker,
    Json(request): Json<SetStatus>,
) -> Result<Json<MessageReceived>, Refusal> {
    Ok(Json(
        state.office.set_status(&staff, conversation, request).await?,
    ))
}

/// Passes the conversation on to another department of the authority, with the message that tells the citizen. Sending it again
/// changes nothing.
#[utoipa::path(
    post,
    path = "/conversations/{conversation}/transfers",
    tag = "conversations",
    security(("session" = [])),
    params(("conversation" = ConversationId, Path, description = "The conversation")),
    responses((status = 201, body = MessageReceived), TransferRefusals)
)]
async fn pass_on(
    State(state): State<AppState>,
    Path(conversation): Path<ConversationId>,
    Caseworker(staff): Caseworker,
    body::large::Json(request): body::large::Json<PassOn>,
) -> Result<(StatusCode, Json<MessageReceived>), Refusal> {
    Ok((
        StatusCode::CREATED,
        Json(state.office.pass_on(&staff, conversation, request).await?),
    ))
}

/// Proposes to the citizen to hand the conversation over to a department of another authority. Sending it again changes nothing.
#[utoipa::path(
    post,
    path = "/conversations/{conversation}/proposals",
    tag = "conversations",
    security(("session" = [])),
    params(("conversation" = ConversationId, Path, description = "The conversation")),
    responses((status = 201, body = MessageReceived), TransferRefusals)
)]
async fn propose_handover(
    State(state): State<AppState>,
    Path(conversation): Path<ConversationId>,
    Caseworker(staff): Caseworker,
    Json(request): Json<Propose>,
) -> Result<(StatusCode, Json<MessageReceived>), Refusal> {
    let received = state
        .office
        .propose_handover(&staff, conversation, request)
        .await?;
    Ok((StatusCode::CREATED, Json(received)))
}

/// Withdraws the proposal, with the message that tells the citizen. Sending it again changes nothing.
#[utoipa::path(
    post,
    path = "/conversations/{conversation}/withdrawals",
    tag = "conversations",
    security(("session" = [])),
    params(("conversation" = ConversationId, Path, description = "The conversation")),
    responses((status = 201, body = MessageReceived), WithdrawalRefusals)
)]
async fn withdraw_proposal(
    State(state): State<AppState>,
    Path(conversation): Path<ConversationId>,
    Caseworker(staff): Caseworker,
    Json(request): Json<EndProposal>,
) -> Result<(StatusCode, Json<MessageReceived>), Refusal> {
    let received = state
        .office
        .withdraw_proposal(&staff, conversation, request)
        .await?;
    Ok((StatusCode::CREATED, Json(received)))
}

/// Notes which of the citizen's messages were seen.
#[utoipa::path(
    put,
    path = "/conversations/{conversation}/read",
    tag = "conversations",
    security(("session" = [])),
    params(("conversation" = ConversationId, Path, description = "The conversation")),
    responses((status = 204), MarkRefusals)
)]
async fn mark_read(
    State(state): State<AppState>,
    Path(conversation): Path<ConversationId>,
    Caseworker(staff): Caseworker,
    Json(mark): Json<MarkRead>,
) -> Result<StatusCode, Refusal> {
    state.office.mark_read(&staff.reader(conversation), mark).await?;
    Ok(StatusCode::NO_CONTENT)
}
