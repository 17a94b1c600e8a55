//! HTTP: the API by noun, the pages, files for browsers; and around them what holds for every request.
//!
//! To add an endpoint: a handler with its `#[utoipa::path]` in the noun's file under `api`, named in that file's
//! `routes`. It is documented by that, and cannot be reached without being documented.

mod address;
mod api;
mod assets;
mod audit;
mod body;
mod deadline;
mod device;
mod events;
mod frames;
mod headers;
mod health;
mod log;
mod openapi;
mod origin;
mod rate;
mod refusal;
mod session;
mod settings;
mod site;
mod state;

#[cfg(test)]
mod tests;

use std::any::Any;

use axum::Router;
use axum::http::header::LOCATION;
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use domain::ErrorCode;
use tower_http::catch_panic::CatchPanicLayer;

pub use assets::{Assets, AssetsError};
pub use settings::Settings;
pub use state::AppState;

use refusal::Refusal;

/// Everything that the portal answers. Addresses of callers come from `ConnectInfo<SocketAddr>`, so whoever serves this
/// must provide it.
pub fn router(state: AppState) -> Router {
    let routes = Router::new()
        .merge(api::router(&state))
        .merge(site::router(&state))
        .route("/assets/{file}", get(assets::file))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready));
    surround(routes, state)
}

/// What holds for every request, from the inside out: nothing of a panic gets out, errors get their body, every answer
/// its headers, every request its line in the log.
fn surround(routes: Router<AppState>, state: AppState) -> Router {
    routes
        .fallback(elsewhere)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(state.clone(), refusal::answer))
        .layer(from_fn_with_state(state.clone(), headers::secure))
        .layer(from_fn(log::log))
        .with_state(state)
}

/// An address that is none; that of a page but for a slash at its end leads there.
async fn elsewhere(method: Method, address: Uri) -> Response {
    let path = address.path();
    // A path that begins with two slashes would lead to another host.
    let is_page = method == Method::GET && !path.contains("//") && !path.starts_with("/api");
    match path.strip_suffix('/') {
        Some(shorter) if is_page && !shorter.is_empty() => {
            let query = address.query().map(|query| format!("?{query}"));
            let target = format!("{shorter}{}", query.unwrap_or_default());
            (StatusCode::PERMANENT_REDIRECT, [(LOCATION, target)]).into_response()
        }
        _ => Refusal::from(ErrorCode::NotFound).into_response(),
    }
}

/// What was said in the panic went to the panic hook; the caller learns the request's id and nothing else.
fn panicked(_said: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    Refusal::from(ErrorCode::Internal).into_response()
}
