//! What is due of keys and certificates, as time passes.

use domain::api::{Role, Upkeep};
use domain::limits::{
    CERTIFICATE_WARNING_SECONDS, EPOCH_SECONDS, MEMBER_CERTIFICATE_SECONDS, UPKEEP_LETTER_SECONDS,
    UPKEEP_PATIENCE_SECONDS,
};
use domain::{ErrorCode, MemberId, SECONDS_PER_DAY};
use office_fixture::World;
use store::{Delivery, Errand};

use crate::{refusal, town};

async fn due(world: &World, member: MemberId) -> Upkeep {
    let staff = world.staff(member).await;
    world.office.upkeep(&staff).await.expect("an administrator")
}

/// Sends nothing, and answers to whom letters about upkeep would go.
async fn reminded(world: &World) -> Vec<MemberId> {
    let reminded = world.office.remind_of_upkeep().await.expect("the store");
    let store = world.office.store();
    let mut members = Vec::new();
    for entry in store
        .claim_outbox(world.now(), world.now(), 100)
        .await
        .expect("the store")
    {
        if let Errand::Upkeep(member) = entry.errand {
            members.push(member);
        }
        store
            .settle_outbox(entry, Delivery::Done)
            .await
            .expect("the store");
    }
    assert_eq!(reminded > 0, !members.is_empty());
    members
}

#[tokio::test]
async fn a_departments_key_is_due_after_ninety_days() {
    let (world, town) = town().await;
    let department = world.department_without_key(&town, "buergerbuero").await;
    let nobodys = world.department(&town, "bauamt").await;
    let clara = world.caseworker(&town, "clara", &[department, nobodys]).await;
    world.publish_epoch(&town, department, 1, &[clara]).await;
    world.advance(EPOCH_SECONDS - 1);
    assert_eq!(due(&world, town.administrator).await, Upkeep::default());
    world.advance(1);
    let expected = Upkeep {
        // One that nobody could open is a matter of assigning somebody.
        epochs: vec![department],
        ..Upkeep::default()
    };
    assert_eq!(due(&world, town.administrator).await, expected);
    assert_eq!(reminded(&world).await, [], "it is done when somebody works");
    world.advance(UPKEEP_PATIENCE_SECONDS);
    assert_eq!(reminded(&world).await, [town.administrator]);
    world.advance(UPKEEP_LETTER_SECONDS - 1);
    assert_eq!(reminded(&world).await, [], "at most one in a week");
    world.advance(1);
    assert_eq!(reminded(&world).await, [town.administrator]);

    world.publish_epoch(&town, department, 2, &[clara]).await;
    assert_eq!(due(&world, town.administrator).await, Upkeep::default());
    world.advance(UPKEEP_LETTER_SECONDS);
    assert_eq!(reminded(&world).await, []);
}

#[tokio::test]
async fn certificates_are_due_thirty_days_before_their_chain_ends_and_for_whoever_can_renew_them() {
    let (world, town) = town().await;
    let clara = world.caseworker(&town, "clara", &[]).await;
    world.advance(MEMBER_CERTIFICATE_SECONDS - CERTIFICATE_WARNING_SECONDS - 1);
    assert_eq!(due(&world, town.administrator).await, Upkeep::default());
    world.advance(1);
    let end = world.now().plus(CERTIFICATE_WARNING_SECONDS);
    let alone = Upkeep {
        // What they certify ends with their own.
        own_until: Some(end),
        ..Upkeep::default()
    };
    assert_eq!(due(&world, town.administrator).await, alone);
    world.advance(UPKEEP_PATIENCE_SECONDS);
    assert_eq!(reminded(&world).await, [town.administrator]);
    // The root certifies the administrator anew, and then they everybody else.
    world.certify(&town, town.administrator).await;
    let renewed = Upkeep {
        certificates: vec![clara],
        ..Upkeep::default()
    };
    assert_eq!(due(&world, town.administrator).await, renewed);
    world.certify(&town, clara).await;
    assert_eq!(due(&world, town.administrator).await, Upkeep::default());
    let entry = world.entry(&town, clara).await;
    let own = world.entry(&town, town.administrator).await.certified_until;
    assert_eq!(entry.certified_until, own, "with the first of its certificates");
}

#[tokio::test]
async fn another_administrator_renews_the_one_whose_chain_ends_earlier() {
    let (world, town) = town().await;
    world.advance(SECONDS_PER_DAY * 400);
    let petra = world.enrolled(&town, "petra", Role::Administrator, &[]).await;
    world.certify(&town, petra).await;
    world.advance(MEMBER_CERTIFICATE_SECONDS - SECONDS_PER_DAY * 400 - CERTIFICATE_WARNING_SECONDS);
    // Her chain ends with that of whoever certified her.
    assert_eq!(due(&world, petra).await.certificates, []);
    world.certify(&town, town.administrator).await;
    let due = due(&world, town.administrator).await;
    assert_eq!(
        (due.certificates.as_slice(), due.own_until),
        ([petra].as_slice(), None)
    );
}

#[tokio::test]
async fn only_administrators_see_what_is_due() {
    let (world, town) = town().await;
    let department = world.department(&town, "buergerbuero").await;
    for (local, role) in [
        ("clara", Role::Caseworker),
        ("lea", Role::Lead),
        ("anna", Role::Auditor),
    ] {
        let departments = if role == Role::Auditor {
            vec![]
        } else {
            vec![department]
        };
        let member = world.enrolled(&town, local, role, &departments).await;
        world.certify(&town, member).await;
        let staff = world.staff(member).await;
        assert_eq!(refusal(world.office.upkeep(&staff).await), ErrorCode::Forbidden);
    }
}
