use domain::Timestamp;
use store::{Delivery, Errand, OutboxEntry, Party};

use super::world::{NOW, Place, World, posting};

async fn claim(world: &World, now: Timestamp) -> Vec<OutboxEntry> {
    world
        .store
        .claim_outbox(now, now.plus(60), 10)
        .await
        .expect("claims")
}

async fn settle(world: &World, entry: OutboxEntry, delivery: Delivery) {
    world.store.settle_outbox(entry, delivery).await.expect("settles");
}

pub(crate) async fn an_errand_waits_once_however_often_it_is_given(place: &Place) {
    let world = World::new(place).await;
    let conversation = world.opened(world.roads).await.conversation;
    for _ in 0..3 {
        world.posted(&posting(conversation, Party::Citizen)).await;
    }
    let claimed = claim(&world, NOW).await;
    assert_eq!(claimed.len(), 1);
    assert_eq!(claimed[0].errand, Errand::DepartmentMessage(conversation));
    assert_eq!(claimed[0].attempts, 1);
    settle(&world, claimed[0], Delivery::Done).await;
    assert_eq!(world.store.outbox_length().await.expect("counts"), 0);
}

pub(crate) async fn a_claimed_errand_is_nobody_elses_until_its_lease_ends(place: &Place) {
    let world = World::new(place).await;
    world.opened(world.roads).await;
    assert_eq!(claim(&world, NOW).await.len(), 1);
    assert_eq!(claim(&world, NOW.plus(59)).await, []);
    let taken_over = claim(&world, NOW.plus(60)).await;
    assert_eq!((taken_over.len(), taken_over[0].attempts), (1, 2));
}

pub(crate) async fn an_errand_given_again_while_it_is_done_is_due_again(place: &Place) {
    let world = World::new(place).await;
    let conversation = world.opened(world.roads).await.conversation;
    let claimed = claim(&world, NOW).await;
    world.posted(&posting(conversation, Party::Citizen)).await;
    assert_eq!(claim(&world, NOW).await, [], "the first is still being done");
    settle(&world, claimed[0], Delivery::Done).await;
    let again = claim(&world, NOW).await;
    assert_eq!((again.len(), again[0].attempts), (1, 1));
    settle(&world, again[0], Delivery::Done).await;
    assert_eq!(world.store.outbox_length().await.expect("counts"), 0);
}

pub(crate) async fn a_failed_errand_waits_for_its_time(place: &Place) {
    let world = World::new(place).await;
    world.opened(world.roads).await;
    let claimed = claim(&world, NOW).await;
    settle(&world, claimed[0], Delivery::Retry(NOW.plus(300))).await;
    assert_eq!(claim(&world, NOW.plus(299)).await, []);
    let again = claim(&world, NOW.plus(300)).await;
    assert_eq!((again.len(), again[0].attempts), (1, 2));
}

pub(crate) async fn an_overtaken_claim_changes_nothing(place: &Place) {
    let world = World::new(place).await;
    world.opened(world.roads).await;
    let first = claim(&world, NOW).await;
    let second = claim(&world, NOW.plus(60)).await;
    settle(&world, first[0], Delivery::Done).await;
    settle(&world, first[0], Delivery::Retry(NOW)).await;
    assert_eq!(world.store.outbox_length().await.expect("counts"), 1);
    assert_eq!(claim(&world, NOW.plus(61)).await, [], "it is the second one's");
    settle(&world, second[0], Delivery::Done).await;
    assert_eq!(world.store.outbox_length().await.expect("counts"), 0);
}

pub(crate) async fn a_repeated_message_gives_no_second_errand(place: &Place) {
    let world = World::new(place).await;
    let opening = world.opened(world.roads).await;
    let message = posting(opening.conversation, Party::Citizen);
    world.posted(&message).await;
    let claimed = claim(&world, NOW).await;
    settle(&world, claimed[0], Delivery::Done).await;
    world.post(&message).await;
    world.store.open_conversation(opening).await.expect("answers");
    assert_eq!(world.store.outbox_length().await.expect("counts"), 0);
}
