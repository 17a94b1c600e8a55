use domain::{DepartmentId, MemberId};
use rand_core::OsRng;
use store::{AddDepartmentOutcome, EpochOutcome};

use super::world::{NOW, Place, World, address, department, grant_to};

pub(crate) async fn an_id_or_a_name_in_an_authority_is_taken_once(place: &Place) {
    let world = World::new(place).await;
    let same_name = department(DepartmentId::random(&mut OsRng), "roads", None);
    let same_id = department(world.roads, "bridges", None);
    for taken in [same_name, same_id] {
        let outcome = world
            .store
            .add_department(world.authority, taken, NOW)
            .await
            .expect("answers");
        assert_eq!(outcome, AddDepartmentOutcome::Taken);
    }
    let record = world
        .store
        .department(world.roads)
        .await
        .expect("reads")
        .expect("exists");
    assert_eq!(record.authority, world.authority);
    assert_eq!(record.department.slug.as_str(), "roads");
    assert_eq!(record.notice, Some(address("roads@town.example")));
    assert_eq!(record.newest_epoch, 0);
    let missing = world.store.department(DepartmentId::random(&mut OsRng)).await;
    assert_eq!(missing.expect("reads"), None);
}

pub(crate) async fn epochs_follow_one_another(place: &Place) {
    let world = World::new(place).await;
    assert_eq!(
        world.store.department_key(world.roads).await.expect("reads"),
        None
    );
    assert_eq!(
        world.epoch(world.roads, 2, &[]).await,
        EpochOutcome::NotNext { newest: 0 }
    );
    assert_eq!(world.epoch(world.roads, 1, &[]).await, EpochOutcome::Added);
    assert_eq!(
        world.epoch(world.roads, 1, &[]).await,
        EpochOutcome::NotNext { newest: 1 }
    );
    assert_eq!(world.epoch(world.roads, 2, &[]).await, EpochOutcome::Added);
    let nowhere = DepartmentId::random(&mut OsRng);
    assert_eq!(world.epoch(nowhere, 1, &[]).await, EpochOutcome::NotFound);

    let key = world
        .store
        .department_key(world.roads)
        .await
        .expect("reads")
        .expect("has a key");
    assert_eq!((key.department, key.epoch, key.chain.len()), (world.roads, 2, 2));
    assert_eq!((key.chain[0].0.len(), key.chain[1].0.len()), (200, 100));
    let record = world
        .store
        .department(world.roads)
        .await
        .expect("reads")
        .expect("exists");
    assert_eq!(record.newest_epoch, 2);
}

pub(crate) async fn an_epoch_is_granted_to_enrolled_members_of_the_department_only(place: &Place) {
    let world = World::new(place).await;
    let of_roads = world.caseworker("rita@town.example", &[world.roads]).await;
    let of_taxes = world.caseworker("tom@town.example", &[world.taxes]).await;
    let nobody = MemberId::random(&mut OsRng);
    let invited = world.new_member("ivy@town.example", &[world.roads]);
    let not_enrolled = invited.id;
    world.store.invite_member(invited).await.expect("invites");
    for stranger in [of_taxes, nobody, not_enrolled, world.administrator] {
        let outcome = world.epoch(world.roads, 1, &[of_roads, stranger]).await;
        assert_eq!(outcome, EpochOutcome::NotAMember(stranger));
    }
    assert_eq!(
        world.store.department_key(world.roads).await.expect("reads"),
        None,
        "nothing was stored"
    );
    assert_eq!(
        world.epoch(world.roads, 1, &[of_roads]).await,
        EpochOutcome::Added
    );

    let confirmed = world.confirmed("rolf@town.example", &[world.roads]).await;
    for stranger in [of_taxes, nobody, not_enrolled, of_roads] {
        let grants = vec![grant_to(confirmed), grant_to(stranger)];
        let more = world.store.add_epoch_grants(world.roads, 1, grants).await;
        assert_eq!(
            more.expect("answers"),
            EpochOutcome::NotAMember(stranger),
            "nobody has certified them"
        );
    }
    let keys = world.store.member_keys(confirmed).await.expect("reads");
    assert_eq!(keys.expect("enrolled").epochs, [], "nothing was stored");
    let later = world
        .store
        .add_epoch_grants(world.roads, 2, vec![grant_to(confirmed)])
        .await;
    assert_eq!(later.expect("answers"), EpochOutcome::NotFound);
}

pub(crate) async fn a_grant_of_an_epoch_is_never_replaced(place: &Place) {
    let world = World::new(place).await;
    let rita = world.confirmed("rita@town.example", &[world.roads]).await;
    let bo = world.confirmed("bo@town.example", &[world.roads]).await;
    world.epoch(world.roads, 1, &[rita]).await;
    let sealed = async |member| {
        let keys = world.store.member_keys(member).await.expect("reads");
        let keys = keys.expect("enrolled");
        let sealed = keys.epochs.into_iter().map(|epoch| epoch.sealed);
        sealed.collect::<Vec<_>>()
    };
    let before = sealed(rita).await;
    assert_eq!(before.len(), 1);
    let grants = vec![grant_to(rita), grant_to(bo)];
    let later = grants.iter().map(|grant| grant.sealed.clone());
    let later: Vec<_> = later.collect();
    let outcome = world.store.add_epoch_grants(world.roads, 1, grants).await;
    assert_eq!(outcome.expect("answers"), EpochOutcome::Added);
    assert_eq!(sealed(rita).await, before);
    assert_eq!(sealed(bo).await, later[1..], "who had none gets it");
}
