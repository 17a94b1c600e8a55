use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use domain::ErrorCode;
use serde_json::Value;

use super::Portal;

/// Every endpoint that there is; a new one is added here too.
const ENDPOINTS: &str = "\
GET /administration/departments
GET /administration/embedding
PUT /administration/embedding
GET /administration/directory
GET /administration/directory.csv
GET /administration/directory.json
POST /administration/directory/checks
PUT /administration/authority
PUT /administration/directory
GET /administration/policy
PUT /administration/policy
GET /administration/upkeep
GET /audit
GET /authorities
POST /authorities
GET /authorities/{slug}
POST /citizen/challenges
GET /citizen/conversation
GET /citizen/conversation/attachments/{attachment}/parts/{part}
PUT /citizen/conversation/attachments/{attachment}/parts/{part}
POST /citizen/conversation/declines
POST /citizen/conversation/handovers
GET /citizen/conversation/messages
POST /citizen/conversation/messages
DELETE /citizen/conversation/notice
PUT /citizen/conversation/notice
PUT /citizen/conversation/read
POST /citizen/sessions
DELETE /citizen/sessions/current
POST /conversations
GET /conversations/{conversation}
GET /conversations/{conversation}/attachments/{attachment}/parts/{part}
PUT /conversations/{conversation}/attachments/{attachment}/parts/{part}
GET /conversations/{conversation}/messages
POST /conversations/{conversation}/messages
GET /conversations/{conversation}/notes
POST /conversations/{conversation}/notes
PUT /conversations/{conversation}/read
PUT /conversations/{conversation}/status
POST /conversations/{conversation}/proposals
POST /conversations/{conversation}/transfers
POST /conversations/{conversation}/withdrawals
POST /departments
PUT /departments/{department}
POST /departments/{department}/epochs
POST /departments/{department}/epochs/{epoch}/grants
GET /departments/{department}/key
POST /enrolments
PUT /enrolments
GET /events
POST /letters
POST /letters/tickets
POST /foundings
GET /inbox
GET /members
GET /routes
POST /members
PUT /members/{member}/certificate
POST /members/{member}/departure
DELETE /members/{member}/invitation
POST /members/{member}/invitation
GET /openapi.json
GET /search
POST /staff/logins
POST /staff/logins/passkey
POST /staff/logins/second-factor
GET /staff/passkeys
POST /staff/passkeys
POST /staff/passkeys/registrations
DELETE /staff/passkeys/{passkey}
DELETE /staff/session
GET /staff/session
DELETE /staff/sessions
GET /staff/sessions
POST /staff/sessions
POST /staff/sessions/passkey
POST /staff/sessions/second-factor
DELETE /staff/sessions/{session}
POST /staff/unlocks
GET /staff/waiting
POST /restorations
PUT /restorations
POST /members/{member}/restoration
GET /members/{member}/restoration
PUT /members/{member}/restoration
DELETE /members/{member}/restoration
POST /staff/password
PUT /staff/password
GET /staff/recovery-code
PUT /staff/recovery-code
DELETE /staff/recovery-code
POST /staff/recoveries
POST /staff/recoveries/session
POST /tickets";

pub(super) async fn document(portal: &Portal) -> Value {
    let answer = portal.get("/api/v1/openapi.json").await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (StatusCode::OK, "application/json")
    );
    answer.json()
}

/// Method, path and description of every operation.
pub(super) fn operations(document: &Value) -> Vec<(Method, String, Value)> {
    let paths = document["paths"].as_object().expect("paths");
    let of_path = |(path, item): (&String, &Value)| {
        let item = item.as_object().expect("operations").clone();
        let path = path.clone();
        item.into_iter().map(move |(method, operation)| {
            (
                method.to_uppercase().parse().expect("a method"),
                path.clone(),
                operation,
            )
        })
    };
    paths.iter().flat_map(of_path).collect()
}

#[tokio::test]
async fn the_document_lists_exactly_the_endpoints() {
    let portal = Portal::new().await;
    let listed: BTreeSet<_> = operations(&document(&portal).await)
        .into_iter()
        .map(|(method, path, _)| format!("{method} {}", path.strip_prefix("/api/v1").expect("the prefix")))
        .collect();
    let expected: BTreeSet<_> = ENDPOINTS.lines().map(str::to_owned).collect();
    assert_eq!(listed, expected);
}

#[tokio::test]
async fn what_the_document_lists_is_routed() {
    let portal = Portal::new().await;
    let id = portal.world.draw(domain::DepartmentId::random).to_string();
    for (method, path, _) in operations(&document(&portal).await) {
        let filled = path
            .replace("{part}", "0")
            .replace("{epoch}", "1")
            .replace("{slug}", "x");
        let filled: String = filled
            .split('/')
            .map(|part| if part.starts_with('{') { id.as_str() } else { part })
            .collect::<Vec<_>>()
            .join("/");
        let ask = async |method: Method| {
            portal
                .ask(
                    portal
                        .request(method, &filled)
                        .body(Body::empty())
                        .expect("a request"),
                )
                .await
                .status
        };
        assert_ne!(
            ask(method.clone()).await,
            StatusCode::METHOD_NOT_ALLOWED,
            "{method} {path}"
        );
        assert_eq!(
            ask(Method::PATCH).await,
            StatusCode::METHOD_NOT_ALLOWED,
            "{path} is an address"
        );
    }
}

/// `routes!` documents what it routes; `route` would not.
#[test]
fn no_endpoint_goes_past_the_document() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/http/api");
    for entry in std::fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("a file").path();
        let source = std::fs::read_to_string(&path).expect("source");
        for past in [".route(", ".route_service(", ".nest_service(", ".fallback"] {
            assert!(!source.contains(past), "{} in {}", past, path.display());
        }
    }
}

#[tokio::test]
async fn every_documented_error_is_one_of_the_codes_under_its_status() {
    let portal = Portal::new().await;
    let document = document(&portal).await;
    for (method, path, operation) in operations(&document) {
        let responses = operation["responses"].as_object().expect("responses");
        assert!(
            responses.keys().any(|status| status.starts_with('2')),
            "{method} {path}"
        );
        let errors = responses
            .iter()
            .filter(|(status, _)| !status.starts_with(['2', '3']));
        for (status, response) in errors {
            let body = &response["content"]["application/json"]["schema"]["$ref"];
            assert_eq!(body, "#/components/schemas/ErrorBody", "{method} {path} {status}");
            for name in response["description"].as_str().expect("codes").split(", ") {
                let code: ErrorCode = serde_json::from_value(name.trim_matches('`').into())
                    .unwrap_or_else(|_| panic!("{name}"));
                assert_eq!(code.status().to_string(), *status, "{method} {path}");
            }
        }
    }
}

#[tokio::test]
async fn every_operation_has_a_name_of_its_own() {
    let portal = Portal::new().await;
    let mut names = BTreeSet::new();
    for (method, path, operation) in operations(&document(&portal).await) {
        let name = operation["operationId"].as_str().expect("a name").to_owned();
        assert!(names.insert(name.clone()), "{method} {path}: {name}");
    }
}

#[tokio::test]
async fn every_schema_that_is_referred_to_is_there() {
    let portal = Portal::new().await;
    let document = document(&portal).await;
    let text = document.to_string();
    for reference in text.split("#/components/schemas/").skip(1) {
        let name = reference.split('"').next().expect("a name");
        assert!(!document["components"]["schemas"][name].is_null(), "{name}");
    }
}
