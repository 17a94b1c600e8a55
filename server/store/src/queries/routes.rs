use async_trait::async_trait;
use domain::{AreaKey, AuthorityId, DepartmentId, ServiceKey, Timestamp};
use futures::FutureExt as _;
use sqlx::Row as _;
use sqlx::query_builder::QueryBuilder;
use uuid::Uuid;

use super::{Database, Db, Transaction, directories, push_in};
use crate::{
    Directories, DirectoryRecord, FallbackRecord, NewDirectory, PublishOutcome, Result, RouteRecord,
};

#[async_trait]
impl Directories for Db {
    async fn directory_of(&self, authority: AuthorityId) -> Result<Option<DirectoryRecord>> {
        directories::read(&mut *self.read().await?, authority).await
    }

    async fn publish_directory(&self, new: NewDirectory, now: Timestamp) -> Result<PublishOutcome> {
        self.write((new, now), |transaction, (new, now)| {
            directories::publish(transaction, new, *now).boxed()
        })
        .await
    }

    async fn routes(
        &self,
        service: &ServiceKey,
        places: &[AreaKey],
        authority: Option<AuthorityId>,
        limit: u32,
    ) -> Result<Vec<RouteRecord>> {
        let mut query = QueryBuilder::<Database>::new(
            "SELECT routes.authority, area, department FROM routes
             JOIN departments ON departments.id = department
             WHERE closed_at IS NULL
               AND EXISTS (SELECT 1 FROM department_epochs WHERE department_epochs.department = departments.id)
               AND service = ",
        );
        query.push_bind(service.as_str());
        query.push(" AND place IN ");
        push_in(&mut query, places.iter().map(AreaKey::as_str));
        if let Some(authority) = authority {
            query.push(" AND routes.authority = ").push_bind(authority.0);
        }
        query
            .push(" ORDER BY routes.authority, area, department LIMIT ")
            .push_bind(i64::from(limit));
        let rows = query.build().fetch_all(&mut *self.read().await?).await?;
        rows.iter()
            .map(|row| {
                Ok(RouteRecord {
                    authority: AuthorityId(row.try_get("authority")?),
                    area: directories::parsed(row, "area")?,
                    department: DepartmentId(row.try_get("department")?),
                })
            })
            .collect()
    }

    async fn fallbacks(&self, places: &[AreaKey], limit: u32) -> Result<Vec<FallbackRecord>> {
        let mut query = QueryBuilder::<Database>::new(
            "SELECT areas.authority, areas.key, departments.id AS department FROM areas
             JOIN authorities ON authorities.id = areas.authority
             LEFT JOIN departments ON departments.id = authorities.fallback AND closed_at IS NULL
                 AND EXISTS (SELECT 1 FROM department_epochs WHERE department_epochs.department = departments.id)
             WHERE place IN ",
        );
        push_in(&mut query, places.iter().map(AreaKey::as_str));
        query
            .push(" ORDER BY areas.authority, areas.key LIMIT ")
            .push_bind(i64::from(limit));
        let rows = query.build().fetch_all(&mut *self.read().await?).await?;
        rows.iter()
            .map(|row| {
                Ok(FallbackRecord {
                    authority: AuthorityId(row.try_get("authority")?),
                    area: directories::parsed(row, "key")?,
                    department: row.try_get::<Option<Uuid>, _>("department")?.map(DepartmentId),
                })
            })
            .collect()
    }

    async fn renew_promises(&self, since: Timestamp, least: u32) -> Result<()> {
        self.write((since, least), |transaction, (since, least)| {
            renew(transaction, *since, *least).boxed()
        })
        .await
    }
}

/// The middle conversation of those that were opened since then, in the order of how soon they were answered: the days to its
/// answer are the promise. What was not answered stands last, so a middle without an answer promises nothing.
async fn renew(transaction: &mut Transaction, since: Timestamp, least: u32) -> Result<()> {
    let connection = &mut transaction.connection;
    sqlx::query("DELETE FROM promises")
        .execute(&mut *connection)
        .await?;
    sqlx::query(
        "INSERT INTO promises (department, days)
         SELECT department, days FROM (
             SELECT department, days, count(*) OVER (PARTITION BY department) AS conversations,
                 row_number() OVER (PARTITION BY department ORDER BY days IS NULL, days) AS place
             FROM (
                 SELECT department, (
                     SELECT min(received_at) FROM messages
                     WHERE conversation = conversations.id AND author = 'department'
                 ) / 86400 - opened_at / 86400 AS days
                 FROM conversations WHERE opened_at >= $1
             ) AS answers
         ) AS ranked
         WHERE place = conversations / 2 + conversations % 2 AND conversations >= $2 AND days IS NOT NULL",
    )
    .bind(since.0)
    .bind(i64::from(least))
    .execute(&mut *connection)
    .await?;
    Ok(())
}
