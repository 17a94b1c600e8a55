use axum::http::{Method, StatusCode};
use domain::api::StaffSession;
use domain::{ErrorCode, limits};

use super::Portal;

const SESSION: &str = "/api/v1/staff/session";

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
    portal.world.advance(limits::STAFF_SESSION_SECONDS - 1);
    assert_eq!(
        portal.with_cookie(Method::GET, SESSION, &cookie).await.status,
        StatusCode::OK
    );
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
