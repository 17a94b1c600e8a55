use domain::api::{Author, InboxRow, Status};
use domain::{ConversationId, DepartmentId};
use store::{InboxQuery, Party};

use super::world::{NOW, Place, World, file, posting};

async fn rows(world: &World, departments: &[DepartmentId], status: Option<Status>) -> Vec<InboxRow> {
    let query = InboxQuery {
        departments: departments.to_vec(),
        status,
        before: None,
        limit: 100,
    };
    let page = world.store.inbox(&query).await.expect("reads");
    assert_eq!(page.next, None);
    page.rows
}

fn ids(rows: &[InboxRow]) -> Vec<ConversationId> {
    rows.iter().map(|row| row.conversation).collect()
}

pub(crate) async fn pages_of_several_departments_come_newest_first_without_gap_or_repeat(place: &Place) {
    let world = World::new(place).await;
    let mut expected = Vec::new();
    for number in 0..10 {
        let department = if number % 3 == 0 { world.taxes } else { world.roads };
        expected.push(world.opened(department).await.conversation);
    }
    // The oldest is written to again and one is closed: both come to the front.
    world.posted(&posting(expected[0], Party::Citizen)).await;
    world.close(expected[4]).await;
    let (oldest, closed) = (expected[0], expected[4]);
    expected.retain(|id| ![oldest, closed].contains(id));
    expected.extend([oldest, closed]);
    expected.reverse();

    let mut query = InboxQuery {
        departments: vec![world.roads, world.taxes],
        status: None,
        before: None,
        limit: 3,
    };
    let (mut seen, mut lengths) = (Vec::new(), Vec::new());
    loop {
        let page = world.store.inbox(&query).await.expect("reads");
        assert!(
            page.rows
                .is_sorted_by(|newer, older| newer.last_position > older.last_position)
        );
        lengths.push(page.rows.len());
        seen.extend(ids(&page.rows));
        match page.next {
            Some(next) => query.before = Some(next),
            None => break,
        }
    }
    assert_eq!(seen, expected);
    assert_eq!(lengths, [3, 3, 3, 1]);
}

pub(crate) async fn only_the_departments_and_the_status_asked_for_are_shown(place: &Place) {
    let world = World::new(place).await;
    let of_roads = world.opened(world.roads).await.conversation;
    let closed = world.opened(world.roads).await.conversation;
    let of_taxes = world.opened(world.taxes).await.conversation;
    world.close(closed).await;
    let shown = async |departments: &[DepartmentId], status| ids(&rows(&world, departments, status).await);
    let (roads, taxes) = (world.roads, world.taxes);
    assert_eq!(shown(&[roads], None).await, [closed, of_roads]);
    assert_eq!(shown(&[taxes], None).await, [of_taxes]);
    assert_eq!(shown(&[roads], Some(Status::Open)).await, [of_roads]);
    assert_eq!(shown(&[roads], Some(Status::Closed)).await, [closed]);
    assert_eq!(
        shown(&[roads, taxes], Some(Status::Open)).await,
        [of_taxes, of_roads]
    );
    assert_eq!(shown(&[taxes], Some(Status::Closed)).await, []);
}

pub(crate) async fn a_row_is_unread_from_a_citizens_message_until_it_is_read(place: &Place) {
    let world = World::new(place).await;
    let conversation = world.opened(world.roads).await.conversation;
    let row = async || rows(&world, &[world.roads], None).await.remove(0);
    let mark = async |position| {
        world
            .store
            .mark_read(conversation, world.staff(), position)
            .await
            .expect("marks");
    };
    let first = row().await;
    assert!(first.unread);
    mark(first.last_position).await;
    assert!(!row().await.unread);
    let second = world.posted(&posting(conversation, Party::Citizen)).await;
    world.posted(&posting(conversation, world.staff())).await;
    let answered = row().await;
    assert!(
        answered.unread,
        "an answer does not read what came just before it"
    );
    assert_eq!(
        (answered.last_author, answered.last_message_at),
        (Author::Department, NOW)
    );
    mark(second).await;
    assert!(!row().await.unread);
}

pub(crate) async fn a_row_carries_all_that_opens_its_subject(place: &Place) {
    let world = World::new(place).await;
    let mut opening = world.opening(world.roads);
    opening.message.attachments = vec![file(10), file(20)];
    world.open(&opening).await;
    world.opened(world.roads).await;
    world.posted(&posting(opening.conversation, Party::Citizen)).await;
    let row = rows(&world, &[world.roads], None).await.remove(0);
    assert_eq!(
        (row.conversation, &row.case_number),
        (opening.conversation, &opening.case_number)
    );
    assert_eq!(
        (row.department, row.status, row.citizen),
        (world.roads, Status::Open, opening.citizen.sign)
    );
    assert_eq!(
        (row.last_author, row.last_message_at),
        (Author::Citizen, NOW.day())
    );
    assert_eq!(
        row.grants,
        [opening.grants[1].clone()],
        "the department's, never the citizen's"
    );
    assert_eq!(
        (row.opening.id, row.opening.author),
        (opening.message.id, Author::Citizen)
    );
    assert_eq!(row.opening.sealed, opening.message.sealed);
    assert!(row.opening.position < row.last_position);
    let sizes: Vec<_> = row.opening.attachments.iter().map(|file| file.size).collect();
    assert_eq!(sizes, [10, 20]);
}

pub(crate) async fn a_member_of_no_department_sees_nothing(place: &Place) {
    let world = World::new(place).await;
    world.opened(world.roads).await;
    assert_eq!(ids(&rows(&world, &[], None).await), []);
}
