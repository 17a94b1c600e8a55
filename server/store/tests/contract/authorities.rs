use domain::api::{DepartmentChange, Role};
use domain::{AuthorityId, Bytes, FoundingId, Locale, Slug};
use futures::future::join_all;
use rand_core::OsRng;
use store::{
    Certifier, ChangeDepartmentOutcome, ChangeOutcome, Errand, FoundOutcome, Founding, FoundingCode,
    NewFounding, StartOutcome, TokenHash,
};

use super::members::certificate;
use super::world::{NOW, Place, World, address, bytes, department, founding, founding_code};

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
    let due = async |at| store.claim_outbox(at, at, 10).await.expect("claims");
    assert_eq!(due(NOW.plus(899)).await, [], "the token is handed out");
    let reminder = due(NOW.plus(900)).await;
    assert_eq!(
        reminder[0].errand,
        Errand::Invitation(founding.administrator.id),
        "whoever does not use it gets another one by mail"
    );
}

pub(crate) async fn a_founders_code_is_for_one_address_and_five_tries(place: &Place) {
    let store = place.migrated().await;
    let right = founding(&store, "town").await;
    let try_with = async |change: fn(&mut Founding)| {
        let mut founding = right.clone();
        change(&mut founding);
        store.found_authority(founding).await.expect("answers")
    };
    for change in [
        |founding: &mut Founding| founding.code = bytes(32),
        |founding: &mut Founding| founding.code = Bytes::default(),
        |founding: &mut Founding| founding.administrator.email = address("eve@town.example"),
        |founding: &mut Founding| founding.founded_at = NOW.plus(900),
    ] {
        assert_eq!(try_with(change).await, FoundOutcome::CodeRefused);
    }
    let right_code = async |founding: &Founding| Founding {
        code: founding_code(&store, founding.setup_token, &founding.administrator.email).await,
        ..founding.clone()
    };
    let again = right_code(&right).await;
    let outcome = store.found_authority(right.clone()).await.expect("answers");
    assert_eq!(outcome, FoundOutcome::CodeRefused, "the earlier code has ended");
    for _ in 0..4 {
        assert_eq!(
            try_with(|founding| founding.code = bytes(32)).await,
            FoundOutcome::CodeRefused
        );
    }
    let outcome = store.found_authority(again).await.expect("answers");
    assert_eq!(outcome, FoundOutcome::CodeRefused, "five tries were wrong");
    assert_eq!(store.directory(None, 100).await.expect("reads"), []);
    let outcome = store
        .found_authority(right_code(&right).await)
        .await
        .expect("answers");
    assert_eq!(outcome, FoundOutcome::Founded, "a new code has tries of its own");
}

pub(crate) async fn a_founders_code_needs_a_good_setup_token(place: &Place) {
    let store = place.migrated().await;
    let founding = NewFounding {
        id: FoundingId::random(&mut OsRng),
        setup_token: TokenHash::of("unknown"),
        email: address("ada@town.example"),
        email_domains: vec!["town.example".to_owned()],
        locale: Locale::De,
        asked_at: NOW,
        expires_at: NOW.plus(900),
    };
    let id = founding.id;
    let outcome = store.start_founding(founding).await.expect("answers");
    assert_eq!(outcome, StartOutcome::TokenRefused);
    assert_eq!(store.outbox_length().await.expect("counts"), 0);
    let code = FoundingCode {
        code: bytes(32),
        expires_at: NOW.plus(900),
    };
    assert_eq!(
        store.renew_founding_code(id, code, NOW).await.expect("answers"),
        None
    );
}

pub(crate) async fn a_domain_belongs_to_one_authority(place: &Place) {
    let store = place.migrated().await;
    let first = founding(&store, "town").await;
    // Both ask before either is there.
    let mut second = founding(&store, "village").await;
    second.email_domains.push("town.example".to_owned());
    let outcome = store.found_authority(first).await.expect("answers");
    assert_eq!(outcome, FoundOutcome::Founded);
    let outcome = store.found_authority(second.clone()).await.expect("answers");
    assert_eq!(outcome, FoundOutcome::DomainTaken);
    let asked = NewFounding {
        id: FoundingId::random(&mut OsRng),
        setup_token: second.setup_token,
        email: second.administrator.email.clone(),
        email_domains: second.email_domains.clone(),
        locale: Locale::De,
        asked_at: NOW,
        expires_at: NOW.plus(900),
    };
    let outcome = store.start_founding(asked).await.expect("answers");
    assert_eq!(outcome, StartOutcome::DomainTaken);
    second.email_domains.pop();
    let outcome = store.found_authority(second).await.expect("answers");
    assert_eq!(outcome, FoundOutcome::Founded, "the token is good still");
}

/// As by several instances, each of which may look before another has written.
pub(crate) async fn of_foundings_at_once_one_gets_the_domain(place: &Place) {
    let store = place.migrated().await;
    let mut foundings = Vec::new();
    for name in ["town", "village", "hamlet", "island"] {
        foundings.push(Founding {
            email_domains: vec![format!("{name}.example"), "shared.example".to_owned()],
            ..founding(&store, name).await
        });
    }
    let found = foundings.into_iter().map(|founding| {
        let store = place.store();
        async move { store.found_authority(founding).await }
    });
    let outcomes = join_all(found).await;
    let count = |outcome| {
        outcomes
            .iter()
            .filter(|found| found.as_ref().ok() == Some(&outcome))
            .count()
    };
    assert_eq!(
        (count(FoundOutcome::Founded), count(FoundOutcome::DomainTaken)),
        (1, 3),
        "{outcomes:?}"
    );
}

pub(crate) async fn a_domain_that_was_kept_in_capitals_is_taken_as_well(place: &Place) {
    let store = place.migrated().await;
    let mut first = founding(&store, "town").await;
    let second = Founding {
        email_domains: first.email_domains.clone(),
        ..founding(&store, "village").await
    };
    first.email_domains = vec!["Town.Example".to_owned()];
    let outcome = store.found_authority(first).await.expect("answers");
    assert_eq!(outcome, FoundOutcome::Founded);
    let outcome = store.found_authority(second).await.expect("answers");
    assert_eq!(outcome, FoundOutcome::DomainTaken);
}

pub(crate) async fn an_unknown_setup_token_founds_nothing(place: &Place) {
    let store = place.migrated().await;
    let mut founding = founding(&store, "town").await;
    founding.setup_token = TokenHash::of(bytes(32));
    let outcome = store.found_authority(founding.clone()).await.expect("answers");
    assert_eq!(outcome, FoundOutcome::TokenRefused);
    assert_eq!(store.authority(founding.authority).await.expect("reads"), None);
    assert_eq!(store.directory(None, 100).await.expect("reads"), []);
}

pub(crate) async fn a_taken_name_does_not_use_the_token_up(place: &Place) {
    let world = World::new(place).await;
    let mut second = founding(&world.store, "town").await;
    second.email_domains = vec!["village.example".to_owned()];
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
    second.administrator.email = address("ada@village.example");
    second.code = founding_code(&world.store, second.setup_token, &second.administrator.email).await;
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
    let change = |closed| DepartmentChange {
        name: expected.name.clone(),
        description: expected.description.clone(),
        notice: None,
        closed,
    };
    let close = async |authority, closed| {
        let changed = world
            .store
            .change_department(authority, world.taxes, change(closed), NOW)
            .await;
        changed.expect("answers")
    };
    assert_eq!(
        close(AuthorityId::random(&mut OsRng), true).await,
        ChangeDepartmentOutcome::NotFound,
        "another authority's"
    );
    assert_eq!(
        world.store.directory(None, 100).await.expect("reads"),
        std::slice::from_ref(&entry)
    );
    assert_eq!(
        close(world.authority, true).await,
        ChangeDepartmentOutcome::Changed
    );
    assert!(
        world.store.directory(None, 100).await.expect("reads")[0]
            .departments
            .is_empty()
    );
    let record = world
        .store
        .department(world.taxes)
        .await
        .expect("reads")
        .expect("exists");
    assert!(record.is_closed);
    assert_eq!(
        close(world.authority, false).await,
        ChangeDepartmentOutcome::Changed
    );
    assert_eq!(world.store.directory(None, 100).await.expect("reads"), [entry]);
    let missing: Slug = "elsewhere".parse().expect("plain");
    assert_eq!(world.store.directory_entry(&missing).await.expect("reads"), None);
}

pub(crate) async fn administrators_are_reminded_once_in_a_while(place: &Place) {
    let world = World::new(place).await;
    let petra = world.caseworker("petra@town.example", &[]).await;
    let rita = world.caseworker("rita@town.example", &[]).await;
    for (member, role) in [(petra, Role::Administrator), (rita, Role::Lead)] {
        let certified = world
            .store
            .certify_member(
                world.authority,
                member,
                Certifier::Administrator,
                certificate(role, &[]),
                NOW,
            )
            .await;
        assert_eq!(certified.expect("answers"), ChangeOutcome::Changed);
    }
    let remind = async |since, at| {
        let reminded = world
            .store
            .remind_administrators(world.authority, since, at)
            .await;
        reminded.expect("answers")
    };
    assert!(remind(NOW.plus(-10), NOW).await);
    assert!(!remind(NOW.plus(-1), NOW.plus(9)).await, "not long enough ago");
    let entries = world
        .store
        .claim_outbox(NOW, NOW.plus(60), 10)
        .await
        .expect("answers");
    let errands = entries.iter().map(|entry| entry.errand);
    let letters: Vec<_> = errands
        .filter(|errand| matches!(errand, Errand::Upkeep(_)))
        .collect();
    assert_eq!(letters, [Errand::Upkeep(petra)]);
    assert!(remind(NOW, NOW.plus(10)).await);
}

pub(crate) async fn the_directory_is_read_page_by_page_or_by_id(place: &Place) {
    let world = World::new(place).await;
    let mut ids = vec![world.authority];
    for slug in ["a-town", "b-town"] {
        let founding = founding(&world.store, slug).await;
        ids.push(founding.authority);
        let outcome = world.store.found_authority(founding).await.expect("answers");
        assert_eq!(outcome, FoundOutcome::Founded);
    }
    let page = async |after: Option<&str>, limit| {
        let after = after.map(|slug| slug.parse::<Slug>().expect("plain"));
        let page = world.store.directory(after.as_ref(), limit).await;
        let page = page.expect("reads").into_iter();
        page.map(|authority| authority.slug.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(page(None, 2).await, ["a-town", "b-town"]);
    assert_eq!(page(Some("b-town"), 2).await, ["town"]);
    assert!(page(Some("town"), 2).await.is_empty());
    let unknown = AuthorityId::random(&mut OsRng);
    let found = world.store.directory_by_id(&[ids[0], unknown, ids[2]]).await;
    let found: Vec<_> = found
        .expect("reads")
        .into_iter()
        .map(|authority| authority.id)
        .collect();
    assert_eq!(found, [ids[2], ids[0]]);
    let whole = world
        .store
        .directory_by_id(&[world.authority])
        .await
        .expect("reads");
    let entry = world.store.directory_entry(&whole[0].slug).await.expect("reads");
    assert_eq!(entry.as_ref(), whole.first());
}
