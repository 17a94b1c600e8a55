use domain::{Bytes, ErrorCode, limits};

use crate::{refusal, town};

#[tokio::test]
async fn an_unknown_receipt_and_a_wrong_signature_get_the_same_answer() {
    let (world, town) = town().await;
    let department = world.department(&town, "buergerbuero").await;
    let (known, unknown) = (world.receipt(), world.receipt());
    world.open(department, &known).await;

    let challenge = || world.office.challenge_citizen().nonce;
    let stranger = unknown.login(&challenge());
    assert_eq!(
        refusal(world.office.begin_citizen_session(stranger).await),
        ErrorCode::ReceiptRefused
    );
    let mut forged = unknown.login(&challenge());
    forged.locator = known.locator.into();
    assert_eq!(
        refusal(world.office.begin_citizen_session(forged).await),
        ErrorCode::ReceiptRefused
    );
    let mut mixed = known.login(&challenge());
    mixed.nonce = challenge();
    assert_eq!(
        refusal(world.office.begin_citizen_session(mixed).await),
        ErrorCode::ReceiptRefused
    );
}

#[tokio::test]
async fn a_challenge_is_ours_in_time_and_used_once() {
    let (world, town) = town().await;
    let department = world.department(&town, "buergerbuero").await;
    let receipt = world.receipt();
    world.open(department, &receipt).await;

    let login = receipt.login(&world.office.challenge_citizen().nonce);
    world
        .office
        .begin_citizen_session(login.clone())
        .await
        .expect("a session");
    assert_eq!(
        refusal(world.office.begin_citizen_session(login).await),
        ErrorCode::ChallengeRefused
    );

    let late = receipt.login(&world.office.challenge_citizen().nonce);
    world.advance(limits::CHALLENGE_SECONDS + 1);
    assert_eq!(
        refusal(world.office.begin_citizen_session(late).await),
        ErrorCode::ChallengeRefused
    );

    let invented = receipt.login(&Bytes(vec![1; 56]));
    assert_eq!(
        refusal(world.office.begin_citizen_session(invented).await),
        ErrorCode::ChallengeRefused
    );
}

#[tokio::test]
async fn a_failed_login_uses_its_challenge_up() {
    let (world, town) = town().await;
    let department = world.department(&town, "buergerbuero").await;
    let receipt = world.receipt();
    world.open(department, &receipt).await;
    let nonce = world.office.challenge_citizen().nonce;
    let stranger = world.receipt().login(&nonce);
    assert_eq!(
        refusal(world.office.begin_citizen_session(stranger).await),
        ErrorCode::ReceiptRefused
    );
    let login = receipt.login(&nonce);
    assert_eq!(
        refusal(world.office.begin_citizen_session(login).await),
        ErrorCode::ChallengeRefused
    );
}

#[tokio::test]
async fn bytes_of_the_wrong_length_are_malformed() {
    let (world, _) = town().await;
    let receipt = world.receipt();
    let login = receipt.login(&world.office.challenge_citizen().nonce);
    for change in [
        |login: &mut domain::api::OpenSession| login.locator.0.push(0),
        |login: &mut domain::api::OpenSession| login.signature.0.truncate(63),
    ] {
        let mut changed = login.clone();
        change(&mut changed);
        assert_eq!(
            refusal(world.office.begin_citizen_session(changed).await),
            ErrorCode::Malformed
        );
    }
}

#[tokio::test]
async fn a_session_lives_while_it_is_used_and_ends_when_told() {
    let (world, town) = town().await;
    let department = world.department(&town, "buergerbuero").await;
    let receipt = world.receipt();
    world.open(department, &receipt).await;
    let (token, _) = world.log_in(&receipt).await;
    for _ in 0..3 {
        world.advance(limits::CITIZEN_SESSION_SECONDS - 60);
        world.office.citizen(&token).await.expect("in use");
    }
    world.advance(limits::CITIZEN_SESSION_SECONDS + 1);
    assert_eq!(
        refusal(world.office.citizen(&token).await),
        ErrorCode::SessionEnded
    );

    let (token, _) = world.log_in(&receipt).await;
    world.office.end_citizen_session(&token).await.expect("ended");
    world
        .office
        .end_citizen_session(&token)
        .await
        .expect("ended before");
    assert_eq!(
        refusal(world.office.citizen(&token).await),
        ErrorCode::SessionEnded
    );
    assert_eq!(refusal(world.office.citizen("").await), ErrorCode::SessionEnded);
}
