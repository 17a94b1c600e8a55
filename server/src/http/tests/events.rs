use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::http::header::COOKIE;
use axum::http::{Method, StatusCode};
use domain::ErrorCode;
use domain::api::{InboxChange, StaffSessionEntry};
use futures::StreamExt as _;
use tokio::time::timeout;

use super::Portal;

/// Reads the stream until `enough`, or to its end.
async fn read_until(stream: &mut BodyDataStream, enough: &str) -> String {
    let mut read = String::new();
    let reading = async {
        while !read.contains(enough) {
            let Some(chunk) = stream.next().await else { break };
            read.push_str(std::str::from_utf8(&chunk.expect("a chunk")).expect("text"));
        }
    };
    timeout(Duration::from_secs(10), reading)
        .await
        .expect("an event in time");
    read
}

async fn listen(portal: &Portal, cookie: &str) -> BodyDataStream {
    let request = portal
        .request(Method::GET, "/api/v1/events")
        .header(COOKIE, cookie)
        .header("last-event-id", "7");
    let response = portal
        .stream(request.body(Body::empty()).expect("a request"))
        .await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert_eq!(response.headers()["cache-control"], "no-store");
    response.into_body().into_data_stream()
}

#[tokio::test]
async fn a_caseworker_learns_of_their_own_departments_only() {
    let portal = Portal::new().await;
    let town = portal.world.town("musterstadt").await;
    let department = portal.world.department(&town, "buergerbuero").await;
    let other = portal.world.department(&town, "bauamt").await;
    portal.world.caseworker(&town, "clara", &[department]).await;
    let cookie = portal.sign_in(&town.email("clara")).await;
    let mut stream = listen(&portal, &cookie).await;
    let begin = read_until(&mut stream, "retry").await;
    assert!(begin.contains("retry: 3000"), "{begin}");

    let foreign = portal.world.open(other, &portal.world.receipt()).await;
    let own = portal.world.open(department, &portal.world.receipt()).await;
    let read = read_until(&mut stream, "data: ").await;
    assert!(
        read.contains("event: inbox\n") && !read.contains(&foreign.to_string()),
        "{read}"
    );
    let data = read
        .lines()
        .find_map(|line| line.strip_prefix("data: "))
        .expect("data");
    let change: InboxChange = serde_json::from_str(data).expect("a change");
    assert_eq!((change.conversation, change.department), (own, department));
    assert!(read.contains(&format!("id: {}\n", change.position)), "{read}");
}

#[tokio::test]
async fn the_stream_ends_with_the_session() {
    let portal = Portal::new().await;
    let town = portal.world.town("musterstadt").await;
    let cookie = portal.sign_in(&town.email("ada")).await;
    let mut stream = listen(&portal, &cookie).await;
    read_until(&mut stream, ": here").await;
    portal
        .with_cookie(Method::DELETE, "/api/v1/staff/session", &cookie)
        .await;
    let rest = read_until(&mut stream, "never").await;
    assert!(!rest.contains("event:"), "{rest}");
    portal
        .with_cookie(Method::GET, "/api/v1/events", &cookie)
        .await
        .assert_refused(ErrorCode::SessionEnded);
}

#[tokio::test]
async fn nothing_is_told_between_the_end_of_a_session_and_the_next_sign_of_life() {
    let portal = Portal::with(|settings| settings.events_keep_alive = Duration::from_secs(3_600)).await;
    let town = portal.world.town("musterstadt").await;
    let department = portal.world.department(&town, "buergerbuero").await;
    portal.world.caseworker(&town, "clara", &[department]).await;
    let cookie = portal.sign_in(&town.email("clara")).await;
    let mut stream = listen(&portal, &cookie).await;
    read_until(&mut stream, "listening").await;
    portal
        .with_cookie(Method::DELETE, "/api/v1/staff/session", &cookie)
        .await;
    portal.world.open(department, &portal.world.receipt()).await;
    let rest = read_until(&mut stream, "event:").await;
    assert!(!rest.contains("event:"), "{rest}");
}

#[tokio::test]
async fn a_stream_ends_at_once_with_a_session_that_is_ended_from_elsewhere() {
    let portal = Portal::with(|settings| settings.events_keep_alive = Duration::from_secs(3_600)).await;
    let town = portal.world.town("musterstadt").await;
    let lost = portal.sign_in(&town.email("ada")).await;
    let own = portal.sign_in(&town.email("ada")).await;
    let (mut ending, mut going_on) = (listen(&portal, &lost).await, listen(&portal, &own).await);
    read_until(&mut ending, "listening").await;
    read_until(&mut going_on, "listening").await;
    let sessions: Vec<StaffSessionEntry> = portal
        .with_cookie(Method::GET, "/api/v1/staff/sessions", &own)
        .await
        .json();
    let lost = sessions.iter().find(|session| !session.current).expect("two");
    let path = format!("/api/v1/staff/sessions/{}", lost.id);
    portal.with_cookie(Method::DELETE, &path, &own).await;
    // Reads to the end, which comes without a sign of life.
    assert_eq!(read_until(&mut ending, "never").await, "");
    let going_on = timeout(Duration::from_millis(100), going_on.next()).await;
    assert!(going_on.is_err(), "the other one neither ends nor says anything");
}
