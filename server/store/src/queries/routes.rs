use async_trait::async_trait;
use domain::directory::Service;
use domain::{AreaKey, AuthorityId, Bytes, DepartmentId, MemberId, ServiceKey, Slug, Timestamp};
use futures::FutureExt as _;
use sqlx::Row as _;
use sqlx::query_builder::QueryBuilder;
use uuid::Uuid;

use super::{Database, Db, Transaction, directories, from_list, number, pieces, push_in};
use crate::{
    AuthorityHead, Directories, DirectoryRecord, FallbackRecord, NewDirectory, ProofRecord, PublishOutcome,
    Result, RouteRecord,
};

#[async_trait]
impl Directories for Db {
    async fn directory_of(&self, authority: AuthorityId) -> Result<Option<DirectoryRecord>> {
        directories::read(&mut *self.read().await?, authority).await
    }

    async fn authority_of(&self, slug: &Slug) -> Result<Option<AuthorityId>> {
        let found: Option<Uuid> = sqlx::query_scalar("SELECT id FROM authorities WHERE slug = $1")
            .bind(slug.as_str())
            .fetch_optional(&mut *self.read().await?)
            .await?;
        Ok(found.map(AuthorityId))
    }

    async fn authority_head(&self, authority: AuthorityId) -> Result<Option<AuthorityHead>> {
        directories::head(&mut *self.read().await?, authority).await
    }

    async fn service_of(&self, authority: AuthorityId, service: &ServiceKey) -> Result<Option<Service>> {
        directories::one_service(&mut *self.read().await?, authority, service).await
    }

    async fn directory_proof(&self, authority: AuthorityId) -> Result<Option<ProofRecord>> {
        directories::proof(&mut *self.read().await?, authority).await
    }

    async fn member_chain(&self, member: MemberId) -> Result<Vec<Bytes>> {
        let chain: Option<Option<String>> = sqlx::query_scalar("SELECT chain FROM members WHERE id = $1")
            .bind(member.0)
            .fetch_optional(&mut *self.read().await?)
            .await?;
        chain.flatten().map_or(Ok(Vec::new()), |chain| from_list(&chain))
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
            "SELECT routes.authority, areas.key, areas.name, areas.district, department FROM routes
             JOIN areas ON areas.authority = routes.authority AND areas.key = area
             JOIN departments ON departments.id = department
             WHERE closed_at IS NULL
               AND EXISTS (SELECT 1 FROM department_epochs WHERE department_epochs.department = departments.id)
               AND service = ",
        );
        query.push_bind(service.as_str());
        query.push(" AND routes.place IN ");
        push_in(&mut query, places.iter().map(AreaKey::as_str));
        if let Some(authority) = authority {
            query.push(" AND routes.authority = ").push_bind(authority.0);
        }
        query
            .push(" ORDER BY length(routes.place) DESC, routes.authority, area, department LIMIT ")
            .push_bind(i64::from(limit));
        let rows = query.build().fetch_all(&mut *self.read().await?).await?;
        rows.iter()
            .map(|row| {
                Ok(RouteRecord {
                    authority: AuthorityId(row.try_get("authority")?),
                    area: directories::area(row)?,
                    department: DepartmentId(row.try_get("department")?),
                })
            })
            .collect()
    }

    async fn fallbacks(&self, places: &[AreaKey], limit: u32) -> Result<Vec<FallbackRecord>> {
        let mut query = QueryBuilder::<Database>::new(
            "SELECT areas.authority, areas.key, areas.name, areas.district, departments.id AS department FROM areas
             JOIN authorities ON authorities.id = areas.authority
             LEFT JOIN departments ON departments.id = authorities.fallback AND closed_at IS NULL
                 AND EXISTS (SELECT 1 FROM department_epochs WHERE department_epochs.department = departments.id)
             WHERE place IN ",
        );
        push_in(&mut query, places.iter().map(AreaKey::as_str));
        query
            .push(" ORDER BY length(place) DESC, areas.authority, areas.key LIMIT ")
            .push_bind(i64::from(limit));
        let rows = query.build().fetch_all(&mut *self.read().await?).await?;
        rows.iter()
            .map(|row| {
                Ok(FallbackRecord {
                    authority: AuthorityId(row.try_get("authority")?),
                    area: directories::area(row)?,
                    department: row.try_get::<Option<Uuid>, _>("department")?.map(DepartmentId),
                })
            })
            .collect()
    }

    async fn renew_promises(&self, since: Timestamp, least: u32) -> Result<()> {
        // Read beside the writer, because it looks at every conversation of that time.
        let promises: Vec<(Uuid, i64)> = sqlx::query_as(PROMISES)
            .bind(since.0)
            .bind(i64::from(least))
            .fetch_all(&mut *self.read().await?)
            .await?;
        let promises = promises
            .into_iter()
            .map(|(department, days)| Ok((DepartmentId(department), number(days)?)))
            .collect::<Result<Vec<_>>>()?;
        self.write(promises, |transaction, promises| {
            keep(transaction, promises).boxed()
        })
        .await
    }
}

/// The middle conversation of those that citizens opened here since then, in the order of how soon they were answered: the days to its
/// answer are the promise. What was not answered stands last, so a middle without an answer promises nothing.
const PROMISES: &str = "
    SELECT department, days FROM (
        SELECT department, days, count(*) OVER (PARTITION BY department) AS conversations,
            row_number() OVER (PARTITION BY department ORDER BY days IS NULL, days) AS place
        FROM (
            SELECT department, (
                SELECT min(received_at) FROM messages
                WHERE conversation = conversations.id AND author = 'department'
                    AND NOT EXISTS (SELECT 1 FROM transfers WHERE transfers.message = messages.position)
            ) / 86400 - opened_at / 86400 AS days
            FROM conversations WHERE opened_at >= $1 AND opener IS NULL AND opening_seed = 0
        ) AS answers
    ) AS ranked
    WHERE place = conversations / 2 + conversations % 2 AND conversations >= $2 AND days >= 0";

async fn keep(transaction: &mut Transaction, promises: &[(DepartmentId, u32)]) -> Result<()> {
    let connection = &mut transaction.connection;
    sqlx::query("DELETE FROM promises")
        .execute(&mut *connection)
        .await?;
    for piece in pieces(promises) {
        let mut query = QueryBuilder::<Database>::new("INSERT INTO promises (department, days) ");
        query.push_values(piece, |mut row, (department, days)| {
            row.push_bind(department.0).push_bind(i64::from(*days));
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}
