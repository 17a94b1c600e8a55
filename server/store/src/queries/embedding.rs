use async_trait::async_trait;
use domain::api::{EmbedDepartment, EmbedPlaces};
use domain::{AuthorityId, DepartmentId, HostOrigin, Localized, Slug};
use futures::FutureExt as _;
use sqlx::Row as _;

use super::{Db, Row, Transaction, from_list, to_list};
use crate::{Embedding, Error, Result};

#[async_trait]
impl Embedding for Db {
    async fn embed_places(&self, authority: AuthorityId) -> Result<Option<EmbedPlaces>> {
        let connection = &mut *self.read().await?;
        let found = sqlx::query("SELECT embed_origins FROM authorities WHERE id = $1")
            .bind(authority.0)
            .fetch_optional(&mut *connection)
            .await?;
        let Some(row) = found else {
            return Ok(None);
        };
        let departments = sqlx::query(
            "SELECT id, slug, name_de, name_en, embed_origins FROM departments
             WHERE authority = $1 AND closed_at IS NULL ORDER BY name_de, id",
        )
        .bind(authority.0)
        .fetch_all(&mut *connection)
        .await?;
        Ok(Some(EmbedPlaces {
            origins: origins(&row)?,
            departments: departments.iter().map(department).collect::<Result<_>>()?,
        }))
    }

    async fn frame_hosts(
        &self,
        authority: AuthorityId,
        department: Option<DepartmentId>,
    ) -> Result<Vec<HostOrigin>> {
        let connection = &mut *self.read().await?;
        let mut lists: Vec<String> =
            sqlx::query_scalar("SELECT embed_origins FROM authorities WHERE id = $1")
                .bind(authority.0)
                .fetch_all(&mut *connection)
                .await?;
        if let Some(department) = department {
            let own =
                sqlx::query_scalar("SELECT embed_origins FROM departments WHERE id = $2 AND authority = $1")
                    .bind(authority.0)
                    .bind(department.0)
                    .fetch_all(&mut *connection)
                    .await?;
            lists.extend::<Vec<String>>(own);
        }
        let mut hosts: Vec<HostOrigin> = Vec::new();
        for list in lists {
            hosts.extend(from_list::<HostOrigin>(&list)?);
        }
        hosts.sort();
        hosts.dedup();
        Ok(hosts)
    }

    async fn set_embed_origins(
        &self,
        authority: AuthorityId,
        department: Option<DepartmentId>,
        origins: Vec<HostOrigin>,
    ) -> Result<Option<()>> {
        self.write((authority, department, origins), |transaction, input| {
            set(transaction, input.0, input.1, &input.2).boxed()
        })
        .await
    }
}

async fn set(
    transaction: &mut Transaction,
    authority: AuthorityId,
    department: Option<DepartmentId>,
    origins: &[HostOrigin],
) -> Result<Option<()>> {
    let query = match department {
        Some(department) => {
            sqlx::query("UPDATE departments SET embed_origins = $2 WHERE authority = $1 AND id = $3")
                .bind(authority.0)
                .bind(to_list(origins)?)
                .bind(department.0)
        }
        None => sqlx::query("UPDATE authorities SET embed_origins = $2 WHERE id = $1")
            .bind(authority.0)
            .bind(to_list(origins)?),
    };
    let changed = query.execute(&mut transaction.connection).await?.rows_affected();
    Ok((changed == 1).then_some(()))
}

fn department(row: &Row) -> Result<EmbedDepartment> {
    Ok(EmbedDepartment {
        id: DepartmentId(row.try_get("id")?),
        slug: slug(row)?,
        name: Localized {
            de: row.try_get("name_de")?,
            en: row.try_get("name_en")?,
        },
        origins: origins(row)?,
    })
}

fn slug(row: &Row) -> Result<Slug> {
    row.try_get::<String, _>("slug")?.parse().map_err(Error::corrupt)
}

fn origins(row: &Row) -> Result<Vec<HostOrigin>> {
    from_list(&row.try_get::<String, _>("embed_origins")?)
}
