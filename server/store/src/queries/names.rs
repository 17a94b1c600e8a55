use std::collections::HashMap;

use async_trait::async_trait;
use domain::{AreaKey, AuthorityId, Localized, ServiceKey};
use sqlx::Row as _;
use sqlx::query_builder::QueryBuilder;
use uuid::Uuid;

use super::directories::parsed;
use super::{Connection, Database, Db, Row, from_list, push_in};
use crate::{AreaName, AuthorityNames, ChangedNames, Names, Result, ServiceNames};

#[async_trait]
impl Names for Db {
    async fn newest_name_change(&self) -> Result<i64> {
        Ok(sqlx::query_scalar("SELECT number FROM name_counter")
            .fetch_one(&mut *self.read().await?)
            .await?)
    }

    async fn changed_names(&self, after: i64, limit: u32) -> Result<ChangedNames> {
        let connection = &mut *self.read().await?;
        let rows = sqlx::query(
            "SELECT id, slug, name, number FROM name_changes JOIN authorities ON id = authority
             WHERE number > $1 ORDER BY number LIMIT $2",
        )
        .bind(after)
        .bind(i64::from(limit))
        .fetch_all(&mut *connection)
        .await?;
        let until = rows.last().map(|row| row.try_get("number")).transpose()?;
        let changed = rows
            .iter()
            .map(|row| Ok(row.try_get("id")?))
            .collect::<Result<Vec<_>>>()?;
        let mut areas = areas(connection, &changed).await?;
        let mut services = services(connection, &changed).await?;
        let mut departments = departments(connection, &changed).await?;
        let names = |row: &Row| {
            let id: Uuid = row.try_get("id")?;
            Ok(AuthorityNames {
                authority: AuthorityId(id),
                slug: parsed(row, "slug")?,
                name: row.try_get("name")?,
                areas: areas.remove(&id).unwrap_or_default(),
                services: services.remove(&id).unwrap_or_default(),
                departments: departments.remove(&id).unwrap_or_default(),
            })
        };
        Ok(ChangedNames {
            authorities: rows.iter().map(names).collect::<Result<_>>()?,
            until: until.unwrap_or(after),
        })
    }

    async fn description_of(
        &self,
        authority: AuthorityId,
        services: &[ServiceKey],
    ) -> Result<Option<Localized>> {
        if services.is_empty() {
            return Ok(None);
        }
        let mut query = QueryBuilder::<Database>::new(
            "SELECT description_de, description_en FROM services WHERE description_de <> '' AND authority = ",
        );
        query.push_bind(authority.0).push(" AND key IN ");
        push_in(&mut query, services.iter().map(ServiceKey::as_str));
        query.push(" ORDER BY key LIMIT 1");
        let row = query.build().fetch_optional(&mut *self.read().await?).await?;
        let description = |row: Row| {
            Ok(Localized {
                de: row.try_get("description_de")?,
                en: row.try_get("description_en")?,
            })
        };
        row.map(description).transpose()
    }

    async fn served(
        &self,
        services: &[ServiceKey],
        places: &[AreaKey],
    ) -> Result<Vec<(ServiceKey, AreaKey)>> {
        if services.is_empty() || places.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = QueryBuilder::<Database>::new(
            "SELECT DISTINCT service, place FROM routes JOIN departments ON departments.id = department
             WHERE closed_at IS NULL AND service IN ",
        );
        push_in(&mut query, services.iter().map(ServiceKey::as_str));
        query.push(" AND place IN ");
        push_in(&mut query, places.iter().map(AreaKey::as_str));
        query.push(" ORDER BY service, place");
        let rows = query.build().fetch_all(&mut *self.read().await?).await?;
        rows.iter()
            .map(|row| Ok((parsed(row, "service")?, parsed(row, "place")?)))
            .collect()
    }
}

/// Has every instance read the authority's names anew. The last thing that a transaction does: from here on it holds the
/// counter.
pub(super) async fn changed(connection: &mut Connection, authority: AuthorityId) -> Result<()> {
    let number: i64 = sqlx::query_scalar("UPDATE name_counter SET number = number + 1 RETURNING number")
        .fetch_one(&mut *connection)
        .await?;
    sqlx::query(
        "INSERT INTO name_changes (authority, number) VALUES ($1, $2)
         ON CONFLICT (authority) DO UPDATE SET number = excluded.number",
    )
    .bind(authority.0)
    .bind(number)
    .execute(&mut *connection)
    .await?;
    Ok(())
}

/// Lists by authority.
type ByAuthority<T> = HashMap<Uuid, Vec<T>>;

async fn areas(connection: &mut Connection, authorities: &[Uuid]) -> Result<ByAuthority<AreaName>> {
    let select = "SELECT authority, key, name, district FROM areas WHERE authority IN ";
    by_authority(connection, select, authorities, |row| {
        Ok(AreaName {
            key: parsed(row, "key")?,
            name: row.try_get("name")?,
            district: row.try_get("district")?,
        })
    })
    .await
}

async fn services(connection: &mut Connection, authorities: &[Uuid]) -> Result<ByAuthority<ServiceNames>> {
    let select =
        "SELECT authority, key, name_de, name_en, synonyms_de, synonyms_en FROM services WHERE authority IN ";
    by_authority(connection, select, authorities, |row| {
        let mut synonyms: Vec<String> = from_list(&row.try_get::<String, _>("synonyms_de")?)?;
        synonyms.extend(from_list::<String>(&row.try_get::<String, _>("synonyms_en")?)?);
        Ok(ServiceNames {
            key: parsed(row, "key")?,
            name: name(row)?,
            synonyms,
        })
    })
    .await
}

async fn departments(connection: &mut Connection, authorities: &[Uuid]) -> Result<ByAuthority<Localized>> {
    let select = "SELECT authority, name_de, name_en FROM departments WHERE closed_at IS NULL
         AND EXISTS (SELECT 1 FROM department_epochs WHERE department = departments.id) AND authority IN ";
    by_authority(connection, select, authorities, name).await
}

async fn by_authority<T>(
    connection: &mut Connection,
    select: &'static str,
    authorities: &[Uuid],
    read: impl Fn(&Row) -> Result<T>,
) -> Result<ByAuthority<T>> {
    let mut lists = ByAuthority::new();
    if authorities.is_empty() {
        return Ok(lists);
    }
    let mut query = QueryBuilder::<Database>::new(select);
    push_in(&mut query, authorities.iter().copied());
    for row in &query.build().fetch_all(&mut *connection).await? {
        lists
            .entry(row.try_get("authority")?)
            .or_default()
            .push(read(row)?);
    }
    Ok(lists)
}

fn name(row: &Row) -> Result<Localized> {
    Ok(Localized {
        de: row.try_get("name_de")?,
        en: row.try_get("name_en")?,
    })
}
