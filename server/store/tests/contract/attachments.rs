use domain::api::NewAttachment;
use domain::{AttachmentId, Bytes, ConversationId};
use rand_core::OsRng;
use store::{NewPart, PartOutcome, Party};

use super::world::{Place, World, bytes, file, posting};

/// A conversation whose citizen has declared a file of two parts.
async fn with_file(world: &World) -> (ConversationId, NewAttachment) {
    let mut opening = world.opening(world.roads);
    opening.message.attachments = vec![file(1_500), file(7)];
    world.open(&opening).await;
    (opening.conversation, opening.message.attachments.remove(0))
}

fn part(conversation: ConversationId, attachment: AttachmentId, number: u32, bytes: &Bytes) -> NewPart {
    NewPart {
        conversation,
        party: Party::Citizen,
        attachment,
        number,
        bytes: bytes.clone(),
    }
}

async fn put(world: &World, part: NewPart) -> PartOutcome {
    world.store.put_part(part).await.expect("answers")
}

pub(crate) async fn parts_arrive_in_any_order_and_more_than_once(place: &Place) {
    let world = World::new(place).await;
    let (conversation, file) = with_file(&world).await;
    let (first, second) = (bytes(1_000), bytes(500));
    for (number, bytes) in [(1, &second), (0, &first), (1, &second), (0, &first)] {
        let outcome = put(&world, part(conversation, file.id, number, bytes)).await;
        assert_eq!(outcome, PartOutcome::Stored);
    }
    let record = world
        .store
        .attachment(conversation, &Party::Citizen, file.id)
        .await;
    let record = record.expect("reads").expect("exists");
    assert_eq!((record.own, record.size, record.parts), (true, 1_500, vec![0, 1]));
    let view = world.store.conversation(conversation, &Party::Citizen, 10).await;
    let files = &view.expect("reads").expect("exists").messages.messages[0].attachments;
    assert_eq!(
        (files.len(), files[0].id, &files[0].parts),
        (2, file.id, &vec![0, 1])
    );
    assert_eq!((files[1].size, files[1].parts.len()), (7, 0));
    for (number, bytes) in [(0, Some(first)), (1, Some(second)), (2, None)] {
        let read = world
            .store
            .part(conversation, &world.staff(), file.id, number)
            .await;
        assert_eq!(read.expect("reads"), bytes);
    }
}

pub(crate) async fn a_part_with_other_bytes_differs(place: &Place) {
    let world = World::new(place).await;
    let (conversation, file) = with_file(&world).await;
    let (first, other) = (bytes(1_000), bytes(1_000));
    assert_eq!(
        put(&world, part(conversation, file.id, 0, &first)).await,
        PartOutcome::Stored
    );
    assert_eq!(
        put(&world, part(conversation, file.id, 0, &other)).await,
        PartOutcome::Differs
    );
    let read = world.store.part(conversation, &Party::Citizen, file.id, 0).await;
    assert_eq!(read.expect("reads"), Some(first));
}

pub(crate) async fn a_file_is_filled_by_its_own_side_only(place: &Place) {
    let world = World::new(place).await;
    let (conversation, citizens) = with_file(&world).await;
    let mut answer = posting(conversation, world.staff());
    answer.message.attachments = vec![file(10)];
    world.posted(&answer).await;
    let departments = answer.message.attachments[0].id;
    let other = world.opened(world.roads).await.conversation;
    let content = bytes(10);
    for (conversation, attachment, party, expected) in [
        (conversation, departments, Party::Citizen, PartOutcome::NotFound),
        (conversation, citizens.id, world.staff(), PartOutcome::NotFound),
        (other, citizens.id, Party::Citizen, PartOutcome::NotFound),
        (
            conversation,
            AttachmentId::random(&mut OsRng),
            Party::Citizen,
            PartOutcome::NotFound,
        ),
        (
            conversation,
            departments,
            Party::Department(vec![world.taxes]),
            PartOutcome::NotFound,
        ),
        (conversation, departments, world.staff(), PartOutcome::Stored),
    ] {
        let mut part = part(conversation, attachment, 0, &content);
        part.party = party;
        assert_eq!(put(&world, part).await, expected);
    }
}

pub(crate) async fn a_file_is_read_by_its_conversations_parties_only(place: &Place) {
    let world = World::new(place).await;
    let (conversation, file) = with_file(&world).await;
    put(&world, part(conversation, file.id, 0, &bytes(10))).await;
    let other = world.opened(world.roads).await.conversation;
    for (conversation, party, is_found) in [
        (conversation, Party::Citizen, true),
        (conversation, Party::Department(vec![world.roads]), true),
        (conversation, Party::Department(vec![world.taxes]), false),
        (other, Party::Citizen, false),
        (other, Party::Department(vec![world.roads]), false),
    ] {
        let record = world
            .store
            .attachment(conversation, &party, file.id)
            .await
            .expect("reads");
        let bytes = world
            .store
            .part(conversation, &party, file.id, 0)
            .await
            .expect("reads");
        assert_eq!(
            (record.is_some(), bytes.is_some()),
            (is_found, is_found),
            "{party:?}"
        );
    }
}

pub(crate) async fn a_file_id_is_taken_once(place: &Place) {
    let world = World::new(place).await;
    let (conversation, taken) = with_file(&world).await;
    let mut message = posting(conversation, Party::Citizen);
    message.message.attachments = vec![file(1), taken];
    assert_eq!(world.post(&message).await, store::PostOutcome::Taken);
    message.message.attachments.pop();
    world.posted(&message).await;
}
