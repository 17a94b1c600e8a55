use domain::api::Way;
use domain::{Locale, MemberId, SessionId};
use store::{AccountMail, Errand, PasswordRecord, RecoveryCodeRecord, SignedIn, Store, TokenHash};

use super::sessions::signed_in;
use super::world::{NOW, Place, World, address, bytes};

fn password() -> PasswordRecord {
    PasswordRecord {
        password_file: bytes(192),
        account: bytes(81),
    }
}

fn code() -> RecoveryCodeRecord {
    RecoveryCodeRecord {
        auth: bytes(32),
        account: bytes(81),
        made_at: NOW,
    }
}

/// A session of a member, begun in this way.
async fn session(store: &Store, member: MemberId, way: Way) -> SessionId {
    let session = SignedIn {
        way,
        ..signed_in(member)
    };
    let id = session.session;
    let added = store
        .add_staff_session(TokenHash::of(bytes(16)), session, NOW.plus(1000))
        .await;
    assert!(added.expect("answers"));
    id
}

async fn sessions(store: &Store, member: MemberId) -> Vec<(SessionId, Way)> {
    let sessions = store.list_staff_sessions(member, NOW).await.expect("reads");
    sessions
        .into_iter()
        .map(|session| (session.session, session.way))
        .collect()
}

pub(crate) async fn mails(store: &Store) -> Vec<Errand> {
    let due = store.claim_outbox(NOW, NOW.plus(60), 10).await.expect("claims");
    due.into_iter().map(|entry| entry.errand).collect()
}

/// Whoever has enrolled in [`World`].
async fn eve(world: &World) -> MemberId {
    let member = world.caseworker("eve@town.example", &[world.roads]).await;
    // The invitation's mail is no case's business.
    mails(&world.store).await;
    member
}

pub(crate) async fn a_new_password_ends_the_other_sessions(place: &Place) {
    let world = World::new(place).await;
    let member = eve(&world).await;
    let store = &world.store;
    let own = session(store, member, Way::Password).await;
    session(store, member, Way::Passkey).await;
    let stranger = session(store, world.administrator, Way::Password).await;
    let record = password();
    let set = store.set_password(member, record.clone(), own, NOW).await;
    assert_eq!(set.expect("answers"), Some(()));
    let account = store.account(&address("eve@town.example")).await.expect("reads");
    assert_eq!(account.expect("enrolled").password_file, record.password_file);
    let keys = store.member_keys(member).await.expect("reads").expect("enrolled");
    assert_eq!(keys.account, record.account);
    assert_eq!(sessions(store, member).await, [(own, Way::Password)]);
    assert_eq!(
        sessions(store, world.administrator).await,
        [(stranger, Way::Password)]
    );
    assert_eq!(mails(store).await, [Errand::SignInChanged(member)]);
}

pub(crate) async fn a_session_that_has_ended_sets_no_password(place: &Place) {
    let world = World::new(place).await;
    let member = eve(&world).await;
    let store = &world.store;
    let before = store.member_keys(member).await.expect("reads");
    let strangers = session(store, world.administrator, Way::Password).await;
    let set = store.set_password(member, password(), strangers, NOW).await;
    assert_eq!(set.expect("answers"), None);
    assert_eq!(store.member_keys(member).await.expect("reads"), before);
    assert_eq!(mails(store).await, []);
}

pub(crate) async fn a_recovery_code_is_used_up_by_the_password_that_is_set_with_it(place: &Place) {
    let world = World::new(place).await;
    let member = eve(&world).await;
    let store = &world.store;
    store.set_recovery_code(member, code()).await.expect("keeps");
    let own = session(store, member, Way::Password).await;
    store
        .set_password(member, password(), own, NOW)
        .await
        .expect("sets");
    assert!(
        store.recovery_code(member).await.expect("reads").is_some(),
        "nobody used it"
    );
    let own = session(store, member, Way::RecoveryCode).await;
    store
        .set_password(member, password(), own, NOW)
        .await
        .expect("sets");
    assert_eq!(store.recovery_code(member).await.expect("reads"), None);
    assert_eq!(sessions(store, member).await, [(own, Way::Password)]);
}

pub(crate) async fn a_recovery_code_takes_the_place_of_the_earlier_one(place: &Place) {
    let world = World::new(place).await;
    let member = eve(&world).await;
    let store = &world.store;
    assert_eq!(store.recovery_code(member).await.expect("reads"), None);
    for record in [code(), code()] {
        let set = store.set_recovery_code(member, record.clone()).await;
        assert_eq!(set.expect("answers"), Some(()));
        let account = store.recovery_account(&address("EVE@Town.example")).await;
        assert_eq!(account.expect("reads"), Some((member, record)));
    }
    assert_eq!(mails(store).await, [Errand::SignInChanged(member)]);
    let mail = store.account_mail(member).await.expect("reads");
    assert_eq!(
        mail,
        Some(AccountMail {
            email: address("eve@town.example"),
            locale: Locale::De,
        })
    );

    let remove = async || {
        let removed = store.remove_recovery_code(member, NOW).await;
        removed.expect("answers")
    };
    assert_eq!(remove().await, Some(()));
    assert_eq!(remove().await, None, "there is none any more");
    let account = store.recovery_account(&address("eve@town.example")).await;
    assert_eq!(account.expect("reads"), None);
}

pub(crate) async fn only_who_has_enrolled_gets_a_recovery_code(place: &Place) {
    let world = World::new(place).await;
    let invited = world.new_member("bo@town.example", &[world.roads]);
    let member = invited.id;
    world.store.invite_member(invited).await.expect("invites");
    let set = world.store.set_recovery_code(member, code()).await;
    assert_eq!(set.expect("answers"), None);
    assert_eq!(world.store.recovery_code(member).await.expect("reads"), None);
}
