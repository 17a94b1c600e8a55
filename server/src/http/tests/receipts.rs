use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{Method, StatusCode};
use domain::ErrorCode;
use domain::api::{
    ConversationView, LoginChallenge, MessageReceived, NewAttachment, OpenSession, Opened, OpenedSession,
};
use domain::{AttachmentId, Bytes};
use office_fixture::{Receipt, message, sealed_of_size};

use super::{Answer, Portal, json};

async fn challenge(portal: &Portal) -> LoginChallenge {
    let request = portal
        .request(Method::POST, "/api/v1/citizen/challenges")
        .body(Body::empty());
    portal.ask(request.expect("a request")).await.json()
}

async fn begin(portal: &Portal, login: &OpenSession) -> Answer {
    portal.send(Method::POST, "/api/v1/citizen/sessions", login).await
}

async fn as_citizen(
    portal: &Portal,
    token: &str,
    method: Method,
    path: &str,
    media_type: &str,
    body: Body,
) -> Answer {
    let request = portal
        .request(method, &format!("/api/v1/citizen/{path}"))
        .header(AUTHORIZATION, format!("Bearer {token}"))
        .header(CONTENT_TYPE, media_type);
    portal.ask(request.body(body).expect("a request")).await
}

/// A portal with one conversation and its receipt.
async fn conversation() -> (Portal, Receipt, AttachmentId) {
    let portal = Portal::new().await;
    let town = portal.world.town("musterstadt").await;
    let department = portal.world.department(&town, "buergerbuero").await;
    let receipt = portal.world.receipt();
    let file = portal.world.draw(AttachmentId::random);
    let mut request = portal.world.opening(department, &receipt).await;
    request.message.attachments = vec![NewAttachment {
        id: file,
        size: 3_000,
    }];
    let answer = portal.send(Method::POST, "/api/v1/conversations", &request).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let opened: Opened = answer.json();
    let again = portal.send(Method::POST, "/api/v1/conversations", &request).await;
    assert_eq!(again.json::<Opened>(), opened);
    (portal, receipt, file)
}

#[tokio::test]
async fn a_receipt_opens_its_conversation_from_anywhere() {
    let (portal, receipt, file) = conversation().await;
    let login = receipt.login(&challenge(&portal).await.nonce);
    let answer = begin(&portal, &login).await;
    assert_eq!(
        (answer.status, answer.header("set-cookie")),
        (StatusCode::CREATED, "")
    );
    let token = answer.json::<OpenedSession>().token;

    let ask = async |method, path: &str, media_type: &str, body| {
        as_citizen(&portal, &token, method, path, media_type, body).await
    };
    let part = format!("conversation/attachments/{file}/parts/0");
    let bytes = sealed_of_size(3_000);
    let put = ask(
        Method::PUT,
        &part,
        "application/octet-stream",
        Body::from(bytes.0.clone()),
    )
    .await;
    assert_eq!(put.status, StatusCode::NO_CONTENT, "{put:?}");
    let got = ask(Method::GET, &part, "", Body::empty()).await;
    assert_eq!(
        (got.header("content-type"), &got.body),
        ("application/octet-stream", &bytes.0)
    );

    let written = ask(
        Method::POST,
        "conversation/messages",
        "application/json",
        json(&message(&portal.world)),
    )
    .await;
    let position = written.json::<MessageReceived>().position;
    let view: ConversationView = ask(Method::GET, "conversation", "", Body::empty()).await.json();
    assert_eq!(
        view.messages.messages.last().map(|message| message.position),
        Some(position)
    );

    let ended = ask(Method::DELETE, "sessions/current", "", Body::empty()).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    ask(Method::GET, "conversation", "", Body::empty())
        .await
        .assert_refused(ErrorCode::SessionEnded);
}

#[tokio::test]
async fn an_unknown_receipt_and_a_forged_login_get_one_and_the_same_answer() {
    let (portal, receipt, _) = conversation().await;
    let unknown = portal.world.receipt();
    let mut forged = unknown.login(&challenge(&portal).await.nonce);
    forged.locator = receipt.locator.into();
    let stranger = unknown.login(&challenge(&portal).await.nonce);
    let (forged, stranger) = (begin(&portal, &forged).await, begin(&portal, &stranger).await);
    assert_eq!(
        forged.assert_refused(ErrorCode::ReceiptRefused),
        stranger.assert_refused(ErrorCode::ReceiptRefused)
    );
    let names = |answer: &Answer| {
        let mut names: Vec<_> = answer.headers.keys().map(ToString::to_string).collect();
        names.sort();
        names
    };
    assert_eq!(names(&forged), names(&stranger));
}

#[tokio::test]
async fn a_login_that_was_recorded_is_of_no_use() {
    let (portal, receipt, _) = conversation().await;
    let login = receipt.login(&challenge(&portal).await.nonce);
    assert_eq!(begin(&portal, &login).await.status, StatusCode::CREATED);
    begin(&portal, &login)
        .await
        .assert_refused(ErrorCode::ChallengeRefused);
}

#[tokio::test]
async fn without_a_token_there_is_nothing_to_see() {
    let (portal, _, _) = conversation().await;
    for authorization in ["", "Bearer", "Bearer ", "Bearer x", "Basic eDp5"] {
        let request = portal
            .request(Method::GET, "/api/v1/citizen/conversation")
            .header(AUTHORIZATION, authorization)
            .body(Body::empty());
        let answer = portal.ask(request.expect("a request")).await;
        answer.assert_refused(ErrorCode::SessionEnded);
    }
}

#[tokio::test]
async fn an_unsealed_message_is_the_callers_mistake() {
    let portal = Portal::new().await;
    let town = portal.world.town("musterstadt").await;
    let department = portal.world.department(&town, "buergerbuero").await;
    let mut request = portal.world.opening(department, &portal.world.receipt()).await;
    request.message.sealed = Bytes(b"Guten Tag".to_vec());
    let answer = portal.send(Method::POST, "/api/v1/conversations", &request).await;
    answer.assert_refused(ErrorCode::NotSealed);
}
