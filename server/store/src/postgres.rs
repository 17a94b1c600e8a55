//! The engine as a server: any number of processes on one database, told of changes by LISTEN and NOTIFY.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use domain::api::InboxChange;
use sqlx::ConnectOptions as _;
use sqlx::migrate::Migrator;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgListener, PgPool, PgPoolOptions};
use tokio::task::JoinHandle;

use crate::changes::Announcer;
use crate::{Change, Changes, Engine, Error, Result};

/// Keeps the row from other transactions until this one ends.
macro_rules! for_update {
    ($sql:literal) => {
        concat!($sql, " FOR UPDATE")
    };
}

/// Picks rows in a subquery that no other process is picking.
macro_rules! skip_locked {
    ($before:literal, $after:literal) => {
        concat!($before, " FOR UPDATE SKIP LOCKED", $after)
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

type Database = sqlx::Postgres;
type Connection = PgConnection;

static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/postgres");
const MIGRATIONS_EXIST: &str = "SELECT count(to_regclass('_sqlx_migrations'))";
const VERSION: &str = "SHOW server_version";
const BEGIN: &str = "BEGIN";
/// A server that was started again has forgotten its connections.
const CONNECTIONS_GO: bool = true;
/// More writers only wait for one another's NOTIFY, which commits one transaction at a time.
const WRITERS: usize = 2;
const READERS: u32 = 16;
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(3);
const CHANNEL: &str = "inbox";
/// A payload of NOTIFY is shorter than 8,000 bytes; a change has at most 94.
const CHANGES_PER_NOTICE: usize = 64;
const LISTEN_AGAIN_AFTER: Duration = Duration::from_secs(1);

/// A database on a server.
pub(crate) struct Pools {
    readers: PgPool,
    writer: Writer,
    announcer: Announcer,
    listening: JoinHandle<()>,
}

#[derive(Clone)]
struct Connector {
    options: PgConnectOptions,
}

impl Connector {
    async fn connect(&self) -> Result<Connection> {
        tokio::time::timeout(ACQUIRE_TIMEOUT, self.options.connect())
            .await
            .map_err(|_| Error::Unavailable("connecting took too long".to_owned()))?
            .map_err(Error::from)
    }
}

impl Pools {
    fn new(url: &str) -> Result<Self> {
        let options = PgConnectOptions::from_str(url)
            .map_err(|error| Error::Url(error.to_string()))?
            .application_name("siegelpost")
            .statement_cache_capacity(256)
            .disable_statement_logging();
        let readers = PgPoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .connect_lazy_with(options.clone());
        let announcer = Announcer::new();
        let connector = Connector { options };
        Ok(Self {
            listening: tokio::spawn(listen(connector.options.clone(), announcer.clone())),
            writer: Writer::start(&connector, &announcer, WRITERS),
            readers,
            announcer,
        })
    }

    async fn read(&self) -> Result<PoolConnection<Database>> {
        Ok(self.readers.acquire().await?)
    }

    async fn connect(&self) -> Result<Connection> {
        self.writer.connector().connect().await
    }

    fn engine(&self) -> Engine {
        Engine::Postgres
    }

    fn changes(&self) -> Changes {
        self.announcer.listen()
    }

    /// The server looks after its files itself and refuses damaged pages when they are read.
    async fn integrity(&self, problems: &mut Vec<String>) -> Result<()> {
        let mut connection = self.read().await?;
        let durable: (String, String) =
            sqlx::query_as("SELECT current_setting('fsync'), current_setting('synchronous_commit')")
                .fetch_one(&mut *connection)
                .await?;
        if durable.0 != "on" || durable.1 == "off" {
            problems.push(
                "the server has fsync or synchronous_commit switched off: a power cut loses accepted messages"
                    .to_owned(),
            );
        }
        Ok(())
    }

    async fn backup(&self, _: &Path) -> Result<()> {
        Err(Error::Unsupported {
            engine: Engine::Postgres,
            instead: "use `pg_dump --format=custom`, which copies the database while it is in use",
        })
    }

    async fn close(&self) {
        self.listening.abort();
        self.writer.close().await;
        self.readers.close().await;
    }
}

impl Drop for Pools {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// The next positions. Whoever calls this holds the conversation's row, so that within a conversation a later
/// position is committed later and no reader passes over a message.
async fn positions(connection: &mut Connection, count: usize) -> Result<Vec<i64>> {
    let count = i64::try_from(count).map_err(Error::corrupt)?;
    Ok(sqlx::query_scalar(
        "SELECT nextval(pg_get_serial_sequence('messages', 'position')) FROM generate_series(1, $1)",
    )
    .bind(count)
    .fetch_all(&mut *connection)
    .await?)
}

/// Tells every process of what is about to be committed; the server passes it on after the commit, never without.
async fn before_commit(transaction: &mut Transaction) -> Result<()> {
    for changes in transaction.changes.chunks(CHANGES_PER_NOTICE) {
        let payload: Vec<_> = changes.iter().map(to_line).collect();
        sqlx::query("SELECT pg_notify($1, $2)")
            .bind(CHANNEL)
            .bind(payload.join("\n"))
            .execute(&mut transaction.connection)
            .await?;
    }
    Ok(())
}

fn after_commit(_: &Announcer, transaction: &mut Transaction) {
    transaction.changes.clear();
}

fn to_line(change: &Change) -> String {
    match change {
        Change::Inbox(change) => format!(
            "{} {} {}",
            change.conversation, change.department, change.position
        ),
        Change::Sessions(member) => format!("sessions {member}"),
        Change::Reload => String::new(),
    }
}

/// What a line says; to reload, if it is not understood.
fn from_line(line: &str) -> Change {
    let read = || {
        let mut words = line.split(' ');
        match words.next()? {
            "sessions" => Some(Change::Sessions(words.next()?.parse().ok()?)),
            conversation => Some(Change::Inbox(InboxChange {
                conversation: conversation.parse().ok()?,
                department: words.next()?.parse().ok()?,
                position: words.next()?.parse().ok()?,
            })),
        }
    };
    read().unwrap_or(Change::Reload)
}

/// Passes notices on for as long as the store lives. Whenever the connection was away, listeners are told to
/// reload: the server keeps no notices for those who do not listen.
async fn listen(options: PgConnectOptions, announcer: Announcer) {
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .connect_lazy_with(options);
    let mut missed = false;
    loop {
        if let Ok(mut listener) = PgListener::connect_with(&pool).await
            && listener.listen(CHANNEL).await.is_ok()
        {
            if missed {
                announcer.announce(Change::Reload);
            }
            listener.eager_reconnect(false);
            while let Ok(Some(notice)) = listener.try_recv().await {
                for line in notice.payload().lines() {
                    announcer.announce(from_line(line));
                }
            }
        }
        missed = true;
        tokio::time::sleep(LISTEN_AGAIN_AFTER).await;
    }
}

#[cfg(test)]
mod tests {
    use domain::{ConversationId, DepartmentId, MemberId};

    use super::*;
    use crate::{InboxQuery, Operations as _};

    #[test]
    fn a_full_notice_fits_its_payload() {
        let change = Change::Inbox(InboxChange {
            conversation: ConversationId(uuid::Uuid::max()),
            department: DepartmentId(uuid::Uuid::max()),
            position: i64::MIN,
        });
        for change in [
            change,
            Change::Sessions(MemberId(uuid::Uuid::max())),
            Change::Reload,
        ] {
            let line = to_line(&change);
            assert!((line.len() + 1) * CHANGES_PER_NOTICE < 8_000);
            assert_eq!(from_line(&line), change);
        }
    }

    /// 30,000 conversations in three departments. Without ANALYZE it is as soon after a rush, before the server has
    /// looked at the tables itself.
    async fn rushed(analyzed: bool) -> Connection {
        let server = postgres_fixture::Server::shared();
        let db = Db::new(&server.database().unwrap()).unwrap();
        db.migrate().await.unwrap();
        let mut connection = db.connect().await.unwrap();
        sqlx::raw_sql(
            "INSERT INTO authorities VALUES (gen_random_uuid(), 'a', 'a', '[]', NULL, '', '', 0);
             INSERT INTO departments SELECT gen_random_uuid(), id, n::text, '', NULL, '', NULL, NULL, 0
                 FROM authorities, generate_series(1, 3) AS n;
             INSERT INTO conversations (id, authority, department, case_number, locator_hash, auth, sign, opened_at,
                     opening, last_position, last_message_at, citizen_position)
                 SELECT gen_random_uuid(), authority, id, id::text || n, decode(md5(id::text || n), 'hex'), '', '', 0,
                     n * 3 + slug::int, n * 3 + slug::int, 0, n * 3 + slug::int
                 FROM departments, generate_series(1, 10000) AS n;
             INSERT INTO messages SELECT opening, id, id, 'citizen', 0, decode(repeat('00', 300), 'hex')
                 FROM conversations;
             INSERT INTO grants SELECT id, 'content', 0, id, 0, decode(repeat('00', 200), 'hex') FROM conversations;
             INSERT INTO grants SELECT id, 'content', 0, department, 1, decode(repeat('00', 200), 'hex')
                 FROM conversations;
             SET plan_cache_mode = force_generic_plan;",
        )
        .execute(&mut connection)
        .await
        .unwrap();
        if analyzed {
            sqlx::raw_sql("ANALYZE").execute(&mut connection).await.unwrap();
        }
        connection
    }

    async fn plan(connection: &mut Connection, sql: &str, arguments: &[String]) -> String {
        let sql = format!(
            "PREPARE asked AS {sql};
             EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) EXECUTE asked ({});
             DEALLOCATE asked;",
            arguments.join(", ")
        );
        let lines = sqlx::raw_sql(sqlx::AssertSqlSafe(sql))
            .fetch_all(connection)
            .await
            .unwrap();
        let lines: Vec<String> = lines.iter().map(|row| sqlx::Row::get(row, 0)).collect();
        lines.join("\n")
    }

    #[tokio::test]
    async fn an_inbox_page_reads_its_own_rows_only_however_many_there_are() {
        for analyzed in [false, true] {
            let mut connection = rushed(analyzed).await;
            let departments: Vec<uuid::Uuid> = sqlx::query_scalar("SELECT id FROM departments LIMIT 2")
                .fetch_all(&mut connection)
                .await
                .unwrap();
            let inbox = InboxQuery {
                departments: departments.iter().copied().map(DepartmentId).collect(),
                status: None,
                before: None,
                limit: 25,
            };
            let arms: Vec<_> = departments
                .iter()
                .flat_map(|id| {
                    ["open", "closed", "open", "closed"]
                        .map(|status| format!("'{id}', '{status}', {}", i64::MAX))
                })
                .collect();
            let page = plan(
                &mut connection,
                &queries::inbox::page(&inbox).into_string(),
                &arms,
            )
            .await;
            let walks = page
                .matches("Index Scan Backward using conversations_inbox")
                .count();
            assert_eq!(walks, 4, "{page}");
            assert!(!page.contains("Seq Scan"), "{page}");

            let conversations: Vec<uuid::Uuid> = sqlx::query_scalar("SELECT id FROM conversations LIMIT 16")
                .fetch_all(&mut connection)
                .await
                .unwrap();
            let ids: Vec<_> = conversations.iter().map(|id| format!("'{id}'")).collect();
            let sql = queries::inbox::grants(&conversations).into_string();
            let grants = plan(&mut connection, &sql, &ids).await;
            assert!(!grants.contains("Seq Scan"), "{grants}");
        }
    }
}
