use domain::api::{Grantee, NewAttachment, TicketRequest};
use domain::{AttachmentId, Bytes, DepartmentId, ErrorCode, SECONDS_PER_DAY, limits};
use office_fixture::{grant, message, sealed_of_size};

use crate::{refusal, town};

#[tokio::test]
async fn a_first_message_sent_three_times_opens_one_conversation() {
    let (world, town) = town().await;
    let department = world.department(&town, "buergerbuero").await;
    let request = world.opening(department, &world.receipt()).await;
    let first = world
        .office
        .open_conversation(request.clone())
        .await
        .expect("opened");
    for _ in 0..2 {
        assert_eq!(
            world
                .office
                .open_conversation(request.clone())
                .await
                .expect("repeated"),
            first
        );
    }
}

#[tokio::test]
async fn an_answer_that_was_lost_is_given_again_after_ticket_and_key_have_changed() {
    let (world, town) = town().await;
    let department = world.department(&town, "buergerbuero").await;
    let request = world.opening(department, &world.receipt()).await;
    let first = world
        .office
        .open_conversation(request.clone())
        .await
        .expect("opened");
    world.publish_epoch(&town, department, 2, &[]).await;
    assert_eq!(
        world
            .office
            .open_conversation(request.clone())
            .await
            .expect("repeated"),
        first
    );
    world.advance(limits::TICKET_SECONDS + 1);
    assert_eq!(
        world.office.open_conversation(request).await.expect("repeated"),
        first
    );
}

#[tokio::test]
async fn a_ticket_opens_its_own_conversation_once_and_in_time() {
    let (world, town) = town().await;
    let department = world.department(&town, "buergerbuero").await;
    let other = world.department(&town, "bauamt").await;
    let request = world.opening(department, &world.receipt()).await;

    let mut forged = request.clone();
    forged.ticket = "A".repeat(54);
    assert_eq!(
        refusal(world.office.open_conversation(forged).await),
        ErrorCode::ChallengeRefused
    );

    let mut elsewhere = request.clone();
    elsewhere.department = other;
    elsewhere.grants[1] = grant(Grantee::Department {
        department: other,
        epoch: 1,
    });
    assert_eq!(
        refusal(world.office.open_conversation(elsewhere).await),
        ErrorCode::ChallengeRefused
    );

    let mut borrowed = world.opening(department, &world.receipt()).await;
    borrowed.conversation = request.conversation;
    assert_eq!(
        refusal(world.office.open_conversation(borrowed).await),
        ErrorCode::ChallengeRefused
    );

    world
        .office
        .open_conversation(request.clone())
        .await
        .expect("opened");
    let mut second = request;
    second.message = message(&world);
    second.citizen = world.receipt().keys();
    assert_eq!(
        refusal(world.office.open_conversation(second).await),
        ErrorCode::ChallengeRefused
    );

    let late = world.opening(department, &world.receipt()).await;
    world.advance(limits::TICKET_SECONDS + 1);
    assert_eq!(
        refusal(world.office.open_conversation(late).await),
        ErrorCode::ChallengeRefused
    );
}

#[tokio::test]
async fn only_the_newest_key_of_a_department_is_sealed_to() {
    let (world, town) = town().await;
    let department = world.department(&town, "buergerbuero").await;
    let request = world.opening(department, &world.receipt()).await;
    world.publish_epoch(&town, department, 2, &[]).await;
    assert_eq!(
        refusal(world.office.open_conversation(request).await),
        ErrorCode::EpochOutdated
    );
}

#[tokio::test]
async fn the_grants_are_one_for_the_citizen_and_one_for_the_department() {
    let (world, town) = town().await;
    let department = world.department(&town, "buergerbuero").await;
    let other = world.department(&town, "bauamt").await;
    let request = world.opening(department, &world.receipt()).await;
    let citizen = || grant(Grantee::Citizen);
    let own = || grant(Grantee::Department { department, epoch: 1 });
    let mut later = own();
    later.n = 1;
    let mut notes = own();
    notes.kind = domain::api::GrantKind::Notes;
    for grants in [
        vec![],
        vec![citizen()],
        vec![own()],
        vec![citizen(), citizen()],
        vec![own(), own()],
        vec![citizen(), own(), own()],
        vec![
            citizen(),
            grant(Grantee::Department {
                department: other,
                epoch: 1,
            }),
        ],
        vec![citizen(), grant(Grantee::Department { department, epoch: 2 })],
        vec![citizen(), later],
        vec![citizen(), notes],
    ] {
        let mut changed = request.clone();
        changed.grants = grants;
        assert_eq!(
            refusal(world.office.open_conversation(changed).await),
            ErrorCode::Inconsistent
        );
    }
    let mut swapped = request;
    swapped.grants = vec![own(), citizen()];
    world
        .office
        .open_conversation(swapped)
        .await
        .expect("their order does not matter");
}

#[tokio::test]
async fn nothing_unsealed_and_nothing_too_large_gets_in() {
    let (world, town) = town().await;
    let department = world.department(&town, "buergerbuero").await;
    let request = world.opening(department, &world.receipt()).await;
    let plain = Bytes(b"Sehr geehrte Damen und Herren".to_vec());

    let mut changed = request.clone();
    changed.message.sealed = plain.clone();
    assert_eq!(
        refusal(world.office.open_conversation(changed).await),
        ErrorCode::NotSealed
    );
    for at in 0..2 {
        let mut changed = request.clone();
        changed.grants[at].sealed = plain.clone();
        assert_eq!(
            refusal(world.office.open_conversation(changed).await),
            ErrorCode::NotSealed
        );
        let mut changed = request.clone();
        changed.grants[at].sealed = sealed_of_size(limits::SEALED_GRANT_BYTES + 1);
        assert_eq!(
            refusal(world.office.open_conversation(changed).await),
            ErrorCode::TooLarge
        );
    }
    let mut changed = request.clone();
    changed.message.sealed = sealed_of_size(limits::SEALED_MESSAGE_BYTES + 1);
    assert_eq!(
        refusal(world.office.open_conversation(changed).await),
        ErrorCode::TooLarge
    );

    let file = |size| NewAttachment {
        id: world.draw(AttachmentId::random),
        size,
    };
    let repeated = file(1);
    for (attachments, code) in [
        (
            vec![file(limits::SEALED_ATTACHMENT_BYTES + 1)],
            ErrorCode::TooLarge,
        ),
        (
            (0..=limits::ATTACHMENTS).map(|_| file(1)).collect(),
            ErrorCode::TooLarge,
        ),
        (vec![file(0)], ErrorCode::Inconsistent),
        (vec![repeated.clone(), repeated], ErrorCode::Inconsistent),
    ] {
        let mut changed = request.clone();
        changed.message.attachments = attachments;
        assert_eq!(refusal(world.office.open_conversation(changed).await), code);
    }
    for at in 0..3 {
        let mut changed = request.clone();
        let keys = &mut changed.citizen;
        [&mut keys.locator_hash, &mut keys.auth, &mut keys.sign][at]
            .0
            .push(0);
        assert_eq!(
            refusal(world.office.open_conversation(changed).await),
            ErrorCode::Malformed
        );
    }
}

#[tokio::test]
async fn a_department_that_is_unknown_or_has_no_key_cannot_be_written_to() {
    let (world, town) = town().await;
    let keyless = world.department_without_key(&town, "bauamt").await;
    for department in [keyless, world.draw(DepartmentId::random)] {
        let ticket = world.office.issue_ticket(TicketRequest { department }).await;
        assert_eq!(refusal(ticket), ErrorCode::NotFound);
        assert_eq!(
            refusal(world.office.read_department_key(department).await),
            ErrorCode::NotFound
        );
    }
    let authority = world
        .office
        .read_authority(&"musterstadt".parse().expect("a slug"))
        .await
        .expect("a town");
    assert_eq!(authority.departments, []);
}

#[tokio::test]
async fn a_receipt_belongs_to_one_conversation() {
    let (world, town) = town().await;
    let department = world.department(&town, "buergerbuero").await;
    let receipt = world.receipt();
    world.open(department, &receipt).await;
    let again = world.opening(department, &receipt).await;
    assert_eq!(
        refusal(world.office.open_conversation(again).await),
        ErrorCode::Conflict
    );
}

#[tokio::test]
async fn of_a_citizens_moment_only_the_day_is_kept() {
    let (world, town) = town().await;
    let department = world.department(&town, "buergerbuero").await;
    let receipt = world.receipt();
    world.open(department, &receipt).await;
    world.advance(SECONDS_PER_DAY);
    let (_, citizen) = world.log_in(&receipt).await;
    world
        .office
        .add_citizen_message(citizen, message(&world))
        .await
        .expect("received");
    let view = world
        .office
        .read_conversation(&citizen.reader())
        .await
        .expect("own conversation");
    let today = world.now().day();
    assert_eq!(view.opened_at, today.plus(-SECONDS_PER_DAY));
    let times: Vec<_> = view
        .messages
        .messages
        .iter()
        .map(|message| message.received_at)
        .collect();
    assert_eq!(times, [today.plus(-SECONDS_PER_DAY), today]);
}
