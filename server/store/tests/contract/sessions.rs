use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::Timestamp;
use serde_json::json;
use store::{Sessions, Store};
use time::OffsetDateTime;
use tower_sessions::SessionStore as _;
use tower_sessions::session::{Id, Record};

use super::world::{NOW, Place};

/// Sessions by a clock that a case can turn.
fn sessions(store: &Store) -> (Sessions, Arc<AtomicI64>) {
    let clock = Arc::new(AtomicI64::new(NOW.0));
    let hands = Arc::clone(&clock);
    let sessions = Sessions::new(store.clone(), move || Timestamp(hands.load(Ordering::Relaxed)));
    (sessions, clock)
}

fn record(id: i128) -> Record {
    Record {
        id: Id(id),
        data: HashMap::from([("member".to_owned(), json!({ "nested": [1, "ä"] }))]),
        expiry_date: OffsetDateTime::from_unix_timestamp(NOW.0 + 600).expect("in range"),
    }
}

pub(crate) async fn a_session_is_kept_changed_and_ended(place: &Place) {
    let (sessions, _) = sessions(&place.migrated().await);
    let mut record = record(-7);
    sessions.create(&mut record).await.expect("keeps");
    assert_eq!(
        sessions.load(&record.id).await.expect("reads"),
        Some(record.clone())
    );
    record.data.insert("more".to_owned(), json!(1));
    sessions.save(&record).await.expect("keeps");
    assert_eq!(
        sessions.load(&record.id).await.expect("reads"),
        Some(record.clone())
    );
    sessions.delete(&record.id).await.expect("ends");
    assert_eq!(sessions.load(&record.id).await.expect("reads"), None);
}

pub(crate) async fn a_session_ends_by_the_clock(place: &Place) {
    let (sessions, clock) = sessions(&place.migrated().await);
    let mut record = record(1);
    sessions.create(&mut record).await.expect("keeps");
    clock.store(NOW.0 + 599, Ordering::Relaxed);
    assert!(sessions.load(&record.id).await.expect("reads").is_some());
    clock.store(NOW.0 + 600, Ordering::Relaxed);
    assert_eq!(sessions.load(&record.id).await.expect("reads"), None);
}

pub(crate) async fn a_taken_session_id_is_drawn_anew(place: &Place) {
    let (sessions, _) = sessions(&place.migrated().await);
    let (mut first, mut second) = (record(5), record(5));
    second.data.clear();
    sessions.create(&mut first).await.expect("keeps");
    sessions.create(&mut second).await.expect("keeps");
    assert_ne!(first.id, second.id);
    assert_eq!(sessions.load(&first.id).await.expect("reads"), Some(first));
    assert_eq!(sessions.load(&second.id).await.expect("reads"), Some(second));
}
