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

    use sqlx::Connection as _;
    use store::{Error, Party, Store};

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
        world.store.directory().await.expect("reading goes on");
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
