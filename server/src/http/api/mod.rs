//! `/api/v1`, one file a noun.

mod account;
mod administration;
mod attachments;
mod audit;
mod citizen;
mod conversations;
mod directory;
mod document;
mod embedding;
mod enrolments;
mod inbox;
mod letters;
mod notes;
mod opening;
mod passkeys;
mod publishing;
mod restorations;
mod routing;
mod search;
mod staff;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use utoipa::OpenApi as _;
use utoipa_axum::router::OpenApiRouter;

use super::deadline::{self, Deadline};
use super::openapi::Frame;
use super::rate::{self, Class};
use super::state::AppState;
use super::{origin, session};

/// A layer that counts requests; as a function its type could not be named.
macro_rules! limited {
    ($state:expr, $class:expr) => {
        from_fn_with_state(($state.clone(), $class), rate::limit)
    };
}

/// A layer that waits no longer than this for an answer.
macro_rules! within {
    ($time:expr) => {
        from_fn_with_state(Deadline($time), deadline::within)
    };
}

/// Every endpoint, and the document that is made from them.
pub(super) fn router(state: &AppState) -> Router<AppState> {
    let anybody = OpenApiRouter::new()
        .merge(directory::routes())
        .merge(document::routes())
        .merge(search::routes())
        .merge(opening::ticket_routes().route_layer(limited!(state, Class::Ticket)))
        .merge(opening::routes())
        .merge(citizen::login_routes().route_layer(limited!(state, Class::CitizenLogin)))
        .merge(citizen::routes())
        .merge(enrolments::routes().route_layer(limited!(state, Class::StaffLogin)))
        .merge(restorations::token_routes().route_layer(limited!(state, Class::StaffLogin)))
        .route_layer(within!(state.settings.request_time()))
        .merge(uploads(state, attachments::citizen_routes()))
        .route_layer(from_fn_with_state(state.clone(), origin::foreign_refused));
    let staff = OpenApiRouter::new()
        .merge(staff::login_routes().route_layer(limited!(state, Class::StaffLogin)))
        .merge(passkeys::login_routes().route_layer(limited!(state, Class::StaffLogin)))
        .merge(staff::routes())
        .merge(passkeys::routes())
        .merge(account::login_routes().route_layer(limited!(state, Class::StaffLogin)))
        .merge(account::routes())
        .merge(inbox::routes())
        .merge(conversations::routes())
        .merge(letters::routes())
        .merge(notes::routes())
        .merge(administration::routes())
        .merge(embedding::routes())
        .merge(publishing::routes())
        .merge(restorations::routes())
        .merge(audit::routes())
        .route_layer(within!(state.settings.request_time()))
        .merge(uploads(state, attachments::staff_routes()))
        .merge(uploads(state, publishing::upload_routes()))
        .route_layer(from_fn_with_state(state.clone(), super::audit::keep))
        .route_layer(session::layer(state))
        .route_layer(from_fn(session::remove_properly))
        .route_layer(from_fn_with_state(state.clone(), origin::required));
    // Pages of other portals read the refusals, too, the limiter's among them.
    let shared = routing::routes()
        .route_layer(within!(state.settings.request_time()))
        .route_layer(limited!(state, Class::General))
        .route_layer(map_response(routing::for_everybody));
    let own = anybody.merge(staff).route_layer(limited!(state, Class::General));
    let (router, document) = OpenApiRouter::with_openapi(Frame::openapi())
        .nest("/api/v1", own.merge(shared))
        .split_for_parts();
    // A second router of the same state describes the same endpoints.
    let _ = state.document.set(document.to_json().unwrap_or_default());
    router
}

/// Parts of files are many and large, so they have a limit and a deadline of their own.
fn uploads(state: &AppState, routes: OpenApiRouter<AppState>) -> OpenApiRouter<AppState> {
    routes
        .route_layer(within!(state.settings.upload_time()))
        .route_layer(limited!(state, Class::Upload))
}
