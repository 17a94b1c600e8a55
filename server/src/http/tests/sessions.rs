use axum::Router;
use axum::http::header::USER_AGENT;
use axum::http::{Method, StatusCode};
use axum::routing::get;
use domain::api::{StaffSession, StaffSessionEntry};
use domain::{ErrorCode, limits};

use super::Portal;
use crate::http::session::{self, Fresh};
use crate::http::surround;

const SESSION: &str = "/api/v1/staff/session";
const SESSIONS: &str = "/api/v1/staff/sessions";

#[tokio::test]
async fn the_cookie_is_for_this_host_and_its_scripts_do_not_see_it() {
    let portal = Portal::new().await;
    let town = portal.world.town("musterstadt").await;
    let answer = portal.sign_in_with(&town.email("ada"), None).await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-session="), "{cookie}");
    for attribute in ["; HttpOnly", "; SameSite=Strict", "; Secure", "; Path=/"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert!(
        !cookie.contains("Max-Age") && !cookie.contains("Expires") && !cookie.contains("Domain"),
        "{cookie}"
    );
    let session: StaffSession = answer.json();
    assert_eq!(session.member.id, town.administrator);
}

#[tokio::test]
async fn a_session_that_somebody_planted_is_not_taken_over() {
    let portal = Portal::new().await;
    let town = portal.world.town("musterstadt").await;
    let department = portal.world.department(&town, "buergerbuero").await;
    portal.world.caseworker(&town, "clara", &[department]).await;
    let planted = portal.sign_in(&town.email("clara")).await;
    let answer = portal.sign_in_with(&town.email("ada"), Some(&planted)).await;
    let own = answer.cookie().expect("a new cookie");
    assert_ne!(own, planted);
    portal
        .with_cookie(Method::GET, SESSION, &planted)
        .await
        .assert_refused(ErrorCode::SessionEnded);
    let session: StaffSession = portal.with_cookie(Method::GET, SESSION, &own).await.json();
    assert_eq!(session.member.id, town.administrator);

    let invented = "__Host-session=AAAAAAAAAAAAAAAAAAAAAA";
    let answer = portal.sign_in_with(&town.email("ada"), Some(invented)).await;
    assert_ne!(answer.cookie().as_deref(), Some(invented));
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server_and_in_the_browser() {
    let portal = Portal::new().await;
    let town = portal.world.town("musterstadt").await;
    let cookie = portal.sign_in(&town.email("ada")).await;
    let answer = portal.with_cookie(Method::DELETE, SESSION, &cookie).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(
        answer.header("set-cookie"),
        "__Host-session=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict"
    );
    portal
        .with_cookie(Method::GET, SESSION, &cookie)
        .await
        .assert_refused(ErrorCode::SessionEnded);
    let again = portal.with_cookie(Method::DELETE, SESSION, &cookie).await;
    assert_eq!(again.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_session_ends_by_the_offices_clock() {
    let portal = Portal::new().await;
    let town = portal.world.town("musterstadt").await;
    let cookie = portal.sign_in(&town.email("ada")).await;
    let mut left = limits::STAFF_SESSION_SECONDS - 1;
    while left > 0 {
        let step = left.min(limits::STAFF_IDLE_SECONDS - 1);
        portal.world.advance(step);
        left -= step;
        assert_eq!(
            portal.with_cookie(Method::GET, SESSION, &cookie).await.status,
            StatusCode::OK
        );
    }
    portal.world.advance(1);
    portal
        .with_cookie(Method::GET, SESSION, &cookie)
        .await
        .assert_refused(ErrorCode::SessionEnded);
    let expired = portal
        .world
        .office
        .store()
        .expire(portal.world.now())
        .await
        .expect("the store");
    assert_eq!(expired.staff_sessions, 1, "the database may forget it too");
}

#[tokio::test]
async fn without_a_session_there_is_nothing_to_see() {
    let portal = Portal::new().await;
    for cookie in [
        "",
        "__Host-session=",
        "__Host-session=x",
        "__Host-session=AAAAAAAAAAAAAAAAAAAAAA",
        "session=1",
    ] {
        for path in [SESSION, "/api/v1/inbox", "/api/v1/events", "/api/v1/members"] {
            portal
                .with_cookie(Method::GET, path, cookie)
                .await
                .assert_refused(ErrorCode::SessionEnded);
        }
    }
}

#[tokio::test]
async fn a_session_that_nobody_uses_ends() {
    let portal = Portal::new().await;
    let town = portal.world.town("musterstadt").await;
    let cookie = portal.sign_in(&town.email("ada")).await;
    portal.world.advance(limits::STAFF_IDLE_SECONDS - 1);
    // A page that reconnects by itself is nobody's use.
    let events = portal
        .request(Method::GET, "/api/v1/events")
        .header("cookie", &cookie);
    let stream = portal
        .stream(events.body(axum::body::Body::empty()).expect("a request"))
        .await;
    assert_eq!(stream.status(), StatusCode::OK);
    portal.world.advance(1);
    portal
        .with_cookie(Method::GET, SESSION, &cookie)
        .await
        .assert_refused(ErrorCode::SessionEnded);
}

#[tokio::test]
async fn a_member_sees_their_sessions_and_ends_one_of_them() {
    let portal = Portal::new().await;
    let town = portal.world.town("musterstadt").await;
    let elsewhere = portal.world.town("beispielheim").await;
    let office = portal.sign_in(&town.email("ada")).await;
    let foreign = portal.sign_in(&elsewhere.email("ada")).await;
    portal.world.advance(120);
    let home = portal.sign_in(&town.email("ada")).await;
    let list = async |cookie: &str| {
        let answer = portal.with_cookie(Method::GET, SESSIONS, cookie).await;
        answer.json::<Vec<StaffSessionEntry>>()
    };
    let now = portal.world.now();
    let listed = list(&home).await;
    let seen: Vec<_> = listed
        .iter()
        .map(|session| (session.current, session.started_at, session.used_at))
        .collect();
    assert_eq!(seen, [(true, now, now), (false, now.plus(-120), now.plus(-120))]);
    let path = format!("{SESSIONS}/{}", listed[1].id);
    portal
        .with_cookie(Method::DELETE, &path, &foreign)
        .await
        .assert_refused(ErrorCode::NotFound);
    let ended = portal.with_cookie(Method::DELETE, &path, &home).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    portal
        .with_cookie(Method::GET, SESSION, &office)
        .await
        .assert_refused(ErrorCode::SessionEnded);
    assert_eq!(list(&home).await.len(), 1);

    let all = portal.with_cookie(Method::DELETE, SESSIONS, &home).await;
    assert_eq!(all.status, StatusCode::NO_CONTENT);
    assert!(all.header("set-cookie").contains("Max-Age=0"));
    portal
        .with_cookie(Method::GET, SESSION, &home)
        .await
        .assert_refused(ErrorCode::SessionEnded);
    assert_eq!(list(&foreign).await.len(), 1, "somebody else's goes on");
}

#[tokio::test]
async fn of_the_browser_two_words_are_kept() {
    let portal = Portal::new().await;
    let town = portal.world.town("musterstadt").await;
    let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    let answer = portal
        .sign_in_from(&town.email("ada"), |request| request.header(USER_AGENT, agent))
        .await;
    let cookie = answer.cookie().expect("a cookie");
    let answer = portal.with_cookie(Method::GET, SESSIONS, &cookie).await;
    assert_eq!(
        answer.json::<Vec<StaffSessionEntry>>()[0].device,
        "Firefox, Linux"
    );
}

#[tokio::test]
async fn a_proof_of_who_one_is_is_fresh_for_ten_minutes() {
    let portal = Portal::new().await;
    let town = portal.world.town("musterstadt").await;
    let cookie = portal.sign_in(&town.email("ada")).await;
    let routes = Router::new()
        .route(
            "/api/v1/fresh",
            get(async |Fresh(current): Fresh| current.staff.member().name.clone()),
        )
        .layer(session::layer(&portal.state));
    let routes = surround(routes, portal.state.clone());
    let ask = async |cookie: &str| portal.ask_of(&routes, "/api/v1/fresh", cookie).await;
    portal.world.advance(limits::FRESH_PROOF_SECONDS - 1);
    assert_eq!(ask(&cookie).await.status, StatusCode::OK);
    portal.world.advance(1);
    ask(&cookie).await.assert_refused(ErrorCode::ProofOutdated);
    ask("").await.assert_refused(ErrorCode::SessionEnded);
    let again = portal.sign_in_with(&town.email("ada"), Some(&cookie)).await;
    assert_eq!(
        ask(&again.cookie().expect("a cookie")).await.status,
        StatusCode::OK
    );
}
