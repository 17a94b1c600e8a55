use std::collections::BTreeMap;
use std::path::Path;

use async_trait::async_trait;
use domain::audit::{Action, Statement, StatementId, Subject, Unnumbered};
use domain::{AuthorityId, ErrorCode, MemberId, Timestamp};
use futures::FutureExt as _;
use sqlx::Connection as _;
use sqlx::query::Query;
use uuid::Uuid;

use super::super::{MIGRATIONS, MIGRATIONS_EXIST, VERSION, Work};
use super::{Connection, Database, Db, Transaction, audit};
use crate::audit::Outcome;
use crate::{Changes, Check, Engine, Error, Expired, Operations, Result};

impl Db {
    /// Runs `work` in a transaction with others and answers when it is on disk, together with the entry of the audit log
    /// that was to be recorded with it.
    pub(super) async fn write<I, T>(&self, input: I, work: Work<I, T>) -> Result<T>
    where
        I: Send + Sync + 'static,
        T: Outcome + Send + 'static,
    {
        self.writer.write(input, 0, self.recorded.clone(), work).await
    }
}

#[async_trait]
impl Operations for Db {
    fn engine(&self) -> Engine {
        self.pools.engine()
    }

    async fn migrate(&self) -> Result<()> {
        let mut connection = self.connect().await?;
        MIGRATIONS.run_direct(None, &mut connection, false).await?;
        connection.close().await?;
        Ok(())
    }

    async fn ready(&self) -> Result<()> {
        match deviations(&mut *self.read().await?).await?.into_iter().next() {
            Some(deviation) => Err(Error::Migration(deviation)),
            None => Ok(()),
        }
    }

    async fn check(&self) -> Result<Check> {
        let version = sqlx::query_scalar(VERSION)
            .fetch_one(&mut *self.read().await?)
            .await?;
        let mut problems = deviations(&mut *self.read().await?).await?;
        match self.integrity(&mut problems).await {
            Err(Error::Corrupt(damage)) => problems.push(damage),
            outcome => outcome?,
        }
        Ok(Check {
            engine: self.engine(),
            version,
            problems,
        })
    }

    async fn backup(&self, to: &Path) -> Result<()> {
        self.pools.backup(to).await
    }

    async fn expire(&self, now: Timestamp) -> Result<Expired> {
        self.write(now, |transaction, now| expire(transaction, *now).boxed())
            .await
    }

    fn changes(&self) -> Changes {
        self.pools.changes()
    }

    async fn close(&self) {
        self.pools.close().await;
    }
}

/// What stands between the database's migrations and this program's.
async fn deviations(connection: &mut Connection) -> Result<Vec<String>> {
    let exist: i64 = sqlx::query_scalar(MIGRATIONS_EXIST)
        .fetch_one(&mut *connection)
        .await?;
    if exist == 0 {
        return Ok(vec![
            "the database has no tables yet: run `server migrate`".to_owned(),
        ]);
    }
    let applied: Vec<(i64, Vec<u8>, bool)> =
        sqlx::query_as("SELECT version, checksum, success FROM _sqlx_migrations ORDER BY version")
            .fetch_all(&mut *connection)
            .await?;
    let mut applied: BTreeMap<i64, (Vec<u8>, bool)> = applied
        .into_iter()
        .map(|(version, checksum, success)| (version, (checksum, success)))
        .collect();
    let mut deviations = Vec::new();
    for migration in MIGRATIONS.iter() {
        let version = migration.version;
        match applied.remove(&version) {
            None => deviations.push(format!(
                "migration {version} ({}) is missing: run `server migrate`",
                migration.description
            )),
            Some((_, false)) => deviations.push(format!("migration {version} was not finished")),
            Some((checksum, true)) if checksum != *migration.checksum => deviations.push(format!(
                "migration {version} was applied with another text than this program's"
            )),
            Some(_) => {}
        }
    }
    deviations.extend(
        applied
            .keys()
            .map(|version| format!("migration {version} is newer than this program")),
    );
    Ok(deviations)
}

async fn expire(transaction: &mut Transaction, now: Timestamp) -> Result<Expired> {
    let connection = &mut transaction.connection;
    record_unfinished_logins(connection, now).await?;
    Ok(Expired {
        citizen_sessions: delete(
            connection,
            now,
            sqlx::query("DELETE FROM citizen_sessions WHERE expires_at <= $1"),
        )
        .await?,
        revocations: delete(
            connection,
            now,
            sqlx::query("DELETE FROM revocations WHERE ends_at <= $1"),
        )
        .await?,
        staff_sessions: delete(
            connection,
            now,
            sqlx::query("DELETE FROM staff_sessions WHERE expires_at <= $1"),
        )
        .await?,
        challenges: delete(
            connection,
            now,
            sqlx::query("DELETE FROM challenges WHERE expires_at <= $1"),
        )
        .await?,
        logins: delete(
            connection,
            now,
            sqlx::query("DELETE FROM logins WHERE expires_at <= $1"),
        )
        .await?,
        ceremonies: delete(
            connection,
            now,
            sqlx::query("DELETE FROM ceremonies WHERE expires_at <= $1"),
        )
        .await?,
        invitations: delete(
            connection,
            now,
            sqlx::query("DELETE FROM invitations WHERE expires_at <= $1"),
        )
        .await?,
        issued_tokens: delete(
            connection,
            now,
            sqlx::query("DELETE FROM issued_tokens WHERE forget_at <= $1"),
        )
        .await?,
        foundings: delete(
            connection,
            now,
            sqlx::query("DELETE FROM foundings WHERE expires_at <= $1"),
        )
        .await?,
    })
}

/// Records sign-ins that were begun and never finished: the browser notices a wrong password before anything is sent, so
/// that whoever guesses at one stops there. The login's id, random and used once, is the statement's.
async fn record_unfinished_logins(connection: &mut Connection, now: Timestamp) -> Result<()> {
    let unfinished: Vec<(Uuid, Uuid, Uuid)> = sqlx::query_as(
        "SELECT logins.id, members.id, members.authority FROM logins JOIN members ON members.id = logins.member
         WHERE logins.expires_at <= $1",
    )
    .bind(now.0)
    .fetch_all(&mut *connection)
    .await?;
    for (login, member, authority) in unfinished {
        let authority = AuthorityId(authority);
        let statement = Statement {
            version: Statement::VERSION,
            id: StatementId(login),
            authority,
            actor: Some(MemberId(member)),
            action: Action::SignIn,
            subject: Subject::default(),
            at: now,
            seen: None,
        };
        let entry = Unnumbered {
            authority,
            at: now,
            outcome: ErrorCode::LoginRefused.word(),
            department: None,
            statement: statement.to_bytes(),
            signature: None,
        };
        audit::append(connection, &entry).await?;
    }
    Ok(())
}

async fn delete(
    connection: &mut Connection,
    now: Timestamp,
    query: Query<'_, Database, <Database as sqlx::Database>::Arguments>,
) -> Result<u64> {
    Ok(query.bind(now.0).execute(&mut *connection).await?.rows_affected())
}
