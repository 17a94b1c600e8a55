use std::time::Duration;

use domain::api::InboxChange;
use domain::{CeremonyId, DepartmentId, FoundingId, Locale, LoginId};
use rand_core::OsRng;
use store::{
    AddDepartmentOutcome, Ceremony, CeremonyKind, Change, Changes, CitizenSession, Error, Expired,
    NewFounding, Party, PendingLogin, TokenHash,
};

use super::sessions::signed_in;
use super::world::{NOW, Place, World, address, bytes, department, invitation, posting};

pub(crate) async fn a_store_is_ready_once_it_is_migrated(place: &Place) {
    place.migrated().await.close().await;
    let store = place.store();
    store.ready().await.expect("is ready");
    store.migrate().await.expect("migrating again changes nothing");
    store.ready().await.expect("is ready");
}

pub(crate) async fn an_altered_migration_is_told(place: &Place) {
    let store = place.migrated().await;
    place
        .run("UPDATE _sqlx_migrations SET checksum = 'x' WHERE version = 1")
        .await;
    assert!(matches!(store.ready().await, Err(Error::Migration(_))));
    assert!(matches!(store.migrate().await, Err(Error::Migration(_))));
    assert_eq!(store.check().await.expect("answers").problems.len(), 1);
    place
        .run("UPDATE _sqlx_migrations SET version = 9000 WHERE version = 1")
        .await;
    let Err(Error::Migration(text)) = store.ready().await else {
        panic!("is told");
    };
    assert!(text.contains("is missing"), "{text}");
    assert_eq!(
        store.check().await.expect("answers").problems.len(),
        2,
        "one missing, one too new"
    );
}

pub(crate) async fn a_healthy_database_has_no_problems(place: &Place) {
    let world = World::new(place).await;
    world.opened(world.roads).await;
    let check = world.store.check().await.expect("answers");
    assert_eq!(check.problems, Vec::<String>::new());
    assert_eq!(check.engine, world.store.engine());
    assert!(
        check.version.starts_with(|first: char| first.is_ascii_digit()),
        "{}",
        check.version
    );
}

pub(crate) async fn what_has_ended_is_deleted_and_nothing_else(place: &Place) {
    let world = World::new(place).await;
    let store = &world.store;
    let conversation = world.opened(world.roads).await.conversation;
    for (number, expires_at) in [NOW, NOW.plus(1)].into_iter().enumerate() {
        let token = TokenHash::of([u8::try_from(number).expect("small")]);
        store.spend_challenge(token, expires_at).await.expect("keeps");
        let session = CitizenSession {
            conversation,
            expires_at,
        };
        store.add_citizen_session(token, session).await.expect("keeps");
        store
            .add_staff_session(token, signed_in(world.administrator), expires_at)
            .await
            .expect("keeps");
        let login = PendingLogin {
            id: LoginId::random(&mut OsRng),
            member: None,
            state: bytes(10),
            expires_at,
        };
        store.add_login(login).await.expect("keeps");
    }
    let member = world.new_member("rita@town.example", &[]);
    let id = member.id;
    store.invite_member(member).await.expect("invites");
    let mut short = invitation();
    short.expires_at = NOW;
    store
        .renew_invitation(id, short)
        .await
        .expect("renews")
        .expect("waits");
    for (token, expires_at) in [("past", NOW), ("future", NOW.plus(1))] {
        let ceremony = Ceremony {
            id: CeremonyId::random(&mut OsRng),
            kind: CeremonyKind::SignIn,
            member: None,
            state: bytes(32),
            expires_at,
        };
        store.add_ceremony(ceremony).await.expect("keeps");
        let setup_token = TokenHash::of(token);
        store.add_setup_token(setup_token, NOW).await.expect("keeps");
        let founding = NewFounding {
            id: FoundingId::random(&mut OsRng),
            setup_token,
            email: address("ada@elsewhere.example"),
            email_domains: vec!["elsewhere.example".to_owned()],
            locale: Locale::De,
            asked_at: NOW,
            expires_at,
        };
        store.start_founding(founding).await.expect("keeps");
    }

    let expected = Expired {
        citizen_sessions: 1,
        staff_sessions: 1,
        challenges: 1,
        logins: 1,
        ceremonies: 1,
        invitations: 1,
        foundings: 1,
        issued_tokens: 0,
        revocations: 0,
    };
    assert_eq!(store.expire(NOW).await.expect("deletes"), expected);
    assert_eq!(store.expire(NOW).await.expect("deletes"), Expired::default());
    let view = store.conversation(conversation, &Party::Citizen, 1).await;
    assert!(view.expect("reads").is_some());
}

pub(crate) async fn next(changes: &mut Changes) -> Change {
    tokio::time::timeout(Duration::from_secs(10), changes.next())
        .await
        .expect("comes in time")
        .expect("the store lives")
}

/// Waits for such a change of an inbox. What was committed earlier may be heard after the listener has begun, and is
/// passed over.
pub(crate) async fn heard(changes: &mut Changes, is_such: impl Fn(InboxChange) -> bool) {
    while !matches!(next(changes).await, Change::Inbox(change) if is_such(change)) {}
}

/// Listens, and waits until a first change comes through, of a department that is made for it: a connection of its own
/// may have to be made first.
pub(crate) async fn listening(world: &World) -> Changes {
    let mut changes = world.store.changes();
    let sounding = DepartmentId::random(&mut OsRng);
    let department = department(sounding, "sounding", None);
    let added = world.store.add_department(world.authority, department, NOW).await;
    assert_eq!(added.expect("adds"), AddDepartmentOutcome::Added);
    let mark = world.opened(sounding).await.conversation;
    for _ in 0..100 {
        let heard = tokio::time::timeout(Duration::from_millis(200), changes.next()).await;
        match heard {
            Ok(Some(Change::Inbox(change))) if change.conversation != mark => {}
            Ok(Some(_)) => break,
            _ => {
                world.posted(&posting(mark, Party::Citizen)).await;
            }
        }
    }
    // What was repeated until it was heard is not what the case waits for.
    while tokio::time::timeout(Duration::from_millis(200), changes.next())
        .await
        .is_ok()
    {}
    changes
}

pub(crate) async fn changes_are_heard_after_they_are_committed(place: &Place) {
    let world = World::new(place).await;
    let mut changes = listening(&world).await;
    let opening = world.opened(world.roads).await;
    let Change::Inbox(change) = next(&mut changes).await else {
        panic!("nothing was missed");
    };
    assert_eq!(
        (change.conversation, change.department),
        (opening.conversation, world.roads)
    );
    let position = world.posted(&posting(opening.conversation, Party::Citizen)).await;
    let expected = Change::Inbox(InboxChange {
        conversation: opening.conversation,
        department: world.roads,
        position,
    });
    assert_eq!(next(&mut changes).await, expected);
    let read = async |position| {
        world
            .store
            .mark_read(opening.conversation, world.staff(), position)
            .await
            .expect("marks");
    };
    read(position).await;
    assert_eq!(
        next(&mut changes).await,
        expected,
        "colleagues learn that it was read"
    );
    // What changes nothing announces nothing.
    read(position).await;
    world
        .store
        .open_conversation(opening.clone())
        .await
        .expect("answers");
    let answer = world.posted(&posting(opening.conversation, world.staff())).await;
    let Change::Inbox(change) = next(&mut changes).await else {
        panic!("nothing was missed");
    };
    assert_eq!(change.position, answer);
}

pub(crate) async fn a_listener_that_falls_behind_is_told_to_reload(place: &Place) {
    let world = World::new(place).await;
    let mut slow = listening(&world).await;
    let mut other = world.store.changes();
    let openings = (0..1_100).map(|_| world.opened(world.roads));
    futures::future::join_all(openings).await;
    let last = world.opened(world.roads).await.conversation;
    heard(&mut other, |change| change.conversation == last).await;
    assert_eq!(next(&mut slow).await, Change::Reload);
    assert!(
        matches!(next(&mut slow).await, Change::Inbox(_)),
        "then it goes on"
    );
}

pub(crate) async fn a_closed_store_is_unavailable(place: &Place) {
    let world = World::new(place).await;
    world.store.close().await;
    world.store.close().await;
    let opening = world.opening(world.roads);
    let write = world.store.open_conversation(opening).await;
    assert!(write.expect_err("is closed").is_unavailable());
    let read = world.store.directory(None, 100).await;
    assert!(read.expect_err("is closed").is_unavailable());
}
