use axum::http::{Method, StatusCode};

use super::Portal;

/// Answers of every kind.
const PATHS: [&str; 9] = [
    "/",
    "/de",
    "/de/return",
    "/desk",
    "/desk/found",
    "/nothing",
    "/api/v1/authorities",
    "/api/v1/nothing",
    "/healthz",
];

#[tokio::test]
async fn every_answer_has_the_security_headers() {
    let portal = Portal::new().await;
    for path in PATHS {
        let answer = portal.get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        assert!(
            policy.contains("base-uri 'none'") && policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{path}: {policy}"
        );
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("strict-transport-security", "max-age=63072000"),
        ] {
            assert_eq!(answer.header(name), value, "{path}: {name}");
        }
        assert!(
            answer.header("permissions-policy").contains("camera=()"),
            "{path}"
        );
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn pages_may_run_our_scripts_and_nothing_else_may() {
    let portal = Portal::new().await;
    let page = portal.get("/de").await;
    assert!(
        page.header("content-security-policy")
            .contains("script-src 'self' 'wasm-unsafe-eval'; style-src 'self'")
    );
    for path in ["/api/v1/authorities", "/healthz", "/"] {
        let answer = portal.get(path).await;
        assert!(
            !answer.header("content-security-policy").contains("script-src"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn what_people_write_and_read_stays_in_no_cache() {
    let portal = Portal::new().await;
    for path in [
        "/de/return",
        "/desk",
        "/desk/found",
        "/desk/join",
        "/api/v1/authorities",
        "/api/v1/inbox",
        "/api/v1/citizen/conversation",
    ] {
        assert_eq!(
            portal.get(path).await.header("cache-control"),
            "no-store",
            "{path}"
        );
    }
    assert_eq!(portal.get("/de").await.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn transport_security_is_asked_for_only_where_there_is_any() {
    let portal = Portal::with(|settings| settings.http.origin = "http://localhost:3000".to_owned()).await;
    assert_eq!(portal.get("/de").await.header("strict-transport-security"), "");
}

#[tokio::test]
async fn the_head_of_a_page_can_be_asked_for_alone() {
    let portal = Portal::new().await;
    let request = portal
        .request(Method::HEAD, "/de/about")
        .body(axum::body::Body::empty())
        .expect("a request");
    let answer = portal.ask(request).await;
    assert_eq!((answer.status, answer.body.len()), (StatusCode::OK, 0));
    assert!(
        answer
            .header("content-security-policy")
            .contains("script-src 'self'")
    );
}
