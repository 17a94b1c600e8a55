use std::collections::HashMap;

use async_trait::async_trait;
use domain::api::{Authority, Department};
use domain::{AuthorityId, DepartmentId, Localized, Slug, Timestamp};
use futures::FutureExt as _;
use sqlx::Row as _;
use uuid::Uuid;

use super::{Connection, Db, Row, Transaction, bytes, from_list, members, to_list};
use crate::{Authorities, AuthorityRules, Error, FoundOutcome, Founding, Result, TokenHash};

#[async_trait]
impl Authorities for Db {
    async fn add_setup_token(&self, token: TokenHash, created_at: Timestamp) -> Result<()> {
        self.write((token, created_at), |transaction, (token, created_at)| {
            async move {
                sqlx::query("INSERT INTO setup_tokens (token_hash, created_at) VALUES ($1, $2)")
                    .bind(token.as_slice())
                    .bind(created_at.0)
                    .execute(&mut transaction.connection)
                    .await?;
                Ok(())
            }
            .boxed()
        })
        .await
    }

    async fn found_authority(&self, founding: Founding) -> Result<FoundOutcome> {
        self.write(founding, |transaction, founding| {
            found(transaction, founding).boxed()
        })
        .await
    }

    async fn directory(&self) -> Result<Vec<Authority>> {
        let connection = &mut *self.read().await?;
        let authorities =
            sqlx::query("SELECT id, slug, name, telephone, root FROM authorities ORDER BY name, id")
                .fetch_all(&mut *connection)
                .await?;
        let departments = sqlx::query(
            "SELECT id, authority, slug, name_de, name_en, description_de, description_en FROM departments
             WHERE EXISTS (SELECT 1 FROM department_epochs WHERE department = departments.id)
             ORDER BY name_de, id",
        )
        .fetch_all(&mut *connection)
        .await?;
        let mut by_authority: HashMap<Uuid, Vec<Department>> = HashMap::new();
        for row in &departments {
            by_authority
                .entry(row.try_get("authority")?)
                .or_default()
                .push(department(row)?);
        }
        authorities
            .iter()
            .map(|row| {
                let id: Uuid = row.try_get("id")?;
                authority(row, by_authority.remove(&id).unwrap_or_default())
            })
            .collect()
    }

    async fn directory_entry(&self, slug: &Slug) -> Result<Option<Authority>> {
        let connection = &mut *self.read().await?;
        let Some(row) =
            sqlx::query("SELECT id, slug, name, telephone, root FROM authorities WHERE slug = $1")
                .bind(slug.as_str())
                .fetch_optional(&mut *connection)
                .await?
        else {
            return Ok(None);
        };
        let departments = sqlx::query(
            "SELECT id, slug, name_de, name_en, description_de, description_en FROM departments
             WHERE authority = $1
               AND EXISTS (SELECT 1 FROM department_epochs WHERE department = departments.id)
             ORDER BY name_de, id",
        )
        .bind(row.try_get::<Uuid, _>("id")?)
        .fetch_all(&mut *connection)
        .await?;
        let departments = departments.iter().map(department).collect::<Result<_>>()?;
        Ok(Some(authority(&row, departments)?))
    }

    async fn authority(&self, id: AuthorityId) -> Result<Option<Authority>> {
        let connection = &mut *self.read().await?;
        let Some(row) = sqlx::query("SELECT id, slug, name, telephone, root FROM authorities WHERE id = $1")
            .bind(id.0)
            .fetch_optional(&mut *connection)
            .await?
        else {
            return Ok(None);
        };
        let departments = sqlx::query(
            "SELECT id, slug, name_de, name_en, description_de, description_en FROM departments
             WHERE authority = $1 ORDER BY name_de, id",
        )
        .bind(id.0)
        .fetch_all(&mut *connection)
        .await?;
        let departments = departments.iter().map(department).collect::<Result<_>>()?;
        Ok(Some(authority(&row, departments)?))
    }

    async fn authority_rules(&self, authority: AuthorityId) -> Result<Option<AuthorityRules>> {
        let found: Option<(String, String)> =
            sqlx::query_as("SELECT email_domains, recovery FROM authorities WHERE id = $1")
                .bind(authority.0)
                .fetch_optional(&mut *self.read().await?)
                .await?;
        found
            .map(|(email_domains, recovery)| {
                Ok(AuthorityRules {
                    email_domains: from_list(&email_domains)?,
                    recovery,
                })
            })
            .transpose()
    }
}

async fn found(transaction: &mut Transaction, founding: &Founding) -> Result<FoundOutcome> {
    let connection = &mut transaction.connection;
    let valid: Option<i64> = sqlx::query_scalar(for_update!(
        "SELECT created_at FROM setup_tokens WHERE token_hash = $1"
    ))
    .bind(founding.setup_token.as_slice())
    .fetch_optional(&mut *connection)
    .await?;
    if valid.is_none() {
        return Ok(FoundOutcome::TokenRefused);
    }
    let taken: Option<Uuid> = sqlx::query_scalar("SELECT id FROM authorities WHERE id = $1 OR slug = $2")
        .bind(founding.authority.0)
        .bind(founding.slug.as_str())
        .fetch_optional(&mut *connection)
        .await?;
    if taken.is_some() || members::is_taken(connection, &founding.administrator).await? {
        return Ok(FoundOutcome::Taken);
    }
    insert(connection, founding).await?;
    members::insert(connection, &founding.administrator).await?;
    members::invite(connection, founding.administrator.id, &founding.invitation).await?;
    sqlx::query("DELETE FROM setup_tokens WHERE token_hash = $1")
        .bind(founding.setup_token.as_slice())
        .execute(&mut *connection)
        .await?;
    Ok(FoundOutcome::Founded)
}

async fn insert(connection: &mut Connection, founding: &Founding) -> Result<()> {
    sqlx::query(
        "INSERT INTO authorities (id, slug, name, email_domains, telephone, root, recovery, founded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(founding.authority.0)
    .bind(founding.slug.as_str())
    .bind(&founding.name)
    .bind(to_list(&founding.email_domains)?)
    .bind(&founding.telephone)
    .bind(founding.root.as_ref())
    .bind(&founding.recovery)
    .bind(founding.founded_at.0)
    .execute(&mut *connection)
    .await?;
    Ok(())
}

fn authority(row: &Row, departments: Vec<Department>) -> Result<Authority> {
    Ok(Authority {
        id: AuthorityId(row.try_get("id")?),
        slug: slug(row)?,
        name: row.try_get("name")?,
        root: bytes(row, "root")?,
        telephone: row.try_get("telephone")?,
        departments,
    })
}

/// A department of a row with `id`, `slug` and the texts in both languages.
pub(super) fn department(row: &Row) -> Result<Department> {
    Ok(Department {
        id: DepartmentId(row.try_get("id")?),
        slug: slug(row)?,
        name: Localized {
            de: row.try_get("name_de")?,
            en: row.try_get("name_en")?,
        },
        description: Localized {
            de: row.try_get("description_de")?,
            en: row.try_get("description_en")?,
        },
    })
}

fn slug(row: &Row) -> Result<Slug> {
    row.try_get::<String, _>("slug")?.parse().map_err(Error::corrupt)
}
