use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::http::header::ACCEPT_ENCODING;
use axum::http::{Method, Request, StatusCode};
use axum::response::Response;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::Portal;
use crate::config::Config;
use crate::http::{AppState, Assets, AssetsError, Settings, router};

fn write(folder: &Path, name: &str, content: &str) {
    std::fs::write(folder.join(name), content).expect("written");
}

#[tokio::test]
async fn a_file_is_served_as_it_was_compressed_and_for_ever() {
    let folder = tempfile::tempdir().expect("a folder");
    write(
        folder.path(),
        "manifest.json",
        r#"{"desk.js":"desk.1a2b.js","desk.wasm":"desk.3c4d.wasm"}"#,
    );
    write(folder.path(), "desk.1a2b.js", "plain");
    write(folder.path(), "desk.1a2b.js.br", "brotli");
    write(folder.path(), "desk.1a2b.js.gz", "gzip");
    write(folder.path(), "desk.3c4d.wasm", "\0asm");
    write(folder.path(), "embed.1.5e6f.js", "button");
    let portal = Portal::new().await;
    let assets = Assets::load(folder.path()).expect("assets");
    assert_eq!(assets.names().url("desk.js"), "/assets/desk.1a2b.js");
    let settings = Settings::new(&Config::default());
    let router = router(AppState::new(Arc::clone(&portal.world.office), settings, assets));
    let ask = async |path: &str, accepted: &str| -> Response {
        let request = Request::builder()
            .method(Method::GET)
            .uri(path)
            .header(ACCEPT_ENCODING, accepted);
        router
            .clone()
            .oneshot(request.body(Body::empty()).expect("a request"))
            .await
            .expect("an answer")
    };
    for (accepted, encoding, content) in [
        ("br, gzip", Some("br"), "brotli"),
        ("gzip", Some("gzip"), "gzip"),
        ("", None, "plain"),
    ] {
        let response = ask("/assets/desk.1a2b.js", accepted).await;
        let headers = response.headers();
        assert_eq!(
            headers
                .get("content-encoding")
                .map(|value| value.to_str().expect("text")),
            encoding
        );
        assert_eq!(headers["content-type"], "text/javascript; charset=utf-8");
        assert_eq!(headers["cache-control"], "public, max-age=31536000, immutable");
        assert_eq!(headers["vary"], "accept-encoding");
        let policy = headers["content-security-policy"].to_str().expect("text");
        assert!(policy.contains("'wasm-unsafe-eval'"), "a worker's own: {policy}");
        let body = response.into_body().collect().await.expect("a body").to_bytes();
        assert_eq!(body, content.as_bytes());
    }
    let wasm = ask("/assets/desk.3c4d.wasm", "br").await;
    assert_eq!(wasm.headers()["content-type"], "application/wasm");
    for (path, policy, origin) in [
        ("/assets/desk.1a2b.js", "same-origin", None),
        // Released once and named by its hash on pages of others.
        ("/assets/embed.1.5e6f.js", "cross-origin", Some("*")),
    ] {
        let response = ask(path, "").await;
        let headers = response.headers();
        assert_eq!(headers["cross-origin-resource-policy"], policy, "{path}");
        let allowed = headers.get("access-control-allow-origin");
        assert_eq!(
            allowed.map(|value| value.to_str().expect("text")),
            origin,
            "{path}"
        );
    }
    for hidden in [
        "/assets/manifest.json",
        "/assets/desk.1a2b.js.br",
        "/assets/%2e%2e%2fCargo.toml",
    ] {
        assert_eq!(ask(hidden, "").await.status(), StatusCode::NOT_FOUND, "{hidden}");
    }
}

#[test]
fn missing_or_damaged_bundles_are_named_with_what_makes_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let error = Assets::load(folder.path()).err().expect("no manifest");
    assert!(matches!(error, AssetsError::Unreadable { .. }));
    assert!(error.to_string().contains("cargo xtask bundles"), "{error}");
    write(folder.path(), "manifest.json", "[]");
    let error = Assets::load(folder.path()).err().expect("no object");
    assert!(matches!(error, AssetsError::Manifest(_)));
}
