//! Every endpoint of staff against everybody: the office's own tests walk the rows, these walk the addresses.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE};
use axum::http::{Method, StatusCode};
use domain::ErrorBody;
use domain::api::{MarkRead, NewCertificate, NewEpoch, NewEpochGrants, Role};
use office_fixture::{chain, message};
use serde_json::{Value, to_value};

use super::Portal;

#[tokio::test]
async fn every_address_answers_each_role_as_the_table_says() {
    let portal = Portal::new().await;
    let world = &portal.world;
    let town = world.town("musterstadt").await;
    let department = world.department(&town, "buergerbuero").await;
    let other = world.department(&town, "bauamt").await;
    let clara = world.caseworker(&town, "clara", &[department]).await;
    world.caseworker(&town, "otto", &[other]).await;
    world
        .enrolled(&town, "uwe", Role::Caseworker, &[department])
        .await;
    let conversation = world.open(department, &world.receipt()).await;

    let thread = format!("/api/v1/conversations/{conversation}");
    let grants = to_value(NewEpochGrants { grants: Vec::new() });
    let epoch = to_value(NewEpoch {
        epoch: 2,
        chain: chain(),
        grants: Vec::new(),
    });
    // Statuses for: nobody, a caseworker without certificate, one of another department, one of this one, and an
    // administrator without department.
    let table: [(Method, String, Option<Value>, [u16; 5]); 12] = [
        (
            Method::GET,
            "/api/v1/staff/session".to_owned(),
            None,
            [401, 200, 200, 200, 200],
        ),
        (
            Method::GET,
            "/api/v1/inbox".to_owned(),
            None,
            [401, 200, 200, 200, 200],
        ),
        (
            Method::GET,
            format!("/api/v1/inbox?department={department}"),
            None,
            [401, 404, 404, 200, 404],
        ),
        (Method::GET, thread.clone(), None, [401, 404, 404, 200, 404]),
        (
            Method::GET,
            format!("{thread}/messages"),
            None,
            [401, 404, 404, 200, 404],
        ),
        (
            Method::POST,
            format!("{thread}/messages"),
            to_value(message(world)).ok(),
            [401, 404, 404, 201, 404],
        ),
        (
            Method::PUT,
            format!("{thread}/read"),
            to_value(MarkRead { position: 1 }).ok(),
            [401, 404, 404, 204, 404],
        ),
        (
            Method::GET,
            "/api/v1/members".to_owned(),
            None,
            [401, 403, 403, 403, 200],
        ),
        (
            Method::PUT,
            format!("/api/v1/members/{clara}/certificate"),
            to_value(NewCertificate {
                role: Role::Caseworker,
                departments: vec![department],
                chain: chain(),
                epochs: Vec::new(),
            })
            .ok(),
            [401, 403, 403, 403, 204],
        ),
        (
            Method::POST,
            format!("/api/v1/departments/{department}/epochs"),
            epoch.ok(),
            [401, 403, 403, 403, 201],
        ),
        (
            Method::POST,
            format!("/api/v1/departments/{department}/epochs/1/grants"),
            grants.ok(),
            [401, 403, 403, 204, 204],
        ),
        (Method::DELETE, "/api/v1/staff/session".to_owned(), None, [204; 5]),
    ];
    let mut callers = vec![String::new()];
    for local in ["uwe", "otto", "clara", "ada"] {
        callers.push(portal.sign_in(&town.email(local)).await);
    }
    for (method, path, body, expected) in table {
        for (caller, status) in callers.iter().zip(expected) {
            let request = portal
                .request(method.clone(), &path)
                .header(CONTENT_TYPE, "application/json")
                .header(COOKIE, caller);
            let body = body
                .as_ref()
                .map_or(Body::empty(), |body| Body::from(body.to_string()));
            let answer = portal.ask(request.body(body).expect("a request")).await;
            assert_eq!(answer.status.as_u16(), status, "{method} {path}");
            if !answer.status.is_success() {
                assert_eq!(answer.json::<ErrorBody>().code.status(), status);
            }
        }
    }
    let signed_out = portal
        .with_cookie(Method::GET, "/api/v1/staff/session", &callers[1])
        .await;
    assert_eq!(signed_out.status, StatusCode::UNAUTHORIZED);
}
