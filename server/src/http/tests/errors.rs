use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, COOKIE};
use axum::http::{Method, Request, StatusCode};
use axum::routing::get;
use domain::api::{DepartmentEpoch, Departure, NewEpoch, NewEpochGrant, TicketRequest};
use domain::audit::{Action, STATEMENT_HEADER, Subject};
use domain::{DepartmentId, ErrorBody, ErrorCode, MemberId, limits};
use futures::stream;
use office_fixture::sealed_of_size;
use tower::ServiceExt as _;

use super::{Portal, json};
use crate::http::surround;

const TICKETS: &str = "/api/v1/tickets";

async fn post(portal: &Portal, media_type: &str, body: impl Into<Body>) -> super::Answer {
    let request = portal
        .request(Method::POST, TICKETS)
        .header(CONTENT_TYPE, media_type);
    portal.ask(request.body(body.into()).expect("a request")).await
}

#[tokio::test]
async fn an_address_that_is_none_is_not_found_in_the_callers_language() {
    let portal = Portal::new().await;
    for path in [
        "/api",
        "/api/",
        "/api/v1",
        "/api/v1/nothing",
        "/api/v2/authorities",
    ] {
        portal.get(path).await.assert_refused(ErrorCode::NotFound);
    }
    let request = portal
        .request(Method::GET, "/api/v1/nothing")
        .header(ACCEPT_LANGUAGE, "en-GB, de;q=0.5");
    let answer = portal.ask(request.body(Body::empty()).expect("a request")).await;
    let english = answer.assert_refused(ErrorCode::NotFound).message;
    let german = portal
        .get("/api/v1/nothing")
        .await
        .assert_refused(ErrorCode::NotFound)
        .message;
    assert!(
        english.contains("not found") && german.contains("nicht gefunden"),
        "{english} {german}"
    );
}

#[tokio::test]
async fn a_method_that_an_address_does_not_have_is_said_so() {
    let portal = Portal::new().await;
    let answer = portal.get(TICKETS).await;
    answer.assert_refused(ErrorCode::MethodNotAllowed);
    assert_eq!(answer.header("allow"), "POST");
}

#[tokio::test]
async fn what_is_not_the_expected_json_is_malformed() {
    let portal = Portal::new().await;
    let id = portal.world.draw(DepartmentId::random);
    let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    for body in [
        String::new(),
        "{".to_owned(),
        "null".to_owned(),
        "{}".to_owned(),
        r#"{"department":"x"}"#.to_owned(),
        format!(r#"{{"department":"{id}","more":1}}"#),
        format!(r#"{{"department":"{id}","department":"{id}"}}"#),
        format!(r#"{{"department":"{id}"}} trailing"#),
        deep(limits::JSON_DEPTH + 1),
        deep(100_000),
        "\u{feff}{}".to_owned(),
    ] {
        post(&portal, "application/json", body)
            .await
            .assert_refused(ErrorCode::Malformed);
    }
    post(&portal, "application/json", vec![0xff, 0xfe])
        .await
        .assert_refused(ErrorCode::Malformed);
    portal
        .get("/api/v1/departments/not-an-id/key")
        .await
        .assert_refused(ErrorCode::Malformed);
}

#[tokio::test]
async fn another_media_type_is_told_apart() {
    let portal = Portal::new().await;
    for media_type in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonx",
        "",
    ] {
        post(&portal, media_type, "{}")
            .await
            .assert_refused(ErrorCode::UnsupportedMediaType);
    }
    let id = portal.world.draw(DepartmentId::random);
    let body = json(&TicketRequest { department: id });
    post(&portal, "Application/JSON; charset=utf-8", body)
        .await
        .assert_refused(ErrorCode::NotFound);
}

#[tokio::test]
async fn what_announces_itself_as_too_large_is_refused_unread() {
    let portal = Portal::new().await;
    let polls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&polls);
    let body = stream::repeat_with(move || {
        counted.fetch_add(1, Ordering::SeqCst);
        Ok::<_, std::io::Error>(vec![b' '; 1024])
    });
    let request = portal
        .request(Method::POST, TICKETS)
        .header(CONTENT_TYPE, "application/json")
        .header(CONTENT_LENGTH, limits::JSON_BODY_BYTES + 1)
        .body(Body::from_stream(body))
        .expect("a request");
    portal.ask(request).await.assert_refused(ErrorCode::TooLarge);
    assert_eq!(polls.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn what_turns_out_to_be_too_large_is_read_up_to_the_limit() {
    let portal = Portal::new().await;
    let polls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&polls);
    let endless = stream::repeat_with(move || {
        counted.fetch_add(1, Ordering::SeqCst);
        Ok::<_, std::io::Error>(vec![b' '; 1024])
    });
    let answer = post(&portal, "application/json", Body::from_stream(endless)).await;
    answer.assert_refused(ErrorCode::TooLarge);
    assert!(polls.load(Ordering::SeqCst) <= limits::JSON_BODY_BYTES / 1024 + 2);
}

#[tokio::test]
async fn keys_for_a_whole_town_hall_fit_into_one_request() {
    let portal = Portal::new().await;
    let town = portal.world.town("musterstadt").await;
    let cookie = portal
        .sign_in(&"ada@musterstadt.example".parse().expect("plain"))
        .await;
    let path = format!("/api/v1/members/{}/departure", town.administrator);
    let departure = |members: usize| Departure {
        epochs: vec![DepartmentEpoch {
            department: portal.world.draw(DepartmentId::random),
            epoch: NewEpoch {
                epoch: 2,
                chain: vec![vec![4; 300].into()],
                grants: (0..members)
                    .map(|_| NewEpochGrant {
                        member: portal.world.draw(MemberId::random),
                        sealed: sealed_of_size(2_900),
                    })
                    .collect(),
            },
        }],
        forsake_history: false,
        revocation: Vec::new(),
    };
    let send = async |members, cookie: &str| {
        let actor = town.administrator;
        let statement = portal
            .world
            .statement(actor, Action::Depart, Subject::member(actor));
        let request = portal
            .request(Method::POST, &path)
            .header(CONTENT_TYPE, "application/json")
            .header(STATEMENT_HEADER, portal.world.signed(actor, &statement.await))
            .header(COOKIE, cookie);
        let body = json(&departure(members));
        portal.ask(request.body(body).expect("a request")).await
    };
    let read = send(2_000, &cookie).await;
    read.assert_refused(ErrorCode::UntrustedChain);
    send(2_400, &cookie).await.assert_refused(ErrorCode::TooLarge);
    send(2_000, "").await.assert_refused(ErrorCode::SessionEnded);
}

#[tokio::test]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let portal = Portal::new().await;
    tokio::time::pause();
    let never = stream::pending::<Result<Vec<u8>, std::io::Error>>();
    post(&portal, "application/json", Body::from_stream(never))
        .await
        .assert_refused(ErrorCode::Timeout);
}

#[tokio::test]
async fn a_body_that_drips_is_not_waited_for_either() {
    let portal = Portal::new().await;
    tokio::time::pause();
    let dripping = stream::unfold((), async |()| {
        tokio::time::sleep(std::time::Duration::from_secs(5)).await;
        Some((Ok::<_, std::io::Error>(b" ".to_vec()), ()))
    });
    let begin = tokio::time::Instant::now();
    post(&portal, "application/json", Body::from_stream(Box::pin(dripping)))
        .await
        .assert_refused(ErrorCode::Timeout);
    assert_eq!(
        begin.elapsed().as_secs(),
        portal.state.settings.http.request_seconds
    );
}

#[tokio::test]
async fn an_address_that_two_programs_could_read_differently_is_refused_as_such() {
    let portal = Portal::new().await;
    let body = serde_json::json!({ "email": "a@evil.example@gouv.fr", "request": "" });
    portal
        .send(Method::POST, "/api/v1/staff/logins", &body)
        .await
        .assert_refused(ErrorCode::EmailRefused);
}

#[tokio::test]
async fn of_a_panic_only_the_requests_id_gets_out() {
    let portal = Portal::new().await;
    let routes = Router::new().route(
        "/api/v1/broken",
        get(async || -> StatusCode { panic!("a secret") }),
    );
    let request = Request::get("/api/v1/broken")
        .body(Body::empty())
        .expect("a request");
    let response = surround(routes, portal.state.clone())
        .oneshot(request)
        .await
        .expect("an answer");
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let id = response.headers()["x-request-id"]
        .to_str()
        .expect("text")
        .to_owned();
    let body = axum::body::to_bytes(response.into_body(), 10_000)
        .await
        .expect("a body");
    let body: ErrorBody = serde_json::from_slice(&body).expect("JSON");
    assert_eq!(body.code, ErrorCode::Internal);
    assert!(
        body.message.contains(&id) && !body.message.contains("secret"),
        "{}",
        body.message
    );
}

#[tokio::test]
async fn without_the_database_everything_says_so() {
    let portal = Portal::new().await;
    let town = portal.world.town("musterstadt").await;
    let cookie = portal.sign_in(&town.email("ada")).await;
    assert_eq!(portal.get("/readyz").await.status, StatusCode::OK);
    portal.world.office.store().close().await;

    let answer = portal.get("/api/v1/authorities").await;
    answer.assert_refused(ErrorCode::Unavailable);
    assert_eq!(answer.header("retry-after"), "10");
    let answer = portal.with_cookie(Method::GET, "/api/v1/inbox", &cookie).await;
    answer.assert_refused(ErrorCode::Unavailable);
    let page = portal.get("/de").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.header("content-type").starts_with("text/html"));
    assert_eq!(
        portal.get("/readyz").await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
    assert_eq!(portal.get("/healthz").await.status, StatusCode::OK);
}
