use async_trait::async_trait;
use domain::Timestamp;
use futures::FutureExt as _;

use super::Db;
use crate::{Result, StaffSessions, TokenHash};

#[async_trait]
impl StaffSessions for Db {
    async fn add_staff_session(&self, id: TokenHash, data: Vec<u8>, expires_at: Timestamp) -> Result<bool> {
        self.write((id, data, expires_at), |transaction, (id, data, expires_at)| {
            async move {
                let added = sqlx::query(
                    "INSERT INTO staff_sessions (id_hash, data, expires_at) VALUES ($1, $2, $3)
                     ON CONFLICT DO NOTHING",
                )
                .bind(id.as_slice())
                .bind(data.as_slice())
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

    async fn save_staff_session(&self, id: TokenHash, data: Vec<u8>, expires_at: Timestamp) -> Result<()> {
        self.write((id, data, expires_at), |transaction, (id, data, expires_at)| {
            async move {
                sqlx::query(
                    "INSERT INTO staff_sessions (id_hash, data, expires_at) VALUES ($1, $2, $3)
                     ON CONFLICT (id_hash) DO UPDATE SET data = excluded.data, expires_at = excluded.expires_at",
                )
                .bind(id.as_slice())
                .bind(data.as_slice())
                .bind(expires_at.0)
                .execute(&mut transaction.connection)
                .await?;
                Ok(())
            }
            .boxed()
        })
        .await
    }

    async fn staff_session(&self, id: TokenHash, now: Timestamp) -> Result<Option<(Vec<u8>, Timestamp)>> {
        let found: Option<(Vec<u8>, i64)> = sqlx::query_as(
            "SELECT data, expires_at FROM staff_sessions WHERE id_hash = $1 AND expires_at > $2",
        )
        .bind(id.as_slice())
        .bind(now.0)
        .fetch_optional(&mut *self.read().await?)
        .await?;
        Ok(found.map(|(data, expires_at)| (data, Timestamp(expires_at))))
    }

    async fn end_staff_session(&self, id: TokenHash) -> Result<()> {
        self.write(id, |transaction, id| {
            async move {
                sqlx::query("DELETE FROM staff_sessions WHERE id_hash = $1")
                    .bind(id.as_slice())
                    .execute(&mut transaction.connection)
                    .await?;
                Ok(())
            }
            .boxed()
        })
        .await
    }
}
