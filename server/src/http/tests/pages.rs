use axum::body::Body;
use axum::http::header::{ACCEPT_ENCODING, ACCEPT_LANGUAGE};
use axum::http::{Method, StatusCode};

use super::Portal;

#[tokio::test]
async fn the_way_in_is_in_the_callers_language() {
    let portal = Portal::new().await;
    for (accepted, start) in [("en", "/en"), ("de-DE", "/de"), ("fr", "/de")] {
        let request = portal.request(Method::GET, "/").header(ACCEPT_LANGUAGE, accepted);
        let answer = portal.ask(request.body(Body::empty()).expect("a request")).await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (StatusCode::SEE_OTHER, start)
        );
        assert_eq!(answer.header("vary"), "accept-language");
    }
}

#[tokio::test]
async fn every_page_is_there_in_every_language() {
    let portal = Portal::new().await;
    let town = portal.world.town("musterstadt").await;
    portal.world.department(&town, "buergerbuero").await;
    for locale in ["de", "en"] {
        for path in [
            "",
            "/find",
            "/find?q=musterstadt",
            "/a/musterstadt",
            "/a/musterstadt/buergerbuero",
            "/return",
            "/about",
            "/accessibility",
        ] {
            let answer = portal.get(&format!("/{locale}{path}")).await;
            assert_eq!(answer.status, StatusCode::OK, "/{locale}{path}");
            assert!(
                answer.text().contains(&format!("<html lang=\"{locale}\"")),
                "/{locale}{path}"
            );
        }
    }
    for path in ["/desk", "/desk/inbox/1"] {
        let answer = portal.get(path).await;
        assert!(answer.text().contains("id=\"desk\""), "{path}");
    }
    for path in [
        "/desk/found",
        "/desk/join",
        "/desk/account",
        "/desk/administration",
        "/desk/administration/departments/new",
    ] {
        let answer = portal.get(path).await;
        assert!(answer.text().contains("id=\"administration\""), "{path}");
    }
}

#[tokio::test]
async fn a_page_that_is_not_there_says_so_as_a_page() {
    let portal = Portal::new().await;
    let town = portal.world.town("musterstadt").await;
    portal.world.department_without_key(&town, "bauamt").await;
    for path in [
        "/fr",
        "/en/nothing",
        "/en/a/nowhere",
        "/en/a/Not%20a%20slug",
        "/en/a/musterstadt/nothing",
        "/en/a/musterstadt/bauamt",
        "/assets/nothing.js",
        "/assets/../manifest.json",
    ] {
        let answer = portal.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.header("content-type").starts_with("text/html"), "{path}");
        let language = if path.starts_with("/en") { "en" } else { "de" };
        assert!(
            answer.text().contains(&format!("<html lang=\"{language}\"")),
            "{path}"
        );
    }
}

#[tokio::test]
async fn pages_are_compressed_and_answers_of_the_api_are_not() {
    let portal = Portal::new().await;
    portal.world.town("musterstadt").await;
    let ask = async |path: &str| {
        let request = portal
            .request(Method::GET, path)
            .header(ACCEPT_ENCODING, "gzip, br");
        portal.ask(request.body(Body::empty()).expect("a request")).await
    };
    assert_eq!(ask("/de/about").await.header("content-encoding"), "br");
    assert_eq!(ask("/api/v1/authorities").await.header("content-encoding"), "");
}

#[tokio::test]
async fn no_page_has_a_script_or_style_in_its_text() {
    let portal = Portal::new().await;
    let town = portal.world.town("musterstadt").await;
    portal.world.department(&town, "buergerbuero").await;
    for path in [
        "/de",
        "/de/a/musterstadt/buergerbuero",
        "/de/return",
        "/de/about",
        "/desk",
        "/nothing",
    ] {
        let answer = portal.get(path).await;
        let page = answer.text();
        assert!(!page.contains("<style") && !page.contains(" style="), "{path}");
        for script in page.split("<script").skip(1) {
            let (tag, rest) = script.split_once('>').expect("a tag");
            assert!(
                tag.contains(" src=\"/assets/") && rest.starts_with("</script>"),
                "{path}: {tag}"
            );
        }
    }
}
