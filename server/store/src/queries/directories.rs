//! Publishing an authority's directory, and reading it as a whole.

use domain::directory::{
    Area, Contact, DepartmentContact, DepartmentTexts, Directory, Route, Service, Synonyms,
};
use domain::limits::EPOCH_CERTIFICATE_SECONDS;
use domain::{AuthorityId, Bytes, DepartmentId, Localized, ServiceKey, Timestamp};
use sqlx::Row as _;
use uuid::Uuid;

use super::{Connection, Row, Transaction, bytes, directory_rows, from_list, names, to_list};
use crate::{
    AuthorityHead, DirectoryRecord, Error, NewDirectory, ProofRecord, Publication, PublishOutcome, Result,
};

/// A directory with its publication; `None` if there is no such authority.
pub(super) async fn read(connection: &mut Connection, id: AuthorityId) -> Result<Option<DirectoryRecord>> {
    let authority = sqlx::query(
        "SELECT telephone, hours_de, hours_en, scope_de, scope_en, address, web, fallback FROM authorities
         WHERE id = $1",
    )
    .bind(id.0)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(authority) = authority else {
        return Ok(None);
    };
    let (services, leaves) = services(connection, id).await?;
    let directory = Directory {
        contact: contact(&authority)?,
        fallback: authority
            .try_get::<Option<Uuid>, _>("fallback")?
            .map(DepartmentId),
        departments: departments(connection, id).await?,
        areas: areas(connection, id).await?,
        services,
    };
    let publication = publication(connection, id, leaves).await?;
    Ok(Some(DirectoryRecord {
        directory,
        publication,
    }))
}

async fn departments(connection: &mut Connection, id: AuthorityId) -> Result<Vec<DepartmentContact>> {
    let rows = sqlx::query(
        "SELECT id, telephone, hours_de, hours_en, scope_de, scope_en, address, web FROM departments
         WHERE authority = $1
           AND coalesce(telephone, hours_de, hours_en, scope_de, scope_en, address, web) IS NOT NULL
         ORDER BY id",
    )
    .bind(id.0)
    .fetch_all(&mut *connection)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(DepartmentContact {
                department: DepartmentId(row.try_get("id")?),
                contact: contact(row)?,
            })
        })
        .collect()
}

async fn areas(connection: &mut Connection, id: AuthorityId) -> Result<Vec<Area>> {
    let rows = sqlx::query("SELECT key, name, district FROM areas WHERE authority = $1 ORDER BY key")
        .bind(id.0)
        .fetch_all(&mut *connection)
        .await?;
    rows.iter().map(area).collect()
}

/// An area of a row with `key`, `name` and `district`.
pub(super) fn area(row: &Row) -> Result<Area> {
    Ok(Area {
        key: parsed(row, "key")?,
        name: row.try_get("name")?,
        district: row.try_get("district")?,
    })
}

/// The services, and the hashes of their leaves.
async fn services(connection: &mut Connection, id: AuthorityId) -> Result<(Vec<Service>, Vec<Bytes>)> {
    let rows = sqlx::query(
        "SELECT key, name_de, name_en, synonyms_de, synonyms_en, description_de, description_en, leaf FROM services
         WHERE authority = $1",
    )
    .bind(id.0)
    .fetch_all(&mut *connection)
    .await?;
    let mut found = rows
        .iter()
        .map(|row| Ok((service(row)?, bytes(row, "leaf")?)))
        .collect::<Result<Vec<_>>>()?;
    // The engines' collations differ; what is signed has one order.
    found.sort_by(|(one, _), (other, _)| one.key.cmp(&other.key));
    let routes = sqlx::query("SELECT service, area, department FROM routes WHERE authority = $1")
        .bind(id.0)
        .fetch_all(&mut *connection)
        .await?;
    for row in &routes {
        let key: String = row.try_get("service")?;
        let at = found
            .binary_search_by(|(service, _)| service.key.as_str().cmp(&key))
            .map_err(|_| Error::corrupt("a route of a missing service"))?;
        found[at].0.routes.push(route(row)?);
    }
    for (service, _) in &mut found {
        service.routes.sort();
    }
    Ok(found.into_iter().unzip())
}

fn service(row: &Row) -> Result<Service> {
    let list = |column| from_list(&row.try_get::<String, _>(column)?);
    Ok(Service {
        key: parsed(row, "key")?,
        name: Localized {
            de: row.try_get("name_de")?,
            en: row.try_get("name_en")?,
        },
        synonyms: Synonyms {
            de: list("synonyms_de")?,
            en: list("synonyms_en")?,
        },
        description: Localized {
            de: row.try_get("description_de")?,
            en: row.try_get("description_en")?,
        },
        routes: Vec::new(),
    })
}

fn route(row: &Row) -> Result<Route> {
    Ok(Route {
        area: parsed(row, "area")?,
        department: DepartmentId(row.try_get("department")?),
    })
}

async fn publication(
    connection: &mut Connection,
    id: AuthorityId,
    services: Vec<Bytes>,
) -> Result<Option<Publication>> {
    let row = sqlx::query(
        "SELECT root, leaf, lists, statement, signature, chain, published_at FROM directories WHERE authority = $1",
    )
    .bind(id.0)
    .fetch_optional(&mut *connection)
    .await?;
    row.map(|row| {
        let mut leaves = vec![bytes(&row, "leaf")?, bytes(&row, "lists")?];
        leaves.extend(services);
        Ok(Publication {
            root: bytes(&row, "root")?,
            leaves,
            statement: bytes(&row, "statement")?,
            signature: bytes(&row, "signature")?,
            chain: from_list(&row.try_get::<String, _>("chain")?)?,
            at: Timestamp(row.try_get("published_at")?),
        })
    })
    .transpose()
}

/// The contact of a row of an authority or a department.
pub(super) fn contact(row: &Row) -> Result<Contact> {
    Ok(Contact {
        telephone: row.try_get("telephone")?,
        hours: localized(row, "hours_de", "hours_en")?,
        scope: localized(row, "scope_de", "scope_en")?,
        address: row.try_get("address")?,
        web: row.try_get("web")?,
    })
}

fn localized(row: &Row, de: &str, en: &str) -> Result<Option<Localized>> {
    let german: Option<String> = row.try_get(de)?;
    let english: Option<String> = row.try_get(en)?;
    Ok(german.map(|de| Localized { de, en: english }))
}

/// What is public of an authority without its departments.
pub(super) async fn head(connection: &mut Connection, id: AuthorityId) -> Result<Option<AuthorityHead>> {
    let found = sqlx::query(
        "SELECT slug, name, root, telephone, hours_de, hours_en, scope_de, scope_en, address, web, fallback
         FROM authorities WHERE id = $1",
    )
    .bind(id.0)
    .fetch_optional(&mut *connection)
    .await?;
    found
        .map(|row| {
            Ok(AuthorityHead {
                slug: parsed(&row, "slug")?,
                name: row.try_get("name")?,
                root: bytes(&row, "root")?,
                contact: contact(&row)?,
                fallback: row.try_get::<Option<Uuid>, _>("fallback")?.map(DepartmentId),
            })
        })
        .transpose()
}

/// One service with its routes.
pub(super) async fn one_service(
    connection: &mut Connection,
    id: AuthorityId,
    key: &ServiceKey,
) -> Result<Option<Service>> {
    let found = sqlx::query(
        "SELECT key, name_de, name_en, synonyms_de, synonyms_en, description_de, description_en FROM services
         WHERE authority = $1 AND key = $2",
    )
    .bind(id.0)
    .bind(key.as_str())
    .fetch_optional(&mut *connection)
    .await?;
    let Some(found) = found else {
        return Ok(None);
    };
    let mut found = service(&found)?;
    let rows = sqlx::query("SELECT area, department FROM routes WHERE authority = $1 AND service = $2")
        .bind(id.0)
        .bind(key.as_str())
        .fetch_all(&mut *connection)
        .await?;
    found.routes = rows.iter().map(route).collect::<Result<_>>()?;
    found.routes.sort();
    Ok(Some(found))
}

/// What proves that something is part of a directory.
pub(super) async fn proof(connection: &mut Connection, id: AuthorityId) -> Result<Option<ProofRecord>> {
    let rows = sqlx::query("SELECT key, leaf FROM services WHERE authority = $1")
        .bind(id.0)
        .fetch_all(&mut *connection)
        .await?;
    let mut leaves = rows
        .iter()
        .map(|row| Ok((parsed::<ServiceKey>(row, "key")?, bytes(row, "leaf")?)))
        .collect::<Result<Vec<_>>>()?;
    leaves.sort_by(|(one, _), (other, _)| one.cmp(other));
    let (services, leaves) = leaves.into_iter().unzip();
    let Some(publication) = publication(connection, id, leaves).await? else {
        return Ok(None);
    };
    let revoked: Vec<String> =
        sqlx::query_scalar("SELECT chain FROM revocations WHERE authority = $1 ORDER BY ends_at, member")
            .bind(id.0)
            .fetch_all(&mut *connection)
            .await?;
    Ok(Some(ProofRecord {
        publication,
        services,
        revoked: revoked
            .iter()
            .map(|chain| from_list(chain))
            .collect::<Result<_>>()?,
    }))
}

pub(super) fn parsed<T: std::str::FromStr>(row: &Row, column: &str) -> Result<T>
where
    T::Err: std::fmt::Display,
{
    row.try_get::<String, _>(column)?.parse().map_err(Error::corrupt)
}

/// Whether people are led to a department by its authority's directory. Until this transaction ends, nobody else publishes
/// one.
pub(super) async fn leads_to(
    connection: &mut Connection,
    authority: AuthorityId,
    department: DepartmentId,
) -> Result<bool> {
    lock(connection, authority).await?;
    let led: Option<Uuid> = sqlx::query_scalar(
        "SELECT department FROM routes WHERE department = $2 AND authority = $1
         UNION ALL SELECT fallback FROM authorities WHERE id = $1 AND fallback = $2
         LIMIT 1",
    )
    .bind(authority.0)
    .bind(department.0)
    .fetch_optional(&mut *connection)
    .await?;
    Ok(led.is_some())
}

/// Keeps an authority's directory and the closing of its departments to one at a time.
async fn lock(connection: &mut Connection, authority: AuthorityId) -> Result<()> {
    sqlx::query(for_update!("SELECT id FROM authorities WHERE id = $1"))
        .bind(authority.0)
        .fetch_optional(&mut *connection)
        .await?;
    Ok(())
}

pub(super) async fn publish(
    transaction: &mut Transaction,
    new: &NewDirectory,
    now: Timestamp,
) -> Result<PublishOutcome> {
    let connection = &mut transaction.connection;
    lock(connection, new.authority).await?;
    let newest: Option<Vec<u8>> = sqlx::query_scalar("SELECT root FROM directories WHERE authority = $1")
        .bind(new.authority.0)
        .fetch_optional(&mut *connection)
        .await?;
    if newest != new.replaces.as_ref().map(|root| root.0.clone()) {
        return Ok(PublishOutcome::Outdated);
    }
    if let Some(department) = unroutable(connection, new, now).await? {
        return Ok(PublishOutcome::Unroutable(department));
    }
    let [leaf, lists, leaves @ ..] = new.publication.leaves.as_slice() else {
        return Err(Error::Other("a directory without its leaves".to_owned()));
    };
    directory_rows::replace(connection, new, leaves).await?;
    for texts in &new.texts {
        set_texts(connection, new.authority, texts).await?;
    }
    sqlx::query(
        "INSERT INTO directories (authority, root, leaf, lists, statement, signature, chain, published_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (authority) DO UPDATE SET root = excluded.root, leaf = excluded.leaf, lists = excluded.lists,
             statement = excluded.statement, signature = excluded.signature, chain = excluded.chain,
             published_at = excluded.published_at",
    )
    .bind(new.authority.0)
    .bind(new.publication.root.as_ref())
    .bind(leaf.as_ref())
    .bind(lists.as_ref())
    .bind(new.publication.statement.as_ref())
    .bind(new.publication.signature.as_ref())
    .bind(to_list(&new.publication.chain)?)
    .bind(new.publication.at.0)
    .execute(&mut *connection)
    .await?;
    names::changed(connection, new.authority).await?;
    Ok(PublishOutcome::Published)
}

async fn set_texts(
    connection: &mut Connection,
    authority: AuthorityId,
    texts: &DepartmentTexts,
) -> Result<()> {
    sqlx::query(
        "UPDATE departments SET name_de = $3, name_en = $4, description_de = $5, description_en = $6
         WHERE authority = $1 AND id = $2",
    )
    .bind(authority.0)
    .bind(texts.department.0)
    .bind(&texts.name.de)
    .bind(&texts.name.en)
    .bind(&texts.description.de)
    .bind(&texts.description.en)
    .execute(&mut *connection)
    .await?;
    Ok(())
}

/// The first department that is named and none of the authority's, or that people would be led to and cannot write to.
async fn unroutable(
    connection: &mut Connection,
    new: &NewDirectory,
    now: Timestamp,
) -> Result<Option<DepartmentId>> {
    let rows: Vec<(Uuid, bool)> = sqlx::query_as(
        "SELECT id, closed_at IS NULL AND EXISTS (
             SELECT 1 FROM department_epochs WHERE department = departments.id AND created_at > $2)
         FROM departments WHERE authority = $1",
    )
    .bind(new.authority.0)
    .bind(now.0 - EPOCH_CERTIFICATE_SECONDS)
    .fetch_all(&mut *connection)
    .await?;
    let known: std::collections::HashMap<DepartmentId, bool> = rows
        .into_iter()
        .map(|(id, open)| (DepartmentId(id), open))
        .collect();
    let named = new
        .directory
        .departments
        .iter()
        .map(|department| department.department)
        .chain(new.texts.iter().map(|texts| texts.department));
    let routed = new
        .directory
        .services
        .iter()
        .flat_map(|service| service.routes.iter().map(|route| route.department))
        .chain(new.directory.fallback);
    Ok(named
        .filter(|department| !known.contains_key(department))
        .chain(routed.filter(|department| known.get(department) != Some(&true)))
        .next())
}
