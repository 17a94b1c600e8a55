use domain::api::Role;
use domain::{AuthorityId, DepartmentId, LoginId, MemberId, Timestamp};
use rand_core::OsRng;
use store::{InviteOutcome, PendingLogin};

use super::world::{NOW, Place, World, address, bytes, invitation, keys};

pub(crate) async fn an_invitation_enrols_once(place: &Place) {
    let world = World::new(place).await;
    let member = world.new_member("rita@town.example", &[world.roads]);
    let id = member.id;
    let outcome = world.store.invite_member(member).await.expect("answers");
    assert_eq!(outcome, InviteOutcome::Invited);
    assert_eq!(world.store.outbox_length().await.expect("counts"), 1);
    assert_eq!(world.store.member_keys(id).await.expect("reads"), None);

    let invitation = invitation();
    let mail = world
        .store
        .renew_invitation(id, invitation)
        .await
        .expect("renews")
        .expect("waits");
    assert_eq!(mail.email, address("rita@town.example"));
    assert_eq!(
        (mail.name.as_str(), mail.authority.as_str()),
        ("Member rita@town.example", "Stadt town")
    );
    let invited = world
        .store
        .invited_member(invitation.token, NOW)
        .await
        .expect("reads")
        .expect("valid");
    assert_eq!(
        (invited.id, invited.role, invited.departments),
        (id, Role::Caseworker, vec![world.roads])
    );

    let first = world
        .store
        .enrol_member(invitation.token, keys(id))
        .await
        .expect("enrols");
    let second = world
        .store
        .enrol_member(invitation.token, keys(id))
        .await
        .expect("answers");
    assert_eq!((first, second), (Some(id), None));
    assert_eq!(
        world
            .store
            .invited_member(invitation.token, NOW)
            .await
            .expect("reads"),
        None
    );
    let renewed = world
        .store
        .renew_invitation(id, invitation)
        .await
        .expect("answers");
    assert_eq!(renewed, None, "an enrolled member needs no invitation");
}

pub(crate) async fn an_expired_invitation_enrols_nobody(place: &Place) {
    let world = World::new(place).await;
    let member = world.new_member("rita@town.example", &[]);
    let id = member.id;
    world.store.invite_member(member).await.expect("invites");
    let invitation = invitation();
    world
        .store
        .renew_invitation(id, invitation)
        .await
        .expect("renews")
        .expect("waits");
    let mut keys = keys(id);
    keys.enrolled_at = invitation.expires_at;
    let late = world
        .store
        .enrol_member(invitation.token, keys.clone())
        .await
        .expect("answers");
    assert_eq!(late, None);
    let read = world
        .store
        .invited_member(invitation.token, invitation.expires_at)
        .await;
    assert_eq!(read.expect("reads"), None);
    keys.enrolled_at = invitation.expires_at.plus(-1);
    let in_time = world
        .store
        .enrol_member(invitation.token, keys)
        .await
        .expect("answers");
    assert_eq!(in_time, Some(id));
}

pub(crate) async fn a_new_token_takes_the_place_of_the_old_one(place: &Place) {
    let world = World::new(place).await;
    let member = world.new_member("rita@town.example", &[]);
    let id = member.id;
    world.store.invite_member(member).await.expect("invites");
    let (old, new) = (invitation(), invitation());
    for invitation in [old, new] {
        world
            .store
            .renew_invitation(id, invitation)
            .await
            .expect("renews")
            .expect("waits");
    }
    let store = &world.store;
    assert_eq!(
        store.enrol_member(old.token, keys(id)).await.expect("answers"),
        None
    );
    assert_eq!(
        store.enrol_member(new.token, keys(id)).await.expect("answers"),
        Some(id)
    );
    let stranger = MemberId::random(&mut OsRng);
    assert_eq!(
        store
            .renew_invitation(stranger, invitation())
            .await
            .expect("answers"),
        None
    );
}

pub(crate) async fn an_address_is_one_account_in_any_case_of_its_letters(place: &Place) {
    let world = World::new(place).await;
    let id = world.caseworker("Rita.Road@town.example", &[]).await;
    let second = world.new_member("rita.road@TOWN.example", &[]);
    let outcome = world.store.invite_member(second).await.expect("answers");
    assert_eq!(outcome, InviteOutcome::Taken);
    let account = world
        .store
        .account(&address("RITA.ROAD@town.example"))
        .await
        .expect("reads");
    let account = account.expect("exists");
    assert_eq!(account.member, id);
    assert_eq!(account.password_file, keys(id).password_file);
    let member = world.store.member(id).await.expect("reads").expect("exists");
    assert_eq!(
        member.email.as_str(),
        "Rita.Road@town.example",
        "kept as it was checked"
    );
    let unknown = world
        .store
        .account(&address("nobody@town.example"))
        .await
        .expect("reads");
    assert_eq!(unknown, None);
    let not_enrolled = world
        .store
        .account(&address("ada@town.example"))
        .await
        .expect("reads");
    assert_eq!(not_enrolled, None);
}

pub(crate) async fn an_invitation_names_departments_of_the_authority_only(place: &Place) {
    let world = World::new(place).await;
    let elsewhere = DepartmentId::random(&mut OsRng);
    let member = world.new_member("rita@town.example", &[world.roads, elsewhere]);
    let id = member.id;
    let outcome = world.store.invite_member(member).await.expect("answers");
    assert_eq!(outcome, InviteOutcome::DepartmentUnknown(elsewhere));
    assert_eq!(world.store.member(id).await.expect("reads"), None);
    assert_eq!(world.store.outbox_length().await.expect("counts"), 0);
}

pub(crate) async fn only_an_enrolled_member_of_the_authority_is_certified(place: &Place) {
    let world = World::new(place).await;
    let id = world.caseworker("rita@town.example", &[world.roads]).await;
    let chain = vec![bytes(300), bytes(200)];
    let certify = |authority, member| world.store.certify_member(authority, member, chain.clone());
    let elsewhere = AuthorityId::random(&mut OsRng);
    assert_eq!(certify(elsewhere, id).await.expect("answers"), None);
    assert_eq!(
        certify(world.authority, world.administrator)
            .await
            .expect("answers"),
        None
    );
    assert!(!world.store.is_certified(id).await.expect("reads"));
    assert_eq!(certify(world.authority, id).await.expect("answers"), Some(()));
    assert!(world.store.is_certified(id).await.expect("reads"));

    let members = world.store.members(world.authority).await.expect("reads");
    let names: Vec<_> = members.iter().map(|entry| entry.member.name.as_str()).collect();
    assert_eq!(names, ["Ada Administrator", "Member rita@town.example"]);
    assert_eq!(
        (&members[0].sign, &members[0].recipient, members[0].chain.len()),
        (&None, &None, 0)
    );
    assert_eq!(members[1].chain, chain);
    assert_eq!(members[1].member.departments, [world.roads]);
    assert_eq!(members[1].recipient, Some(keys(id).recipient));
    let keys = world
        .store
        .member_keys(id)
        .await
        .expect("reads")
        .expect("enrolled");
    assert_eq!(keys.chain, chain);
}

pub(crate) async fn a_member_gets_the_keys_of_their_departments(place: &Place) {
    let world = World::new(place).await;
    let both = world
        .caseworker("bo@town.example", &[world.roads, world.taxes])
        .await;
    let one = world.caseworker("rita@town.example", &[world.roads]).await;
    world.epoch(world.roads, 1, &[both, one]).await;
    world.epoch(world.roads, 2, &[both]).await;
    world.epoch(world.taxes, 1, &[both]).await;
    let epochs = async |member| {
        let keys = world
            .store
            .member_keys(member)
            .await
            .expect("reads")
            .expect("enrolled");
        assert!(
            keys.epochs
                .iter()
                .all(|key| key.chain.len() == 2 && key.sealed.0.len() == 1_500)
        );
        keys.epochs
            .iter()
            .map(|key| (key.department, key.epoch))
            .collect::<Vec<_>>()
    };
    let mut expected = vec![(world.roads, 1), (world.roads, 2), (world.taxes, 1)];
    expected.sort();
    assert_eq!(epochs(both).await, expected);
    assert_eq!(epochs(one).await, [(world.roads, 1)]);
}

pub(crate) async fn a_login_is_taken_once_and_in_time(place: &Place) {
    let world = World::new(place).await;
    let login = |member| PendingLogin {
        id: LoginId::random(&mut OsRng),
        member,
        state: bytes(192),
        expires_at: NOW.plus(60),
    };
    let (known, made_up, late) = (login(Some(world.administrator)), login(None), login(None));
    for login in [&known, &made_up, &late] {
        world.store.add_login(login.clone()).await.expect("keeps");
    }
    let take = async |id, now: Timestamp| world.store.take_login(id, now).await.expect("answers");
    assert_eq!(take(known.id, NOW.plus(59)).await, Some(known.clone()));
    assert_eq!(take(known.id, NOW).await, None, "taken once");
    assert_eq!(take(made_up.id, NOW).await, Some(made_up.clone()));
    assert_eq!(take(late.id, NOW.plus(60)).await, None, "too late");
    assert_eq!(take(LoginId::random(&mut OsRng), NOW).await, None);
}
