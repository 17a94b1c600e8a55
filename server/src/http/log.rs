use std::fmt;
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use rand_core::{OsRng, RngCore as _};

/// Names a request in its answer and in the log.
#[derive(Clone, Debug, Default)]
pub(super) struct RequestId(String);

impl RequestId {
    /// A random id: a count would tell strangers how busy the portal is.
    fn draw() -> Self {
        Self(format!("{:016x}", OsRng.next_u64()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Writes one line for each request: method, route as it is declared, status, duration, id. Never the path itself, the
/// query, a header or an address: ids in paths and what people look for are nobody's business in a log.
pub(super) async fn log(mut request: Request, next: Next) -> Response {
    let id = RequestId::draw();
    let begin = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    request.extensions_mut().insert(id.clone());
    let mut response = next.run(request).await;
    tracing::info!(
        %method,
        route = route.as_ref().map_or("none", MatchedPath::as_str),
        status = response.status().as_u16(),
        microseconds = u64::try_from(begin.elapsed().as_micros()).unwrap_or(u64::MAX),
        request = %id,
        "request"
    );
    if let Ok(value) = HeaderValue::from_str(id.as_str()) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}
