use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::{ErrorBody, ErrorCode, Locale};

use super::frames;
use super::headers::Framing;
use super::log::RequestId;
use super::site;
use super::state::AppState;

/// Why a request is not answered as it was hoped. It becomes a body in the caller's language on its way out, in
/// [`answer`]; nothing but the code and, for an error of ours, the request's id gets there.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    code: ErrorCode,
    retry_after_seconds: Option<u64>,
}

impl Refusal {
    /// Too many requests; some are possible again after `seconds`.
    pub(super) fn come_back_in(seconds: u64) -> Self {
        Self {
            code: ErrorCode::TooManyRequests,
            retry_after_seconds: Some(seconds.max(1)),
        }
    }

    /// What the caller is told.
    pub(super) fn code(&self) -> ErrorCode {
        self.code
    }
}

impl From<ErrorCode> for Refusal {
    fn from(code: ErrorCode) -> Self {
        let retry_after_seconds = (code == ErrorCode::Unavailable).then_some(10);
        Self {
            code,
            retry_after_seconds,
        }
    }
}

impl From<office::Error> for Refusal {
    fn from(error: office::Error) -> Self {
        let code = error.code();
        match code {
            ErrorCode::Internal => tracing::error!(error = %Chain(&error), "a request failed"),
            ErrorCode::Unavailable => {
                tracing::warn!(error = %Chain(&error), "the database cannot be reached");
            }
            _ => {}
        }
        code.into()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = status(self.code).into_response();
        if let Some(seconds) = self.retry_after_seconds {
            response
                .headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// Gives every answer that is an error its body: JSON below `/api`, a page elsewhere. That includes the answers that the
/// router and its extractors make by themselves.
pub(super) async fn answer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let locale = locale(request.headers());
    let path = request.uri().path().to_owned();
    let id = request
        .extensions()
        .get::<RequestId>()
        .cloned()
        .unwrap_or_default();
    let response = next.run(request).await;
    let Some(code) = code(&response) else {
        return response;
    };
    let (mut head, _) = response.into_parts();
    head.headers.remove(CONTENT_LENGTH);
    head.headers
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let body = if path.starts_with("/api/") || path == "/api" {
        head.headers
            .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Body::from(json(code, locales::errors(locale).sentence(code, id.as_str())))
    } else {
        head.headers
            .insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        let around = frames::around(&state, &path).await;
        if let Some((_, Some(frame))) = &around {
            head.extensions.insert(Framing::By(frame.hosts.clone()));
        }
        Body::from(site::fault(&state, &path, around, locale, code))
    };
    Response::from_parts(head, body)
}

/// The caller's language.
pub(super) fn locale(headers: &HeaderMap) -> Locale {
    headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .map_or_else(Locale::default, Locale::negotiate)
}

fn status(code: ErrorCode) -> StatusCode {
    StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// The code of an answer that is an error and has no body of ours yet.
pub(super) fn code(response: &Response) -> Option<ErrorCode> {
    if let Some(refusal) = response.extensions().get::<Arc<Refusal>>() {
        return Some(refusal.code);
    }
    match response.status() {
        status if !status.is_client_error() && !status.is_server_error() => None,
        StatusCode::NOT_FOUND => Some(ErrorCode::NotFound),
        StatusCode::METHOD_NOT_ALLOWED => Some(ErrorCode::MethodNotAllowed),
        StatusCode::REQUEST_TIMEOUT => Some(ErrorCode::Timeout),
        StatusCode::PAYLOAD_TOO_LARGE => Some(ErrorCode::TooLarge),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Some(ErrorCode::UnsupportedMediaType),
        StatusCode::SERVICE_UNAVAILABLE => Some(ErrorCode::Unavailable),
        status if status.is_client_error() => Some(ErrorCode::Malformed),
        _ => Some(ErrorCode::Internal),
    }
}

#[expect(clippy::expect_used, reason = "two plain strings always serialise")]
fn json(code: ErrorCode, message: String) -> Vec<u8> {
    serde_json::to_vec(&ErrorBody { code, message }).expect("two plain strings")
}

/// An error with all that caused it, for the log.
pub(super) struct Chain<'a>(pub(super) &'a (dyn std::error::Error + 'static));

impl std::fmt::Display for Chain<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.0)?;
        let mut source = self.0.source();
        while let Some(cause) = source {
            write!(formatter, ": {cause}")?;
            source = cause.source();
        }
        Ok(())
    }
}
