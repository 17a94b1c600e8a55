//! A server that outlives its database's absence, and its stopping.
#![expect(clippy::expect_used, reason = "a test that cannot go on says so by failing")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::api::Role;
use domain::{AuthorityId, Bytes, Locale, MemberId, Timestamp};
use postgres_fixture::Server as Postgres;
use rand_core::OsRng;
use server::config::{Config, Environment};
use server::http::Assets;
use server::mail::Memory;
use server::{Overrides, Running, Secrets, serve};
use store::{FoundOutcome, Founding, NewInvitation, NewMember, Store, TokenHash};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// After which a database that is there again is taken to be lost on the server.
const PATIENCE: Duration = Duration::from_secs(120);

async fn start(database: &str, mails: &Memory) -> (TempDir, Running) {
    let folder = tempfile::tempdir().expect("folder");
    let data = folder.path().display().to_string();
    let environment = Environment::from_pairs(
        [
            ("SIEGELPOST_DATA__FOLDER", data.as_str()),
            ("SIEGELPOST_HTTP__LISTEN", "127.0.0.1:0"),
            ("DATABASE_URL", database),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned())),
    );
    let config = Config::load(None, &environment).expect("configuration");
    Secrets::draw(&mut OsRng)
        .write_new(&config.secrets_file())
        .expect("written");
    let store = Store::connect(database).expect("url");
    store.migrate().await.expect("migrated");
    let overrides = Overrides {
        seed: Some(7),
        transport: Some(Arc::new(mails.clone())),
        assets: Some(Assets::default()),
        ..Overrides::default()
    };
    let running = serve(config, overrides).await.expect("a server");
    (folder, running)
}

async fn get(running: &Running, path: &str) -> String {
    let mut stream = TcpStream::connect(running.address()).await.expect("connected");
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("written");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    answer.lines().next().unwrap_or_default().to_owned()
}

/// Asks until the answer begins as expected.
async fn wait_for(running: &Running, path: &str, expected: &str) {
    let begin = Instant::now();
    loop {
        let answer = get(running, path).await;
        if answer.starts_with(expected) {
            return;
        }
        assert!(begin.elapsed() < PATIENCE, "{path}: {answer}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

fn member(authority: AuthorityId, email: &str, role: Role) -> NewMember {
    NewMember {
        id: MemberId::random(&mut OsRng),
        authority,
        name: "Kim".to_owned(),
        email: email.parse().expect("address"),
        role,
        departments: Vec::new(),
        locale: Locale::De,
        invited_at: Timestamp(0),
    }
}

async fn found(store: &Store) -> AuthorityId {
    let authority = AuthorityId::random(&mut OsRng);
    let token = TokenHash::of("set-up");
    store.add_setup_token(token, Timestamp(0)).await.expect("kept");
    let founding = Founding {
        setup_token: token,
        code: Bytes::default(),
        authority,
        slug: "musterstadt".parse().expect("slug"),
        name: "Stadt Musterstadt".to_owned(),
        email_domains: vec!["example.org".to_owned()],
        telephone: None,
        root: Bytes(vec![4; 32]),
        recovery: "age1pq1".to_owned(),
        recovery_certificate: Bytes(vec![4; 16]),
        founded_at: Timestamp(0),
        administrator: member(authority, "first@example.org", Role::Administrator),
        invitation: NewInvitation {
            token: TokenHash::of("enrol"),
            expires_at: Timestamp(1000),
        },
        reminded_at: office_fixture::NEVER,
    };
    assert_eq!(
        office_fixture::found(store, founding).await,
        FoundOutcome::Founded
    );
    authority
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_database_is_gone_the_answer_is_503_and_afterwards_everything_goes_on() {
    let postgres = Postgres::start().expect("PostgreSQL");
    let mails = Memory::default();
    let (_folder, running) = start(&postgres.database().expect("a database"), &mails).await;
    assert!(get(&running, "/readyz").await.starts_with("HTTP/1.1 200"));
    let authority = found(running.store()).await;

    postgres.stop().expect("stopped");
    wait_for(&running, "/readyz", "HTTP/1.1 503").await;
    assert!(
        get(&running, "/api/v1/authorities")
            .await
            .starts_with("HTTP/1.1 503")
    );
    assert!(get(&running, "/healthz").await.starts_with("HTTP/1.1 200"));

    postgres.start_again().expect("started");
    wait_for(&running, "/readyz", "HTTP/1.1 200").await;
    let begin = Instant::now();
    // A connection that was cut is noticed when it is used, so the first write may still be refused.
    let invited = member(authority, "kim@example.org", Role::Caseworker);
    while running.store().invite_member(invited.clone()).await.is_err() {
        assert!(
            begin.elapsed() < PATIENCE,
            "the database does not take writes again"
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    while mails.delivered().is_empty() {
        assert!(begin.elapsed() < PATIENCE, "the job for mails did not come back");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(mails.delivered().len(), 1);
    running.stop().await;
}

#[tokio::test]
async fn a_stopped_server_listens_no_more_and_keeps_nothing_open() {
    let folder = tempfile::tempdir().expect("folder");
    let database = format!("sqlite:{}", folder.path().join("test.db").display());
    let (_folder, running) = start(&database, &Memory::default()).await;
    let address = running.address();
    assert!(get(&running, "/healthz").await.starts_with("HTTP/1.1 200"));
    running.stop().await;
    assert!(TcpStream::connect(address).await.is_err());
}
