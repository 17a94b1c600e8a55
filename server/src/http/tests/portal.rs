use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, ORIGIN, SET_COOKIE};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use domain::api::{LoginFinish, LoginStart, LoginStarted};
use domain::{EmailAddress, ErrorBody, ErrorCode};
use http_body_util::BodyExt as _;
use office_fixture::{PASSWORD, World};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tower::ServiceExt as _;

use crate::config::Config;
use crate::http::{AppState, Assets, Settings, router};

/// A router on a world of its own, asked as if over a socket.
pub(super) struct Portal {
    pub(super) world: World,
    pub(super) state: AppState,
    router: Router,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Portal {
    /// An empty portal whose limits nobody reaches by accident.
    pub(super) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// The same with other settings.
    pub(super) async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let world = World::new().await;
        let mut settings = Settings::new(&Config::default());
        settings.http.origin = office_fixture::ORIGIN.to_owned();
        settings.events_keep_alive = Duration::from_millis(50);
        let limits = &mut settings.limits;
        for limit in [
            &mut limits.requests_per_minute,
            &mut limits.tickets_per_minute,
            &mut limits.citizen_logins_per_minute,
            &mut limits.staff_logins_per_minute,
            &mut limits.account_logins_per_minute,
            &mut limits.uploads_per_minute,
        ] {
            *limit = 100_000;
        }
        change(&mut settings);
        let state = AppState::new(Arc::clone(&world.office), settings, Assets::default());
        Self {
            world,
            router: router(state.clone()),
            state,
        }
    }

    /// A request that a page of the portal would make.
    pub(super) fn request(&self, method: Method, path: &str) -> Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header(ORIGIN, office_fixture::ORIGIN)
    }

    pub(super) async fn ask(&self, request: Request<Body>) -> Answer {
        Self::answer(&self.router, request).await
    }

    /// Asks routes beside the portal's own, with a cookie.
    pub(super) async fn ask_of(&self, routes: &Router, path: &str, cookie: &str) -> Answer {
        let request = self.request(Method::GET, path).header(COOKIE, cookie);
        Self::answer(routes, request.body(Body::empty()).expect("a request")).await
    }

    async fn answer(router: &Router, request: Request<Body>) -> Answer {
        let response = router
            .clone()
            .oneshot(request)
            .await
            .expect("the router always answers");
        let (head, body) = response.into_parts();
        let body = body.collect().await.expect("a whole body").to_bytes().to_vec();
        Answer {
            status: head.status,
            headers: head.headers,
            body,
        }
    }

    /// The body of an answer, as it comes.
    pub(super) async fn stream(&self, request: Request<Body>) -> axum::response::Response {
        self.router
            .clone()
            .oneshot(request)
            .await
            .expect("the router always answers")
    }

    pub(super) async fn get(&self, path: &str) -> Answer {
        self.ask(
            self.request(Method::GET, path)
                .body(Body::empty())
                .expect("a request"),
        )
        .await
    }

    pub(super) async fn send(&self, method: Method, path: &str, body: &impl Serialize) -> Answer {
        let request = self
            .request(method, path)
            .header(CONTENT_TYPE, "application/json");
        self.ask(request.body(json(body)).expect("a request")).await
    }

    /// Asks with a cookie.
    pub(super) async fn with_cookie(&self, method: Method, path: &str, cookie: &str) -> Answer {
        let request = self.request(method, path).header(COOKIE, cookie);
        self.ask(request.body(Body::empty()).expect("a request")).await
    }

    /// Signs a member in as a browser does: the cookie.
    pub(super) async fn sign_in(&self, email: &EmailAddress) -> String {
        self.sign_in_with(email, None).await.cookie().expect("a cookie")
    }

    /// The same for a browser that has a cookie already: the last answer.
    pub(super) async fn sign_in_with(&self, email: &EmailAddress, cookie: Option<&str>) -> Answer {
        self.sign_in_from(email, |request| match cookie {
            Some(cookie) => request.header(COOKIE, cookie),
            None => request,
        })
        .await
    }

    /// The same with what `more` adds to the last request.
    pub(super) async fn sign_in_from(
        &self,
        email: &EmailAddress,
        more: impl FnOnce(Builder) -> Builder,
    ) -> Answer {
        let (login, request) = self
            .world
            .draw(|rng| login::client::Login::start(PASSWORD, rng))
            .expect("a login");
        let start = LoginStart {
            email: email.clone(),
            request,
        };
        let started: LoginStarted = self
            .send(Method::POST, "/api/v1/staff/logins", &start)
            .await
            .json();
        let (finalization, _) = self
            .world
            .draw(|rng| login.finish(&started.response, rng))
            .expect("the right password");
        let finish = LoginFinish {
            login: started.login,
            finalization,
        };
        let request = self
            .request(Method::POST, "/api/v1/staff/sessions")
            .header(CONTENT_TYPE, "application/json");
        let answer = self
            .ask(more(request).body(json(&finish)).expect("a request"))
            .await;
        assert!(
            matches!(answer.status, StatusCode::CREATED | StatusCode::ACCEPTED),
            "{answer:?}"
        );
        answer
    }
}

impl Answer {
    #[track_caller]
    pub(super) fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("text")
    }

    pub(super) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("text"))
    }

    /// What goes into `Cookie` from now on.
    pub(super) fn cookie(&self) -> Option<String> {
        let cookie = self.headers.get(SET_COOKIE)?.to_str().expect("text");
        Some(cookie.split(';').next().expect("a cookie").to_owned())
    }

    /// That this is an error with this code, and that its form is the one that every error has.
    #[track_caller]
    pub(super) fn assert_refused(&self, code: ErrorCode) -> ErrorBody {
        let body: ErrorBody = self.json();
        assert_eq!(
            (body.code, self.status.as_u16()),
            (code, code.status()),
            "{}",
            body.message
        );
        assert_eq!(self.header("content-type"), "application/json");
        assert_eq!(self.header("cache-control"), "no-store");
        assert!(body.message.ends_with('.'), "{}", body.message);
        body
    }
}

pub(super) fn json(body: &impl Serialize) -> Body {
    Body::from(serde_json::to_vec(body).expect("JSON"))
}
