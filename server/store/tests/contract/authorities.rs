use domain::Slug;
use store::{FoundOutcome, TokenHash};

use super::world::{NOW, Place, World, bytes, department, founding};

pub(crate) async fn an_authority_is_founded_once_with_its_token(place: &Place) {
    let store = place.migrated().await;
    let founding = founding(&store, "town").await;
    let first = store.found_authority(founding.clone()).await.expect("answers");
    let second = store.found_authority(founding.clone()).await.expect("answers");
    assert_eq!(
        (first, second),
        (FoundOutcome::Founded, FoundOutcome::TokenRefused)
    );

    let authority = store
        .authority(founding.authority)
        .await
        .expect("reads")
        .expect("exists");
    assert_eq!(authority.slug, founding.slug);
    assert_eq!(authority.name, founding.name);
    assert_eq!(authority.root, founding.root);
    assert_eq!(authority.telephone, founding.telephone);
    let rules = store
        .authority_rules(founding.authority)
        .await
        .expect("reads")
        .expect("exists");
    assert_eq!(rules.email_domains, founding.email_domains);
    assert_eq!(rules.recovery, founding.recovery);

    let invited = store
        .invited_member(founding.invitation.token, NOW)
        .await
        .expect("reads");
    assert_eq!(invited.expect("the administrator").id, founding.administrator.id);
    assert_eq!(
        store.outbox_length().await.expect("counts"),
        0,
        "the token is handed out, not mailed"
    );
}

pub(crate) async fn an_unknown_setup_token_founds_nothing(place: &Place) {
    let store = place.migrated().await;
    let mut founding = founding(&store, "town").await;
    founding.setup_token = TokenHash::of(bytes(32));
    let outcome = store.found_authority(founding.clone()).await.expect("answers");
    assert_eq!(outcome, FoundOutcome::TokenRefused);
    assert_eq!(store.authority(founding.authority).await.expect("reads"), None);
    assert_eq!(store.directory().await.expect("reads"), []);
}

pub(crate) async fn a_taken_name_does_not_use_the_token_up(place: &Place) {
    let world = World::new(place).await;
    let mut second = founding(&world.store, "town").await;
    let outcome = world
        .store
        .found_authority(second.clone())
        .await
        .expect("answers");
    assert_eq!(
        outcome,
        FoundOutcome::Taken,
        "slug and address are the first authority's"
    );
    second.slug = "village".parse().expect("plain");
    let outcome = world
        .store
        .found_authority(second.clone())
        .await
        .expect("answers");
    assert_eq!(outcome, FoundOutcome::Taken, "the address still is");
    second.administrator.email = super::world::address("ada@village.example");
    let outcome = world.store.found_authority(second).await.expect("answers");
    assert_eq!(outcome, FoundOutcome::Founded);
}

pub(crate) async fn the_directory_shows_departments_with_a_key_only(place: &Place) {
    let world = World::new(place).await;
    let town: Slug = "town".parse().expect("plain");
    let everything = world
        .store
        .authority(world.authority)
        .await
        .expect("reads")
        .expect("exists");
    assert_eq!(everything.departments.len(), 2);
    let entry = world
        .store
        .directory_entry(&town)
        .await
        .expect("reads")
        .expect("exists");
    assert_eq!(entry.departments, []);

    world.epoch(world.taxes, 1, &[]).await;
    let entry = world
        .store
        .directory_entry(&town)
        .await
        .expect("reads")
        .expect("exists");
    let expected = department(world.taxes, "taxes", None);
    assert_eq!(entry.departments.len(), 1);
    assert_eq!(entry.departments[0].id, expected.id);
    assert_eq!(entry.departments[0].name, expected.name);
    assert_eq!(entry.departments[0].description, expected.description);
    assert_eq!(world.store.directory().await.expect("reads"), [entry]);
    let missing: Slug = "elsewhere".parse().expect("plain");
    assert_eq!(world.store.directory_entry(&missing).await.expect("reads"), None);
}
