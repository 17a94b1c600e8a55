use axum::body::Body;
use axum::http::header::IF_NONE_MATCH;
use axum::http::{Method, StatusCode};

use super::Portal;

const PATH: &str = "/api/v1/routes?service=99107023017000&area=05162024";

#[tokio::test]
async fn an_answer_that_is_known_is_not_sent_again() {
    let portal = Portal::new().await;
    let first = portal.get(PATH).await;
    assert_eq!(first.status, StatusCode::OK);
    assert!(first.header("cache-control").starts_with("public, max-age="));
    assert_eq!(first.header("access-control-allow-origin"), "*");
    let tag = first.header("etag").to_owned();
    for (known, status) in [
        (tag.clone(), StatusCode::NOT_MODIFIED),
        (format!("\"another\", W/{tag}"), StatusCode::NOT_MODIFIED),
        ("*".to_owned(), StatusCode::NOT_MODIFIED),
        ("\"another\"".to_owned(), StatusCode::OK),
    ] {
        let request = portal.request(Method::GET, PATH).header(IF_NONE_MATCH, &known);
        let answer = portal.ask(request.body(Body::empty()).expect("a request")).await;
        assert_eq!(
            (answer.status, answer.header("etag")),
            (status, tag.as_str()),
            "{known}"
        );
        assert_eq!(answer.body.is_empty(), status == StatusCode::NOT_MODIFIED);
    }
}

/// A page of another portal can tell its person what is wrong, and does not see a broken line.
#[tokio::test]
async fn refusals_are_for_pages_of_others_too() {
    let portal = Portal::with(|settings| settings.limits.requests_per_minute = 4).await;
    for (query, status) in [
        ("service=wohngeld&area=5162024", StatusCode::UNPROCESSABLE_ENTITY),
        ("service=wohngeld", StatusCode::BAD_REQUEST),
        (
            "service=wohngeld&area=05162024&authority=nobody",
            StatusCode::NOT_FOUND,
        ),
        ("service=W&area=05162024", StatusCode::UNPROCESSABLE_ENTITY),
        ("service=wohngeld&area=05162024", StatusCode::TOO_MANY_REQUESTS),
    ] {
        let answer = portal.get(&format!("/api/v1/routes?{query}")).await;
        assert_eq!(answer.status, status, "{query}");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{query}");
    }
    let other = portal.get("/api/v1/search?locale=de").await;
    assert_eq!(other.header("access-control-allow-origin"), "");
}
