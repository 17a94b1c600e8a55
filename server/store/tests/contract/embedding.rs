use domain::{AuthorityId, DepartmentId, HostOrigin};
use rand_core::OsRng;

use super::world::{Place, World};

fn origins(texts: &[&str]) -> Vec<HostOrigin> {
    texts
        .iter()
        .map(|text| text.parse().expect("an origin"))
        .collect()
}

async fn hosts(world: &World, department: Option<DepartmentId>) -> Vec<HostOrigin> {
    let hosts = world.store.frame_hosts(world.authority, department).await;
    hosts.expect("reads")
}

pub(crate) async fn a_department_is_shown_where_its_authority_is_and_where_it_alone_is(place: &Place) {
    let world = World::new(place).await;
    assert_eq!(hosts(&world, None).await, []);
    assert_eq!(hosts(&world, Some(world.roads)).await, []);
    let (town, roads) = ("https://town.example", "https://roads.example");
    for (department, list) in [(None, [town].as_slice()), (Some(world.roads), &[roads, town])] {
        let set = world
            .store
            .set_embed_origins(world.authority, department, origins(list));
        assert_eq!(set.await.expect("writes"), Some(()));
    }
    assert_eq!(hosts(&world, None).await, origins(&[town]));
    assert_eq!(hosts(&world, Some(world.roads)).await, origins(&[roads, town]));
    assert_eq!(hosts(&world, Some(world.taxes)).await, origins(&[town]));

    let places = world.store.embed_places(world.authority).await.expect("reads");
    let places = places.expect("an authority");
    assert_eq!(places.origins, origins(&[town]));
    let of_departments: Vec<_> = places
        .departments
        .into_iter()
        .map(|department| (department.id, department.origins))
        .collect();
    let expected = [(world.roads, origins(&[roads, town])), (world.taxes, Vec::new())];
    assert!(expected.iter().all(|entry| of_departments.contains(entry)));
    assert_eq!(of_departments.len(), 2);

    // The next list takes the place of the earlier one.
    let cleared = world.store.set_embed_origins(world.authority, None, Vec::new());
    cleared.await.expect("writes");
    assert_eq!(hosts(&world, None).await, []);
    assert_eq!(hosts(&world, Some(world.taxes)).await, []);
}

pub(crate) async fn nobody_says_where_a_foreign_department_is_shown(place: &Place) {
    let world = World::new(place).await;
    let stranger = AuthorityId::random(&mut OsRng);
    let evil = || origins(&["https://evil.example"]);
    let set = world.store.set_embed_origins(stranger, Some(world.roads), evil());
    assert_eq!(set.await.expect("answers"), None);
    let set = world.store.set_embed_origins(stranger, None, evil());
    assert_eq!(set.await.expect("answers"), None);
    assert_eq!(hosts(&world, Some(world.roads)).await, []);
    let of_stranger = world.store.frame_hosts(stranger, Some(world.roads)).await;
    assert_eq!(of_stranger.expect("reads"), []);
    assert_eq!(world.store.embed_places(stranger).await.expect("reads"), None);
}
