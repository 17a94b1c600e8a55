use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, StatusCode};
use domain::ErrorCode;
use domain::api::LoginStart;

use super::{Answer, Portal, json};

async fn ask_from(portal: &Portal, address: &str, forwarded: &str) -> Answer {
    let address: SocketAddr = format!("{address}:4711").parse().expect("an address");
    let request = portal
        .request(Method::POST, "/api/v1/citizen/challenges")
        .header("x-forwarded-for", forwarded)
        .extension(ConnectInfo(address))
        .body(Body::empty())
        .expect("a request");
    portal.ask(request).await
}

#[tokio::test]
async fn whoever_asks_too_often_is_told_when_to_come_back() {
    let portal = Portal::with(|settings| settings.limits.citizen_logins_per_minute = 2).await;
    for _ in 0..2 {
        assert_eq!(
            ask_from(&portal, "192.0.2.1", "").await.status,
            StatusCode::CREATED
        );
    }
    let answer = ask_from(&portal, "192.0.2.1", "203.0.113.7").await;
    answer.assert_refused(ErrorCode::TooManyRequests);
    let seconds: u64 = answer.header("retry-after").parse().expect("seconds");
    assert!((1..=30).contains(&seconds), "{seconds}");
    assert_eq!(
        ask_from(&portal, "192.0.2.2", "").await.status,
        StatusCode::CREATED,
        "somebody else"
    );
}

#[tokio::test]
async fn behind_our_proxy_callers_are_told_apart() {
    let portal = Portal::with(|settings| {
        settings.limits.citizen_logins_per_minute = 1;
        settings
            .http
            .trusted_proxies
            .0
            .push("10.0.0.0/8".parse().expect("a network"));
    })
    .await;
    assert_eq!(
        ask_from(&portal, "10.0.0.1", "198.51.100.1").await.status,
        StatusCode::CREATED
    );
    assert_eq!(
        ask_from(&portal, "10.0.0.1", "198.51.100.2").await.status,
        StatusCode::CREATED
    );
    let answer = ask_from(&portal, "10.0.0.2", "203.0.113.7, 198.51.100.1").await;
    answer.assert_refused(ErrorCode::TooManyRequests);
}

#[tokio::test]
async fn an_account_is_tried_only_so_often_whether_it_exists_or_not() {
    let portal = Portal::with(|settings| settings.limits.account_logins_per_minute = 1).await;
    let town = portal.world.town("musterstadt").await;
    for account in ["ada", "niemand"] {
        let start = || {
            let (_, request) = portal
                .world
                .draw(|rng| login::client::Login::start("falsch", rng))
                .expect("a login");
            LoginStart {
                email: town.email(account),
                request,
            }
        };
        let first = portal.send(Method::POST, "/api/v1/staff/logins", &start()).await;
        assert_eq!(first.status, StatusCode::CREATED, "{account}");
        let second = portal.send(Method::POST, "/api/v1/staff/logins", &start()).await;
        second.assert_refused(ErrorCode::TooManyRequests);
    }
}

#[tokio::test]
async fn pages_are_limited_too_and_health_is_not() {
    let portal = Portal::with(|settings| settings.limits.requests_per_minute = 1).await;
    assert_eq!(portal.get("/de").await.status, StatusCode::OK);
    let page = portal.get("/de").await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.header("content-type").starts_with("text/html") && !page.header("retry-after").is_empty());
    for _ in 0..3 {
        assert_eq!(portal.get("/healthz").await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn tickets_have_a_limit_of_their_own() {
    let portal = Portal::with(|settings| settings.limits.tickets_per_minute = 1).await;
    let town = portal.world.town("musterstadt").await;
    let department = portal.world.department(&town, "buergerbuero").await;
    let request = || {
        let body = json(&domain::api::TicketRequest { department });
        let request = portal
            .request(Method::POST, "/api/v1/tickets")
            .header(CONTENT_TYPE, "application/json");
        request.body(body).expect("a request")
    };
    assert_eq!(portal.ask(request()).await.status, StatusCode::CREATED);
    portal
        .ask(request())
        .await
        .assert_refused(ErrorCode::TooManyRequests);
    assert_eq!(portal.get("/api/v1/authorities").await.status, StatusCode::OK);
}
