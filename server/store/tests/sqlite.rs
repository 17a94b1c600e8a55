//! The contract on SQLite, and what is SQLite's own.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a case that cannot go on has failed"
)]

#[macro_use]
mod contract;

use contract::world::Place;

/// A new file in a folder of its own.
fn place() -> Place {
    let folder = tempfile::tempdir().expect("a folder is made");
    let url = format!("sqlite:{}", folder.path().join("portal.db").display());
    Place::new(url, folder)
}

contract!(crate::place);

/// What only a database in a file can do or suffer.
mod file {
    use std::os::unix::fs::{FileExt as _, PermissionsExt as _};
    use std::time::Duration;

    use domain::api::{MemberState, Role};
    use domain::{AuthorityId, Timestamp};
    use sqlx::Connection as _;
    use store::{Errand, Error, Party, Store};

    use crate::contract::world::World;

    fn path(place: &super::Place) -> std::path::PathBuf {
        place.url.trim_start_matches("sqlite:").into()
    }

    #[tokio::test]
    async fn the_file_and_its_log_are_readable_for_this_account_only() {
        let place = super::place();
        let world = World::new(&place).await;
        world.opened(world.roads).await;
        let file = path(&place);
        for suffix in ["", "-wal"] {
            let path = format!("{}{suffix}", file.display());
            let mode = std::fs::metadata(&path).expect("is there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{path}");
        }
    }

    /// Data of the first version goes through every migration since. SQLite needs its tables rewritten for what is one
    /// statement elsewhere.
    #[tokio::test]
    async fn data_of_the_first_version_is_kept() {
        let place = super::place();
        let first = tempfile::tempdir().expect("a folder is made");
        let name = "0001_a_sealed_conversation.sql";
        let migrations = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations/sqlite");
        std::fs::copy(migrations.join(name), first.path().join(name)).expect("copies");
        std::fs::File::create(path(&place)).expect("makes the file");
        let mut connection = sqlx::SqliteConnection::connect(&place.url)
            .await
            .expect("connects");
        let migrator = sqlx::migrate::Migrator::new(first.path()).await.expect("reads");
        migrator
            .run_direct(None, &mut connection, false)
            .await
            .expect("migrates");
        sqlx::raw_sql(
            "INSERT INTO authorities VALUES (X'0123456789abcdef0123456789abcdef', 'town', 'Stadt', '[\"town.example\"]',
                 NULL, X'00', 'age1pq1', 1);
             INSERT INTO departments VALUES (X'22222222222222222222222222222222', X'0123456789abcdef0123456789abcdef',
                 'roads', 'Amt', NULL, 'x', NULL, NULL, 1);
             INSERT INTO members VALUES
                 (X'00000000000000000000000000000001', X'0123456789abcdef0123456789abcdef', 'Ada', 'ada@town.example',
                  'administrator', 'de', 1, X'01', X'01', 'age1pq1', X'01', X'01', 2, '[\"AAAA\"]'),
                 (X'00000000000000000000000000000002', X'0123456789abcdef0123456789abcdef', 'Kim', 'kim@town.example',
                  'caseworker', 'de', 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
             INSERT INTO member_departments
                 VALUES (X'00000000000000000000000000000001', X'22222222222222222222222222222222');
             INSERT INTO invitations VALUES (X'00000000000000000000000000000002', X'01', 99);
             INSERT INTO outbox (id, kind, subject, next_at)
                 VALUES (41, 'invitation', X'00000000000000000000000000000009', 5);
             DELETE FROM outbox;",
        )
        .execute(&mut connection)
        .await
        .expect("the first version takes it");
        connection.close().await.expect("closes");

        let store = place.migrated().await;
        store.ready().await.expect("is ready");
        let authority: AuthorityId = "01234567-89ab-cdef-0123-456789abcdef".parse().expect("an id");
        let members = store.members(authority).await.expect("reads");
        let seen: Vec<_> = members
            .iter()
            .map(|entry| {
                (
                    entry.member.name.as_str(),
                    entry.member.role,
                    entry.state,
                    entry.member.departments.len(),
                )
            })
            .collect();
        assert_eq!(
            seen,
            [
                ("Ada", Role::Administrator, MemberState::Confirmed, 1),
                ("Kim", Role::Caseworker, MemberState::Invited, 0)
            ]
        );
        assert_eq!(members[1].invited_until, Some(Timestamp(99)));
        let kim = members[1].member.id;
        assert_eq!(
            store
                .repeat_invitation(authority, kim, Timestamp(5))
                .await
                .expect("answers"),
            Some(())
        );
        let claimed = store
            .claim_outbox(Timestamp(5), Timestamp(6), 10)
            .await
            .expect("claims");
        assert_eq!(
            (claimed[0].errand, claimed[0].id),
            (Errand::Invitation(kim), 42),
            "letters are named after numbers"
        );
    }

    #[tokio::test]
    async fn another_writer_is_waited_for_and_then_told() {
        let place = super::place();
        let world = World::new(&place).await;
        let mut other = sqlx::SqliteConnection::connect(&place.url)
            .await
            .expect("connects");
        sqlx::raw_sql("BEGIN IMMEDIATE")
            .execute(&mut other)
            .await
            .expect("locks");
        let opening = world.opening(world.roads);
        let refused = world.store.open_conversation(opening.clone()).await;
        assert!(refused.expect_err("is locked").is_unavailable());
        world.store.directory(None, 100).await.expect("reading goes on");
        let waiting = tokio::spawn({
            let (store, opening) = (world.store.clone(), opening.clone());
            async move { store.open_conversation(opening).await }
        });
        tokio::time::sleep(Duration::from_millis(300)).await;
        sqlx::raw_sql("ROLLBACK")
            .execute(&mut other)
            .await
            .expect("unlocks");
        waiting
            .await
            .expect("does not panic")
            .expect("opens as soon as it can");
    }

    #[tokio::test]
    async fn a_missing_folder_is_unavailable_until_it_is_there() {
        let folder = tempfile::tempdir().expect("a folder is made");
        let inner = folder.path().join("data");
        let store = Store::connect(&format!("sqlite:{}", inner.join("portal.db").display())).expect("plain");
        assert!(store.ready().await.expect_err("is not there").is_unavailable());
        assert!(store.migrate().await.expect_err("is not there").is_unavailable());
        std::fs::create_dir(&inner).expect("is made");
        assert!(
            matches!(store.ready().await, Err(Error::Unavailable(_))),
            "reading makes no file"
        );
        store.migrate().await.expect("applies");
        store.ready().await.expect("is ready");
    }

    #[tokio::test]
    async fn a_copy_made_while_it_is_used_is_a_database_of_its_own() {
        let place = super::place();
        let world = World::new(&place).await;
        let opening = world.opened(world.roads).await;
        let copy = path(&place).with_file_name("copy.db");
        let (backup, _) = tokio::join!(world.store.backup(&copy), world.opened(world.roads));
        backup.expect("copies");
        let mode = std::fs::metadata(&copy).expect("is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert!(world.store.backup(&copy).await.is_err(), "nothing is overwritten");
        let store = Store::connect(&format!("sqlite:{}", copy.display())).expect("plain");
        store.ready().await.expect("is ready");
        let view = store.conversation(opening.conversation, &Party::Citizen, 1).await;
        assert!(view.expect("reads").is_some());
        assert_eq!(
            store.check().await.expect("answers").problems,
            Vec::<String>::new()
        );
    }

    #[tokio::test]
    async fn damage_is_told() {
        let place = super::place();
        let world = World::new(&place).await;
        for _ in 0..50 {
            world.opened(world.roads).await;
        }
        world.store.close().await;
        let file = std::fs::OpenOptions::new()
            .write(true)
            .open(path(&place))
            .expect("opens");
        let length = file.metadata().expect("is there").len();
        for page in (length / 2 / 4096)..(length / 4096) {
            file.write_all_at(&[0xa5; 64], page * 4096).expect("writes");
        }
        let check = place.store().check().await.expect("answers");
        assert_ne!(check.problems, Vec::<String>::new());
    }

    #[tokio::test]
    async fn an_erased_address_is_overwritten_in_the_file() {
        let place = super::place();
        let world = World::new(&place).await;
        let mut opening = world.opening(world.roads);
        let address = "very-unusual-address@post.example";
        opening.notice = Some(store::Notice {
            email: address.parse().expect("plain"),
            locale: domain::Locale::De,
        });
        world.open(&opening).await;
        world
            .store
            .erase_notice(opening.conversation)
            .await
            .expect("erases");
        world.store.close().await;
        let file = std::fs::read(path(&place)).expect("reads");
        let is_there = file
            .windows(address.len())
            .any(|window| window == address.as_bytes());
        assert!(!is_there);
        assert!(
            !path(&place).with_extension("db-wal").exists(),
            "closing writes the log back"
        );
    }

    #[tokio::test]
    async fn only_urls_of_durable_databases_are_taken() {
        for url in [
            "sqlite::memory:",
            "sqlite://:memory:",
            "mysql://x",
            "portal.db",
            "",
            "postgres://u:secret@[x",
        ] {
            let Err(Error::Url(text)) = Store::connect(url) else {
                panic!("{url} is taken");
            };
            assert!(!text.contains("secret"));
        }
    }
}
