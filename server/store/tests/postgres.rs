//! The contract on PostgreSQL, and what is PostgreSQL's own. The server is a real one that this process starts.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a case that cannot go on has failed"
)]

#[macro_use]
mod contract;

use contract::world::Place;
use postgres_fixture::Server;

/// A new database on this process's server.
fn place() -> Place {
    Place::new(Server::shared().database().expect("a database is made"), ())
}

contract!(crate::place);

/// What only a database on a server can do or suffer.
mod server {
    use std::time::Duration;

    use postgres_fixture::Server;
    use store::{Change, Engine, Error};

    use crate::contract::operations::listening;
    use crate::contract::world::{Place, World};

    #[tokio::test(flavor = "multi_thread")]
    async fn a_server_that_stops_is_unavailable_and_its_return_is_noticed() {
        let server = Server::start().expect("starts");
        let place = Place::new(server.database().expect("a database is made"), ());
        let world = World::new(&place).await;
        let mut changes = listening(&world).await;
        let opening = world.opening(world.roads);

        server.stop().expect("stops");
        let write = world.store.open_conversation(opening.clone()).await;
        assert!(write.expect_err("is gone").is_unavailable());
        let read = world.store.directory(None, 100).await;
        assert!(read.expect_err("is gone").is_unavailable());
        assert!(world.store.ready().await.expect_err("is gone").is_unavailable());
        let second = place.store();
        assert!(
            second.ready().await.expect_err("is gone").is_unavailable(),
            "starting without it is no failure"
        );

        server.start_again().expect("starts");
        world.store.ready().await.expect("is back");
        second.ready().await.expect("is back");
        world.open(&opening).await;
        let heard = tokio::time::timeout(Duration::from_secs(10), async {
            while changes.next().await != Some(Change::Reload) {}
        });
        heard.await.expect("whoever listens is told to reload");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn every_process_hears_what_another_one_commits() {
        let place = super::place();
        let world = World::new(&place).await;
        let first = world.store.clone();
        let second = World {
            store: place.store(),
            ..world
        };
        let mut changes = listening(&second).await;
        let opening = second.opening(second.roads);
        first.open_conversation(opening.clone()).await.expect("opens");
        let heard = tokio::time::timeout(Duration::from_secs(10), changes.next()).await;
        let Ok(Some(Change::Inbox(change))) = heard else {
            panic!("{heard:?}");
        };
        assert_eq!(change.conversation, opening.conversation);
    }

    #[tokio::test]
    async fn copies_are_left_to_the_servers_own_program() {
        let store = super::place().store();
        let refused = store.backup("copy.sql".as_ref()).await.expect_err("is refused");
        assert!(matches!(
            refused,
            Error::Unsupported {
                engine: Engine::Postgres,
                ..
            }
        ));
        assert!(refused.to_string().contains("pg_dump"), "{refused}");
    }
}
