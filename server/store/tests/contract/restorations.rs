use domain::api::{RestoredAccess, Role};
use domain::{AuthorityId, MemberId, Timestamp};
use rand_core::OsRng;
use store::{Certifier, ChangeOutcome, Errand, PendingAccess, RestoreOutcome, TokenHash};

use super::accounts::mails;
use super::members::certificate;
use super::passkeys::record;
use super::sessions::signed_in;
use super::world::{NOW, Place, World, address, bytes, invitation};

const EMAIL: &str = "eve@town.example";

fn pending(recipient: &str) -> PendingAccess {
    PendingAccess {
        password_file: bytes(192),
        recipient: recipient.to_owned(),
        account: bytes(113),
    }
}

fn access(recipient: &str) -> RestoredAccess {
    RestoredAccess {
        recipient: recipient.to_owned(),
        sealed: bytes(1_500),
    }
}

impl World {
    /// A certified caseworker.
    async fn eve(&self) -> MemberId {
        let member = self.caseworker(EMAIL, &[self.roads]).await;
        let by = Certifier::Administrator;
        let outcome = self
            .store
            .certify_member(
                self.authority,
                member,
                by,
                certificate(Role::Caseworker, &[self.roads]),
                NOW,
            )
            .await;
        assert_eq!(outcome.expect("answers"), ChangeOutcome::Changed);
        mails(&self.store).await;
        member
    }

    async fn begin(&self, member: MemberId) -> Option<()> {
        let begun = self.store.begin_restoration(self.authority, member, NOW);
        begun.await.expect("answers")
    }

    /// Begins, and mails the token.
    async fn begun(&self, member: MemberId) -> TokenHash {
        assert_eq!(self.begin(member).await, Some(()));
        assert_eq!(mails(&self.store).await, [Errand::Restoration(member)]);
        let invitation = invitation();
        let mail = self.store.renew_restoration(member, invitation).await;
        assert_eq!(mail.expect("answers").expect("due").email, address(EMAIL));
        invitation.token
    }

    async fn set_up(&self, token: TokenHash, recipient: &str, now: Timestamp) -> Option<MemberId> {
        let set = self.store.set_restoration(token, pending(recipient), now);
        set.await.expect("answers")
    }

    async fn restore(&self, member: MemberId, recipient: &str) -> RestoreOutcome {
        let restored = self
            .store
            .restore_access(self.authority, member, access(recipient), NOW);
        restored.await.expect("answers")
    }
}

pub(crate) async fn access_is_restored_with_what_the_member_set_up_last(place: &Place) {
    let world = World::new(place).await;
    let member = world.eve().await;
    let token = world.begun(member).await;
    let before = world.store.member_keys(member).await.expect("reads");
    assert_eq!(
        world.restore(member, "first").await,
        RestoreOutcome::OtherRecipient,
        "none was made"
    );
    for recipient in ["first", "second"] {
        assert_eq!(world.set_up(token, recipient, NOW).await, Some(member));
    }
    let found = world.store.restoration(world.authority, member).await;
    let found = found.expect("reads").expect("begun");
    assert_eq!(found.recipient.as_deref(), Some("second"));
    assert!(!found.sealed.0.is_empty() && !found.recovery_certificate.0.is_empty());
    assert_eq!(
        world.restore(member, "first").await,
        RestoreOutcome::OtherRecipient
    );
    assert_eq!(world.store.member_keys(member).await.expect("reads"), before);

    world
        .store
        .add_passkey(record(member, "telephone"))
        .await
        .expect("adds");
    let session = signed_in(member);
    world
        .store
        .add_staff_session(TokenHash::of(bytes(16)), session, NOW.plus(100))
        .await
        .expect("adds");
    assert_eq!(world.restore(member, "second").await, RestoreOutcome::Restored);
    let keys = world
        .store
        .member_keys(member)
        .await
        .expect("reads")
        .expect("enrolled");
    assert!(keys.restored.is_some());
    assert_eq!(world.store.passkeys(member).await.expect("reads"), []);
    assert_eq!(
        world.store.list_staff_sessions(member, NOW).await.expect("reads"),
        []
    );
    assert_eq!(mails(&world.store).await, [Errand::SignInChanged(member)]);
    assert_eq!(
        world.restore(member, "second").await,
        RestoreOutcome::NotFound,
        "once"
    );
    assert_eq!(world.set_up(token, "third", NOW).await, None, "used up");
}

pub(crate) async fn a_restoration_is_for_certified_members_of_the_authority_only(place: &Place) {
    let world = World::new(place).await;
    let waiting = world.caseworker("bo@town.example", &[world.roads]).await;
    assert_eq!(world.begin(waiting).await, None, "nobody has certified them");
    assert_eq!(world.begin(MemberId::random(&mut OsRng)).await, None);
    let member = world.eve().await;
    let elsewhere = AuthorityId::random(&mut OsRng);
    let store = &world.store;
    let begun = store.begin_restoration(elsewhere, member, NOW).await;
    assert_eq!(begun.expect("answers"), None);
    let token = world.begun(member).await;
    world.set_up(token, "age1pq1", NOW).await;
    let found = store.restoration(elsewhere, member).await;
    assert_eq!(found.expect("answers"), None);
    let withdrawn = store.withdraw_restoration(elsewhere, member).await;
    assert_eq!(withdrawn.expect("answers"), None);
    let restored = store
        .restore_access(elsewhere, member, access("age1pq1"), NOW)
        .await;
    assert_eq!(restored.expect("answers"), RestoreOutcome::NotFound);
}

pub(crate) async fn a_restoration_ends_by_the_clock_and_when_it_is_taken_back(place: &Place) {
    let world = World::new(place).await;
    let member = world.eve().await;
    let token = world.begun(member).await;
    let restoring = async |at| {
        let found = world.store.restoring_member(token, at).await;
        found.expect("reads").map(|member| member.id)
    };
    assert_eq!(restoring(NOW.plus(999)).await, Some(member));
    assert_eq!(restoring(NOW.plus(1_000)).await, None);
    assert_eq!(world.set_up(token, "late", NOW.plus(1_000)).await, None);

    let withdraw = async || {
        let withdrawn = world.store.withdraw_restoration(world.authority, member).await;
        withdrawn.expect("answers")
    };
    assert_eq!(withdraw().await, Some(()));
    assert_eq!(withdraw().await, None);
    assert_eq!(restoring(NOW).await, None);
    let mail = world.store.renew_restoration(member, invitation()).await;
    assert_eq!(mail.expect("answers"), None, "no mail is due");
}
