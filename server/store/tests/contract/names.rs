use domain::api::DepartmentChange;
use domain::directory::Directory;
use domain::{AreaKey, AuthorityId, Localized, ServiceKey};
use store::{AuthorityNames, ChangedNames, PublishOutcome, Store};

use super::directories::{directory, open_world, publish, publishing};
use super::world::{NOW, Place, World, founding};

async fn changed(store: &Store, after: i64) -> ChangedNames {
    store.changed_names(after, 10).await.expect("reads")
}

async fn newest(store: &Store) -> i64 {
    store.newest_name_change().await.expect("reads")
}

/// The names of the only authority that changed; that it is the newest change.
async fn only(store: &Store, after: i64) -> AuthorityNames {
    let mut changed = changed(store, after).await;
    assert_eq!(changed.authorities.len(), 1);
    assert_eq!(changed.until, newest(store).await);
    changed.authorities.remove(0)
}

pub(crate) async fn names_are_read_anew_when_they_change(place: &Place) {
    let world = World::new(place).await;
    let store = &world.store;
    let founded = only(store, 0).await;
    assert_eq!(
        (founded.authority, founded.slug.as_str()),
        (world.authority, "town")
    );
    assert_eq!((founded.areas.len(), founded.services.len()), (0, 0));
    assert_eq!(founded.departments, [], "nobody can write to them yet");

    let before = newest(store).await;
    world.epoch(world.roads, 1, &[]).await;
    world.epoch(world.taxes, 1, &[]).await;
    assert_eq!(only(store, before).await.departments.len(), 2);

    let before = newest(store).await;
    world.epoch(world.roads, 2, &[]).await;
    assert_eq!(newest(store).await, before, "a later key changes no name");

    let new = publishing(world.authority, None, directory(&world));
    assert_eq!(publish(&world, &new).await, PublishOutcome::Published);
    let published = only(store, before).await;
    let mut places: Vec<_> = published.areas.iter().map(|area| area.key.as_str()).collect();
    places.sort_unstable();
    assert_eq!(
        places,
        ["05162", "051620016016"],
        "as the authority has it: an ARS tells the Verband"
    );
    let mut services: Vec<_> = published
        .services
        .iter()
        .map(|service| service.key.as_str())
        .collect();
    services.sort_unstable();
    assert_eq!(services, ["99107023017000", "sperrmuell"]);
    assert_eq!(published.services[0].synonyms, ["Müll", "Abfall"]);

    let before = newest(store).await;
    let renamed = store
        .rename_authority(world.authority, "Neustadt".to_owned())
        .await;
    assert_eq!(renamed.expect("answers"), Some(()));
    assert_eq!(only(store, before).await.name, "Neustadt");
    let nobody = store.rename_authority(AuthorityId(uuid::Uuid::nil()), "Nirgends".to_owned());
    assert_eq!(nobody.await.expect("answers"), None);

    let before = newest(store).await;
    let change = DepartmentChange {
        name: Localized::default(),
        description: Localized::default(),
        notice: None,
        closed: true,
    };
    let empty = publishing(world.authority, Some(&new.publication.root), Directory::default());
    assert_eq!(publish(&world, &empty).await, PublishOutcome::Published);
    store
        .change_department(world.authority, world.taxes, change, NOW)
        .await
        .expect("answers");
    let names = only(store, before).await;
    assert_eq!((names.departments.len(), names.areas.len()), (1, 0));
    assert_eq!(changed(store, newest(store).await).await.authorities, []);
}

pub(crate) async fn changes_of_names_come_in_parts_in_their_order(place: &Place) {
    let world = World::new(place).await;
    let store = &world.store;
    let mut founded = vec![world.authority];
    for slug in ["aa", "bb"] {
        let founding = founding(store, slug).await;
        founded.push(founding.authority);
        store.found_authority(founding).await.expect("founds");
    }
    let mut found: Vec<AuthorityId> = Vec::new();
    let mut until = 0;
    loop {
        let part = store.changed_names(until, 2).await.expect("reads");
        if part.authorities.is_empty() {
            break;
        }
        until = part.until;
        found.extend(part.authorities.iter().map(|names| names.authority));
    }
    assert_eq!(found, founded);
    assert_eq!(until, newest(store).await);
}

pub(crate) async fn a_service_is_served_where_a_department_is_in_charge(place: &Place) {
    let world = open_world(place).await;
    let new = publishing(world.authority, None, directory(&world));
    assert_eq!(publish(&world, &new).await, PublishOutcome::Published);
    let key = |key: &str| -> ServiceKey { key.parse().expect("a key") };
    let area = |key: &str| -> AreaKey { key.parse().expect("a key") };
    let services = [key("sperrmuell"), key("99107023017000"), key("nothing")];
    let places = [area("05162016"), area("05162"), area("05")];
    let served = world.store.served(&services, &places).await.expect("reads");
    assert_eq!(
        served,
        [
            (key("99107023017000"), area("05162")),
            (key("99107023017000"), area("05162016")),
            (key("sperrmuell"), area("05162")),
        ]
    );
    assert_eq!(world.store.served(&[], &places).await.expect("reads"), []);
    assert_eq!(world.store.served(&services, &[]).await.expect("reads"), []);
}
