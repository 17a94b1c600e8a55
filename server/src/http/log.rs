use std::fmt;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
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
    /// A new id: which start of the server, and which request since then.
    fn next() -> Self {
        static START: LazyLock<u32> = LazyLock::new(|| OsRng.next_u32());
        static COUNT: AtomicU64 = AtomicU64::new(1);
        Self(format!(
            "{:08x}-{:x}",
            *START,
            COUNT.fetch_add(1, Ordering::Relaxed)
        ))
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
    let id = RequestId::next();
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
