use std::collections::HashSet;

use async_trait::async_trait;
use domain::api::{DepartmentKey, NewDepartment, NewEpoch, NewEpochGrant};
use domain::{AuthorityId, DepartmentId, Timestamp};
use futures::FutureExt as _;
use sqlx::Row as _;
use uuid::Uuid;

use super::{Connection, Db, Transaction, authorities, email, from_list, number, to_list};
use crate::{AddDepartmentOutcome, DepartmentRecord, Departments, EpochOutcome, Result};

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
        let found = sqlx::query(
            "SELECT id, authority, slug, name_de, name_en, description_de, description_en, notice_email,
                 (SELECT coalesce(max(epoch), 0) FROM department_epochs WHERE department = $1) AS newest
             FROM departments WHERE id = $1",
        )
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
                    newest_epoch: number(row.try_get("newest")?)?,
                })
            })
            .transpose()
    }

    async fn department_key(&self, department: DepartmentId) -> Result<Option<DepartmentKey>> {
        let found: Option<(i64, String)> = sqlx::query_as(
            "SELECT epoch, chain FROM department_epochs WHERE department = $1 ORDER BY epoch DESC LIMIT 1",
        )
        .bind(department.0)
        .fetch_optional(&mut *self.read().await?)
        .await?;
        found
            .map(|(epoch, chain)| {
                Ok(DepartmentKey {
                    department,
                    epoch: number(epoch)?,
                    chain: from_list(&chain)?,
                })
            })
            .transpose()
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
    let known: Option<Uuid> = sqlx::query_scalar(for_update!("SELECT id FROM departments WHERE id = $1"))
        .bind(department.0)
        .fetch_optional(&mut *connection)
        .await?;
    if known.is_none() {
        return Ok(EpochOutcome::NotFound);
    }
    let newest: i64 =
        sqlx::query_scalar("SELECT coalesce(max(epoch), 0) FROM department_epochs WHERE department = $1")
            .bind(department.0)
            .fetch_one(&mut *connection)
            .await?;
    if i64::from(epoch.epoch) != newest + 1 {
        return Ok(EpochOutcome::NotNext {
            newest: number(newest)?,
        });
    }
    if let Some(stranger) = stranger(connection, department, &epoch.grants).await? {
        return Ok(stranger);
    }
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
    Ok(EpochOutcome::Added)
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
    if let Some(stranger) = stranger(connection, department, grants).await? {
        return Ok(stranger);
    }
    insert_grants(connection, department, epoch, grants).await?;
    Ok(EpochOutcome::Added)
}

/// The first grant's member who does not belong to the department or has no keys yet.
async fn stranger(
    connection: &mut Connection,
    department: DepartmentId,
    grants: &[NewEpochGrant],
) -> Result<Option<EpochOutcome>> {
    let enrolled: Vec<Uuid> = sqlx::query_scalar(
        "SELECT member_departments.member FROM member_departments
         JOIN members ON members.id = member_departments.member
         WHERE member_departments.department = $1 AND members.enrolled_at IS NOT NULL",
    )
    .bind(department.0)
    .fetch_all(&mut *connection)
    .await?;
    let enrolled: HashSet<Uuid> = enrolled.into_iter().collect();
    Ok(grants
        .iter()
        .find(|grant| !enrolled.contains(&grant.member.0))
        .map(|grant| EpochOutcome::NotAMember(grant.member)))
}

async fn insert_grants(
    connection: &mut Connection,
    department: DepartmentId,
    epoch: u32,
    grants: &[NewEpochGrant],
) -> Result<()> {
    for grant in grants {
        sqlx::query(
            "INSERT INTO epoch_grants (department, epoch, member, sealed) VALUES ($1, $2, $3, $4)
             ON CONFLICT (department, epoch, member) DO UPDATE SET sealed = excluded.sealed",
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
