use async_trait::async_trait;
use domain::api::AuditMember;
use domain::audit::{AuditEntry, AuditHead, Statement, StatementId, Unnumbered};
use domain::{AuthorityId, Bytes, MemberId, Timestamp};
use futures::FutureExt as _;
use sqlx::Row as _;
use uuid::Uuid;

use super::{Connection, Db, Row, bytes, from_list};
use crate::{Audit, Error, Result, Store, TokenHash};

#[async_trait]
impl Audit for Db {
    fn recording(&self, entry: Unnumbered) -> Store {
        Store::of(self.recording(entry))
    }

    async fn append_audit(&self, entry: Unnumbered) -> Result<()> {
        self.write(entry, |transaction, entry| {
            append(&mut transaction.connection, entry).boxed()
        })
        .await
    }

    async fn audit_head(&self, authority: AuthorityId) -> Result<AuditHead> {
        let found: Option<(i64, Vec<u8>)> =
            sqlx::query_as("SELECT number, hash FROM audit_heads WHERE authority = $1")
                .bind(authority.0)
                .fetch_optional(&mut *self.read().await?)
                .await?;
        Ok(found.map(head).unwrap_or_default())
    }

    async fn has_audit_head(&self, authority: AuthorityId, head: &AuditHead) -> Result<bool> {
        if head.number == 0 {
            return Ok(*head == AuditHead::default());
        }
        let hash: Option<Vec<u8>> =
            sqlx::query_scalar("SELECT hash FROM audit WHERE authority = $1 AND number = $2")
                .bind(authority.0)
                .bind(head.number)
                .fetch_optional(&mut *self.read().await?)
                .await?;
        Ok(hash.is_some_and(|hash| hash == head.hash.0))
    }

    async fn is_stated(&self, authority: AuthorityId, statement: StatementId) -> Result<bool> {
        let stated: Option<i64> =
            sqlx::query_scalar("SELECT number FROM audit WHERE authority = $1 AND statement_id = $2")
                .bind(authority.0)
                .bind(statement.0)
                .fetch_optional(&mut *self.read().await?)
                .await?;
        Ok(stated.is_some())
    }

    async fn audit_entries(&self, authority: AuthorityId, after: i64, limit: u32) -> Result<Vec<AuditEntry>> {
        let rows = sqlx::query(
            "SELECT number, at, outcome, department, statement, signature, previous, hash FROM audit
             WHERE authority = $1 AND number > $2 ORDER BY number LIMIT $3",
        )
        .bind(authority.0)
        .bind(after)
        .bind(i64::from(limit))
        .fetch_all(&mut *self.read().await?)
        .await?;
        rows.iter().map(entry).collect()
    }

    async fn token_owner(&self, token: TokenHash) -> Result<Option<(AuthorityId, MemberId)>> {
        let found: Option<(Uuid, Uuid)> =
            sqlx::query_as("SELECT authority, member FROM issued_tokens WHERE token_hash = $1")
                .bind(token.as_slice())
                .fetch_optional(&mut *self.read().await?)
                .await?;
        Ok(found.map(|(authority, member)| (AuthorityId(authority), MemberId(member))))
    }

    async fn sign_key(&self, member: MemberId) -> Result<Option<Bytes>> {
        let found: Option<Option<Vec<u8>>> = sqlx::query_scalar("SELECT sign FROM members WHERE id = $1")
            .bind(member.0)
            .fetch_optional(&mut *self.read().await?)
            .await?;
        Ok(found.flatten().map(Bytes))
    }

    async fn audit_members(&self, authority: AuthorityId) -> Result<Vec<AuditMember>> {
        let rows = sqlx::query(
            "SELECT id, name, sign, coalesce(chain, former_chain) AS chain FROM members WHERE authority = $1
             ORDER BY id",
        )
        .bind(authority.0)
        .fetch_all(&mut *self.read().await?)
        .await?;
        rows.iter().map(member).collect()
    }

    async fn audited(&self) -> Result<Vec<AuthorityId>> {
        let authorities: Vec<Uuid> = sqlx::query_scalar("SELECT id FROM authorities ORDER BY founded_at, id")
            .fetch_all(&mut *self.read().await?)
            .await?;
        Ok(authorities.into_iter().map(AuthorityId).collect())
    }
}

/// Appends an entry to its authority's log, whose head nobody else moves until this transaction ends.
pub(in super::super) async fn append(connection: &mut Connection, entry: &Unnumbered) -> Result<()> {
    let statement = Statement::read(entry.statement.as_ref())
        .ok_or_else(|| Error::Other("a statement that cannot be read".to_owned()))?;
    let before = lock(connection, entry.authority).await?;
    let authority = entry.authority;
    let entry = entry.after(&before);
    sqlx::query(
        "INSERT INTO audit (authority, number, at, outcome, department, statement, statement_id, signature, previous,
             hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(authority.0)
    .bind(entry.number)
    .bind(entry.at.0)
    .bind(&entry.outcome)
    .bind(entry.department.as_ref().map(AsRef::as_ref))
    .bind(entry.statement.as_ref())
    .bind(statement.id.0)
    .bind(entry.signature.as_ref().map(AsRef::as_ref))
    .bind(entry.previous.as_ref())
    .bind(entry.hash.as_ref())
    .execute(&mut *connection)
    .await?;
    sqlx::query("UPDATE audit_heads SET number = $2, hash = $3 WHERE authority = $1")
        .bind(authority.0)
        .bind(entry.number)
        .bind(entry.hash.as_ref())
        .execute(&mut *connection)
        .await?;
    Ok(())
}

/// The head of a log, kept from others.
async fn lock(connection: &mut Connection, authority: AuthorityId) -> Result<AuditHead> {
    let zero = AuditHead::default();
    sqlx::query(
        "INSERT INTO audit_heads (authority, number, hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    )
    .bind(authority.0)
    .bind(zero.number)
    .bind(zero.hash.as_ref())
    .execute(&mut *connection)
    .await?;
    let found: (i64, Vec<u8>) = sqlx::query_as(for_update!(
        "SELECT number, hash FROM audit_heads WHERE authority = $1"
    ))
    .bind(authority.0)
    .fetch_one(&mut *connection)
    .await?;
    Ok(head(found))
}

fn head((number, hash): (i64, Vec<u8>)) -> AuditHead {
    AuditHead {
        number,
        hash: Bytes(hash),
    }
}

fn entry(row: &Row) -> Result<AuditEntry> {
    Ok(AuditEntry {
        number: row.try_get("number")?,
        at: Timestamp(row.try_get("at")?),
        outcome: row.try_get("outcome")?,
        department: row.try_get::<Option<Vec<u8>>, _>("department")?.map(Bytes),
        statement: bytes(row, "statement")?,
        signature: row.try_get::<Option<Vec<u8>>, _>("signature")?.map(Bytes),
        previous: bytes(row, "previous")?,
        hash: bytes(row, "hash")?,
    })
}

fn member(row: &Row) -> Result<AuditMember> {
    Ok(AuditMember {
        id: MemberId(row.try_get("id")?),
        name: row.try_get("name")?,
        sign: row.try_get::<Option<Vec<u8>>, _>("sign")?.map(Bytes),
        chain: row
            .try_get::<Option<String>, _>("chain")?
            .as_deref()
            .map_or(Ok(Vec::new()), from_list)?,
    })
}
