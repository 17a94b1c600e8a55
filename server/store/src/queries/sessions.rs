use async_trait::async_trait;
use domain::api::{SecondFactor, Way};
use domain::{MemberId, PasskeyId, SessionId, Timestamp};
use futures::FutureExt as _;
use sqlx::Row as _;
use uuid::Uuid;

use super::{Db, Row};
use crate::words::Word as _;
use crate::{Change, Result, SignedIn, StaffSessions, TokenHash};

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
                    "INSERT INTO staff_sessions (id_hash, session, member, way, passkey, second_factor, device,
                         started_at, verified_at, used_at, ends_at, expires_at)
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                     ON CONFLICT (id_hash) DO NOTHING",
                )
                .bind(id.as_slice())
                .bind(session.session.0)
                .bind(session.member.0)
                .bind(session.way.word())
                .bind(session.passkey.map(|passkey| passkey.0))
                .bind(session.second_factor.map(SecondFactor::word))
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
        let found = sqlx::query(
            "SELECT session, member, way, passkey, second_factor, device, started_at, verified_at, used_at, ends_at,
                 expires_at FROM staff_sessions WHERE id_hash = $1 AND expires_at > $2",
        )
        .bind(id.as_slice())
        .bind(now.0)
        .fetch_optional(&mut *self.read().await?)
        .await?;
        found
            .map(|row| Ok((signed_in(&row)?, Timestamp(row.try_get("expires_at")?))))
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
        let rows = sqlx::query(
            "SELECT session, member, way, passkey, second_factor, device, started_at, verified_at, used_at, ends_at
             FROM staff_sessions WHERE member = $1 AND expires_at > $2 AND second_factor IS NULL
             ORDER BY used_at DESC, started_at DESC, session",
        )
        .bind(member.0)
        .bind(now.0)
        .fetch_all(&mut *self.read().await?)
        .await?;
        rows.iter().map(signed_in).collect()
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

fn signed_in(row: &Row) -> Result<SignedIn> {
    let second_factor: Option<String> = row.try_get("second_factor")?;
    Ok(SignedIn {
        session: SessionId(row.try_get("session")?),
        member: MemberId(row.try_get("member")?),
        way: Way::of(&row.try_get::<String, _>("way")?)?,
        passkey: row.try_get::<Option<Uuid>, _>("passkey")?.map(PasskeyId),
        second_factor: second_factor.as_deref().map(SecondFactor::of).transpose()?,
        device: row.try_get("device")?,
        started_at: Timestamp(row.try_get("started_at")?),
        verified_at: Timestamp(row.try_get("verified_at")?),
        used_at: Timestamp(row.try_get("used_at")?),
        ends_at: Timestamp(row.try_get("ends_at")?),
    })
}
