use axum::http::StatusCode;
use domain::directory::Directory;
use office_fixture::{area, service};
use serde_json::Value;

use super::Portal;

/// A portal with a town that serves housing benefit in one place and leaves the rest to its front office.
async fn portal() -> Portal {
    let portal = Portal::new().await;
    let town = portal.world.town("kaarst").await;
    let housing = portal.world.department(&town, "wohngeldstelle").await;
    let office = portal.world.department(&town, "buergerbuero").await;
    let directory = Directory {
        fallback: Some(office),
        areas: vec![
            area("05162016", "Kaarst", "Rhein-Kreis Neuss"),
            area("03358016", "Neuenkirchen", "Heidekreis"),
            area("05566048", "Neuenkirchen", "Kreis Steinfurt"),
        ],
        services: vec![service(
            "wohngeld",
            "Wohngeld",
            &["Mietzuschuss"],
            &[("05162016", housing)],
        )],
        ..Directory::default()
    };
    portal.world.set_directory(&town, directory).await;
    portal
}

#[tokio::test]
async fn what_is_typed_is_suggested_and_what_is_suggested_is_found() {
    let portal = portal().await;
    let answer = portal.get("/api/v1/search?q=wonhgeld%20kaarts&locale=en").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("cache-control"), "private, max-age=60");
    let suggestion = answer.json::<Value>()["suggestions"][0].clone();
    assert_eq!(suggestion["text"], "Wohngeld");
    assert_eq!(suggestion["place"], "05162016");
    assert_eq!(suggestion["address"], "/en/find?place=05162016&service=wohngeld");
    let page = portal
        .get(suggestion["address"].as_str().expect("an address"))
        .await;
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    assert!(
        page.text().contains("href=\"/en/a/kaarst/wohngeldstelle\""),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn a_page_says_who_is_in_charge_asks_or_says_who_takes_the_rest() {
    let portal = portal().await;
    for (query, said) in [
        ("q=Mietzuschuss+Kaarst", "/de/a/kaarst/wohngeldstelle"),
        ("q=Raumfahrt+Kaarst", "keine eigene Abteilung"),
        ("q=Raumfahrt+Kaarst", "/de/a/kaarst/buergerbuero"),
        ("q=Neuenkirchen", "Kreis Steinfurt"),
        ("q=Neuenkirchen", "/de/find?q=Neuenkirchen&amp;place=05566048"),
        ("place=05162016", "Behörden für Kaarst"),
        ("authority=kaarst&service=wohngeld", "/de/a/kaarst/wohngeldstelle"),
        ("q=Wohngeld+Berlin", "„Berlin“ kennt dieses Portal nicht"),
        (
            "q=Wohngeld+Berlin",
            "/de/find?authority=kaarst&amp;service=wohngeld",
        ),
        ("q=Wohngeld+Berlin", "href=\"tel:115\""),
        (
            "q=Raumfahrt+Neuenkirchen&place=05566048",
            "keine eigene Abteilung",
        ),
        ("q=xyzzy", "nichts gefunden"),
        ("", "Ort und Anliegen"),
    ] {
        let page = portal.get(&format!("/de/find?{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        assert!(page.text().contains(said), "{query}: {said} in {}", page.text());
    }
}

#[tokio::test]
async fn where_nobody_is_in_charge_there_is_a_number_to_call() {
    let portal = Portal::new().await;
    let town = portal.world.town("kaarst").await;
    portal.world.department(&town, "wohngeldstelle").await;
    let directory = Directory {
        areas: vec![area("05162016", "Kaarst", "")],
        ..Directory::default()
    };
    portal.world.set_directory(&town, directory).await;
    let page = portal.get("/de/find?q=Raumfahrt+Kaarst").await;
    assert!(page.text().contains("oder rufen Sie an"), "{}", page.text());
    assert!(page.text().contains("href=\"tel:115\""), "{}", page.text());
}

#[tokio::test]
async fn of_two_authorities_that_take_the_rest_neither_is_named_alone() {
    let portal = Portal::new().await;
    for name in ["kaarst", "neuss"] {
        let town = portal.world.town(name).await;
        let directory = Directory {
            fallback: Some(portal.world.department(&town, "buergerbuero").await),
            areas: vec![area("05162016", "Kaarst", "")],
            ..Directory::default()
        };
        portal.world.set_directory(&town, directory).await;
    }
    let page = portal.get("/de/find?q=Raumfahrt+Kaarst").await;
    assert!(
        page.text().contains("An welche möchten Sie schreiben?"),
        "{}",
        page.text()
    );
    assert!(!page.text().contains("Ihre Nachricht geht an"), "{}", page.text());
}

#[tokio::test]
async fn hostile_and_malformed_queries_are_refused_or_mean_nothing() {
    let portal = portal().await;
    for query in [
        "place=5162016",
        "place=%27%20OR%201",
        "authority=../x",
        "service=A%20B",
        "q=a&q=b",
    ] {
        let page = portal.get(&format!("/de/find?{query}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{query}");
        assert!(page.header("content-type").starts_with("text/html"), "{query}");
    }
    let script = portal
        .get("/de/find?q=%3Cscript%3Ealert(1)%3C/script%3E%22%27")
        .await;
    assert_eq!(script.status, StatusCode::OK);
    assert!(!script.text().contains("<script>alert"));
    let long = "%C3%A4".repeat(201);
    assert_eq!(
        portal.get(&format!("/de/find?q={long}")).await.status,
        StatusCode::OK
    );
    for (query, code) in [
        (format!("q={long}"), "too_large"),
        ("locale=de".to_owned(), "malformed"),
        ("q=a&locale=fr".to_owned(), "malformed"),
    ] {
        let answer = portal.get(&format!("/api/v1/search?{query}")).await;
        assert_eq!(answer.json::<Value>()["code"], code, "{query}");
    }
}
