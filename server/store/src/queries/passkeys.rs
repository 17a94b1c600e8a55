use async_trait::async_trait;
use domain::api::Passkey;
use domain::limits::PASSKEYS;
use domain::{AuthorityId, Bytes, CeremonyId, MemberId, PasskeyId, SessionId, Timestamp};
use futures::FutureExt as _;
use sqlx::Row as _;
use uuid::Uuid;

use super::{Connection, Db, Row, Transaction, bytes, number, outbox};
use crate::words::Word as _;
use crate::{
    AddPasskeyOutcome, Ceremony, CeremonyKind, Change, Credential, Errand, PasskeyRecord, Passkeys,
    RemovePasskeyOutcome, Result,
};

#[async_trait]
impl Passkeys for Db {
    async fn add_ceremony(&self, ceremony: Ceremony) -> Result<()> {
        self.write(ceremony, |transaction, ceremony| {
            async move {
                sqlx::query(
                    "INSERT INTO ceremonies (id, kind, member, state, expires_at) VALUES ($1, $2, $3, $4, $5)",
                )
                .bind(ceremony.id.0)
                .bind(ceremony.kind.word())
                .bind(ceremony.member.map(|member| member.0))
                .bind(ceremony.state.as_ref())
                .bind(ceremony.expires_at.0)
                .execute(&mut transaction.connection)
                .await?;
                Ok(())
            }
            .boxed()
        })
        .await
    }

    async fn take_ceremony(
        &self,
        ceremony: CeremonyId,
        kind: CeremonyKind,
        now: Timestamp,
    ) -> Result<Option<Ceremony>> {
        self.write((ceremony, kind, now), |transaction, (ceremony, kind, now)| {
            async move {
                let taken: Option<(Option<Uuid>, Vec<u8>, i64)> = sqlx::query_as(
                    "DELETE FROM ceremonies WHERE id = $1 AND kind = $2 RETURNING member, state, expires_at",
                )
                .bind(ceremony.0)
                .bind(kind.word())
                .fetch_optional(&mut transaction.connection)
                .await?;
                Ok(taken
                    .map(|(member, state, expires_at)| Ceremony {
                        id: *ceremony,
                        kind: *kind,
                        member: member.map(MemberId),
                        state: Bytes(state),
                        expires_at: Timestamp(expires_at),
                    })
                    .filter(|ceremony| ceremony.expires_at > *now))
            }
            .boxed()
        })
        .await
    }

    async fn add_passkey(&self, passkey: PasskeyRecord) -> Result<AddPasskeyOutcome> {
        self.write(passkey, |transaction, passkey| add(transaction, passkey).boxed())
            .await
    }

    async fn passkeys(&self, member: MemberId) -> Result<Vec<PasskeyRecord>> {
        sqlx::query("SELECT * FROM passkeys WHERE member = $1 ORDER BY added_at, id")
            .bind(member.0)
            .fetch_all(&mut *self.read().await?)
            .await?
            .iter()
            .map(record)
            .collect()
    }

    async fn passkey(&self, credential: &Bytes) -> Result<Option<PasskeyRecord>> {
        sqlx::query(
            "SELECT passkeys.* FROM passkeys JOIN members ON members.id = passkeys.member
             WHERE credential = $1 AND left_at IS NULL",
        )
        .bind(credential.as_ref())
        .fetch_optional(&mut *self.read().await?)
        .await?
        .as_ref()
        .map(record)
        .transpose()
    }

    async fn use_passkey(
        &self,
        passkey: PasskeyId,
        before: Bytes,
        after: Bytes,
        at: Timestamp,
    ) -> Result<bool> {
        let change = (passkey, before, after, at);
        self.write(change, |transaction, (passkey, before, after, at)| {
            async move {
                let used =
                    sqlx::query("UPDATE passkeys SET state = $3, used_at = $4 WHERE id = $1 AND state = $2")
                        .bind(passkey.0)
                        .bind(before.as_ref())
                        .bind(after.as_ref())
                        .bind(at.0)
                        .execute(&mut transaction.connection)
                        .await?
                        .rows_affected();
                Ok(used == 1)
            }
            .boxed()
        })
        .await
    }

    async fn remove_passkey(
        &self,
        member: MemberId,
        passkey: PasskeyId,
        keep: Option<SessionId>,
        at: Timestamp,
    ) -> Result<RemovePasskeyOutcome> {
        let change = (member, passkey, keep, at);
        self.write(change, |transaction, (member, passkey, keep, at)| {
            remove(transaction, *member, *passkey, *keep, *at).boxed()
        })
        .await
    }

    async fn second_factor_required(&self, authority: AuthorityId) -> Result<bool> {
        let required: Option<i64> =
            sqlx::query_scalar("SELECT second_factor_required FROM authorities WHERE id = $1")
                .bind(authority.0)
                .fetch_optional(&mut *self.read().await?)
                .await?;
        Ok(required == Some(1))
    }

    async fn require_second_factor(
        &self,
        authority: AuthorityId,
        required: bool,
        by: MemberId,
    ) -> Result<bool> {
        self.write(
            (authority, required, by),
            |transaction, (authority, required, by)| {
                async move {
                    let connection = &mut transaction.connection;
                    lock(connection, *by).await?;
                    if *required && count(connection, *by).await? == 0 {
                        return Ok(false);
                    }
                    sqlx::query("UPDATE authorities SET second_factor_required = $2 WHERE id = $1")
                        .bind(authority.0)
                        .bind(i64::from(*required))
                        .execute(&mut *connection)
                        .await?;
                    Ok(true)
                }
                .boxed()
            },
        )
        .await
    }
}

async fn add(transaction: &mut Transaction, record: &PasskeyRecord) -> Result<AddPasskeyOutcome> {
    let connection = &mut transaction.connection;
    lock(connection, record.member).await?;
    if usize::try_from(count(connection, record.member).await?).unwrap_or(usize::MAX) >= PASSKEYS {
        return Ok(AddPasskeyOutcome::TooMany);
    }
    let added = sqlx::query(
        "INSERT INTO passkeys (id, member, credential, name, key, state, transports, account, added_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
    )
    .bind(record.passkey.id.0)
    .bind(record.member.0)
    .bind(record.credential.id.as_ref())
    .bind(&record.passkey.name)
    .bind(record.credential.key.as_ref())
    .bind(record.credential.state.as_ref())
    .bind(i64::from(record.credential.transports))
    .bind(record.account.as_ref().map(AsRef::as_ref))
    .bind(record.passkey.added_at.0)
    .execute(&mut *connection)
    .await?
    .rows_affected();
    if added == 0 {
        return Ok(AddPasskeyOutcome::Taken);
    }
    outbox::add(
        connection,
        Errand::SignInChanged(record.member),
        record.passkey.added_at,
    )
    .await?;
    Ok(AddPasskeyOutcome::Added)
}

async fn remove(
    transaction: &mut Transaction,
    member: MemberId,
    passkey: PasskeyId,
    keep: Option<SessionId>,
    at: Timestamp,
) -> Result<RemovePasskeyOutcome> {
    let connection = &mut transaction.connection;
    lock(connection, member).await?;
    let found: Option<i64> = sqlx::query_scalar(
        "SELECT second_factor_required FROM passkeys
         JOIN members ON members.id = passkeys.member
         JOIN authorities ON authorities.id = members.authority
         WHERE passkeys.id = $1 AND passkeys.member = $2",
    )
    .bind(passkey.0)
    .bind(member.0)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(required) = found else {
        return Ok(RemovePasskeyOutcome::NotFound);
    };
    if required == 1 && count(connection, member).await? == 1 {
        return Ok(RemovePasskeyOutcome::Needed);
    }
    sqlx::query("DELETE FROM passkeys WHERE id = $1")
        .bind(passkey.0)
        .execute(&mut *connection)
        .await?;
    // No session has the id of zeros.
    sqlx::query("DELETE FROM staff_sessions WHERE member = $1 AND passkey = $2 AND session <> $3")
        .bind(member.0)
        .bind(passkey.0)
        .bind(keep.map_or(Uuid::nil(), |session| session.0))
        .execute(&mut *connection)
        .await?;
    outbox::add(connection, Errand::SignInChanged(member), at).await?;
    transaction.changes.push(Change::Sessions(member));
    Ok(RemovePasskeyOutcome::Removed)
}

/// Of two changes of a member's passkeys at the same time the second one sees what the first one has done.
async fn lock(connection: &mut Connection, member: MemberId) -> Result<()> {
    sqlx::query(for_update!("SELECT id FROM members WHERE id = $1"))
        .bind(member.0)
        .fetch_optional(&mut *connection)
        .await?;
    Ok(())
}

async fn count(connection: &mut Connection, member: MemberId) -> Result<i64> {
    Ok(
        sqlx::query_scalar("SELECT count(*) FROM passkeys WHERE member = $1")
            .bind(member.0)
            .fetch_one(&mut *connection)
            .await?,
    )
}

fn record(row: &Row) -> Result<PasskeyRecord> {
    let account: Option<Vec<u8>> = row.try_get("account")?;
    Ok(PasskeyRecord {
        passkey: Passkey {
            id: PasskeyId(row.try_get("id")?),
            name: row.try_get("name")?,
            unlocks: account.is_some(),
            added_at: Timestamp(row.try_get("added_at")?),
            used_at: row.try_get::<Option<i64>, _>("used_at")?.map(Timestamp),
        },
        member: MemberId(row.try_get("member")?),
        credential: Credential {
            id: bytes(row, "credential")?,
            key: bytes(row, "key")?,
            state: bytes(row, "state")?,
            transports: number(row.try_get("transports")?)?,
        },
        account: account.map(Bytes),
    })
}
