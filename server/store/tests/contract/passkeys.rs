use domain::api::Passkey;
use domain::limits::PASSKEYS;
use domain::{Bytes, CeremonyId, MemberId, PasskeyId, Timestamp};
use rand_core::OsRng;
use store::{
    AddPasskeyOutcome, Ceremony, CeremonyKind, Credential, Delivery, Errand, PasskeyRecord,
    RemovePasskeyOutcome,
};

use super::world::{NOW, Place, World, bytes};

/// A passkey of `member` that does not unlock; its credential's id is made of its name.
pub(crate) fn record(member: MemberId, name: &str) -> PasskeyRecord {
    PasskeyRecord {
        passkey: Passkey {
            id: PasskeyId::random(&mut OsRng),
            name: name.to_owned(),
            unlocks: false,
            added_at: NOW,
            used_at: None,
        },
        member,
        credential: Credential {
            id: Bytes(format!("credential {name}").into_bytes()),
            key: bytes(34),
            state: bytes(7),
            transports: 32,
        },
        account: None,
    }
}

impl World {
    async fn passkey(&self, member: MemberId, name: &str) -> PasskeyRecord {
        let record = record(member, name);
        let outcome = self.store.add_passkey(record.clone()).await.expect("answers");
        assert_eq!(outcome, AddPasskeyOutcome::Added);
        record
    }

    async fn demand(&self, required: bool, by: MemberId) -> bool {
        let said = self.store.require_second_factor(self.authority, required, by);
        said.await.expect("answers")
    }

    async fn demands(&self) -> bool {
        let required = self.store.second_factor_required(self.authority);
        required.await.expect("reads")
    }
}

pub(crate) async fn a_ceremony_is_taken_once_in_time_and_for_its_purpose(place: &Place) {
    let world = World::new(place).await;
    let ceremony = |member, kind| Ceremony {
        id: CeremonyId::random(&mut OsRng),
        kind,
        member,
        state: bytes(48),
        expires_at: NOW.plus(300),
    };
    let own = ceremony(Some(world.administrator), CeremonyKind::Registration);
    let anybodys = ceremony(None, CeremonyKind::SignIn);
    let late = ceremony(Some(world.administrator), CeremonyKind::SecondFactor);
    for ceremony in [&own, &anybodys, &late] {
        world.store.add_ceremony(ceremony.clone()).await.expect("keeps");
    }
    let take = async |ceremony: &Ceremony, kind, now: Timestamp| {
        let taken = world.store.take_ceremony(ceremony.id, kind, now);
        taken.await.expect("answers")
    };
    assert_eq!(
        take(&own, CeremonyKind::SecondFactor, NOW).await,
        None,
        "for something else"
    );
    assert_eq!(take(&own, own.kind, NOW.plus(299)).await, Some(own.clone()));
    assert_eq!(take(&own, own.kind, NOW).await, None, "taken once");
    assert_eq!(take(&anybodys, anybodys.kind, NOW).await, Some(anybodys.clone()));
    assert_eq!(take(&late, late.kind, NOW.plus(300)).await, None, "too late");
}

pub(crate) async fn a_credential_is_one_members_passkey(place: &Place) {
    let world = World::new(place).await;
    let bo = world.caseworker("bo@town.example", &[world.roads]).await;
    let first = world.passkey(world.administrator, "first").await;
    let mut stolen = record(bo, "stolen");
    stolen.credential.id = first.credential.id.clone();
    let outcome = world.store.add_passkey(stolen).await.expect("answers");
    assert_eq!(outcome, AddPasskeyOutcome::Taken);
    assert_eq!(world.store.passkeys(bo).await.expect("reads"), []);
    let removed = world.store.remove_passkey(bo, first.passkey.id, None, NOW).await;
    assert_eq!(removed.expect("answers"), RemovePasskeyOutcome::NotFound);
    let kept = world.store.passkeys(world.administrator).await.expect("reads");
    assert_eq!(kept, [first]);
}

pub(crate) async fn a_passkey_is_found_by_its_credential_and_keeps_its_use(place: &Place) {
    let world = World::new(place).await;
    let mut passkey = record(world.administrator, "telephone");
    passkey.account = Some(bytes(81));
    passkey.passkey.unlocks = true;
    let outcome = world.store.add_passkey(passkey.clone()).await.expect("answers");
    assert_eq!(outcome, AddPasskeyOutcome::Added);
    let find = async |id: &Bytes| world.store.passkey(id).await.expect("reads");
    assert_eq!(find(&passkey.credential.id).await, Some(passkey.clone()));
    assert_eq!(find(&bytes(16)).await, None);

    let id = passkey.passkey.id;
    let before = passkey.credential.state.clone();
    passkey.credential.state = bytes(7);
    let after = passkey.credential.state.clone();
    let used = world.store.use_passkey(id, before, after, NOW.plus(60)).await;
    assert!(used.expect("answers"));
    passkey.passkey.used_at = Some(NOW.plus(60));
    assert_eq!(find(&passkey.credential.id).await, Some(passkey));
}

pub(crate) async fn a_state_that_was_used_meanwhile_is_not_used_again(place: &Place) {
    let world = World::new(place).await;
    let passkey = world.passkey(world.administrator, "key").await;
    let (id, before) = (passkey.passkey.id, passkey.credential.state);
    let first = world.store.use_passkey(id, before.clone(), bytes(8), NOW).await;
    let second = world.store.use_passkey(id, before, bytes(9), NOW).await;
    assert!(first.expect("answers"));
    assert!(!second.expect("answers"), "the same count twice is a copy");
}

pub(crate) async fn a_demanded_passkey_stays(place: &Place) {
    let world = World::new(place).await;
    let ada = world.administrator;
    let first = world.passkey(ada, "first").await.passkey.id;
    let second = world.passkey(ada, "second").await.passkey.id;
    assert!(world.demand(true, ada).await);
    let remove = async |id| {
        world
            .store
            .remove_passkey(ada, id, None, NOW)
            .await
            .expect("answers")
    };
    assert_eq!(remove(first).await, RemovePasskeyOutcome::Removed);
    assert_eq!(remove(first).await, RemovePasskeyOutcome::NotFound);
    assert_eq!(remove(second).await, RemovePasskeyOutcome::Needed);
    assert!(world.demand(false, ada).await);
    assert_eq!(remove(second).await, RemovePasskeyOutcome::Removed);
}

pub(crate) async fn a_change_of_passkeys_is_told_by_mail(place: &Place) {
    let world = World::new(place).await;
    let ada = world.administrator;
    let told = async || {
        let errands = world
            .store
            .claim_outbox(NOW, NOW.plus(60), 10)
            .await
            .expect("claims");
        let found = errands
            .iter()
            .any(|entry| entry.errand == Errand::SignInChanged(ada));
        for entry in errands {
            world
                .store
                .settle_outbox(entry, Delivery::Done)
                .await
                .expect("settles");
        }
        found
    };
    assert!(!told().await);
    let first = world.passkey(ada, "first").await;
    assert!(told().await, "added");
    let again = world.store.add_passkey(first.clone()).await.expect("answers");
    assert_eq!(again, AddPasskeyOutcome::Taken);
    assert!(!told().await, "nothing was changed");
    let removed = world.store.remove_passkey(ada, first.passkey.id, None, NOW).await;
    assert_eq!(removed.expect("answers"), RemovePasskeyOutcome::Removed);
    assert!(told().await, "removed");
}

pub(crate) async fn only_who_has_a_passkey_demands_one(place: &Place) {
    let world = World::new(place).await;
    assert!(!world.demand(true, world.administrator).await);
    assert!(!world.demands().await, "nobody is locked out by a mistake");
    world.passkey(world.administrator, "key").await;
    assert!(world.demand(true, world.administrator).await);
    assert!(world.demands().await);
}

pub(crate) async fn a_member_has_only_so_many_passkeys(place: &Place) {
    let world = World::new(place).await;
    for number in 0..PASSKEYS {
        world.passkey(world.administrator, &number.to_string()).await;
    }
    let more = record(world.administrator, "one more");
    let outcome = world.store.add_passkey(more).await.expect("answers");
    assert_eq!(outcome, AddPasskeyOutcome::TooMany);
}
