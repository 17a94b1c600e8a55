use axum::body::Body;
use axum::http::header::{ACCEPT_ENCODING, ACCEPT_LANGUAGE};
use axum::http::{Method, StatusCode};
use domain::api::Authority;
use domain::limits::START_AUTHORITIES;
use domain::{ErrorBody, ErrorCode};

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
async fn a_slash_too_many_is_no_wrong_address() {
    let portal = Portal::new().await;
    for (typed, meant) in [
        ("/de/", "/de"),
        ("/de/a/musterstadt/", "/de/a/musterstadt"),
        ("/en/find/?q=waste", "/en/find?q=waste"),
    ] {
        let request = portal.request(Method::GET, typed).body(Body::empty());
        let answer = portal.ask(request.expect("a request")).await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (StatusCode::PERMANENT_REDIRECT, meant)
        );
    }
    for elsewhere in ["//evil.example/", "/de//evil.example/", "/nowhere"] {
        let request = portal.request(Method::GET, elsewhere).body(Body::empty());
        let answer = portal.ask(request.expect("a request")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{elsewhere}");
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
            "/authorities",
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

#[tokio::test]
async fn a_portal_of_many_authorities_names_them_initial_by_initial() {
    let portal = Portal::new().await;
    let names: Vec<&'static str> = (0..=START_AUTHORITIES)
        .map(|number| &*format!("town-{number:02}").leak())
        .collect();
    for name in &names {
        portal.world.town(name).await;
    }
    let start = portal.get("/en").await.text().to_owned();
    assert!(
        start.contains("href=\"/en/authorities\"") && !start.contains("href=\"/en/a/"),
        "{start}"
    );
    let list = portal.get("/en/authorities").await.text().to_owned();
    for name in &names {
        assert!(list.contains(&format!("href=\"/en/a/{name}\"")), "{name}: {list}");
    }
    for query in ["initial=BB", "initial=A&initial=B"] {
        let answer = portal.get(&format!("/en/authorities?{query}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{query}");
    }
}

#[tokio::test]
async fn authorities_are_listed_page_by_page_or_by_their_ids() {
    let portal = Portal::new().await;
    let town = portal.world.town("musterstadt").await;
    portal.world.town("kaarst").await;
    let slugs = async |query: &str| {
        let answer = portal.get(&format!("/api/v1/authorities{query}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}");
        let authorities = answer.json::<Vec<Authority>>().into_iter();
        authorities
            .map(|authority| authority.slug.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(slugs("").await, ["kaarst", "musterstadt"]);
    assert_eq!(slugs("?after=kaarst").await, ["musterstadt"]);
    assert_eq!(slugs(&format!("?id={}", town.authority)).await, ["musterstadt"]);
    let unknown = format!("?id={},{}", town.authority, town.administrator);
    assert_eq!(slugs(&unknown).await, ["musterstadt"]);
    assert_eq!(slugs("?q=muster").await, ["musterstadt"]);
    assert_eq!(slugs("?q=nowhere").await, [""; 0]);
    let many = vec![town.authority.to_string(); 101].join(",");
    for query in [
        "id=",
        "id=musterstadt",
        "after=Not%20a%20slug",
        &format!("id={many}"),
    ] {
        let answer = portal.get(&format!("/api/v1/authorities?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert_eq!(answer.json::<ErrorBody>().code, ErrorCode::Malformed, "{query}");
    }
}

#[tokio::test]
async fn a_link_to_a_department_that_is_gone_leads_to_its_authority() {
    let portal = Portal::new().await;
    let town = portal.world.town("musterstadt").await;
    portal.world.department(&town, "buergerbuero").await;
    let page = portal.get("/de/a/musterstadt/gone").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(
        page.text().contains("href=\"/de/a/musterstadt\""),
        "{}",
        page.text()
    );
    let page = portal.get("/de/a/gone/buergerbuero").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(!page.text().contains("/de/a/"), "{}", page.text());
}
