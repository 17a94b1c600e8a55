use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderName, StatusCode};
use axum::response::IntoResponse;
use domain::api::{DirectoryCheck, PublishDirectory, PublishedDirectory};
use domain::directory::DirectoryDocument;
use domain::limits::DIRECTORY_BYTES;
use office::FileForm;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::body::{DirectoryFile, Json, Limited};
use crate::http::openapi::refusals;
use crate::http::refusal::Refusal;
use crate::http::session::Caseworker;
use crate::http::state::AppState;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(directory))
        .routes(routes!(directory_file))
        .routes(routes!(directory_document))
}

/// What takes a whole directory.
pub(super) fn upload_routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(publish_directory))
        .routes(routes!(check_directory))
}

refusals! {
    ReadRefusals: SessionEnded, Forbidden;
    CheckRefusals: Malformed, SessionEnded, ForeignOrigin, Forbidden, Timeout, TooLarge, UnsupportedMediaType;
    PublishRefusals: Malformed, SessionEnded, ForeignOrigin, StatementRefused, Forbidden, Timeout, DirectoryOutdated, TooLarge,
        UnsupportedMediaType, DirectoryRefused;
}

/// The authority's directory: for administrators.
#[utoipa::path(
    get,
    path = "/administration/directory",
    tag = "administration",
    security(("session" = [])),
    responses((status = 200, body = PublishedDirectory), ReadRefusals)
)]
async fn directory(
    State(state): State<AppState>,
    Caseworker(staff): Caseworker,
) -> Result<Json<PublishedDirectory>, Refusal> {
    Ok(Json(state.office.read_directory(&staff).await?))
}

/// The same as comma-separated values with the departments' own texts, which a check takes.
#[utoipa::path(
    get,
    path = "/administration/directory.csv",
    tag = "administration",
    security(("session" = [])),
    responses((status = 200, body = String, content_type = "text/csv"), ReadRefusals)
)]
async fn directory_file(
    State(state): State<AppState>,
    Caseworker(staff): Caseworker,
) -> Result<impl IntoResponse, Refusal> {
    let file = state.office.export_directory(&staff, FileForm::Csv).await?;
    Ok((named("text/csv; charset=utf-8", "directory.csv"), file))
}

/// The same as JSON, which a check takes, too; every entry of a list begins a line.
#[utoipa::path(
    get,
    path = "/administration/directory.json",
    tag = "administration",
    security(("session" = [])),
    responses((status = 200, body = DirectoryDocument), ReadRefusals)
)]
async fn directory_document(
    State(state): State<AppState>,
    Caseworker(staff): Caseworker,
) -> Result<impl IntoResponse, Refusal> {
    let file = state.office.export_directory(&staff, FileForm::Json).await?;
    Ok((named("application/json", "directory.json"), file))
}

/// Has browsers keep an answer as a file.
fn named(media_type: &'static str, name: &str) -> [(HeaderName, String); 2] {
    let disposition = format!("attachment; filename=\"{name}\"");
    [
        (CONTENT_TYPE, media_type.to_owned()),
        (CONTENT_DISPOSITION, disposition),
    ]
}

/// Publishes a directory in the place of the authority's own, with departments' own texts: all or nothing. The statement's
/// subject names the root of its tree, which makes it verifiable (PROTOCOL.md, Directory), and the departments whose texts change.
#[utoipa::path(
    put,
    path = "/administration/directory",
    tag = "administration",
    security(("session" = [])),
    responses((status = 204), PublishRefusals)
)]
async fn publish_directory(
    State(state): State<AppState>,
    Caseworker(staff): Caseworker,
    Limited(request): Limited<PublishDirectory, DIRECTORY_BYTES>,
) -> Result<StatusCode, Refusal> {
    state.office.publish_directory(&staff, request).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Tells what would become of the directory if a file were published: what is wrong with it, entry by entry, and what would
/// change. Nothing does. Takes JSON (a `DirectoryDocument`) and comma-separated values in UTF-8, whose first row names the columns.
/// Of a table a fault names the row, of JSON the line and the path.
#[utoipa::path(
    post,
    path = "/administration/directory/checks",
    tag = "administration",
    security(("session" = [])),
    request_body(
        content((DirectoryDocument = "application/json"), (String = "text/csv")),
    ),
    responses((status = 200, body = DirectoryCheck), CheckRefusals)
)]
async fn check_directory(
    State(state): State<AppState>,
    Caseworker(staff): Caseworker,
    file: DirectoryFile,
) -> Result<Json<DirectoryCheck>, Refusal> {
    Ok(Json(state.office.check_directory(&staff, file.file()).await?))
}
