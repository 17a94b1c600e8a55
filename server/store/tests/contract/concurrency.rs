use std::collections::HashSet;

use futures::future::join_all;
use store::{InboxQuery, OpenOutcome, Party, PostOutcome, Store};

use super::world::{NOW, Place, World, posting};

const AT_ONCE: usize = 64;

async fn inbox_length(store: &Store, world: &World) -> usize {
    let query = InboxQuery {
        departments: vec![world.roads, world.taxes],
        status: None,
        before: None,
        limit: 1_000,
    };
    store.inbox(&query).await.expect("reads").rows.len()
}

/// Each in a task of its own.
async fn at_once<T: Send + 'static>(
    tasks: impl IntoIterator<Item = impl Future<Output = T> + Send + 'static>,
) -> Vec<T> {
    let tasks: Vec<_> = tasks.into_iter().map(tokio::spawn).collect();
    join_all(tasks)
        .await
        .into_iter()
        .map(|task| task.expect("does not panic"))
        .collect()
}

fn open(store: &Store, opening: store::Opening) -> impl Future<Output = OpenOutcome> + Send + 'static {
    let store = store.clone();
    async move { store.open_conversation(opening).await.expect("answers") }
}

pub(crate) async fn openings_at_once_are_all_there(place: &Place) {
    let world = World::new(place).await;
    let openings: Vec<_> = (0..AT_ONCE * 4).map(|_| world.opening(world.roads)).collect();
    let outcomes = at_once(openings.iter().map(|opening| open(&world.store, opening.clone()))).await;
    let mut positions = HashSet::new();
    for (opening, outcome) in openings.iter().zip(outcomes) {
        let OpenOutcome::Opened(opened) = outcome else {
            panic!("{outcome:?}");
        };
        assert_eq!(opened.case_number, opening.case_number);
        let view = world
            .store
            .conversation(opening.conversation, &Party::Citizen, 5)
            .await;
        let view = view.expect("reads").expect("is there");
        assert_eq!(
            view.messages.messages[0].sealed, opening.message.sealed,
            "each got its own message"
        );
        assert_eq!(view.grants, [opening.grants[0].clone()]);
        assert!(positions.insert(view.messages.messages[0].position));
    }
    assert_eq!(
        world.store.outbox_length().await.expect("counts"),
        AT_ONCE as u64 * 4
    );
}

pub(crate) async fn racing_repeats_of_an_opening_open_once(place: &Place) {
    let world = World::new(place).await;
    let opening = world.opening(world.roads);
    let mut other = world.opening(world.roads);
    other.conversation = opening.conversation;
    let tries = (0..AT_ONCE).map(|number| match number % 4 {
        0 => other.clone(),
        _ => opening.clone(),
    });
    let outcomes = at_once(tries.map(|opening| open(&world.store, opening))).await;
    let opened: Vec<_> = (0..AT_ONCE)
        .filter(|number| matches!(outcomes[*number], OpenOutcome::Opened(_)))
        .collect();
    assert_eq!(opened.len(), 1, "{outcomes:?}");
    let winner = opened[0] % 4 == 0;
    for (number, outcome) in outcomes.iter().enumerate() {
        match outcome {
            OpenOutcome::Opened(_) => {}
            OpenOutcome::Repeated(_) => assert_eq!(number % 4 == 0, winner),
            OpenOutcome::TicketUsed => assert_ne!(number % 4 == 0, winner),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(world.store.outbox_length().await.expect("counts"), 1);
}

pub(crate) async fn racing_repeats_of_a_message_store_it_once(place: &Place) {
    let world = World::new(place).await;
    let conversation = world.opened(world.roads).await.conversation;
    let elsewhere = world.opened(world.roads).await.conversation;
    let message = posting(conversation, Party::Citizen);
    let outcomes = at_once((0..AT_ONCE).map(|number| {
        let (store, mut posting) = (world.store.clone(), message.clone());
        if number % 4 == 3 {
            posting.conversation = elsewhere;
        }
        async move { (number, store.add_message(posting).await.expect("answers")) }
    }))
    .await;
    let received = outcomes
        .iter()
        .filter(|(_, outcome)| matches!(outcome, PostOutcome::Received(_)));
    assert_eq!(received.count(), 1);
    let mut lengths = Vec::new();
    for conversation in [conversation, elsewhere] {
        let page = world.store.messages(conversation, &Party::Citizen, 0, 10).await;
        lengths.push(page.expect("reads").expect("exists").messages.len());
    }
    lengths.sort_unstable();
    assert_eq!(lengths, [1, 2], "it is in one of the two, once");
}

pub(crate) async fn messages_at_once_keep_one_order(place: &Place) {
    let world = World::new(place).await;
    let conversation = world.opened(world.roads).await.conversation;
    let reader = {
        let store = world.store.clone();
        tokio::spawn(async move {
            // Reads on from where it stands, as a page does that is open: nothing may appear behind it.
            let (mut after, mut seen) = (0, Vec::new());
            while seen.len() < AT_ONCE + 1 {
                let page = store.messages(conversation, &Party::Citizen, after, 100).await;
                for message in page.expect("reads").expect("exists").messages {
                    after = message.position;
                    seen.push(message.id);
                }
                tokio::task::yield_now().await;
            }
            seen
        })
    };
    let positions = at_once((0..AT_ONCE).map(|number| {
        let party = if number % 2 == 0 {
            Party::Citizen
        } else {
            world.staff()
        };
        let (store, posting) = (world.store.clone(), posting(conversation, party));
        async move {
            match store.add_message(posting).await.expect("answers") {
                PostOutcome::Received(received) => received.position,
                other => panic!("{other:?}"),
            }
        }
    }))
    .await;
    let distinct: HashSet<_> = positions.iter().collect();
    assert_eq!(distinct.len(), AT_ONCE);
    let seen = tokio::time::timeout(std::time::Duration::from_secs(20), reader)
        .await
        .expect("the reader passes over no message")
        .expect("does not panic");
    assert_eq!(seen.iter().collect::<HashSet<_>>().len(), AT_ONCE + 1);
}

pub(crate) async fn a_bad_write_spoils_nothing_for_those_beside_it(place: &Place) {
    let world = World::new(place).await;
    let taken = world.opened(world.roads).await;
    let openings: Vec<_> = (0..AT_ONCE)
        .map(|number| {
            let mut opening = world.opening(world.roads);
            match number % 8 {
                // found out by the database, in the middle of the group
                0 => opening.message.id = taken.message.id,
                // the same grant twice: a mistake of the caller
                1 => opening.grants.push(opening.grants[0].clone()),
                _ => {}
            }
            opening
        })
        .collect();
    let outcomes = at_once(openings.into_iter().map(|opening| {
        let store = world.store.clone();
        async move { store.open_conversation(opening).await }
    }))
    .await;
    for (number, outcome) in outcomes.into_iter().enumerate() {
        match number % 8 {
            0 => assert_eq!(outcome.expect("is an outcome"), OpenOutcome::Taken),
            1 => assert!(!outcome.expect_err("is a mistake").is_unavailable()),
            _ => assert!(matches!(outcome.expect("opens"), OpenOutcome::Opened(_))),
        }
    }
    assert_eq!(inbox_length(&world.store, &world).await, 1 + AT_ONCE * 6 / 8);
    assert_eq!(
        world.store.check().await.expect("answers").problems,
        Vec::<String>::new()
    );
}

pub(crate) async fn what_was_acknowledged_survives_a_store_that_is_dropped(place: &Place) {
    let world = World::new(place).await;
    let openings: Vec<_> = (0..AT_ONCE * 8).map(|_| world.opening(world.roads)).collect();
    let tasks: Vec<_> = openings
        .iter()
        .map(|opening| tokio::spawn(open(&world.store, opening.clone())))
        .collect();
    let mut acknowledged = HashSet::new();
    let mut tasks: futures::stream::FuturesUnordered<_> = tasks.into_iter().collect();
    while acknowledged.len() < AT_ONCE {
        let outcome = futures::StreamExt::next(&mut tasks).await.expect("more come");
        if let OpenOutcome::Opened(opened) = outcome.expect("does not panic") {
            acknowledged.insert(opened.conversation);
        }
    }
    for task in &tasks {
        task.abort();
    }
    drop(tasks);
    let World { store, .. } = world;
    drop(store);

    let store = place.store();
    for conversation in acknowledged {
        let view = store
            .conversation(conversation, &Party::Citizen, 1)
            .await
            .expect("reads");
        assert!(view.is_some(), "{conversation} was acknowledged");
    }
    // What was not acknowledged is there wholly or not at all, and can be sent again.
    for opening in openings {
        match store.open_conversation(opening).await.expect("answers") {
            OpenOutcome::Opened(_) | OpenOutcome::Repeated(_) => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(store.outbox_length().await.expect("counts"), AT_ONCE as u64 * 8);
    assert_eq!(
        store.check().await.expect("answers").problems,
        Vec::<String>::new()
    );
}

pub(crate) async fn closing_finishes_what_was_accepted(place: &Place) {
    let world = World::new(place).await;
    let tasks: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let (store, opening) = (world.store.clone(), world.opening(world.roads));
            tokio::spawn(async move { store.open_conversation(opening).await })
        })
        .collect();
    tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    world.store.close().await;
    let outcomes = join_all(tasks).await;
    let acknowledged = outcomes
        .iter()
        .filter(|task| task.as_ref().expect("does not panic").is_ok())
        .count();
    let refused = outcomes
        .iter()
        .filter_map(|task| task.as_ref().expect("does not panic").as_ref().err());
    refused.for_each(|error| assert!(error.is_unavailable(), "{error}"));
    assert_eq!(inbox_length(&place.store(), &world).await, acknowledged);
}

pub(crate) async fn two_workers_never_claim_the_same_errand(place: &Place) {
    let world = World::new(place).await;
    let openings = (0..AT_ONCE).map(|_| open(&world.store, world.opening(world.roads)));
    at_once(openings).await;
    let second = place.store();
    let claimed = at_once((0..16).map(|number| {
        let store = if number % 2 == 0 {
            world.store.clone()
        } else {
            second.clone()
        };
        async move { store.claim_outbox(NOW, NOW.plus(60), 8).await.expect("claims") }
    }))
    .await;
    let ids: Vec<_> = claimed.iter().flatten().map(|entry| entry.id).collect();
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len());
    let rest = world
        .store
        .claim_outbox(NOW, NOW.plus(60), 1_000)
        .await
        .expect("claims");
    assert_eq!(ids.len() + rest.len(), AT_ONCE);
}
