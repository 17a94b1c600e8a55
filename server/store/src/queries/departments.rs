use std::collections::{HashMap, HashSet};

use async_trait::async_trait;
use certificates::chain_end;
use domain::api::{DepartmentChange, DepartmentEntry, DepartmentKey, NewDepartment, NewEpoch, NewEpochGrant};
use domain::{AuthorityId, Bytes, DepartmentId, MemberId, Timestamp};
use futures::FutureExt as _;
use sqlx::Row as _;
use uuid::Uuid;

use super::{
    Connection, Db, Transaction, authorities, directories, email, from_list, names, number, to_list,
};
use crate::{
    AddDepartmentOutcome, ChangeDepartmentOutcome, DepartmentRecord, Departments, EpochOutcome, Result,
};

/// A department's members who have keys.
const ENROLLED: &str = "SELECT member_departments.member FROM member_departments
     JOIN members ON members.id = member_departments.member
     WHERE member_departments.department = $1 AND members.enrolled_at IS NOT NULL";
/// Those of them whom an administrator has certified.
const CERTIFIED: &str = "SELECT member_departments.member FROM member_departments
     JOIN members ON members.id = member_departments.member
     WHERE member_departments.department = $1 AND members.chain IS NOT NULL";

#[async_trait]
impl Departments for Db {
    async fn add_department(
        &self,
        authority: AuthorityId,
        department: NewDepartment,
        created_at: Timestamp,
    ) -> Result<AddDepartmentOutcome> {
        self.write((authority, department, created_at), |transaction, input| {
            add(transaction, input.0, &input.1, input.2).boxed()
        })
        .await
    }

    async fn department(&self, department: DepartmentId) -> Result<Option<DepartmentRecord>> {
        let found = sqlx::query(concat!(
            "SELECT ",
            department_columns!(),
            ", authority, notice_email, closed_at,
                 (SELECT coalesce(max(epoch), 0) FROM department_epochs WHERE department = $1) AS newest
             FROM departments WHERE id = $1"
        ))
        .bind(department.0)
        .fetch_optional(&mut *self.read().await?)
        .await?;
        found
            .map(|row| {
                let notice: Option<String> = row.try_get("notice_email")?;
                Ok(DepartmentRecord {
                    authority: AuthorityId(row.try_get("authority")?),
                    department: authorities::department(&row)?,
                    notice: notice.as_deref().map(email).transpose()?,
                    is_closed: row.try_get::<Option<i64>, _>("closed_at")?.is_some(),
                    newest_epoch: number(row.try_get("newest")?)?,
                })
            })
            .transpose()
    }

    async fn departments(&self, authority: AuthorityId) -> Result<Vec<DepartmentEntry>> {
        let connection = &mut *self.read().await?;
        let rows = sqlx::query(concat!(
            "SELECT ",
            department_columns!(),
            ", notice_email, closed_at, epoch,
                 department_epochs.created_at AS begun_at, department_epochs.chain AS chain
             FROM departments
             LEFT JOIN department_epochs ON department = id
                 AND epoch = (SELECT max(epoch) FROM department_epochs WHERE department = departments.id)
             WHERE authority = $1 ORDER BY name_de, id"
        ))
        .bind(authority.0)
        .fetch_all(&mut *connection)
        .await?;
        let members = by_department(
            connection,
            authority,
            "SELECT member_departments.department, member FROM member_departments
             JOIN departments ON departments.id = member_departments.department
             WHERE departments.authority = $1 ORDER BY member",
        )
        .await?;
        let holders = by_department(
            connection,
            authority,
            "SELECT epoch_grants.department, member FROM epoch_grants
             JOIN departments ON departments.id = epoch_grants.department
             WHERE departments.authority = $1
               AND epoch = (SELECT max(epoch) FROM department_epochs WHERE department = departments.id)
             ORDER BY member",
        )
        .await?;
        rows.iter()
            .map(|row| {
                let department = authorities::department(row)?;
                let of = |lists: &HashMap<Uuid, Vec<MemberId>>| {
                    lists.get(&department.id.0).cloned().unwrap_or_default()
                };
                let notice: Option<String> = row.try_get("notice_email")?;
                let closed_at: Option<i64> = row.try_get("closed_at")?;
                let epoch: Option<i64> = row.try_get("epoch")?;
                let begun_at: Option<i64> = row.try_get("begun_at")?;
                let chain: Option<String> = row.try_get("chain")?;
                let chain: Vec<Bytes> = chain.as_deref().map_or(Ok(Vec::new()), from_list)?;
                Ok(DepartmentEntry {
                    notice: notice.as_deref().map(email).transpose()?,
                    closed: closed_at.is_some(),
                    epoch: epoch.map(number).transpose()?,
                    epoch_since: begun_at.map(Timestamp),
                    epoch_until: chain_end(&chain).ok(),
                    members: of(&members),
                    holders: of(&holders),
                    department,
                })
            })
            .collect()
    }

    async fn change_department(
        &self,
        authority: AuthorityId,
        department: DepartmentId,
        change: DepartmentChange,
        at: Timestamp,
    ) -> Result<ChangeDepartmentOutcome> {
        self.write((authority, department, change, at), |transaction, input| {
            alter(transaction, input.0, input.1, &input.2, input.3).boxed()
        })
        .await
    }

    async fn department_key(&self, department: DepartmentId) -> Result<Option<DepartmentKey>> {
        let connection = &mut *self.read().await?;
        let found: Option<(i64, String)> = sqlx::query_as(
            "SELECT epoch, chain FROM department_epochs WHERE department = $1 ORDER BY epoch DESC LIMIT 1",
        )
        .bind(department.0)
        .fetch_optional(&mut *connection)
        .await?;
        let Some((epoch, chain)) = found else {
            return Ok(None);
        };
        Ok(Some(DepartmentKey {
            department,
            epoch: number(epoch)?,
            chain: from_list(&chain)?,
            revoked: revoked(connection, department).await?,
        }))
    }

    async fn add_epoch(
        &self,
        department: DepartmentId,
        epoch: NewEpoch,
        created_at: Timestamp,
    ) -> Result<EpochOutcome> {
        self.write((department, epoch, created_at), |transaction, input| {
            add_epoch(transaction, input.0, &input.1, input.2).boxed()
        })
        .await
    }

    async fn add_epoch_grants(
        &self,
        department: DepartmentId,
        epoch: u32,
        grants: Vec<NewEpochGrant>,
    ) -> Result<EpochOutcome> {
        self.write((department, epoch, grants), |transaction, input| {
            add_grants(transaction, input.0, input.1, &input.2).boxed()
        })
        .await
    }
}

async fn alter(
    transaction: &mut Transaction,
    authority: AuthorityId,
    department: DepartmentId,
    change: &DepartmentChange,
    at: Timestamp,
) -> Result<ChangeDepartmentOutcome> {
    let connection = &mut transaction.connection;
    if change.closed && directories::leads_to(connection, authority, department).await? {
        return Ok(ChangeDepartmentOutcome::Routed);
    }
    // A department that is closed stays closed since when it was.
    let altered = sqlx::query(
        "UPDATE departments SET name_de = $3, name_en = $4, description_de = $5, description_en = $6,
             notice_email = $7, closed_at = CASE WHEN $8 THEN coalesce(closed_at, $9) END
         WHERE authority = $1 AND id = $2",
    )
    .bind(authority.0)
    .bind(department.0)
    .bind(&change.name.de)
    .bind(&change.name.en)
    .bind(&change.description.de)
    .bind(&change.description.en)
    .bind(change.notice.as_ref().map(domain::EmailAddress::as_str))
    .bind(change.closed)
    .bind(at.0)
    .execute(&mut *connection)
    .await?
    .rows_affected();
    if altered == 0 {
        return Ok(ChangeDepartmentOutcome::NotFound);
    }
    names::changed(connection, authority).await?;
    Ok(ChangeDepartmentOutcome::Changed)
}

/// Members by department, as `query` lists them for an authority.
async fn by_department(
    connection: &mut Connection,
    authority: AuthorityId,
    query: &'static str,
) -> Result<HashMap<Uuid, Vec<MemberId>>> {
    let rows: Vec<(Uuid, Uuid)> = sqlx::query_as(query)
        .bind(authority.0)
        .fetch_all(&mut *connection)
        .await?;
    let mut lists: HashMap<Uuid, Vec<MemberId>> = HashMap::new();
    for (department, member) in rows {
        lists.entry(department).or_default().push(MemberId(member));
    }
    Ok(lists)
}

/// The withdrawn keys of the department's authority.
pub(super) async fn revoked(
    connection: &mut Connection,
    department: DepartmentId,
) -> Result<Vec<Vec<Bytes>>> {
    let chains: Vec<String> = sqlx::query_scalar(
        "SELECT revocations.chain FROM departments
         JOIN revocations ON revocations.authority = departments.authority
         WHERE departments.id = $1 ORDER BY revocations.ends_at, revocations.member",
    )
    .bind(department.0)
    .fetch_all(&mut *connection)
    .await?;
    chains.iter().map(|chain| from_list(chain)).collect()
}

async fn add(
    transaction: &mut Transaction,
    authority: AuthorityId,
    department: &NewDepartment,
    created_at: Timestamp,
) -> Result<AddDepartmentOutcome> {
    let added = sqlx::query(
        "INSERT INTO departments (id, authority, slug, name_de, name_en, description_de, description_en,
             notice_email, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
    )
    .bind(department.id.0)
    .bind(authority.0)
    .bind(department.slug.as_str())
    .bind(&department.name.de)
    .bind(&department.name.en)
    .bind(&department.description.de)
    .bind(&department.description.en)
    .bind(department.notice.as_ref().map(domain::EmailAddress::as_str))
    .bind(created_at.0)
    .execute(&mut transaction.connection)
    .await?
    .rows_affected();
    Ok(if added == 1 {
        AddDepartmentOutcome::Added
    } else {
        AddDepartmentOutcome::Taken
    })
}

async fn add_epoch(
    transaction: &mut Transaction,
    department: DepartmentId,
    epoch: &NewEpoch,
    created_at: Timestamp,
) -> Result<EpochOutcome> {
    let connection = &mut transaction.connection;
    let outcome = check_epoch(connection, department, epoch, None).await?;
    if outcome == EpochOutcome::Added {
        insert_epoch(connection, department, epoch, created_at).await?;
    }
    Ok(outcome)
}

/// What will come of adding the epoch; nobody else adds one meanwhile. `leaving` gets no grant any more.
pub(super) async fn check_epoch(
    connection: &mut Connection,
    department: DepartmentId,
    epoch: &NewEpoch,
    leaving: Option<MemberId>,
) -> Result<EpochOutcome> {
    let known: Option<Uuid> = sqlx::query_scalar(for_update!("SELECT id FROM departments WHERE id = $1"))
        .bind(department.0)
        .fetch_optional(&mut *connection)
        .await?;
    if known.is_none() {
        return Ok(EpochOutcome::NotFound);
    }
    let newest = newest_epoch(connection, department).await?;
    if i64::from(epoch.epoch) != newest + 1 {
        return Ok(EpochOutcome::NotNext {
            newest: number(newest)?,
        });
    }
    let stranger = stranger(connection, department, ENROLLED, &epoch.grants).await?;
    let leaving = epoch.grants.iter().find(|grant| leaving == Some(grant.member));
    let leaving = leaving.map(|grant| EpochOutcome::NotAMember(grant.member));
    Ok(stranger.or(leaving).unwrap_or(EpochOutcome::Added))
}

pub(super) async fn insert_epoch(
    connection: &mut Connection,
    department: DepartmentId,
    epoch: &NewEpoch,
    created_at: Timestamp,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO department_epochs (department, epoch, chain, created_at) VALUES ($1, $2, $3, $4)",
    )
    .bind(department.0)
    .bind(i64::from(epoch.epoch))
    .bind(to_list(&epoch.chain)?)
    .bind(created_at.0)
    .execute(&mut *connection)
    .await?;
    insert_grants(connection, department, epoch.epoch, &epoch.grants).await?;
    if epoch.epoch == 1 {
        let authority: Uuid = sqlx::query_scalar("SELECT authority FROM departments WHERE id = $1")
            .bind(department.0)
            .fetch_one(&mut *connection)
            .await?;
        names::changed(connection, AuthorityId(authority)).await?;
    }
    Ok(())
}

/// Whether a department takes no new conversations.
pub(super) async fn is_closed(connection: &mut Connection, department: DepartmentId) -> Result<bool> {
    Ok(
        sqlx::query_scalar("SELECT closed_at IS NOT NULL FROM departments WHERE id = $1")
            .bind(department.0)
            .fetch_one(&mut *connection)
            .await?,
    )
}

/// Number of a department's newest epoch; 0 before the first.
pub(super) async fn newest_epoch(connection: &mut Connection, department: DepartmentId) -> Result<i64> {
    Ok(
        sqlx::query_scalar("SELECT coalesce(max(epoch), 0) FROM department_epochs WHERE department = $1")
            .bind(department.0)
            .fetch_one(&mut *connection)
            .await?,
    )
}

async fn add_grants(
    transaction: &mut Transaction,
    department: DepartmentId,
    epoch: u32,
    grants: &[NewEpochGrant],
) -> Result<EpochOutcome> {
    let connection = &mut transaction.connection;
    let known: Option<i64> =
        sqlx::query_scalar("SELECT epoch FROM department_epochs WHERE department = $1 AND epoch = $2")
            .bind(department.0)
            .bind(i64::from(epoch))
            .fetch_optional(&mut *connection)
            .await?;
    if known.is_none() {
        return Ok(EpochOutcome::NotFound);
    }
    if let Some(stranger) = stranger(connection, department, CERTIFIED, grants).await? {
        return Ok(stranger);
    }
    insert_grants(connection, department, epoch, grants).await?;
    Ok(EpochOutcome::Added)
}

/// The first grant's member who is none of those in the department whom `members` finds.
async fn stranger(
    connection: &mut Connection,
    department: DepartmentId,
    members: &'static str,
    grants: &[NewEpochGrant],
) -> Result<Option<EpochOutcome>> {
    let members: Vec<Uuid> = sqlx::query_scalar(members)
        .bind(department.0)
        .fetch_all(&mut *connection)
        .await?;
    let members: HashSet<Uuid> = members.into_iter().collect();
    Ok(grants
        .iter()
        .find(|grant| !members.contains(&grant.member.0))
        .map(|grant| EpochOutcome::NotAMember(grant.member)))
}

/// Keeps the grants of those who have none yet. A member's keys never change, so the first grant stays good for as long as
/// they belong to the department; whether a later one is, nobody here can tell.
async fn insert_grants(
    connection: &mut Connection,
    department: DepartmentId,
    epoch: u32,
    grants: &[NewEpochGrant],
) -> Result<()> {
    for grant in grants {
        sqlx::query(
            "INSERT INTO epoch_grants (department, epoch, member, sealed) VALUES ($1, $2, $3, $4)
             ON CONFLICT DO NOTHING",
        )
        .bind(department.0)
        .bind(i64::from(epoch))
        .bind(grant.member.0)
        .bind(grant.sealed.as_ref())
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}
