use std::time::Duration;

use axum::body::{Bytes, HttpBody as _};
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::{EmailAddressError, ErrorCode, limits};
use http_body_util::BodyExt as _;
use office::{File, FileForm};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::time::timeout;

use super::refusal::Refusal;
use super::state::AppState;

/// Longest time between two pieces of a body.
const IDLE: Duration = Duration::from_secs(20);

/// A JSON body; on its way in of at most the configured size (`limits::JSON_BODY_BYTES` by default), nested at most
/// `limits::JSON_DEPTH` deep.
pub(super) struct Json<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<AppState> for Json<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Refusal> {
        parsed(request, state.settings.http.json_body_bytes)
            .await
            .map(Self)
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

/// What hands keys to many members at once.
pub(super) mod large {
    use super::{AppState, DeserializeOwned, FromRequest, Refusal, Request, limits, parsed};

    /// As [`super::Json`], of at most `limits::GRANTS_BODY_BYTES`: only for those who have signed in.
    pub(in crate::http) struct Json<T>(pub(in crate::http) T);

    impl<T: DeserializeOwned> FromRequest<AppState> for Json<T> {
        type Rejection = Refusal;

        async fn from_request(request: Request, state: &AppState) -> Result<Self, Refusal> {
            let limit = limits::GRANTS_BODY_BYTES.max(state.settings.http.json_body_bytes);
            parsed(request, limit).await.map(Self)
        }
    }
}

/// As [`Json`], of at most `BYTES`: only for those who have signed in.
pub(super) struct Limited<T, const BYTES: usize>(pub(super) T);

impl<T: DeserializeOwned, const BYTES: usize> FromRequest<AppState> for Limited<T, BYTES> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, Refusal> {
        parsed(request, BYTES).await.map(Self)
    }
}

/// A directory as a file, of at most `limits::DIRECTORY_BYTES`.
pub(super) struct DirectoryFile {
    form: FileForm,
    bytes: Bytes,
}

impl DirectoryFile {
    pub(super) fn file(&self) -> File<'_> {
        File {
            form: self.form,
            bytes: &self.bytes,
        }
    }
}

impl FromRequest<AppState> for DirectoryFile {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, Refusal> {
        let form = if expect_media_type(request.headers(), "text/csv").is_ok() {
            FileForm::Csv
        } else {
            expect_media_type(request.headers(), "application/json")?;
            FileForm::Json
        };
        let bytes = read(request, limits::DIRECTORY_BYTES).await?;
        if form == FileForm::Json && depth(&bytes) > limits::JSON_DEPTH {
            return Err(ErrorCode::Malformed.into());
        }
        Ok(Self { form, bytes })
    }
}

async fn parsed<T: DeserializeOwned>(request: Request, limit: usize) -> Result<T, Refusal> {
    expect_media_type(request.headers(), "application/json")?;
    let bytes = read(request, limit).await?;
    if depth(&bytes) > limits::JSON_DEPTH {
        return Err(ErrorCode::Malformed.into());
    }
    serde_json::from_slice(&bytes).map_err(|error| unreadable(&error).into())
}

/// A part of a sealed file: `application/octet-stream` of at most `limits::ATTACHMENT_PART_BYTES`.
pub(super) struct Part(pub(super) Bytes);

impl FromRequest<AppState> for Part {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, Refusal> {
        expect_media_type(request.headers(), "application/octet-stream")?;
        let limit = usize::try_from(limits::ATTACHMENT_PART_BYTES).unwrap_or(usize::MAX);
        read(request, limit).await.map(Self)
    }
}

/// Reads a body that must not be larger than `limit`: what announces itself as larger is refused before a byte of it is
/// read, what turns out to be larger as soon as it does. How long the whole may take is the deadline's business.
async fn read(request: Request, limit: usize) -> Result<Bytes, Refusal> {
    let announced = announced_length(request.headers())?.unwrap_or(0);
    if announced > limit {
        return Err(ErrorCode::TooLarge.into());
    }
    let mut body = request.into_body();
    let mut collected = Vec::with_capacity(announced);
    while !body.is_end_stream() {
        let frame = timeout(IDLE, body.frame())
            .await
            .map_err(|_| ErrorCode::Timeout)?;
        let Some(frame) = frame else { break };
        let Ok(data) = frame.map_err(|_| ErrorCode::Malformed)?.into_data() else {
            continue;
        };
        if collected.len() + data.len() > limit {
            return Err(ErrorCode::TooLarge.into());
        }
        collected.extend_from_slice(&data);
    }
    Ok(collected.into())
}

fn announced_length(headers: &HeaderMap) -> Result<Option<usize>, Refusal> {
    let Some(length) = headers.get(CONTENT_LENGTH) else {
        return Ok(None);
    };
    let length = length
        .to_str()
        .ok()
        .and_then(|text| text.parse().ok())
        .ok_or(ErrorCode::Malformed)?;
    Ok(Some(length))
}

fn expect_media_type(headers: &HeaderMap, expected: &str) -> Result<(), Refusal> {
    let essence = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .map(str::trim);
    match essence {
        Some(essence) if essence.eq_ignore_ascii_case(expected) => Ok(()),
        _ => Err(ErrorCode::UnsupportedMediaType.into()),
    }
}

/// An address that two programs could read differently has an answer of its own, because a person typed it. Serde keeps
/// of a failed conversion only its text.
fn unreadable(error: &serde_json::Error) -> ErrorCode {
    if error.is_data() && error.to_string().starts_with(&EmailAddressError.to_string()) {
        ErrorCode::EmailRefused
    } else {
        ErrorCode::Malformed
    }
}

/// How deep arrays and objects are nested; found without recursion, before anything is built from the text.
fn depth(json: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut rest = json;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'"' => rest = behind_string(after),
            b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// What stands behind the end of a string that has begun. Nearly all of a body is strings of sealed bytes.
fn behind_string(mut rest: &[u8]) -> &[u8] {
    while let Some(at) = memchr::memchr2(b'"', b'\\', rest) {
        let is_end = rest[at] == b'"';
        // The character behind a backslash ends nothing.
        rest = rest.get(at + if is_end { 1 } else { 2 }..).unwrap_or_default();
        if is_end {
            return rest;
        }
    }
    &[]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_brackets_outside_of_strings_only() {
        for (json, expected) in [
            ("", 0),
            ("1", 0),
            ("{}", 1),
            ("[[],[[]]]", 3),
            (r#"{"a":"[[[[","b":"\"[[","c":[1]}"#, 2),
            ("]]]][", 1),
        ] {
            assert_eq!(depth(json.as_bytes()), expected, "{json}");
        }
    }
}
