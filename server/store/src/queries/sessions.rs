use async_trait::async_trait;
use domain::api::Way;
use domain::{MemberId, SessionId, Timestamp};
use futures::FutureExt as _;
use uuid::Uuid;

use super::Db;
use crate::words::Word as _;
use crate::{Change, Result, SignedIn, StaffSessions, TokenHash};

/// session, member, way, device, started_at, verified_at, used_at, ends_at.
type Row = (Uuid, Uuid, String, String, i64, i64, i64, i64);

#[async_trait]
impl StaffSessions for Db {
    async fn add_staff_session(
        &self,
        id: TokenHash,
        session: SignedIn,
        expires_at: Timestamp,
    ) -> Result<bool> {
        self.write((id, session, expires_at), |transaction, (id, session, expires_at)| {
            async move {
                let added = sqlx::query(
                    "INSERT INTO staff_sessions (id_hash, session, member, way, device, started_at, verified_at,
                         used_at, ends_at, expires_at)
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                     ON CONFLICT (id_hash) DO NOTHING",
                )
                .bind(id.as_slice())
                .bind(session.session.0)
                .bind(session.member.0)
                .bind(session.way.word())
                .bind(session.device.as_str())
                .bind(session.started_at.0)
                .bind(session.verified_at.0)
                .bind(session.used_at.0)
                .bind(session.ends_at.0)
                .bind(expires_at.0)
                .execute(&mut transaction.connection)
                .await?
                .rows_affected();
                Ok(added == 1)
            }
            .boxed()
        })
        .await
    }

    async fn staff_session(&self, id: TokenHash, now: Timestamp) -> Result<Option<(SignedIn, Timestamp)>> {
        let found: Option<(i64, Uuid, Uuid, String, String, i64, i64, i64, i64)> = sqlx::query_as(
            "SELECT expires_at, session, member, way, device, started_at, verified_at, used_at, ends_at
             FROM staff_sessions WHERE id_hash = $1 AND expires_at > $2",
        )
        .bind(id.as_slice())
        .bind(now.0)
        .fetch_optional(&mut *self.read().await?)
        .await?;
        found
            .map(|(expires_at, a, b, c, d, e, f, g, h)| {
                Ok((signed_in((a, b, c, d, e, f, g, h))?, Timestamp(expires_at)))
            })
            .transpose()
    }

    async fn use_staff_session(
        &self,
        session: SessionId,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<()> {
        self.write((session, now, expires_at), |transaction, (session, now, expires_at)| {
            async move {
                sqlx::query(
                    "UPDATE staff_sessions SET used_at = $2, expires_at = $3 WHERE session = $1 AND used_at < $2",
                )
                .bind(session.0)
                .bind(now.0)
                .bind(expires_at.0)
                .execute(&mut transaction.connection)
                .await?;
                Ok(())
            }
            .boxed()
        })
        .await
    }

    async fn end_staff_session(&self, id: TokenHash) -> Result<()> {
        self.write(id, |transaction, id| {
            async move {
                let ended: Option<Uuid> =
                    sqlx::query_scalar("DELETE FROM staff_sessions WHERE id_hash = $1 RETURNING member")
                        .bind(id.as_slice())
                        .fetch_optional(&mut transaction.connection)
                        .await?;
                let told = ended.map(|member| Change::Sessions(MemberId(member)));
                transaction.changes.extend(told);
                Ok(())
            }
            .boxed()
        })
        .await
    }

    async fn list_staff_sessions(&self, member: MemberId, now: Timestamp) -> Result<Vec<SignedIn>> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT session, member, way, device, started_at, verified_at, used_at, ends_at
             FROM staff_sessions WHERE member = $1 AND expires_at > $2
             ORDER BY used_at DESC, started_at DESC, session",
        )
        .bind(member.0)
        .bind(now.0)
        .fetch_all(&mut *self.read().await?)
        .await?;
        rows.into_iter().map(signed_in).collect()
    }

    async fn end_session_of(&self, member: MemberId, session: SessionId) -> Result<bool> {
        self.write((member, session), |transaction, (member, session)| {
            async move {
                let ended = sqlx::query("DELETE FROM staff_sessions WHERE member = $1 AND session = $2")
                    .bind(member.0)
                    .bind(session.0)
                    .execute(&mut transaction.connection)
                    .await?
                    .rows_affected();
                if ended == 0 {
                    return Ok(false);
                }
                transaction.changes.push(Change::Sessions(*member));
                Ok(true)
            }
            .boxed()
        })
        .await
    }

    async fn end_sessions_of(&self, member: MemberId, keep: Option<SessionId>) -> Result<()> {
        self.write((member, keep), |transaction, (member, keep)| {
            async move {
                // No session has the id of zeros.
                sqlx::query("DELETE FROM staff_sessions WHERE member = $1 AND session <> $2")
                    .bind(member.0)
                    .bind(keep.map_or(Uuid::nil(), |session| session.0))
                    .execute(&mut transaction.connection)
                    .await?;
                transaction.changes.push(Change::Sessions(*member));
                Ok(())
            }
            .boxed()
        })
        .await
    }
}

fn signed_in(row: Row) -> Result<SignedIn> {
    let (session, member, way, device, started_at, verified_at, used_at, ends_at) = row;
    Ok(SignedIn {
        session: SessionId(session),
        member: MemberId(member),
        way: Way::of(&way)?,
        device,
        started_at: Timestamp(started_at),
        verified_at: Timestamp(verified_at),
        used_at: Timestamp(used_at),
        ends_at: Timestamp(ends_at),
    })
}
