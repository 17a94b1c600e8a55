use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::api::{SecondFactor, Way};
use domain::{MemberId, PasskeyId, SessionId, Timestamp};
use rand_core::OsRng;
use serde_json::to_value;
use store::{Change, Sessions, SignedIn, Store};
use time::OffsetDateTime;
use tower_sessions::SessionStore as _;
use tower_sessions::session::{Id, Record};

use super::operations::{listening, next};
use super::world::{NOW, Place, World};

const IDLE_SECONDS: i64 = 600;

/// Sessions by a clock that a case can turn.
fn sessions(store: &Store) -> (Sessions, Arc<AtomicI64>) {
    let clock = Arc::new(AtomicI64::new(NOW.0));
    let hands = Arc::clone(&clock);
    let now = move || Timestamp(hands.load(Ordering::Relaxed));
    (Sessions::new(store.clone(), now, IDLE_SECONDS), clock)
}

/// Somebody who has just signed in.
pub(crate) fn signed_in(member: MemberId) -> SignedIn {
    SignedIn {
        session: SessionId::random(&mut OsRng),
        member,
        way: Way::Passkey,
        passkey: Some(PasskeyId::random(&mut OsRng)),
        second_factor: None,
        device: "Firefox, Windows".to_owned(),
        started_at: NOW,
        verified_at: NOW,
        used_at: NOW,
        ends_at: NOW.plus(1000),
    }
}

fn record(id: i128, signed_in: &SignedIn) -> Record {
    Record {
        id: Id(id),
        data: HashMap::from([(Sessions::ENTRY.to_owned(), to_value(signed_in).expect("JSON"))]),
        expiry_date: OffsetDateTime::from_unix_timestamp(NOW.0 + IDLE_SECONDS).expect("in range"),
    }
}

pub(crate) async fn a_session_is_kept_and_ended(place: &Place) {
    let world = World::new(place).await;
    let (sessions, _) = sessions(&world.store);
    let mut record = record(-7, &signed_in(world.administrator));
    sessions.create(&mut record).await.expect("keeps");
    assert_eq!(
        sessions.load(&record.id).await.expect("reads"),
        Some(record.clone())
    );
    sessions.delete(&record.id).await.expect("ends");
    assert_eq!(sessions.load(&record.id).await.expect("reads"), None);
    record.data.clear();
    assert!(
        sessions.create(&mut record).await.is_err(),
        "a session is somebody's"
    );
}

pub(crate) async fn a_session_ends_by_the_clock_unless_it_is_used(place: &Place) {
    let world = World::new(place).await;
    let (sessions, clock) = sessions(&world.store);
    let signed_in = signed_in(world.administrator);
    let mut record = record(1, &signed_in);
    sessions.create(&mut record).await.expect("keeps");
    for (second, used, lives) in [
        (599, true, true),
        (600, false, true),
        (999, false, true),
        (1000, true, false),
    ] {
        clock.store(NOW.0 + second, Ordering::Relaxed);
        let found = sessions.load(&record.id).await.expect("reads");
        assert_eq!(found.is_some(), lives, "{second}");
        if used {
            let now = NOW.plus(second);
            let ends = signed_in.expires_at(now, IDLE_SECONDS);
            let noted = world.store.use_staff_session(signed_in.session, now, ends).await;
            noted.expect("notes");
        }
    }
    assert_eq!(sessions.load(&record.id).await.expect("reads"), None);
}

pub(crate) async fn a_session_that_lacks_something_is_kept_and_not_listed(place: &Place) {
    let world = World::new(place).await;
    let (sessions, _) = sessions(&world.store);
    let mut lacking = signed_in(world.administrator);
    lacking.second_factor = Some(SecondFactor::Enrolment);
    let mut record = record(9, &lacking);
    sessions.create(&mut record).await.expect("keeps");
    assert_eq!(
        sessions.load(&record.id).await.expect("reads"),
        Some(record.clone())
    );
    let listed = world.store.list_staff_sessions(world.administrator, NOW).await;
    assert_eq!(listed.expect("reads"), []);
}

pub(crate) async fn a_taken_session_id_is_drawn_anew(place: &Place) {
    let world = World::new(place).await;
    let (sessions, _) = sessions(&world.store);
    let mut first = record(5, &signed_in(world.administrator));
    let mut second = record(5, &signed_in(world.administrator));
    sessions.create(&mut first).await.expect("keeps");
    sessions.create(&mut second).await.expect("keeps");
    assert_ne!(first.id, second.id);
    assert_eq!(sessions.load(&first.id).await.expect("reads"), Some(first));
    assert_eq!(sessions.load(&second.id).await.expect("reads"), Some(second));
}

pub(crate) async fn a_member_lists_and_ends_their_own_sessions_only(place: &Place) {
    let world = World::new(place).await;
    let (clara, store) = (world.administrator, &world.store);
    let (sessions, _) = sessions(store);
    let mut changes = listening(&world).await;
    let other = world.caseworker("otto@town.example", &[]).await;
    let [first, second, third] = [0; 3].map(|_| signed_in(clara));
    let foreign = signed_in(other);
    for (id, session) in [&first, &second, &third, &foreign].into_iter().enumerate() {
        let id = i128::try_from(id).expect("small");
        sessions.create(&mut record(id, session)).await.expect("keeps");
    }
    let used_at = NOW.plus(60);
    let ends = second.expires_at(used_at, IDLE_SECONDS);
    store
        .use_staff_session(second.session, used_at, ends)
        .await
        .expect("notes");

    let listed = store.list_staff_sessions(clara, used_at).await.expect("reads");
    assert_eq!(listed.len(), 3);
    assert_eq!(
        listed[0],
        SignedIn {
            used_at,
            ..second.clone()
        },
        "last used first"
    );
    let end = async |member, session: &SignedIn| store.end_session_of(member, session.session).await;
    assert!(!end(clara, &foreign).await.expect("answers"), "not theirs");
    assert!(end(clara, &first).await.expect("ends"));
    assert_eq!(next(&mut changes).await, Change::Sessions(clara));
    assert!(!end(clara, &first).await.expect("answers"), "it has ended");
    store
        .end_sessions_of(clara, Some(second.session))
        .await
        .expect("ends");
    assert_eq!(next(&mut changes).await, Change::Sessions(clara));
    let left = async |member| {
        let listed = store.list_staff_sessions(member, used_at).await.expect("reads");
        listed
            .into_iter()
            .map(|session| session.session)
            .collect::<Vec<_>>()
    };
    assert_eq!(left(clara).await, [second.session]);
    assert_eq!(sessions.load(&Id(2)).await.expect("reads"), None);
    store.end_sessions_of(clara, None).await.expect("ends");
    assert_eq!(left(clara).await, []);
    assert_eq!(left(other).await, [foreign.session]);
    assert_eq!(
        store
            .list_staff_sessions(other, NOW.plus(IDLE_SECONDS))
            .await
            .expect("reads"),
        [],
        "what has ended is not listed"
    );
}
