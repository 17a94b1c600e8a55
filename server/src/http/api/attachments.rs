use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use domain::{AttachmentId, Bytes, ConversationId};
use office::Reader;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::body::Part;
use crate::http::openapi::refusals;
use crate::http::refusal::Refusal;
use crate::http::session::{Caseworker, Holder};
use crate::http::state::AppState;

pub(super) fn citizen_routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(read_as_citizen, write_as_citizen))
}

pub(super) fn staff_routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(read_as_staff, write_as_staff))
}

refusals! {
    ReadRefusals: Malformed, SessionEnded, NotFound;
    WriteRefusals: Malformed, SessionEnded, ForeignOrigin, NotFound, Timeout, Conflict, TooLarge, UnsupportedMediaType,
        NotSealed, Inconsistent;
}

/// A part of a file.
#[utoipa::path(
    get,
    path = "/citizen/conversation/attachments/{attachment}/parts/{part}",
    tag = "citizen",
    security(("receipt" = [])),
    params(
        ("attachment" = AttachmentId, Path, description = "The file"),
        ("part" = u32, Path, description = "Counted from 0")
    ),
    responses((status = 200, description = "The part's bytes", content_type = "application/octet-stream"), ReadRefusals)
)]
async fn read_as_citizen(
    State(state): State<AppState>,
    Path((attachment, part)): Path<(AttachmentId, u32)>,
    Holder(citizen): Holder,
) -> Result<Response, Refusal> {
    read(&state, &citizen.reader(), attachment, part).await
}

/// Uploads a part of a file that one of the citizen's messages has declared.
#[utoipa::path(
    put,
    path = "/citizen/conversation/attachments/{attachment}/parts/{part}",
    tag = "citizen",
    security(("receipt" = [])),
    params(
        ("attachment" = AttachmentId, Path, description = "The file"),
        ("part" = u32, Path, description = "Counted from 0; all but the last have the same size")
    ),
    request_body(content_type = "application/octet-stream", description = "The part's bytes"),
    responses((status = 204), WriteRefusals)
)]
async fn write_as_citizen(
    State(state): State<AppState>,
    Path((attachment, part)): Path<(AttachmentId, u32)>,
    Holder(citizen): Holder,
    Part(bytes): Part,
) -> Result<StatusCode, Refusal> {
    write(&state, &citizen.reader(), attachment, part, bytes).await
}

/// A part of a file.
#[utoipa::path(
    get,
    path = "/conversations/{conversation}/attachments/{attachment}/parts/{part}",
    tag = "conversations",
    security(("session" = [])),
    params(
        ("conversation" = ConversationId, Path, description = "The conversation"),
        ("attachment" = AttachmentId, Path, description = "The file"),
        ("part" = u32, Path, description = "Counted from 0")
    ),
    responses((status = 200, description = "The part's bytes", content_type = "application/octet-stream"), ReadRefusals)
)]
async fn read_as_staff(
    State(state): State<AppState>,
    Path((conversation, attachment, part)): Path<(ConversationId, AttachmentId, u32)>,
    Caseworker(staff): Caseworker,
) -> Result<Response, Refusal> {
    read(&state, &staff.reader(conversation), attachment, part).await
}

/// Uploads a part of a file that one of the department's messages has declared.
#[utoipa::path(
    put,
    path = "/conversations/{conversation}/attachments/{attachment}/parts/{part}",
    tag = "conversations",
    security(("session" = [])),
    params(
        ("conversation" = ConversationId, Path, description = "The conversation"),
        ("attachment" = AttachmentId, Path, description = "The file"),
        ("part" = u32, Path, description = "Counted from 0; all but the last have the same size")
    ),
    request_body(content_type = "application/octet-stream", description = "The part's bytes"),
    responses((status = 204), WriteRefusals)
)]
async fn write_as_staff(
    State(state): State<AppState>,
    Path((conversation, attachment, part)): Path<(ConversationId, AttachmentId, u32)>,
    Caseworker(staff): Caseworker,
    Part(bytes): Part,
) -> Result<StatusCode, Refusal> {
    write(&state, &staff.reader(conversation), attachment, part, bytes).await
}

async fn read(
    state: &AppState,
    reader: &Reader,
    attachment: AttachmentId,
    part: u32,
) -> Result<Response, Refusal> {
    let Bytes(bytes) = state
        .office
        .read_attachment_part(reader, attachment, part)
        .await?;
    Ok(([(CONTENT_TYPE, "application/octet-stream")], bytes).into_response())
}

async fn write(
    state: &AppState,
    reader: &Reader,
    attachment: AttachmentId,
    part: u32,
    bytes: axum::body::Bytes,
) -> Result<StatusCode, Refusal> {
    state
        .office
        .accept_attachment_part(reader, attachment, part, Bytes(bytes.into()))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
