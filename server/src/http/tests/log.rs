use std::io::Write;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Method;
use axum::http::header::{AUTHORIZATION, COOKIE, USER_AGENT};
use serde_json::Value;
use tracing::Level;

use super::Portal;

/// What is written, for the test to read.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no panic").write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_request_is_logged_as_its_route_and_nothing_of_its_own() {
    let portal = Portal::new().await;
    let lines = Lines::default();
    let writer = lines.clone();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_max_level(Level::DEBUG)
        .with_writer(move || writer.clone())
        .finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let id = "3f1c6c7e-8a44-4a53-9a2c-0d8a1f7a5b11";
    let address: SocketAddr = "192.0.2.77:4711".parse().expect("an address");
    let request = portal
        .request(
            Method::GET,
            &format!("/api/v1/conversations/{id}/messages?after=4321"),
        )
        .header(AUTHORIZATION, "Bearer hush-token")
        .header(COOKIE, "__Host-session=hushhushhushhushhushhu")
        .header(USER_AGENT, "hush-browser")
        .header("x-forwarded-for", "203.0.113.99")
        .extension(ConnectInfo(address))
        .body(Body::empty())
        .expect("a request");
    let answer = portal.ask(request).await;
    portal.get("/hush/nothing?hush").await;
    portal.get("/de/find?q=hush").await;
    portal.get("/api/v1/search?q=hush&locale=de").await;
    drop(guard);

    let text = String::from_utf8(lines.0.lock().expect("no panic").clone()).expect("text");
    let requests: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["fields"].clone())
        .filter(|fields| fields["message"] == "request")
        .collect();
    let [first, second, third, fourth] = requests.as_slice() else {
        panic!("{text}");
    };
    assert_eq!(first["method"], "GET");
    assert_eq!(first["route"], "/api/v1/conversations/{conversation}/messages");
    assert_eq!(first["status"], 401);
    assert_eq!(first["request"], answer.header("x-request-id"));
    assert!(first["microseconds"].is_u64(), "{first}");
    assert_eq!(second["route"], "none");
    assert_eq!(
        (&third["route"], &third["status"]),
        (&"/{locale}/find".into(), &200.into())
    );
    assert_eq!(
        (&fourth["route"], &fourth["status"]),
        (&"/api/v1/search".into(), &200.into())
    );
    for own in [id, "4321", "hush", "192.0.2.77", "203.0.113.99"] {
        assert!(!text.contains(own), "{own} in {text}");
    }
}
