use domain::api::{Author, Grantee, Opened, Status};
use domain::{Bytes, CaseNumber, ConversationId, DepartmentId, Locale, MessageId};
use rand_core::OsRng;
use store::{Notice, OpenOutcome, Opening, Party, PostOutcome};

use super::world::{NOW, Place, World, address, bytes, file, posting};

fn opened(opening: &Opening) -> Opened {
    Opened {
        conversation: opening.conversation,
        case_number: opening.case_number.clone(),
    }
}

async fn open(world: &World, opening: &Opening) -> OpenOutcome {
    world
        .store
        .open_conversation(opening.clone())
        .await
        .expect("answers")
}

pub(crate) async fn opening_twice_opens_once(place: &Place) {
    let world = World::new(place).await;
    let opening = world.opening(world.roads);
    assert_eq!(
        open(&world, &opening).await,
        OpenOutcome::Opened(opened(&opening))
    );
    let mut again = opening.clone();
    again.case_number = CaseNumber::random(&mut OsRng);
    assert_eq!(
        open(&world, &again).await,
        OpenOutcome::Repeated(opened(&opening)),
        "the first number stays"
    );
    let view = world
        .store
        .conversation(opening.conversation, &Party::Citizen, 10)
        .await;
    assert_eq!(view.expect("reads").expect("exists").messages.messages.len(), 1);
    assert_eq!(world.store.outbox_length().await.expect("counts"), 1);
}

pub(crate) async fn a_ticket_opens_one_conversation(place: &Place) {
    let world = World::new(place).await;
    let first = world.opened(world.roads).await;
    let mut second = world.opening(world.roads);
    second.conversation = first.conversation;
    assert_eq!(open(&world, &second).await, OpenOutcome::TicketUsed);
}

pub(crate) async fn only_the_newest_epoch_of_a_department_is_sealed_to(place: &Place) {
    let world = World::new(place).await;
    let opening = world.opened(world.roads).await;
    let late = world.opening(world.roads);
    world.epoch(world.roads, 1, &[]).await;
    assert_eq!(open(&world, &late).await, OpenOutcome::EpochOutdated);
    assert_eq!(
        open(&world, &opening).await,
        OpenOutcome::Repeated(opened(&opening)),
        "an answer that was lost is given again"
    );
    let mut other_message = opening.clone();
    other_message.message = late.message.clone();
    assert_eq!(open(&world, &other_message).await, OpenOutcome::EpochOutdated);
    let nowhere = world.opening(DepartmentId::random(&mut OsRng));
    assert_eq!(open(&world, &nowhere).await, OpenOutcome::NoDepartment);
    assert_eq!(world.store.outbox_length().await.expect("counts"), 1);
    let mut sealed_again = late;
    sealed_again.epoch = 1;
    assert_eq!(
        open(&world, &sealed_again).await,
        OpenOutcome::Opened(opened(&sealed_again))
    );
}

pub(crate) async fn a_case_number_is_taken_once_in_an_authority(place: &Place) {
    let world = World::new(place).await;
    let first = world.opened(world.roads).await;
    let mut second = world.opening(world.taxes);
    second.case_number = first.case_number.clone();
    assert_eq!(open(&world, &second).await, OpenOutcome::CaseNumberTaken);
    second.case_number = CaseNumber::random(&mut OsRng);
    assert_eq!(open(&world, &second).await, OpenOutcome::Opened(opened(&second)));
}

pub(crate) async fn a_locator_belongs_to_one_conversation(place: &Place) {
    let world = World::new(place).await;
    let first = world.opened(world.roads).await;
    let mut second = world.opening(world.roads);
    second.citizen.locator_hash = first.citizen.locator_hash.clone();
    assert_eq!(open(&world, &second).await, OpenOutcome::Taken);
}

pub(crate) async fn an_opening_with_a_taken_message_or_file_leaves_nothing_behind(place: &Place) {
    let world = World::new(place).await;
    let mut first = world.opening(world.roads);
    first.message.attachments = vec![file(1_000)];
    world.open(&first).await;
    let mut same_message = world.opening(world.roads);
    same_message.message.id = first.message.id;
    let mut same_file = world.opening(world.roads);
    same_file.message.attachments = vec![file(10), first.message.attachments[0].clone()];
    let mut twice_the_file = world.opening(world.roads);
    twice_the_file.message.attachments = vec![file(10); 2];
    for taken in [same_message, same_file, twice_the_file] {
        assert_eq!(open(&world, &taken).await, OpenOutcome::Taken);
        let view = world
            .store
            .conversation(taken.conversation, &Party::Citizen, 10)
            .await;
        assert_eq!(view.expect("reads"), None);
    }
    assert_eq!(world.store.outbox_length().await.expect("counts"), 1);
}

pub(crate) async fn a_citizens_times_are_kept_to_the_day(place: &Place) {
    let world = World::new(place).await;
    let opening = world.opened(world.roads).await;
    let conversation = opening.conversation;
    world.posted(&posting(conversation, Party::Citizen)).await;
    world.posted(&posting(conversation, world.staff())).await;
    let view = world.store.conversation(conversation, &Party::Citizen, 10).await;
    let view = view.expect("reads").expect("exists");
    assert_eq!(view.opened_at, NOW.day());
    let times: Vec<_> = view
        .messages
        .messages
        .iter()
        .map(|message| message.received_at)
        .collect();
    assert_eq!(times, [NOW.day(), NOW.day(), NOW]);
    let due = world
        .store
        .claim_outbox(NOW.day(), NOW.plus(60), 10)
        .await
        .expect("claims");
    assert_eq!(
        due.len(),
        1,
        "the department's errand is due from the day's beginning on"
    );
}

pub(crate) async fn each_party_gets_its_own_grants_only(place: &Place) {
    let world = World::new(place).await;
    let opening = world.opened(world.roads).await;
    let view = async |party: &Party| {
        let view = world.store.conversation(opening.conversation, party, 10).await;
        view.expect("reads").expect("exists")
    };
    let citizens = view(&Party::Citizen).await;
    assert_eq!(citizens.grants, [opening.grants[0].clone()]);
    assert_eq!(citizens.grants[0].grantee, Grantee::Citizen);
    let departments = view(&Party::Department(vec![world.roads])).await;
    assert_eq!(departments.grants, [opening.grants[1].clone()]);

    assert_eq!(departments.id, opening.conversation);
    assert_eq!(departments.case_number, opening.case_number);
    assert_eq!(
        (departments.authority, departments.department),
        (world.authority, world.roads)
    );
    assert_eq!(
        (departments.status, departments.read, departments.notice),
        (Status::Open, 0, false)
    );
    assert_eq!(departments.citizen, opening.citizen.sign);
    let first = &departments.messages.messages[0];
    assert_eq!((first.id, first.author), (opening.message.id, Author::Citizen));
    assert_eq!(first.sealed, opening.message.sealed);
}

pub(crate) async fn a_foreign_conversation_is_not_found(place: &Place) {
    let world = World::new(place).await;
    let opening = world.opened(world.roads).await;
    let conversation = opening.conversation;
    let foreign = Party::Department(vec![world.taxes]);
    let nobody = Party::Department(Vec::new());
    let missing = ConversationId::random(&mut OsRng);
    for (conversation, party) in [
        (conversation, &foreign),
        (conversation, &nobody),
        (missing, &Party::Citizen),
    ] {
        let store = &world.store;
        assert_eq!(
            store.conversation(conversation, party, 10).await.expect("reads"),
            None
        );
        assert_eq!(
            store.messages(conversation, party, 0, 10).await.expect("reads"),
            None
        );
        assert_eq!(
            store
                .mark_read(conversation, party.clone(), 1)
                .await
                .expect("answers"),
            None
        );
        let posting = posting(conversation, party.clone());
        assert_eq!(world.post(&posting).await, PostOutcome::NotFound);
    }
}

pub(crate) async fn a_message_sent_three_times_is_one_message(place: &Place) {
    let world = World::new(place).await;
    let mut opening = world.opening(world.roads);
    opening.notice = Some(Notice {
        email: address("citizen@post.example"),
        locale: Locale::De,
    });
    world.open(&opening).await;
    let answer = posting(opening.conversation, world.staff());
    let PostOutcome::Received(received) = world.post(&answer).await else {
        panic!("is received");
    };
    for _ in 0..2 {
        assert_eq!(world.post(&answer).await, PostOutcome::Repeated(received));
    }
    let page = world
        .store
        .messages(opening.conversation, &Party::Citizen, 0, 10)
        .await;
    let page = page.expect("reads").expect("exists");
    assert_eq!(page.messages.len(), 2);
    assert_eq!(page.messages[1].position, received.position);
    assert_eq!(
        world.store.outbox_length().await.expect("counts"),
        2,
        "one errand for each side"
    );
}

pub(crate) async fn a_message_id_of_another_conversation_or_author_is_taken(place: &Place) {
    let world = World::new(place).await;
    let (first, second) = (world.opened(world.roads).await, world.opened(world.roads).await);
    let mut other_conversation = posting(second.conversation, Party::Citizen);
    other_conversation.message.id = first.message.id;
    assert_eq!(world.post(&other_conversation).await, PostOutcome::Taken);
    let mut other_author = posting(first.conversation, world.staff());
    other_author.message.id = first.message.id;
    assert_eq!(world.post(&other_author).await, PostOutcome::Taken);
    let mut same_file = posting(second.conversation, Party::Citizen);
    same_file.message.attachments = vec![file(10)];
    world.posted(&same_file).await;
    same_file.message.id = MessageId::random(&mut OsRng);
    assert_eq!(world.post(&same_file).await, PostOutcome::Taken);
}

pub(crate) async fn messages_come_in_pages_in_their_order(place: &Place) {
    let world = World::new(place).await;
    let opening = world.opened(world.roads).await;
    let conversation = opening.conversation;
    let mut ids = vec![opening.message.id];
    for _ in 0..6 {
        let posting = posting(conversation, Party::Citizen);
        ids.push(posting.message.id);
        world.posted(&posting).await;
        // Messages of others stand in between.
        world.opened(world.roads).await;
    }
    let (mut after, mut seen, mut lengths) = (0, Vec::new(), Vec::new());
    loop {
        let page = world
            .store
            .messages(conversation, &Party::Citizen, after, 3)
            .await;
        let page = page.expect("reads").expect("exists");
        assert!(page.messages.is_sorted_by_key(|message| message.position));
        lengths.push(page.messages.len());
        seen.extend(page.messages.iter().map(|message| message.id));
        match page.next {
            Some(next) => after = next,
            None => break,
        }
    }
    assert_eq!(seen, ids);
    assert_eq!(lengths, [3, 3, 1]);
    let view = world.store.conversation(conversation, &Party::Citizen, 7).await;
    assert_eq!(
        view.expect("reads").expect("exists").messages.next,
        None,
        "a full last page is the last"
    );
}

pub(crate) async fn a_citizens_message_opens_a_closed_conversation(place: &Place) {
    let world = World::new(place).await;
    let conversation = world.opened(world.roads).await.conversation;
    world.close(conversation).await;
    let status = async || {
        let view = world.store.conversation(conversation, &Party::Citizen, 1).await;
        view.expect("reads").expect("exists").status
    };
    assert_eq!(status().await, Status::Closed);
    let mut posting = posting(conversation, Party::Citizen);
    posting.status = Some(Status::Closed);
    world.posted(&posting).await;
    assert_eq!(status().await, Status::Open, "a citizen cannot close");
}

pub(crate) async fn a_department_writes_into_a_closed_conversation_only_to_open_it(place: &Place) {
    let world = World::new(place).await;
    let conversation = world.opened(world.roads).await.conversation;
    let before = posting(conversation, world.staff());
    let received = world.posted(&before).await;
    world.close(conversation).await;
    assert_eq!(
        world.post(&posting(conversation, world.staff())).await,
        PostOutcome::Closed
    );
    let PostOutcome::Repeated(repeated) = world.post(&before).await else {
        panic!("a message from before is still the same message");
    };
    assert_eq!(repeated.position, received);
    let mut reopening = posting(conversation, world.staff());
    reopening.status = Some(Status::Open);
    world.posted(&reopening).await;
    world.posted(&posting(conversation, world.staff())).await;
}

pub(crate) async fn closing_erases_the_citizens_address(place: &Place) {
    let world = World::new(place).await;
    let mut opening = world.opening(world.roads);
    opening.notice = Some(Notice {
        email: address("citizen@post.example"),
        locale: Locale::En,
    });
    world.open(&opening).await;
    let conversation = opening.conversation;
    world.posted(&posting(conversation, world.staff())).await;
    assert_eq!(world.store.outbox_length().await.expect("counts"), 2);
    let mail = world
        .store
        .notice_mail(conversation, Author::Citizen)
        .await
        .expect("reads");
    assert_eq!(mail.expect("wanted").email, address("citizen@post.example"));

    world.close(conversation).await;
    let mail = world
        .store
        .notice_mail(conversation, Author::Citizen)
        .await
        .expect("reads");
    assert_eq!(mail, None);
    assert_eq!(
        world.store.outbox_length().await.expect("counts"),
        1,
        "only the department's errand is left"
    );
    let view = world.store.conversation(conversation, &Party::Citizen, 1).await;
    assert!(!view.expect("reads").expect("exists").notice);
}

pub(crate) async fn read_marks_move_forward_only_and_never_beyond_the_newest_message(place: &Place) {
    let world = World::new(place).await;
    let conversation = world.opened(world.roads).await.conversation;
    let second = world.posted(&posting(conversation, Party::Citizen)).await;
    for party in [Party::Citizen, world.staff()] {
        let read = async || {
            let view = world.store.conversation(conversation, &party, 1).await;
            view.expect("reads").expect("exists").read
        };
        let mark = async |position| {
            let found = world.store.mark_read(conversation, party.clone(), position).await;
            assert_eq!(found.expect("marks"), Some(()));
        };
        assert_eq!(read().await, 0);
        mark(second - 1).await;
        assert_eq!(read().await, second - 1);
        mark(i64::MAX).await;
        assert_eq!(read().await, second);
        mark(second - 1).await;
        assert_eq!(read().await, second);
    }
}

pub(crate) async fn a_conversation_is_found_by_its_locator(place: &Place) {
    let world = World::new(place).await;
    let opening = world.opened(world.roads).await;
    let access = world.store.citizen_access(&opening.citizen.locator_hash).await;
    let access = access.expect("reads").expect("exists");
    assert_eq!(
        (access.conversation, access.auth),
        (opening.conversation, opening.citizen.auth)
    );
    for unknown in [bytes(32), Bytes::default()] {
        assert_eq!(world.store.citizen_access(&unknown).await.expect("reads"), None);
    }
}
