use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use domain::ErrorCode;
use domain::api::{
    ConversationView, EndProposal, HandOver, LoginChallenge, MarkRead, MessagePage, MessageReceived,
    NewMessage, NoticeRequest, OpenSession, OpenedSession,
};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::conversations::PageQuery;
use crate::http::body::{self, Json};
use crate::http::openapi::refusals;
use crate::http::refusal::Refusal;
use crate::http::session::{self, Holder};
use crate::http::state::AppState;

pub(super) fn login_routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(challenge))
        .routes(routes!(begin_session))
}

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(end_session))
        .routes(routes!(conversation))
        .routes(routes!(messages, add_message))
        .routes(routes!(decline_proposal))
        .routes(routes!(hand_over))
        .routes(routes!(mark_read))
        .routes(routes!(set_notice, erase_notice))
}

refusals! {
    ChallengeRefusals: ForeignOrigin;
    LoginRefusals: Malformed, ChallengeRefused, ReceiptRefused, ForeignOrigin, Timeout, TooLarge, UnsupportedMediaType;
    EndRefusals: SessionEnded, ForeignOrigin;
    ReadRefusals: Malformed, SessionEnded, NotFound;
    MessageRefusals: Malformed, SessionEnded, ForeignOrigin, NotFound, Timeout, Conflict, TooLarge, UnsupportedMediaType,
        NotSealed, Inconsistent, EpochOutdated;
    DeclineRefusals: Malformed, SessionEnded, ForeignOrigin, NotFound, Timeout, Conflict, ConversationChanged, TooLarge,
        UnsupportedMediaType, NotSealed, Inconsistent, EpochOutdated;
    HandoverRefusals: Malformed, SessionEnded, ForeignOrigin, NotFound, Timeout, Conflict, ConversationClosed,
        ConversationChanged, DepartmentClosed, DepartmentKeyless, DepartmentUnstaffed, TooLarge, UnsupportedMediaType,
        NotSealed, Inconsistent, EpochOutdated;
    MarkRefusals: Malformed, SessionEnded, ForeignOrigin, NotFound, Timeout, TooLarge, UnsupportedMediaType;
    NoticeRefusals: Malformed, SessionEnded, ForeignOrigin, NotFound, Timeout, ConversationClosed, TooLarge,
        UnsupportedMediaType, EmailRefused;
}

/// Asks for a challenge that a receipt signs.
#[utoipa::path(
    post,
    path = "/citizen/challenges",
    tag = "citizen",
    responses((status = 201, body = LoginChallenge), ChallengeRefusals)
)]
async fn challenge(State(state): State<AppState>) -> (StatusCode, Json<LoginChallenge>) {
    (StatusCode::CREATED, Json(state.office.challenge_citizen()))
}

/// Exchanges a signed challenge for a bearer token.
#[utoipa::path(
    post,
    path = "/citizen/sessions",
    tag = "citizen",
    responses((status = 201, body = OpenedSession), LoginRefusals)
)]
async fn begin_session(
    State(state): State<AppState>,
    Json(request): Json<OpenSession>,
) -> Result<(StatusCode, Json<OpenedSession>), Refusal> {
    Ok((
        StatusCode::CREATED,
        Json(state.office.begin_citizen_session(request).await?),
    ))
}

/// Ends the session.
#[utoipa::path(
    delete,
    operation_id = "end_citizen_session",
    path = "/citizen/sessions/current",
    tag = "citizen",
    security(("receipt" = [])),
    responses((status = 204), EndRefusals)
)]
async fn end_session(State(state): State<AppState>, headers: HeaderMap) -> Result<StatusCode, Refusal> {
    let token = session::bearer(&headers).ok_or(ErrorCode::SessionEnded)?;
    state.office.end_citizen_session(token).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The conversation with the citizen's grant and the first page of messages.
#[utoipa::path(
    get,
    operation_id = "citizen_conversation",
    path = "/citizen/conversation",
    tag = "citizen",
    security(("receipt" = [])),
    responses((status = 200, body = ConversationView), ReadRefusals)
)]
async fn conversation(
    State(state): State<AppState>,
    Holder(citizen): Holder,
) -> Result<Json<ConversationView>, Refusal> {
    Ok(Json(state.office.read_conversation(&citizen.reader()).await?))
}

/// Messages after a position, oldest first.
#[utoipa::path(
    get,
    operation_id = "citizen_messages",
    path = "/citizen/conversation/messages",
    tag = "citizen",
    security(("receipt" = [])),
    params(PageQuery),
    responses((status = 200, body = MessagePage), ReadRefusals)
)]
async fn messages(
    State(state): State<AppState>,
    Holder(citizen): Holder,
    Query(query): Query<PageQuery>,
) -> Result<Json<MessagePage>, Refusal> {
    Ok(Json(
        state
            .office
            .read_messages(&citizen.reader(), query.after, query.limit)
            .await?,
    ))
}

/// Writes again; a closed conversation is open from then on. Sending it again changes nothing.
#[utoipa::path(
    post,
    path = "/citizen/conversation/messages",
    tag = "citizen",
    security(("receipt" = [])),
    responses((status = 201, body = MessageReceived), MessageRefusals)
)]
async fn add_message(
    State(state): State<AppState>,
    Holder(citizen): Holder,
    Json(message): Json<NewMessage>,
) -> Result<(StatusCode, Json<MessageReceived>), Refusal> {
    Ok((
        StatusCode::CREATED,
        Json(state.office.add_citizen_message(citizen, message).await?),
    ))
}

/// Declines the proposal to hand the conversation over. Sending it again changes nothing.
#[utoipa::path(
    post,
    path = "/citizen/conversation/declines",
    tag = "citizen",
    security(("receipt" = [])),
    responses((status = 201, body = MessageReceived), DeclineRefusals)
)]
async fn decline_proposal(
    State(state): State<AppState>,
    Holder(citizen): Holder,
    Json(request): Json<EndProposal>,
) -> Result<(StatusCode, Json<MessageReceived>), Refusal> {
    let received = state.office.decline_proposal(citizen, request).await?;
    Ok((StatusCode::CREATED, Json(received)))
}

/// Hands the conversation over to the department of another authority that was proposed. Sending it again changes nothing.
#[utoipa::path(
    post,
    path = "/citizen/conversation/handovers",
    tag = "citizen",
    security(("receipt" = [])),
    responses((status = 201, body = MessageReceived), HandoverRefusals)
)]
async fn hand_over(
    State(state): State<AppState>,
    Holder(citizen): Holder,
    body::large::Json(request): body::large::Json<HandOver>,
) -> Result<(StatusCode, Json<MessageReceived>), Refusal> {
    let received = state.office.hand_over(citizen, request).await?;
    Ok((StatusCode::CREATED, Json(received)))
}

/// Notes which answers were seen.
#[utoipa::path(
    put,
    operation_id = "mark_read_as_citizen",
    path = "/citizen/conversation/read",
    tag = "citizen",
    security(("receipt" = [])),
    responses((status = 204), MarkRefusals)
)]
async fn mark_read(
    State(state): State<AppState>,
    Holder(citizen): Holder,
    Json(mark): Json<MarkRead>,
) -> Result<StatusCode, Refusal> {
    state.office.mark_read(&citizen.reader(), mark).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says where notices of answers go.
#[utoipa::path(
    put,
    path = "/citizen/conversation/notice",
    tag = "citizen",
    security(("receipt" = [])),
    responses((status = 204), NoticeRefusals)
)]
async fn set_notice(
    State(state): State<AppState>,
    Holder(citizen): Holder,
    Json(request): Json<NoticeRequest>,
) -> Result<StatusCode, Refusal> {
    state.office.set_notice(citizen, request).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Erases the address that notices go to.
#[utoipa::path(
    delete,
    path = "/citizen/conversation/notice",
    tag = "citizen",
    security(("receipt" = [])),
    responses((status = 204), EndRefusals)
)]
async fn erase_notice(State(state): State<AppState>, Holder(citizen): Holder) -> Result<StatusCode, Refusal> {
    state.office.erase_notice(citizen).await?;
    Ok(StatusCode::NO_CONTENT)
}
