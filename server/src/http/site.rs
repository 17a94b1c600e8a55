//! The public pages and the desk's shell: data from the office, HTML from `app`.

use std::sync::Arc;

use app::pages::{self, Entrance, Fault};
use app::{Context, Frame};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, LOCATION, VARY};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use axum::{Extension, Router};
use domain::api::Authority;
use domain::limits::SEARCH_CHARACTERS;
use domain::search::{Finding, PlaceKey, Search};
use domain::{ErrorCode, Locale, Slug};
use serde::Deserialize;
use tower_http::compression::CompressionLayer;

use super::deadline::{self, Deadline};
use super::frames;
use super::headers::Framing;
use super::rate::{self, Class};
use super::refusal::{self, Refusal};
use super::state::AppState;

/// Pages that say the same to everybody may be kept, but not shown without asking again.
pub(super) const REVALIDATED: &str = "no-cache";
/// Pages on which people write or read stay in no cache.
pub(super) const PRIVATE: &str = "no-store";

pub(super) fn router(state: &AppState) -> Router<AppState> {
    Router::new()
        .route("/", get(negotiate))
        .route("/{locale}", get(start))
        .route("/{locale}/find", get(find))
        .route("/{locale}/authorities", get(authorities))
        .route("/{locale}/a/{authority}", get(departments))
        .route("/{locale}/a/{authority}/{department}", get(compose))
        .route("/{locale}/return", get(thread))
        .merge(frames::routes())
        .route("/{locale}/about", get(about))
        .route("/{locale}/accessibility", get(accessibility))
        .route("/desk/found", get(found))
        .route("/desk/join", get(join))
        .route("/desk/recover", get(recover))
        .route("/desk/restore", get(restore))
        .route("/desk/account", get(account))
        .route("/desk/administration", get(administration))
        .route("/desk/administration/{*view}", get(administration))
        .route("/desk", get(desk))
        .route("/desk/{*view}", get(desk))
        .route_layer(from_fn_with_state(
            Deadline(state.settings.request_time()),
            deadline::within,
        ))
        .route_layer(from_fn_with_state((state.clone(), Class::General), rate::limit))
        .layer(CompressionLayer::new())
}

/// `/`: the start page in the caller's language.
async fn negotiate(headers: HeaderMap) -> Response {
    let start = format!("/{}", refusal::locale(&headers));
    (
        StatusCode::SEE_OTHER,
        [(LOCATION, start.as_str()), (VARY, "accept-language")],
    )
        .into_response()
}

async fn start(State(state): State<AppState>, Path(tag): Path<String>) -> Result<Response, Refusal> {
    let context = context(&state, &tag, String::new())?;
    let authorities = state.office.list_few_authorities().await?;
    Ok(page(REVALIDATED, pages::start(&context, authorities.as_deref())))
}

/// Which names of the list of all authorities are shown.
#[derive(Deserialize)]
struct Listed {
    initial: Option<char>,
}

async fn authorities(
    State(state): State<AppState>,
    Path(tag): Path<String>,
    listed: Result<Query<Listed>, QueryRejection>,
) -> Result<Response, Refusal> {
    let Query(listed) = listed.map_err(|_| ErrorCode::NotFound)?;
    let register = state.office.list_names(listed.initial).await?;
    let context = context(&state, &tag, pages::register_path(listed.initial))?;
    Ok(page(REVALIDATED, pages::register(&context, &register)))
}

async fn departments(
    State(state): State<AppState>,
    Path((tag, authority)): Path<(String, String)>,
    sought: Result<Query<SoughtThere>, QueryRejection>,
) -> Result<Response, Refusal> {
    let authority = state.office.read_authority(&slug(&authority)?).await?;
    let sought = Asked::of(&state, &authority, sought).await?;
    let path = format!("/a/{}{}", authority.slug, sought.query());
    let context = context(&state, &tag, path)?;
    Ok(sought.page(&context, &authority))
}

/// What somebody looks for on an authority's own page.
#[derive(Deserialize)]
pub(super) struct SoughtThere {
    #[serde(default)]
    q: String,
    place: Option<String>,
    service: Option<String>,
}

/// What was asked on an authority's page, and what came of it; nothing if only its departments are shown.
pub(super) struct Asked(Option<(Search, Finding)>);

impl Asked {
    pub(super) async fn of(
        state: &AppState,
        authority: &Authority,
        sought: Result<Query<SoughtThere>, QueryRejection>,
    ) -> Result<Self, Refusal> {
        let Query(SoughtThere { q, place, service }) = sought.map_err(|_| ErrorCode::NotFound)?;
        let sought = Sought {
            q,
            place,
            authority: Some(authority.slug.to_string()),
            service,
        };
        let search = sought.search()?;
        if search.text.trim().is_empty() && search.service.is_none() {
            return Ok(Self(None));
        }
        let finding = state.office.find(&search).await?;
        Ok(Self(Some((search, finding))))
    }

    /// What stands behind the page's address.
    pub(super) fn query(&self) -> String {
        let search = self.0.as_ref().map(|(search, _)| search);
        search.map(Search::query_at_authority).unwrap_or_default()
    }

    pub(super) fn page(&self, context: &Context, authority: &Authority) -> Response {
        let cache = if self.0.is_some() { PRIVATE } else { REVALIDATED };
        let sought = self.0.as_ref().map(|(search, finding)| (search, finding));
        page(cache, pages::departments(context, authority, sought))
    }
}

async fn compose(
    State(state): State<AppState>,
    Path((tag, authority, department)): Path<(String, String, String)>,
) -> Result<Response, Refusal> {
    let context = context(&state, &tag, format!("/a/{authority}/{department}"))?;
    let department = slug(&department)?;
    let authority = state.office.read_authority(&slug(&authority)?).await?;
    let department = authority
        .departments
        .iter()
        .find(|candidate| candidate.slug == department);
    let department = department.ok_or(ErrorCode::NotFound)?;
    Ok(page(PRIVATE, pages::compose(&context, &authority, department)))
}

/// What somebody looks for, as the form and links have it.
#[derive(Deserialize)]
struct Sought {
    #[serde(default)]
    q: String,
    place: Option<String>,
    authority: Option<String>,
    service: Option<String>,
}

impl Sought {
    /// What is malformed leads nowhere, like what is not there any more.
    fn search(self) -> Result<Search, Refusal> {
        let chosen = |key: Option<String>| key.filter(|key| !key.is_empty());
        let key = |area: &str| area.parse().map_err(|_| ErrorCode::NotFound);
        let place = match (chosen(self.place), chosen(self.authority)) {
            (Some(area), None) => Some(PlaceKey::Area(key(&area)?)),
            (Some(area), Some(authority)) => Some(PlaceKey::AreaOf(slug(&authority)?, key(&area)?)),
            (None, Some(authority)) => Some(PlaceKey::Authority(slug(&authority)?)),
            (None, None) => None,
        };
        let service = chosen(self.service).map(|key| key.parse().map_err(|_| ErrorCode::NotFound));
        Ok(Search {
            text: self.q.chars().take(SEARCH_CHARACTERS).collect(),
            place,
            service: service.transpose()?,
        })
    }
}

async fn find(
    State(state): State<AppState>,
    Path(tag): Path<String>,
    sought: Result<Query<Sought>, QueryRejection>,
) -> Result<Response, Refusal> {
    let Query(sought) = sought.map_err(|_| ErrorCode::NotFound)?;
    let search = sought.search()?;
    let context = context(&state, &tag, search.path())?;
    let finding = state.office.find(&search).await?;
    Ok(page(PRIVATE, pages::find(&context, &search, &finding)))
}

async fn thread(State(state): State<AppState>, Path(tag): Path<String>) -> Result<Response, Refusal> {
    let context = context(&state, &tag, "/return".to_owned())?;
    Ok(page(PRIVATE, pages::thread(&context)))
}

async fn about(State(state): State<AppState>, Path(tag): Path<String>) -> Result<Response, Refusal> {
    let context = context(&state, &tag, "/about".to_owned())?;
    Ok(page(REVALIDATED, pages::about(&context)))
}

async fn accessibility(State(state): State<AppState>, Path(tag): Path<String>) -> Result<Response, Refusal> {
    let context = context(&state, &tag, "/accessibility".to_owned())?;
    Ok(page(REVALIDATED, pages::accessibility(&context)))
}

/// The shell of the caseworkers' program; what it shows at which address is its own business.
async fn desk(State(state): State<AppState>, headers: HeaderMap) -> Response {
    page(PRIVATE, pages::desk(&staff_context(&state, &headers)))
}

/// The administration's shell, where the link of `server init` leads. Its token stands in the fragment, which no server
/// ever sees.
async fn found(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let context = staff_context(&state, &headers);
    page(PRIVATE, pages::administration(&context, Entrance::Found))
}

/// The same, where the link of an invitation leads.
async fn join(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let context = staff_context(&state, &headers);
    page(PRIVATE, pages::administration(&context, Entrance::Join))
}

async fn administration(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let context = staff_context(&state, &headers);
    let page = page(PRIVATE, pages::administration(&context, Entrance::Inside));
    (Extension(Framing::Ours), page).into_response()
}

/// The same, where somebody comes back with their recovery code.
async fn recover(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let context = staff_context(&state, &headers);
    page(PRIVATE, pages::administration(&context, Entrance::Recover))
}

/// The same, where somebody who has lost everything sets a new password.
async fn restore(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let context = staff_context(&state, &headers);
    page(PRIVATE, pages::administration(&context, Entrance::Restore))
}

/// The same, where people look after their own account.
async fn account(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let context = staff_context(&state, &headers);
    page(PRIVATE, pages::administration(&context, Entrance::Account))
}

fn staff_context(state: &AppState, headers: &HeaderMap) -> Context {
    Context {
        locale: refusal::locale(headers),
        path: String::new(),
        frame: None,
        site: Arc::clone(&state.site),
    }
}

/// The page in the place of one that cannot be shown, with the authority that it was about, and in the frame that it was
/// asked for in. Its language is the one in the address, if there is one.
pub(super) fn fault(
    state: &AppState,
    path: &str,
    around: Option<(Authority, Option<Frame>)>,
    accepted: Locale,
    code: ErrorCode,
) -> String {
    let (authority, frame) = around.unzip();
    let in_path = path.split('/').nth(1).and_then(|tag| tag.parse().ok());
    let context = Context {
        locale: in_path.unwrap_or(accepted),
        path: String::new(),
        frame: frame.flatten(),
        site: Arc::clone(&state.site),
    };
    let fault = match code {
        ErrorCode::TooManyRequests => Fault::TooManyRequests,
        ErrorCode::Unavailable => Fault::Unavailable,
        ErrorCode::Internal => Fault::Internal,
        _ => Fault::NotFound,
    };
    pages::fault(&context, fault, authority.as_ref())
}

pub(super) fn page(cache: &'static str, html: String) -> Response {
    ([(CACHE_CONTROL, cache)], Html(html)).into_response()
}

pub(super) fn context(state: &AppState, tag: &str, path: String) -> Result<Context, Refusal> {
    let locale = tag.parse().map_err(|_| ErrorCode::NotFound)?;
    Ok(Context {
        locale,
        path,
        frame: None,
        site: Arc::clone(&state.site),
    })
}

pub(super) fn slug(text: &str) -> Result<Slug, Refusal> {
    Ok(text.parse().map_err(|_| ErrorCode::NotFound)?)
}
