use domain::api::{EnrolStart, Role};
use domain::audit::{Action, Statement};
use domain::{Bytes, ErrorCode, limits};

use crate::{refusal, town};

#[tokio::test]
async fn an_expired_invitation_that_is_tried_is_in_the_log() {
    let (world, town) = town().await;
    let (member, token) = world.invited(&town, "clara", Role::Caseworker, &[]).await;
    world.advance(limits::INVITATION_SECONDS + 1);
    let request = EnrolStart {
        token,
        request: Bytes(vec![1; 32]),
    };
    let before = log(&world, &town).await.len();
    let refused = world.office.start_enrolment(request).await;
    assert_eq!(refusal(refused), ErrorCode::TokenRefused);
    let entries = log(&world, &town).await;
    assert_eq!(entries.len(), before + 1);
    let (outcome, statement) = entries.last().expect("an entry");
    assert_eq!(outcome, "token_refused");
    assert_eq!(
        (statement.action, statement.subject.member),
        (Action::Enrol, Some(member))
    );

    // A token that nobody was ever given concerns nobody's log.
    let request = EnrolStart {
        token: "no token of ours".to_owned(),
        request: Bytes(vec![1; 32]),
    };
    let refused = world.office.start_enrolment(request).await;
    assert_eq!(refusal(refused), ErrorCode::TokenRefused);
    assert_eq!(log(&world, &town).await.len(), before + 1);
}

#[tokio::test]
async fn auditors_and_administrators_read_their_own_log_only() {
    let (world, town) = town().await;
    let other = world.town("beispielheim").await;
    for (local, role, may) in [
        ("anna", Role::Auditor, true),
        ("lea", Role::Lead, false),
        ("clara", Role::Caseworker, false),
    ] {
        let member = world.enrolled(&town, local, role, &[]).await;
        let unconfirmed = world.office.read_audit(&world.staff(member).await, 0).await;
        assert_eq!(refusal(unconfirmed), ErrorCode::Forbidden);
        world.certify(&town, member).await;
        let read = world.office.read_audit(&world.staff(member).await, 0).await;
        assert_eq!(read.is_ok(), may, "{local}");
    }
    let theirs = world
        .office
        .read_audit(&world.staff(other.administrator).await, 0)
        .await;
    let theirs = theirs.expect("their own log");
    let is_theirs = |bytes: &Bytes| {
        let statement = Statement::read(bytes.as_ref()).expect("a statement");
        statement.authority == other.authority
    };
    assert!(theirs.entries.iter().all(|entry| is_theirs(&entry.statement)));
    assert!(
        theirs
            .members
            .iter()
            .all(|member| member.id == other.administrator)
    );
}

async fn log(world: &office_fixture::World, town: &office_fixture::Town) -> Vec<(String, Statement)> {
    let store = world.office.store();
    let entries = store
        .audit_entries(town.authority, 0, 1_000)
        .await
        .expect("the store");
    entries
        .into_iter()
        .map(|entry| {
            let statement = Statement::read(entry.statement.as_ref()).expect("a statement");
            (entry.outcome, statement)
        })
        .collect()
}
