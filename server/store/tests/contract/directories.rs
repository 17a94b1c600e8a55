use domain::api::DepartmentChange;
use domain::directory::{
    Area, Contact, DepartmentContact, DepartmentTexts, Directory, Route, Service, Synonyms,
};
use domain::limits::EPOCH_CERTIFICATE_SECONDS;
use domain::{AreaKey, AuthorityId, Bytes, DepartmentId, Localized, SECONDS_PER_DAY, ServiceKey, Timestamp};
use rand_core::OsRng;
use store::{
    ChangeDepartmentOutcome, FallbackRecord, FoundOutcome, NewDirectory, Party, Publication, PublishOutcome,
    RouteRecord,
};

use super::world::{NOW, Place, World, bytes, department, founding, posting};

fn area(key: &str, name: &str) -> Area {
    Area {
        key: key.parse().expect("a key"),
        name: name.to_owned(),
        district: Some("Kreis".to_owned()),
    }
}

fn service(key: &str, routes: &[(&str, DepartmentId)]) -> Service {
    Service {
        key: key.parse().expect("a key"),
        name: Localized {
            de: format!("Leistung {key}"),
            en: Some(format!("Service {key}")),
        },
        synonyms: Synonyms {
            de: vec!["Müll".to_owned(), "Abfall".to_owned()],
            en: Vec::new(),
        },
        description: Localized::default(),
        routes: routes
            .iter()
            .map(|(area, department)| Route {
                area: area.parse().expect("a key"),
                department: *department,
            })
            .collect(),
    }
}

fn contact(telephone: &str) -> Contact {
    Contact {
        telephone: Some(telephone.to_owned()),
        hours: Some(Localized {
            de: "Mo 8–12".to_owned(),
            en: Some("Mon 8–12".to_owned()),
        }),
        scope: Some(Localized {
            de: "Alles".to_owned(),
            en: None,
        }),
        address: Some("Markt 1".to_owned()),
        web: Some("https://town.example/roads".to_owned()),
    }
}

pub(super) fn directory(world: &World) -> Directory {
    Directory {
        contact: contact("115"),
        fallback: Some(world.taxes),
        departments: vec![DepartmentContact {
            department: world.roads,
            contact: contact("0100"),
        }],
        areas: vec![area("05162", "Kreis"), area("051620016016", "Kaarst")],
        services: vec![
            service(
                "99107023017000",
                &[("05162", world.taxes), ("051620016016", world.roads)],
            ),
            service("sperrmuell", &[("05162", world.roads)]),
        ],
    }
}

pub(super) fn publishing(
    authority: AuthorityId,
    replaces: Option<&Bytes>,
    directory: Directory,
) -> NewDirectory {
    NewDirectory {
        authority,
        replaces: replaces.cloned(),
        publication: Publication {
            root: bytes(32),
            leaves: (0..directory.services.len() + 2).map(|_| bytes(32)).collect(),
            statement: bytes(300),
            signature: bytes(64),
            chain: vec![bytes(200), bytes(100)],
            at: NOW,
        },
        directory,
        texts: Vec::new(),
    }
}

/// A world whose departments can be written to.
pub(super) async fn open_world(place: &Place) -> World {
    let world = World::new(place).await;
    world.epoch(world.roads, 1, &[]).await;
    world.epoch(world.taxes, 1, &[]).await;
    world
}

pub(super) async fn publish(world: &World, new: &NewDirectory) -> PublishOutcome {
    let outcome = world.store.publish_directory(new.clone(), NOW).await;
    outcome.expect("answers")
}

async fn read(world: &World, authority: AuthorityId) -> store::DirectoryRecord {
    let record = world.store.directory_of(authority).await.expect("reads");
    record.expect("exists")
}

pub(crate) async fn texts_of_departments_change_with_the_directory_or_not_at_all(place: &Place) {
    let world = open_world(place).await;
    let called = |department, name: &str| DepartmentTexts {
        department,
        name: Localized {
            de: name.to_owned(),
            en: Some(format!("{name} en")),
        },
        description: Localized {
            de: "Straßen".to_owned(),
            en: None,
        },
    };
    let own = async |department| {
        let record = world.store.department(department).await.expect("reads");
        let own = record.expect("exists").department;
        DepartmentTexts {
            department: own.id,
            name: own.name,
            description: own.description,
        }
    };
    let (roads, taxes) = (own(world.roads).await, own(world.taxes).await);
    let stranger = DepartmentId::random(&mut OsRng);
    let mut new = publishing(world.authority, None, directory(&world));
    new.texts = vec![called(world.roads, "Tiefbauamt"), called(stranger, "Niemand")];
    assert_eq!(publish(&world, &new).await, PublishOutcome::Unroutable(stranger));
    assert_eq!(own(world.roads).await, roads, "all or nothing");
    new.texts.pop();
    assert_eq!(publish(&world, &new).await, PublishOutcome::Published);
    assert_eq!(own(world.roads).await, called(world.roads, "Tiefbauamt"));
    assert_eq!(own(world.taxes).await, taxes, "the others stay as they are");
}

pub(crate) async fn a_directory_is_read_as_it_was_published(place: &Place) {
    let world = open_world(place).await;
    let before = read(&world, world.authority).await;
    assert_eq!(before.publication, None);
    assert_eq!(before.directory.contact.telephone.as_deref(), Some("115"));

    let first = publishing(world.authority, None, directory(&world));
    assert_eq!(publish(&world, &first).await, PublishOutcome::Published);
    let record = read(&world, world.authority).await;
    assert_eq!(record.directory, first.directory);
    assert_eq!(record.publication, Some(first.publication.clone()));

    let mut changed = directory(&world);
    changed.contact = contact("116");
    changed.fallback = None;
    changed.departments[0].department = world.taxes;
    changed.areas = vec![area("05", "Land"), area("05162", "Rhein-Kreis")];
    changed.services = vec![
        service("99107023017000", &[("05", world.taxes), ("05162", world.roads)]),
        service("wohngeld", &[("05162", world.taxes)]),
    ];
    let second = publishing(world.authority, Some(&first.publication.root), changed);
    assert_eq!(publish(&world, &second).await, PublishOutcome::Published);
    let record = read(&world, world.authority).await;
    assert_eq!(record.directory, second.directory);
    assert_eq!(record.publication, Some(second.publication.clone()));

    let store = &world.store;
    let proof = store.directory_proof(world.authority).await.expect("reads");
    let proof = proof.expect("published");
    assert_eq!(
        (proof.publication, proof.revoked),
        (second.publication, Vec::new())
    );
    let services = &second.directory.services;
    let keys: Vec<_> = services.iter().map(|service| service.key.clone()).collect();
    assert_eq!(proof.services, keys);
    let one = store.service_of(world.authority, &keys[0]).await.expect("reads");
    assert_eq!(one.as_ref(), Some(&services[0]));
    let gone = "sperrmuell".parse().expect("a key");
    assert_eq!(
        store.service_of(world.authority, &gone).await.expect("reads"),
        None
    );
    let slug = "town".parse().expect("plain");
    assert_eq!(
        store.authority_of(&slug).await.expect("reads"),
        Some(world.authority)
    );
    let head = store.authority_head(world.authority).await.expect("reads");
    let head = head.expect("exists");
    assert_eq!(
        (head.slug, head.contact, head.fallback),
        (slug, contact("116"), None)
    );
}

pub(crate) async fn a_directory_is_made_from_the_newest_one(place: &Place) {
    let world = open_world(place).await;
    let first = publishing(world.authority, None, directory(&world));
    assert_eq!(publish(&world, &first).await, PublishOutcome::Published);
    let stranger = bytes(32);
    for replaces in [None, Some(&stranger)] {
        let other = publishing(world.authority, replaces, Directory::default());
        assert_eq!(publish(&world, &other).await, PublishOutcome::Outdated);
    }
    assert_eq!(read(&world, world.authority).await.directory, first.directory);
}

pub(crate) async fn nobody_is_led_to_a_department_that_cannot_be_written_to(place: &Place) {
    let world = World::new(place).await;
    let roads = publishing(
        world.authority,
        None,
        Directory {
            areas: vec![area("05162", "Kreis")],
            services: vec![service("sperrmuell", &[("05162", world.roads)])],
            ..Directory::default()
        },
    );
    assert_eq!(
        publish(&world, &roads).await,
        PublishOutcome::Unroutable(world.roads),
        "it has no key"
    );
    world.epoch(world.roads, 1, &[]).await;
    let late = NOW.plus(EPOCH_CERTIFICATE_SECONDS);
    let outcome = world.store.publish_directory(roads.clone(), late).await;
    assert_eq!(
        outcome.expect("answers"),
        PublishOutcome::Unroutable(world.roads),
        "its key has ended"
    );
    let fallback = |department| {
        let directory = Directory {
            fallback: Some(department),
            ..Directory::default()
        };
        publishing(world.authority, None, directory)
    };
    let nobody = DepartmentId::random(&mut OsRng);
    for department in [nobody, world.taxes] {
        assert_eq!(
            publish(&world, &fallback(department)).await,
            PublishOutcome::Unroutable(department)
        );
    }
    let about_nobody = publishing(
        world.authority,
        None,
        Directory {
            departments: vec![DepartmentContact {
                department: nobody,
                contact: contact("1"),
            }],
            ..Directory::default()
        },
    );
    assert_eq!(
        publish(&world, &about_nobody).await,
        PublishOutcome::Unroutable(nobody)
    );
    assert_eq!(
        read(&world, world.authority).await.publication,
        None,
        "nothing was stored"
    );
    assert_eq!(publish(&world, &roads).await, PublishOutcome::Published);
}

pub(crate) async fn a_department_that_is_led_to_stays_open(place: &Place) {
    let world = open_world(place).await;
    let close = async |department| {
        let change = DepartmentChange {
            name: Localized::default(),
            description: Localized::default(),
            notice: None,
            closed: true,
        };
        let outcome = world
            .store
            .change_department(world.authority, department, change, NOW);
        outcome.await.expect("answers")
    };
    let first = publishing(world.authority, None, directory(&world));
    assert_eq!(publish(&world, &first).await, PublishOutcome::Published);
    for department in [world.roads, world.taxes] {
        assert_eq!(close(department).await, ChangeDepartmentOutcome::Routed);
    }
    let record = world.store.department(world.roads).await.expect("reads");
    let record = record.expect("exists");
    assert!(!record.is_closed);
    assert_eq!(record.department.name.de, "Amt roads", "nothing was changed");

    let empty = publishing(
        world.authority,
        Some(&first.publication.root),
        Directory::default(),
    );
    assert_eq!(publish(&world, &empty).await, PublishOutcome::Published);
    assert_eq!(close(world.roads).await, ChangeDepartmentOutcome::Changed);
}

pub(crate) async fn a_place_finds_the_routes_of_all_areas_that_it_lies_in(place: &Place) {
    let world = open_world(place).await;
    let first = publishing(world.authority, None, directory(&world));
    publish(&world, &first).await;
    let routes = async |service: &str, area: &str, authority| {
        let service: ServiceKey = service.parse().expect("a key");
        let area: AreaKey = area.parse().expect("a key");
        let found = world.store.routes(&service, &area.within(), authority, 100).await;
        found.expect("reads")
    };
    let route = |key: &str, name: &str, department| RouteRecord {
        authority: world.authority,
        area: area(key, name),
        department,
    };
    let (of_kreis, of_kaarst) = (
        route("05162", "Kreis", world.taxes),
        route("051620016016", "Kaarst", world.roads),
    );
    for (area, expected) in [
        ("05162016", vec![of_kaarst.clone(), of_kreis.clone()]),
        ("051620016016", vec![of_kaarst.clone(), of_kreis.clone()]),
        ("05162024", vec![of_kreis.clone()]),
        ("05162", vec![of_kreis.clone()]),
        ("051", Vec::new()),
    ] {
        assert_eq!(routes("99107023017000", area, None).await, expected, "{area}");
    }
    assert_eq!(routes("wohngeld", "05162016", None).await, []);
    assert_eq!(
        routes("99107023017000", "05162024", Some(world.authority)).await,
        [of_kreis]
    );
    let elsewhere = AuthorityId::random(&mut OsRng);
    assert_eq!(routes("99107023017000", "05162024", Some(elsewhere)).await, []);
}

pub(crate) async fn a_place_finds_the_authorities_in_charge(place: &Place) {
    let world = open_world(place).await;
    let first = publishing(world.authority, None, directory(&world));
    publish(&world, &first).await;
    let fallbacks = async |area: &str| {
        let area: AreaKey = area.parse().expect("a key");
        world.store.fallbacks(&area.within(), 100).await.expect("reads")
    };
    let of = |key: &str, name: &str, department| FallbackRecord {
        authority: world.authority,
        area: area(key, name),
        department,
    };
    assert_eq!(
        fallbacks("05162016").await,
        [
            of("051620016016", "Kaarst", Some(world.taxes)),
            of("05162", "Kreis", Some(world.taxes))
        ]
    );
    assert_eq!(fallbacks("09").await, []);
    let mut without = directory(&world);
    without.fallback = None;
    let second = publishing(world.authority, Some(&first.publication.root), without);
    publish(&world, &second).await;
    assert_eq!(fallbacks("05162").await, [of("05162", "Kreis", None)]);
}

pub(crate) async fn a_directory_belongs_to_one_authority(place: &Place) {
    let world = open_world(place).await;
    let first = publishing(world.authority, None, directory(&world));
    publish(&world, &first).await;
    let mut village = founding(&world.store, "village").await;
    village.administrator.email = super::world::address("vera@village.example");
    village.code =
        super::world::founding_code(&world.store, village.setup_token, &village.administrator.email).await;
    let authority = village.authority;
    let founded = world.store.found_authority(village).await.expect("answers");
    assert_eq!(founded, FoundOutcome::Founded);
    let own = DepartmentId::random(&mut OsRng);
    let added = world
        .store
        .add_department(authority, department(own, "roads", None), NOW)
        .await;
    added.expect("answers");
    world.epoch(own, 1, &[]).await;

    let foreign = publishing(authority, None, directory(&world));
    assert!(matches!(
        publish(&world, &foreign).await,
        PublishOutcome::Unroutable(_)
    ));
    let small = publishing(
        authority,
        None,
        Directory {
            areas: vec![area("05162", "Kreis")],
            services: vec![service("sperrmuell", &[("05162", own)])],
            ..Directory::default()
        },
    );
    assert_eq!(publish(&world, &small).await, PublishOutcome::Published);
    let emptied = publishing(authority, Some(&small.publication.root), Directory::default());
    assert_eq!(publish(&world, &emptied).await, PublishOutcome::Published);
    assert_eq!(read(&world, world.authority).await.directory, first.directory);
    assert_eq!(read(&world, authority).await.directory, Directory::default());
    let nobody = AuthorityId::random(&mut OsRng);
    assert_eq!(world.store.directory_of(nobody).await.expect("reads"), None);
}

pub(crate) async fn a_promise_is_the_middle_of_all_conversations(place: &Place) {
    let world = World::new(place).await;
    let promise = async |least| {
        world
            .store
            .renew_promises(NOW.plus(-90 * SECONDS_PER_DAY), least)
            .await
            .expect("renews");
        let entry = world.store.department(world.roads).await.expect("reads");
        entry.expect("exists").department.promise_days
    };
    let opened = async |days_ago: i64, answered_after: Option<i64>| {
        let mut opening = world.opening(world.roads);
        opening.opened_at = NOW.plus(-days_ago * SECONDS_PER_DAY);
        world.open(&opening).await;
        if let Some(days) = answered_after {
            let mut answer = posting(opening.conversation, Party::Department(vec![world.roads]));
            answer.received_at = Timestamp(opening.opened_at.0 + days * SECONDS_PER_DAY);
            world.posted(&answer).await;
        }
    };
    opened(100, Some(0)).await;
    for days in [1, 5, 2] {
        opened(50, Some(days)).await;
    }
    assert_eq!(promise(4).await, None, "too few since then");
    assert_eq!(promise(3).await, Some(2));
    opened(50, None).await;
    assert_eq!(promise(4).await, Some(2));
    opened(50, None).await;
    assert_eq!(promise(4).await, Some(5), "what was not answered counts");
    opened(50, None).await;
    opened(50, None).await;
    assert_eq!(promise(4).await, None, "most got no answer");
}
