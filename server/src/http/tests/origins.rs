use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, ORIGIN};
use axum::http::{Method, Request, StatusCode};
use domain::ErrorCode;

use super::{Answer, Portal};

async fn from(portal: &Portal, method: Method, path: &str, origin: Option<&str>, cookie: &str) -> Answer {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(CONTENT_TYPE, "application/json")
        .header(COOKIE, cookie);
    if let Some(origin) = origin {
        request = request.header(ORIGIN, origin);
    }
    portal
        .ask(request.body(Body::from("{}")).expect("a request"))
        .await
}

#[tokio::test]
async fn whatever_a_cookie_authorises_comes_from_a_page_of_ours() {
    let portal = Portal::new().await;
    let town = portal.world.town("musterstadt").await;
    let cookie = portal.sign_in(&town.email("ada")).await;
    let foreign = [
        None,
        Some("null"),
        Some("https://evil.example"),
        Some("https://portal.example.evil.example"),
        Some("http://portal.example"),
        Some("https://portal.example:8443"),
        Some("https://portal.example/"),
    ];
    for origin in foreign {
        for (method, path) in [
            (Method::POST, "/api/v1/staff/logins"),
            (Method::POST, "/api/v1/staff/sessions"),
            (Method::DELETE, "/api/v1/staff/session"),
            (Method::POST, "/api/v1/members"),
            (Method::POST, "/api/v1/departments"),
        ] {
            let answer = from(&portal, method, path, origin, &cookie).await;
            answer.assert_refused(ErrorCode::ForeignOrigin);
        }
        let answer = from(&portal, Method::GET, "/api/v1/staff/session", origin, &cookie).await;
        assert_eq!(answer.status, StatusCode::OK, "reading changes nothing");
    }
}

#[tokio::test]
async fn elsewhere_programs_may_leave_the_origin_out_but_pages_of_others_are_refused() {
    let portal = Portal::new().await;
    for path in [
        "/api/v1/tickets",
        "/api/v1/conversations",
        "/api/v1/citizen/sessions",
        "/api/v1/enrolments",
    ] {
        let answer = from(&portal, Method::POST, path, Some("https://evil.example"), "").await;
        answer.assert_refused(ErrorCode::ForeignOrigin);
        let answer = from(&portal, Method::POST, path, None, "").await;
        answer.assert_refused(ErrorCode::Malformed);
    }
}

#[tokio::test]
async fn nobody_is_signed_out_by_following_a_link() {
    let portal = Portal::new().await;
    let town = portal.world.town("musterstadt").await;
    let cookie = portal.sign_in(&town.email("ada")).await;
    for (method, path) in [
        (Method::GET, "/api/v1/staff/session"),
        (Method::POST, "/api/v1/staff/session"),
        (Method::GET, "/api/v1/citizen/sessions/current"),
    ] {
        portal.with_cookie(method, path, &cookie).await;
    }
    let answer = portal
        .with_cookie(Method::GET, "/api/v1/staff/session", &cookie)
        .await;
    assert_eq!(answer.status, StatusCode::OK);
}
