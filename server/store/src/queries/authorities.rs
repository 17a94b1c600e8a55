use std::collections::{BTreeSet, HashMap};

use async_trait::async_trait;
use domain::api::{Authority, Department, Role};
use domain::limits::FOUNDING_CODE_TRIES;
use domain::{AuthorityId, Bytes, DepartmentId, FoundingId, Locale, Localized, MemberId, Slug, Timestamp};
use futures::FutureExt as _;
use sqlx::Row as _;
use sqlx::query_builder::QueryBuilder;
use uuid::Uuid;

use super::{
    Connection, Database, Db, Row, Transaction, bytes, directories, email, from_list, members, names, outbox,
    push_in, to_list,
};
use crate::words::Word as _;
use crate::{
    Authorities, AuthorityRules, Errand, Error, FoundOutcome, Founding, FoundingCode, FoundingMail,
    NewFounding, Result, StartOutcome, TokenHash,
};

/// What the public directory says of an authority itself.
const HEADS: &str = "SELECT id, slug, name, telephone, root FROM authorities";

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

    async fn start_founding(&self, founding: NewFounding) -> Result<StartOutcome> {
        self.write(founding, |transaction, founding| {
            start(transaction, founding).boxed()
        })
        .await
    }

    async fn renew_founding_code(
        &self,
        founding: FoundingId,
        code: FoundingCode,
        now: Timestamp,
    ) -> Result<Option<FoundingMail>> {
        self.write((founding, code, now), |transaction, (founding, code, now)| {
            renew(transaction, *founding, code, *now).boxed()
        })
        .await
    }

    async fn found_authority(&self, founding: Founding) -> Result<FoundOutcome> {
        self.write(founding, |transaction, founding| {
            found(transaction, founding).boxed()
        })
        .await
    }

    async fn directory(&self, after: Option<&Slug>, limit: u32) -> Result<Vec<Authority>> {
        let mut query = QueryBuilder::<Database>::new(HEADS);
        query
            .push(" WHERE slug > ")
            .push_bind(after.map_or("", Slug::as_str));
        query.push(" ORDER BY slug LIMIT ").push_bind(i64::from(limit));
        with_departments(&mut *self.read().await?, query).await
    }

    async fn directory_by_id(&self, ids: &[AuthorityId]) -> Result<Vec<Authority>> {
        let mut query = QueryBuilder::<Database>::new(HEADS);
        query.push(" WHERE id IN ");
        push_in(&mut query, ids.iter().map(|id| id.0));
        query.push(" ORDER BY slug");
        with_departments(&mut *self.read().await?, query).await
    }

    async fn directory_entry(&self, slug: &Slug) -> Result<Option<Authority>> {
        let mut query = QueryBuilder::<Database>::new(HEADS);
        query.push(" WHERE slug = ").push_bind(slug.as_str());
        let found = with_departments(&mut *self.read().await?, query).await?;
        Ok(found.into_iter().next())
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
        let departments = sqlx::query(concat!(
            "SELECT ",
            department_columns!(),
            " FROM departments
             WHERE authority = $1 ORDER BY name_de, id"
        ))
        .bind(id.0)
        .fetch_all(&mut *connection)
        .await?;
        let departments = departments.iter().map(department).collect::<Result<_>>()?;
        Ok(Some(authority(&row, departments)?))
    }

    async fn rename_authority(&self, authority: AuthorityId, name: String) -> Result<Option<()>> {
        self.write((authority, name), |transaction, (authority, name)| {
            rename(transaction, *authority, name).boxed()
        })
        .await
    }

    async fn remind_administrators(
        &self,
        authority: AuthorityId,
        since: Timestamp,
        at: Timestamp,
    ) -> Result<bool> {
        self.write((authority, since, at), |transaction, input| {
            remind(transaction, input.0, input.1, input.2).boxed()
        })
        .await
    }

    async fn authority_rules(&self, authority: AuthorityId) -> Result<Option<AuthorityRules>> {
        let found: Option<(String, String, Vec<u8>)> = sqlx::query_as(
            "SELECT email_domains, recovery, recovery_certificate FROM authorities WHERE id = $1",
        )
        .bind(authority.0)
        .fetch_optional(&mut *self.read().await?)
        .await?;
        found
            .map(|(email_domains, recovery, recovery_certificate)| {
                Ok(AuthorityRules {
                    email_domains: from_list(&email_domains)?,
                    recovery,
                    recovery_certificate: Bytes(recovery_certificate),
                })
            })
            .transpose()
    }
}

async fn rename(transaction: &mut Transaction, authority: AuthorityId, name: &str) -> Result<Option<()>> {
    let connection = &mut transaction.connection;
    let renamed = sqlx::query("UPDATE authorities SET name = $2 WHERE id = $1")
        .bind(authority.0)
        .bind(name)
        .execute(&mut *connection)
        .await?
        .rows_affected();
    if renamed == 0 {
        return Ok(None);
    }
    names::changed(connection, authority).await?;
    Ok(Some(()))
}

async fn remind(
    transaction: &mut Transaction,
    authority: AuthorityId,
    since: Timestamp,
    at: Timestamp,
) -> Result<bool> {
    let connection = &mut transaction.connection;
    let is_due = sqlx::query(
        "UPDATE authorities SET reminded_at = $3 WHERE id = $1 AND (reminded_at IS NULL OR reminded_at <= $2)",
    )
    .bind(authority.0)
    .bind(since.0)
    .bind(at.0)
    .execute(&mut *connection)
    .await?
    .rows_affected();
    if is_due == 0 {
        return Ok(false);
    }
    let administrators: Vec<Uuid> = sqlx::query_scalar(
        "SELECT id FROM members WHERE authority = $1 AND role = $2 AND chain IS NOT NULL ORDER BY id",
    )
    .bind(authority.0)
    .bind(Role::Administrator.word())
    .fetch_all(&mut *connection)
    .await?;
    for administrator in administrators {
        outbox::add(connection, Errand::Upkeep(MemberId(administrator)), at).await?;
    }
    Ok(true)
}

/// Whether a set-up token is good; nobody else uses it meanwhile.
async fn take_setup_token(connection: &mut Connection, token: &TokenHash) -> Result<bool> {
    let valid: Option<i64> = sqlx::query_scalar(for_update!(
        "SELECT created_at FROM setup_tokens WHERE token_hash = $1"
    ))
    .bind(token.as_slice())
    .fetch_optional(&mut *connection)
    .await?;
    Ok(valid.is_some())
}

async fn start(transaction: &mut Transaction, founding: &NewFounding) -> Result<StartOutcome> {
    let connection = &mut transaction.connection;
    if !take_setup_token(connection, &founding.setup_token).await? {
        return Ok(StartOutcome::TokenRefused);
    }
    if has_owner(connection, &founding.email_domains).await? {
        return Ok(StartOutcome::DomainTaken);
    }
    let id: Uuid = sqlx::query_scalar(
        "INSERT INTO foundings (id, setup_token, email, locale, expires_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (setup_token) DO UPDATE SET email = excluded.email, locale = excluded.locale, code = NULL,
             tries = 0, expires_at = excluded.expires_at
         RETURNING id",
    )
    .bind(founding.id.0)
    .bind(founding.setup_token.as_slice())
    .bind(founding.email.as_str())
    .bind(founding.locale.word())
    .bind(founding.expires_at.0)
    .fetch_one(&mut *connection)
    .await?;
    outbox::add(
        connection,
        Errand::FoundingCode(FoundingId(id)),
        founding.asked_at,
    )
    .await?;
    Ok(StartOutcome::Started)
}

async fn renew(
    transaction: &mut Transaction,
    id: FoundingId,
    code: &FoundingCode,
    now: Timestamp,
) -> Result<Option<FoundingMail>> {
    let mailed: Option<(String, String)> = sqlx::query_as(
        "UPDATE foundings SET code = $2, tries = 0, expires_at = $3 WHERE id = $1 AND expires_at > $4
         RETURNING email, locale",
    )
    .bind(id.0)
    .bind(code.code.as_ref())
    .bind(code.expires_at.0)
    .bind(now.0)
    .fetch_optional(&mut transaction.connection)
    .await?;
    mailed
        .map(|(address, locale)| {
            Ok(FoundingMail {
                email: email(&address)?,
                locale: Locale::of(&locale)?,
            })
        })
        .transpose()
}

/// Whether the code proves the administrator's address; a wrong one is counted. What is compared is a MAC under a key that
/// the guesser does not have, so that it need not be compared in constant time.
async fn proves(connection: &mut Connection, founding: &Founding) -> Result<bool> {
    let right: Option<Uuid> = sqlx::query_scalar(
        "SELECT id FROM foundings WHERE setup_token = $1 AND code = $2 AND email = $3 AND expires_at > $4
             AND tries < $5",
    )
    .bind(founding.setup_token.as_slice())
    .bind(founding.code.as_ref())
    .bind(founding.administrator.email.as_str())
    .bind(founding.founded_at.0)
    .bind(i64::from(FOUNDING_CODE_TRIES))
    .fetch_optional(&mut *connection)
    .await?;
    if right.is_none() {
        sqlx::query("UPDATE foundings SET tries = tries + 1 WHERE setup_token = $1")
            .bind(founding.setup_token.as_slice())
            .execute(&mut *connection)
            .await?;
    }
    Ok(right.is_some())
}

async fn found(transaction: &mut Transaction, founding: &Founding) -> Result<FoundOutcome> {
    let connection = &mut transaction.connection;
    if !take_setup_token(connection, &founding.setup_token).await? {
        return Ok(FoundOutcome::TokenRefused);
    }
    if !proves(connection, founding).await? {
        return Ok(FoundOutcome::CodeRefused);
    }
    if has_owner(connection, &founding.email_domains).await? {
        return Ok(FoundOutcome::DomainTaken);
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
    let administrator = founding.administrator.id;
    members::invite(connection, administrator, &founding.invitation).await?;
    outbox::add(
        connection,
        Errand::Invitation(administrator),
        founding.reminded_at,
    )
    .await?;
    sqlx::query("DELETE FROM setup_tokens WHERE token_hash = $1")
        .bind(founding.setup_token.as_slice())
        .execute(&mut *connection)
        .await?;
    names::changed(connection, founding.authority).await?;
    Ok(FoundOutcome::Founded)
}

async fn insert(connection: &mut Connection, founding: &Founding) -> Result<()> {
    sqlx::query(
        "INSERT INTO authorities (id, slug, name, email_domains, telephone, root, recovery, recovery_certificate,
             founded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(founding.authority.0)
    .bind(founding.slug.as_str())
    .bind(&founding.name)
    .bind(to_list(&founding.email_domains)?)
    .bind(&founding.telephone)
    .bind(founding.root.as_ref())
    .bind(&founding.recovery)
    .bind(founding.recovery_certificate.as_ref())
    .bind(founding.founded_at.0)
    .execute(&mut *connection)
    .await?;
    // One that stands in the list twice is the authority's own already. Where another founding takes it at the same time, one
    // of the two fails here, is run once more, and finds it taken.
    for domain in founding.email_domains.iter().collect::<BTreeSet<_>>() {
        sqlx::query("INSERT INTO email_domains (domain, authority) VALUES ($1, $2)")
            .bind(domain)
            .bind(founding.authority.0)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Whether one of the domains, in lower case, belongs to an authority. Authorities that were founded earlier may have theirs
/// in capitals.
async fn has_owner(connection: &mut Connection, domains: &[String]) -> Result<bool> {
    let mut query = QueryBuilder::<Database>::new("SELECT domain FROM email_domains WHERE lower(domain) IN ");
    push_in(&mut query, domains.iter().cloned());
    Ok(query.build().fetch_optional(connection).await?.is_some())
}

/// The authorities that a query of `HEADS` finds, each with the departments that can be written to.
async fn with_departments(
    connection: &mut Connection,
    mut heads: QueryBuilder<Database>,
) -> Result<Vec<Authority>> {
    let heads = heads.build().fetch_all(&mut *connection).await?;
    if heads.is_empty() {
        return Ok(Vec::new());
    }
    let ids = heads
        .iter()
        .map(|row| Ok(row.try_get("id")?))
        .collect::<Result<Vec<Uuid>>>()?;
    let mut query = QueryBuilder::<Database>::new(concat!(
        "SELECT authority, ",
        department_columns!(),
        " FROM departments
         WHERE closed_at IS NULL
           AND EXISTS (SELECT 1 FROM department_epochs WHERE department = departments.id) AND authority IN "
    ));
    push_in(&mut query, ids.iter().copied());
    query.push(" ORDER BY name_de, id");
    let mut departments: HashMap<Uuid, Vec<Department>> = HashMap::new();
    for row in &query.build().fetch_all(&mut *connection).await? {
        departments
            .entry(row.try_get("authority")?)
            .or_default()
            .push(department(row)?);
    }
    heads
        .iter()
        .zip(ids)
        .map(|(row, id)| authority(row, departments.remove(&id).unwrap_or_default()))
        .collect()
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

/// A department of a row with `department_columns!`.
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
        contact: directories::contact(row)?,
        promise_days: row
            .try_get::<Option<i64>, _>("promise")?
            .map(super::number)
            .transpose()?,
    })
}

fn slug(row: &Row) -> Result<Slug> {
    row.try_get::<String, _>("slug")?.parse().map_err(Error::corrupt)
}
