//! The embedded engine: one writing connection that commits in groups, and readers of their own.

use std::path::Path;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions as _, Connection as _};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use crate::changes::Announcer;
use crate::{Changes, Engine, Error, Result};

/// SQLite has one writer at a time, so what it reads cannot change under it.
macro_rules! for_update {
    ($sql:literal) => {
        $sql
    };
}

/// Picks rows in a subquery; nobody else writes meanwhile.
macro_rules! skip_locked {
    ($before:literal, $after:literal) => {
        concat!($before, $after)
    };
}

#[path = "db.rs"]
mod db;
#[path = "group_commit.rs"]
mod group_commit;
#[path = "queries/mod.rs"]
mod queries;

pub(crate) use db::Db;
use group_commit::{Transaction, Work, Writer};

type Database = sqlx::Sqlite;
type Connection = SqliteConnection;

static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/sqlite");
const MIGRATIONS_EXIST: &str = "SELECT count(*) FROM sqlite_master WHERE name = '_sqlx_migrations'";
const VERSION: &str = "SELECT sqlite_version()";
const BEGIN: &str = "BEGIN IMMEDIATE";
/// A file does not hang up: a transaction that cannot begin waits for another process.
const CONNECTIONS_GO: bool = false;
/// SQLite takes one writer at a time.
const WRITERS: usize = 1;
const READERS: u32 = 4;
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// How often the log is written back into the file, beside the writer and without holding it up.
const CHECKPOINT_EVERY: Duration = Duration::from_millis(250);
/// Pages of the log, 512 MiB, after which the writer writes back itself what is left, so that the log begins anew.
/// Reached only under load that never pauses; a quarter of it makes the slowest hundredth wait twice as long.
const CHECKPOINT_PAGES: u32 = 131_072;
/// A longer log is cut off in the next quiet moment; cutting it in a busy one takes half a second.
const LOG_BYTES: u64 = 64 * 1024 * 1024;

/// A database in a file.
pub(crate) struct Pools {
    readers: SqlitePool,
    writer: Writer,
    announcer: Announcer,
    checkpoints: Checkpoints,
}

#[derive(Clone)]
struct Connector {
    options: SqliteConnectOptions,
}

impl Connector {
    async fn connect(&self) -> Result<Connection> {
        create_private(self.options.get_filename())?;
        Ok(self.options.connect().await?)
    }
}

impl Pools {
    fn new(url: &str) -> Result<Self> {
        let options = SqliteConnectOptions::from_str(url)
            .map_err(|error| Error::Url(error.to_string()))?
            .create_if_missing(true)
            .foreign_keys(true)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY_TIMEOUT)
            .statement_cache_capacity(256)
            // What is erased, an e-mail address above all, is overwritten and not only unlinked.
            .pragma("secure_delete", "ON")
            .pragma("wal_autocheckpoint", CHECKPOINT_PAGES.to_string())
            .pragma("cache_size", "-65536")
            .disable_statement_logging();
        if url.contains(":memory:")
            || url.contains("mode=memory")
            || options.get_filename().as_os_str().is_empty()
        {
            return Err(Error::Url("a database in memory keeps nothing".to_owned()));
        }
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(BUSY_TIMEOUT)
            // A file needs no ping.
            .test_before_acquire(false)
            .connect_lazy_with(
                options
                    .clone()
                    .create_if_missing(false)
                    .read_only(true)
                    .row_buffer_size(256),
            );
        // Kept in the file; readers find it there and could not set it.
        let options = options.journal_mode(SqliteJournalMode::Wal);
        let announcer = Announcer::new();
        let connector = Connector { options };
        Ok(Self {
            readers,
            writer: Writer::start(&connector, &announcer, WRITERS),
            announcer,
            checkpoints: Checkpoints::start(connector),
        })
    }

    async fn read(&self) -> Result<PoolConnection<Database>> {
        Ok(self.readers.acquire().await?)
    }

    async fn connect(&self) -> Result<Connection> {
        self.writer.connector().connect().await
    }

    fn engine(&self) -> Engine {
        Engine::Sqlite
    }

    fn changes(&self) -> Changes {
        self.announcer.listen()
    }

    /// What only this engine can tell about its health.
    async fn integrity(&self, problems: &mut Vec<String>) -> Result<()> {
        let mut connection = self.read().await?;
        let answers: Vec<String> = sqlx::query_scalar("PRAGMA quick_check")
            .fetch_all(&mut *connection)
            .await?;
        problems.extend(answers.into_iter().filter(|answer| answer != "ok"));
        let orphans: Vec<(String, Option<i64>, String, i64)> = sqlx::query_as("PRAGMA foreign_key_check")
            .fetch_all(&mut *connection)
            .await?;
        problems.extend(orphans.into_iter().map(|(table, row, parent, _)| {
            format!(
                "row {} of {table} refers to a missing row of {parent}",
                row.unwrap_or_default()
            )
        }));
        Ok(())
    }

    async fn backup(&self, to: &Path) -> Result<()> {
        let target = to
            .to_str()
            .ok_or_else(|| Error::Other("the path of a copy must be UTF-8".to_owned()))?;
        // VACUUM INTO takes an empty file, so the copy is never readable by others, not even while it grows.
        if to.exists() {
            return Err(Error::Other(format!("{target} exists already")));
        }
        create_private(to)?;
        let mut connection = self.connect().await?;
        sqlx::query("VACUUM INTO $1")
            .bind(target)
            .execute(&mut connection)
            .await?;
        connection.close().await?;
        // The copy is on disk before it is called one.
        std::fs::File::open(to)
            .and_then(|copy| copy.sync_all())
            .map_err(|error| Error::Unavailable(error.to_string()))
    }

    async fn close(&self) {
        self.readers.close().await;
        self.checkpoints.stop().await;
        self.writer.close().await;
    }
}

/// Writes the log back while the writer goes on. Left to the writer alone, every such moment would hold up all who
/// wait for it; so it has next to nothing left to do when its own turn comes.
struct Checkpoints {
    stopping: Arc<Notify>,
    task: Mutex<Option<JoinHandle<()>>>,
}

impl Checkpoints {
    fn start(connector: Connector) -> Self {
        let stopping = Arc::new(Notify::new());
        let task = tokio::spawn(checkpoint(connector, Arc::clone(&stopping)));
        Self {
            stopping,
            task: Mutex::new(Some(task)),
        }
    }

    async fn stop(&self) {
        self.stopping.notify_one();
        let task = self.task.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(task) = task {
            // It has nothing to lose: the log is durable without it.
            let _ = task.await;
        }
    }
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        self.stopping.notify_one();
    }
}

async fn checkpoint(connector: Connector, stopping: Arc<Notify>) {
    let mut log = connector.options.get_filename().as_os_str().to_owned();
    log.push("-wal");
    let mut connection: Option<Connection> = None;
    let mut seen = None;
    while tokio::time::timeout(CHECKPOINT_EVERY, stopping.notified())
        .await
        .is_err()
    {
        let Ok(state) = std::fs::metadata(&log) else {
            continue;
        };
        let written = state.modified().ok();
        let statement = if written != seen {
            "PRAGMA wal_checkpoint(PASSIVE)"
        } else if state.len() > LOG_BYTES {
            "PRAGMA wal_checkpoint(TRUNCATE)"
        } else {
            continue;
        };
        if connection.is_none() {
            connection = connector.connect().await.ok();
        }
        let Some(open) = &mut connection else {
            continue;
        };
        match sqlx::query(statement).execute(open).await {
            Ok(_) => seen = written,
            Err(error) => {
                tracing::warn!(%error, "the log could not be written back");
                connection = None;
            }
        }
    }
    if let Some(connection) = connection {
        // The writer, which closes after this, tells whether the file is well.
        let _ = connection.close().await;
    }
}

/// Makes the file readable for this account only; SQLite gives its log the same rights.
fn create_private(path: &Path) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(Error::Unavailable(format!("{}: {error}", path.display()))),
    }
}

/// The next free positions. The counter survives deletion: a position is never used twice.
async fn positions(connection: &mut Connection, count: usize) -> Result<Vec<i64>> {
    let last: i64 = sqlx::query_scalar(
        "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name IN ('messages', 'notes')",
    )
    .fetch_one(&mut *connection)
    .await?;
    Ok((last + 1..).take(count).collect())
}

/// One writer, one process: what is committed is told to those who listen here.
async fn before_commit(_: &mut Transaction) -> Result<()> {
    Ok(())
}

fn after_commit(announcer: &Announcer, transaction: &mut Transaction) {
    for change in transaction.changes.drain(..) {
        announcer.announce(change);
    }
}

#[cfg(test)]
mod tests {
    use domain::DepartmentId;
    use domain::api::Status;

    use futures::FutureExt as _;

    use super::*;
    use crate::{Authorities as _, InboxQuery, Operations as _, TokenHash};

    async fn plan(departments: u128, status: Option<Status>) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::new(&format!("sqlite:{}", folder.path().join("portal.db").display())).unwrap();
        db.migrate().await.unwrap();
        let inbox = InboxQuery {
            departments: (0..departments)
                .map(|id| DepartmentId(uuid::Uuid::from_u128(id)))
                .collect(),
            status,
            before: None,
            limit: 25,
        };
        let sql = format!(
            "EXPLAIN QUERY PLAN {}",
            queries::inbox::page(&inbox).into_string()
        );
        let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .fetch_all(&mut *db.read().await.unwrap())
            .await
            .unwrap();
        steps.into_iter().map(|(.., step)| step).collect()
    }

    #[tokio::test]
    async fn an_inbox_page_walks_an_index_for_each_department_and_status() {
        const WALK: &str = "SEARCH conversations USING INDEX conversations_inbox (department=? AND status=? AND last_position<?)";
        const LETTERS: &str = "SEARCH conversations USING INDEX conversations_letters (opener=? AND status=? AND last_position<?)";
        for (departments, status, walks) in [(1, Some(Status::Open), 1), (1, None, 2), (3, None, 6)] {
            let plan = plan(departments, status).await;
            for walk in [WALK, LETTERS] {
                let count = plan.iter().filter(|step| *step == walk).count();
                assert_eq!(count, walks, "{plan:#?}");
            }
            assert!(
                !plan.iter().any(|step| step.starts_with("SCAN conversations")),
                "{plan:#?}"
            );
            assert!(
                !plan.iter().any(|step| step.starts_with("SCAN messages")),
                "{plan:#?}"
            );
        }
    }

    #[tokio::test]
    async fn a_job_that_panics_spoils_nothing_for_those_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::new(&format!("sqlite:{}", folder.path().join("portal.db").display())).unwrap();
        db.migrate().await.unwrap();
        let add = |number: u8| db.add_setup_token(TokenHash([number; 32]), domain::Timestamp(0));
        let panicking = db
            .writer
            .write((), 0, None, |_, ()| async { panic!("on purpose") }.boxed());
        let (before, panicked, after) = tokio::join!(add(1), panicking, add(2));
        assert!(matches!(panicked, Err::<(), _>(Error::Other(_))));
        before.and(after).unwrap();
        add(3).await.unwrap();
        let tokens: i64 = sqlx::query_scalar("SELECT count(*) FROM setup_tokens")
            .fetch_one(&mut *db.read().await.unwrap())
            .await
            .unwrap();
        assert_eq!(tokens, 3);
    }
}
