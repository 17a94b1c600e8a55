//! The whole portal in one process, for tests that go through its public door: the real router on a real port, the real
//! database and the real cryptography. Only the clock and the way of mails are the tests' own.

mod town;

use std::collections::HashSet;
use std::net::TcpListener;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU16, Ordering};

use anyhow::Context as _;
use client::Client;
use domain::Timestamp;
use rand_core::OsRng;
use server::config::{Config, Secret};
use server::mail::{Delivered, Memory};
use server::{Overrides, Running, Secrets, serve};
use store::{Store, TokenHash};
use tempfile::TempDir;
use tokio::sync::Mutex;

pub use town::{PASSPHRASE, PASSWORD, Person, Town, founding_code, invitation_code, mail_to, short_letter};

/// The moment at which every test begins: 2026-11-21, 09:00 UTC.
pub const BEGINNING: Timestamp = Timestamp(1_795_251_600);

/// A portal that runs until it is dropped.
pub struct TestPortal {
    /// A stranger's connection to it.
    pub client: Client,
    clock: Arc<AtomicI64>,
    config: Config,
    folder: TempDir,
    mails: Memory,
    /// Codes from mails that a test has had: the next mail to the same person has another one.
    known_codes: Mutex<HashSet<String>>,
    running: Option<Running>,
}

/// Which database a portal stands on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl TestPortal {
    /// Starts a portal with an empty database.
    pub async fn start(engine: Engine) -> anyhow::Result<Self> {
        match engine {
            Engine::Sqlite => Self::on(None).await,
            Engine::Postgres => Self::on(Some(postgres_fixture::Server::shared().database()?)).await,
        }
    }

    /// Starts a portal on the empty database at `url`; without one, on SQLite in its own folder.
    pub async fn on(url: Option<String>) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let port = free_port()?;
        let mut config = Config::default();
        config.data.folder = folder.path().to_owned();
        config.http.listen = format!("127.0.0.1:{port}").parse()?;
        config.http.origin = format!("http://localhost:{port}");
        config.database.url = url.map(Secret::new);
        for limit in [
            &mut config.limits.requests_per_minute,
            &mut config.limits.tickets_per_minute,
            &mut config.limits.citizen_logins_per_minute,
            &mut config.limits.staff_logins_per_minute,
            &mut config.limits.account_logins_per_minute,
        ] {
            // Tests all come from one address; the limits have tests of their own.
            *limit = 100_000;
        }
        Secrets::draw(&mut OsRng).write_new(&config.secrets_file())?;
        let mut portal = Self {
            client: Client::new(&config.http.origin)?,
            clock: Arc::new(AtomicI64::new(BEGINNING.0)),
            config,
            folder,
            mails: Memory::default(),
            known_codes: Mutex::default(),
            running: None,
        };
        portal.store().await?.migrate().await?;
        portal.serve().await?;
        Ok(portal)
    }

    /// Starts the server again, after `stop`.
    pub async fn serve(&mut self) -> anyhow::Result<()> {
        let clock = Arc::clone(&self.clock);
        let overrides = Overrides {
            clock: Some(Arc::new(move || Timestamp(clock.load(Ordering::SeqCst)))),
            transport: Some(Arc::new(self.mails.clone())),
            assets: Some(server::http::Assets::default()),
            ..Overrides::default()
        };
        self.running = Some(serve(self.config.clone(), overrides).await?);
        Ok(())
    }

    /// Stops the server as an operator would.
    pub async fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop().await;
        }
    }

    /// What the clock shows.
    pub fn now(&self) -> Timestamp {
        Timestamp(self.clock.load(Ordering::SeqCst))
    }

    /// Sets the clock forward.
    pub fn wait(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    /// A single-use token that founds an authority, as `server init` prints it.
    pub async fn setup_token(&self) -> anyhow::Result<String> {
        let token =
            domain::Bytes::from(*uuid::Builder::from_random_bytes(random()).as_uuid().as_bytes()).to_base64();
        self.store()
            .await?
            .add_setup_token(TokenHash::of(&token), self.now())
            .await?;
        Ok(token)
    }

    /// Sends what waits and answers every mail so far.
    pub async fn mails(&self) -> anyhow::Result<Vec<Delivered>> {
        self.running
            .as_ref()
            .context("not running")?
            .outbox()
            .run_once()
            .await?;
        Ok(self.mails.delivered())
    }

    /// Everything that the operator has: the data folder with database and keys.
    pub fn data(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// The address of the database.
    pub fn database_url(&self) -> String {
        self.config.database_url().reveal().to_owned()
    }

    /// A connection to the database beside the server's own.
    pub async fn store(&self) -> anyhow::Result<Store> {
        Ok(Store::connect(self.config.database_url().reveal())?)
    }
}

/// A port for one portal, also while it is stopped. It lies below those that systems give to connections and to whoever
/// does not ask for a certain one (from 32,768 on Linux, from 49,152 elsewhere): one of theirs may be taken by a
/// connection of another test before the portal listens.
fn free_port() -> anyhow::Result<u16> {
    const PORTS: Range<u16> = 12_000..32_000;
    static NEXT: AtomicU16 = AtomicU16::new(0);
    // Programs that run at the same time begin at different places.
    let begin = std::process::id() % u32::from(PORTS.end - PORTS.start);
    let begin = u16::try_from(begin)?;
    for _ in PORTS {
        let step = NEXT.fetch_add(1, Ordering::Relaxed);
        let port = PORTS.start + begin.wrapping_add(step) % (PORTS.end - PORTS.start);
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return Ok(port);
        }
    }
    anyhow::bail!("no port is free");
}

fn random() -> [u8; 16] {
    use rand_core::RngCore as _;

    let mut bytes = [0; 16];
    OsRng.fill_bytes(&mut bytes);
    bytes
}
