//! The public pages once more, for frames on pages of others: `/{locale}/embed/{authority}` and what is below. Which
//! origins' pages these are stands in `frame-ancestors`, and nothing else is different but what surrounds the page.

use app::{Context, Frame, pages};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Extension, Router};
use domain::api::{Authority, Department};
use domain::{ErrorCode, Slug};

use super::headers::Framing;
use super::refusal::Refusal;
use super::site::{Asked, PRIVATE, SoughtThere, context, page, slug};
use super::state::AppState;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/{locale}/embed/{authority}", get(departments))
        .route("/{locale}/embed/{authority}/return", get(thread))
        .route("/{locale}/embed/{authority}/to/{department}", get(compose))
        .route("/{locale}/embed/{authority}/only/{department}", get(only))
        .route(
            "/{locale}/embed/{authority}/only/{department}/return",
            get(thread_of_one),
        )
}

async fn departments(
    State(state): State<AppState>,
    Path((tag, authority)): Path<(String, String)>,
    sought: Result<Query<SoughtThere>, QueryRejection>,
) -> Result<Response, Refusal> {
    let authority = state.office.read_authority(&slug(&authority)?).await?;
    let sought = Asked::of(&state, &authority, sought).await?;
    let query = sought.query();
    let path = format!("/a/{}{query}", authority.slug);
    let place = Place::new(&authority, None);
    let (context, framing) = place.context(&state, &tag, &query, path).await?;
    Ok((framing, sought.page(&context, &authority)).into_response())
}

async fn compose(
    State(state): State<AppState>,
    Path((tag, authority, department)): Path<(String, String, String)>,
) -> Result<Response, Refusal> {
    write(&state, &tag, &authority, &department, false).await
}

async fn only(
    State(state): State<AppState>,
    Path((tag, authority, department)): Path<(String, String, String)>,
) -> Result<Response, Refusal> {
    write(&state, &tag, &authority, &department, true).await
}

async fn write(
    state: &AppState,
    tag: &str,
    authority: &str,
    department: &str,
    is_only: bool,
) -> Result<Response, Refusal> {
    let authority = state.office.read_authority(&slug(authority)?).await?;
    let department = find(&authority, &slug(department)?)?;
    let path = format!("/a/{}/{}", authority.slug, department.slug);
    let place = Place::new(&authority, is_only.then_some(department));
    let rest = if is_only {
        String::new()
    } else {
        format!("/to/{}", department.slug)
    };
    let (context, framing) = place.context(state, tag, &rest, path).await?;
    let page = page(PRIVATE, pages::compose(&context, &authority, department));
    Ok((framing, page).into_response())
}

async fn thread(
    State(state): State<AppState>,
    Path((tag, authority)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let authority = state.office.read_authority(&slug(&authority)?).await?;
    read(&state, &tag, &Place::new(&authority, None)).await
}

async fn thread_of_one(
    State(state): State<AppState>,
    Path((tag, authority, department)): Path<(String, String, String)>,
) -> Result<Response, Refusal> {
    let authority = state.office.read_authority(&slug(&authority)?).await?;
    let department = find(&authority, &slug(&department)?)?;
    read(&state, &tag, &Place::new(&authority, Some(department))).await
}

async fn read(state: &AppState, tag: &str, place: &Place<'_>) -> Result<Response, Refusal> {
    let (context, framing) = place.context(state, tag, "/return", "/return".to_owned()).await?;
    Ok((framing, page(PRIVATE, pages::thread(&context))).into_response())
}

fn find<'a>(authority: &'a Authority, slug: &Slug) -> Result<&'a Department, Refusal> {
    let mut departments = authority.departments.iter();
    Ok(departments
        .find(|department| department.slug == *slug)
        .ok_or(ErrorCode::NotFound)?)
}

/// The authority that a page at this path is about, and the frame that it is shown in: people are told there what is wrong,
/// too. A department that cannot be written to has no frame of its own any more.
pub(super) async fn around(state: &AppState, path: &str) -> Option<(Authority, Option<Frame>)> {
    let mut parts = path.strip_prefix('/')?.split('/').skip(1);
    let place = parts.next().filter(|part| ["a", "embed"].contains(part))?;
    let authority = parts.next()?.parse().ok()?;
    let authority = state.office.read_authority(&authority).await.ok()?;
    if place == "a" {
        return Some((authority, None));
    }
    let only = parts
        .next()
        .filter(|part| *part == "only")
        .and_then(|_| parts.next()?.parse().ok());
    let department = only.and_then(|slug| find(&authority, &slug).ok());
    let outside = format!("/a/{}", authority.slug);
    let frame = Place::new(&authority, department)
        .frame(state, outside)
        .await
        .ok();
    Some((authority, frame))
}

/// What a frame is about: an authority, or one department of it.
struct Place<'a> {
    authority: &'a Authority,
    department: Option<&'a Department>,
}

impl<'a> Place<'a> {
    fn new(authority: &'a Authority, department: Option<&'a Department>) -> Self {
        Self {
            authority,
            department,
        }
    }

    /// The frame, around a page that stands at `outside` without it.
    async fn frame(&self, state: &AppState, outside: String) -> Result<Frame, Refusal> {
        let department = self.department.map(|department| department.id);
        Ok(Frame {
            authority: self.authority.slug.clone(),
            department: self.department.map(|department| department.slug.clone()),
            hosts: state.office.frame_hosts(self.authority.id, department).await?,
            outside,
        })
    }

    /// The context of the page at `rest` below the frame's own address, which stands at `outside` without a frame; and who
    /// may show it.
    async fn context(
        &self,
        state: &AppState,
        tag: &str,
        rest: &str,
        outside: String,
    ) -> Result<(Context, Extension<Framing>), Refusal> {
        let frame = self.frame(state, outside).await?;
        let framing = Framing::By(frame.hosts.clone());
        let context = context(state, tag, format!("{}{rest}", frame.path()))?;
        let context = Context {
            frame: Some(frame),
            ..context
        };
        Ok((context, Extension(framing)))
    }
}
