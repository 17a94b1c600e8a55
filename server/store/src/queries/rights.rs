//! What a member may do, from their certificate to their departure, and the epochs that follow from it.

use std::collections::HashSet;

use domain::api::{DepartmentEpoch, Departure, Grantable, NewCertificate, Role, WaitingGrant};
use domain::limits::MEMBER_CERTIFICATE_SECONDS;
use domain::{AuthorityId, Bytes, DepartmentId, MemberId, Timestamp};
use uuid::Uuid;

use super::{Connection, Transaction, departments, from_list, number, outbox, to_list};
use crate::words::Word as _;
use crate::{Certifier, Change, ChangeOutcome, EpochOutcome, Errand, Result};

/// An enrolled member, before a change.
struct Before {
    role: Role,
    is_confirmed: bool,
    departments: HashSet<Uuid>,
}

/// Whether what only the one who leaves can open may be given up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum History {
    Kept,
    Forsaken,
}

pub(super) async fn certify(
    transaction: &mut Transaction,
    authority: AuthorityId,
    member: MemberId,
    by: Certifier,
    certificate: &NewCertificate,
    at: Timestamp,
) -> Result<ChangeOutcome> {
    let connection = &mut transaction.connection;
    let Some(before) = before(connection, authority, member).await? else {
        return Ok(ChangeOutcome::NotFound);
    };
    let others = other_administrators(connection, authority, member).await?;
    let is_founder = !before.is_confirmed && before.role == Role::Administrator && others == 0;
    if by == Certifier::Founder && !(is_founder && certificate.role == Role::Administrator) {
        return Ok(ChangeOutcome::NotTheFounder);
    }
    let is_administrator = before.is_confirmed && before.role == Role::Administrator;
    if is_administrator && certificate.role != Role::Administrator && others == 0 {
        return Ok(ChangeOutcome::LastAdministrator);
    }
    let known: Vec<Uuid> = sqlx::query_scalar("SELECT id FROM departments WHERE authority = $1")
        .bind(authority.0)
        .fetch_all(&mut *connection)
        .await?;
    let unknown = certificate
        .departments
        .iter()
        .find(|department| !known.contains(&department.0));
    if let Some(unknown) = unknown {
        return Ok(ChangeOutcome::DepartmentUnknown(*unknown));
    }
    let after: HashSet<Uuid> = certificate
        .departments
        .iter()
        .map(|department| department.0)
        .collect();
    let lost: HashSet<Uuid> = before.departments.difference(&after).copied().collect();
    let sealed = if before.is_confirmed {
        &lost
    } else {
        &HashSet::new()
    };
    if let Some(outcome) = begin_epochs(
        connection,
        sealed,
        &certificate.epochs,
        (member, History::Kept),
        at,
    )
    .await?
    {
        return Ok(outcome);
    }
    leave_departments(connection, member, &lost).await?;
    for department in after.difference(&before.departments) {
        sqlx::query("INSERT INTO member_departments (member, department) VALUES ($1, $2)")
            .bind(member.0)
            .bind(department)
            .execute(&mut *connection)
            .await?;
    }
    sqlx::query("UPDATE members SET role = $2, chain = $3, certified_at = $4 WHERE id = $1")
        .bind(member.0)
        .bind(certificate.role.word())
        .bind(to_list(&certificate.chain)?)
        .bind(at.0)
        .execute(&mut *connection)
        .await?;
    if before.is_confirmed {
        withdraw(connection, (authority, member), &certificate.revocation, at).await?;
    }
    Ok(ChangeOutcome::Changed)
}

/// Keeps what withdraws a member's certificates, if anything does.
async fn withdraw(
    connection: &mut Connection,
    (authority, member): (AuthorityId, MemberId),
    revocation: &[Bytes],
    at: Timestamp,
) -> Result<()> {
    if revocation.is_empty() {
        return Ok(());
    }
    sqlx::query("INSERT INTO revocations (member, authority, chain, ends_at) VALUES ($1, $2, $3, $4)")
        .bind(member.0)
        .bind(authority.0)
        .bind(to_list(revocation)?)
        // Every certificate that it is about has ended by then.
        .bind(at.plus(MEMBER_CERTIFICATE_SECONDS).0)
        .execute(&mut *connection)
        .await?;
    Ok(())
}

pub(super) async fn depart(
    transaction: &mut Transaction,
    authority: AuthorityId,
    member: MemberId,
    departure: &Departure,
    at: Timestamp,
) -> Result<ChangeOutcome> {
    let connection = &mut transaction.connection;
    let Some(before) = before(connection, authority, member).await? else {
        return Ok(ChangeOutcome::NotFound);
    };
    let is_administrator = before.is_confirmed && before.role == Role::Administrator;
    if is_administrator && other_administrators(connection, authority, member).await? == 0 {
        return Ok(ChangeOutcome::LastAdministrator);
    }
    let sealed = if before.is_confirmed {
        &before.departments
    } else {
        &HashSet::new()
    };
    let history = if departure.forsake_history {
        History::Forsaken
    } else {
        History::Kept
    };
    if let Some(outcome) = begin_epochs(connection, sealed, &departure.epochs, (member, history), at).await? {
        return Ok(outcome);
    }
    // Nothing of this opens anything any more, and none of it is needed under old answers.
    sqlx::query(
        "UPDATE members SET left_at = $2, former_chain = chain, chain = NULL, password_file = NULL, account = NULL, private = NULL, recovery = NULL, restored = NULL
         WHERE id = $1",
    )
    .bind(member.0)
    .bind(at.0)
    .execute(&mut *connection)
    .await?;
    for table in [
        "DELETE FROM member_departments WHERE member = $1",
        "DELETE FROM epoch_grants WHERE member = $1",
        "DELETE FROM logins WHERE member = $1",
        "DELETE FROM passkeys WHERE member = $1",
        "DELETE FROM recovery_codes WHERE member = $1",
        "DELETE FROM restorations WHERE member = $1",
        "DELETE FROM ceremonies WHERE member = $1",
        "DELETE FROM staff_sessions WHERE member = $1",
        "DELETE FROM invitations WHERE member = $1",
    ] {
        sqlx::query(table)
            .bind(member.0)
            .execute(&mut *connection)
            .await?;
    }
    if before.is_confirmed {
        withdraw(connection, (authority, member), &departure.revocation, at).await?;
    }
    outbox::remove(connection, Errand::Invitation(member)).await?;
    outbox::remove(connection, Errand::SignInChanged(member)).await?;
    outbox::remove(connection, Errand::Restoration(member)).await?;
    outbox::remove(connection, Errand::Upkeep(member)).await?;
    transaction.changes.push(Change::Sessions(member));
    Ok(ChangeOutcome::Changed)
}

pub(super) async fn waiting(connection: &mut Connection, member: MemberId) -> Result<Vec<WaitingGrant>> {
    let rows: Vec<(Uuid, i64, Uuid, String, String, String)> = sqlx::query_as(
        "SELECT own.department, own.epoch, colleagues.id, colleagues.name, colleagues.recipient, colleagues.chain
         FROM epoch_grants AS own
         JOIN member_departments AS places ON places.department = own.department AND places.member = own.member
         JOIN member_departments ON member_departments.department = own.department
         JOIN members AS colleagues ON colleagues.id = member_departments.member
         WHERE own.member = $1 AND colleagues.id <> $1 AND colleagues.chain IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM epoch_grants
               WHERE department = own.department AND epoch = own.epoch AND member = colleagues.id)
         ORDER BY colleagues.name, colleagues.id, own.department, own.epoch",
    )
    .bind(member.0)
    .fetch_all(&mut *connection)
    .await?;
    rows.into_iter()
        .map(|(department, epoch, id, name, recipient, chain)| {
            Ok(WaitingGrant {
                department: DepartmentId(department),
                epoch: number(epoch)?,
                member: Grantable {
                    id: MemberId(id),
                    name,
                    recipient,
                    chain: from_list(&chain)?,
                },
            })
        })
        .collect()
}

/// The member as they are, kept from change like the authority's other members.
async fn before(
    connection: &mut Connection,
    authority: AuthorityId,
    member: MemberId,
) -> Result<Option<Before>> {
    // Two administrators who demote each other at the same time must not both succeed.
    sqlx::query(for_update!("SELECT id FROM authorities WHERE id = $1"))
        .bind(authority.0)
        .fetch_optional(&mut *connection)
        .await?;
    let found: Option<(String, bool)> = sqlx::query_as(
        "SELECT role, chain IS NOT NULL FROM members
         WHERE authority = $1 AND id = $2 AND enrolled_at IS NOT NULL AND left_at IS NULL",
    )
    .bind(authority.0)
    .bind(member.0)
    .fetch_optional(&mut *connection)
    .await?;
    let Some((role, is_confirmed)) = found else {
        return Ok(None);
    };
    let departments: Vec<Uuid> =
        sqlx::query_scalar("SELECT department FROM member_departments WHERE member = $1")
            .bind(member.0)
            .fetch_all(&mut *connection)
            .await?;
    Ok(Some(Before {
        role: Role::of(&role)?,
        is_confirmed,
        departments: departments.into_iter().collect(),
    }))
}

/// How many certified administrators the authority has besides this member.
async fn other_administrators(
    connection: &mut Connection,
    authority: AuthorityId,
    member: MemberId,
) -> Result<i64> {
    Ok(sqlx::query_scalar(
        "SELECT count(*) FROM members WHERE authority = $1 AND id <> $2 AND role = $3 AND chain IS NOT NULL",
    )
    .bind(authority.0)
    .bind(member.0)
    .bind(Role::Administrator.word())
    .fetch_one(&mut *connection)
    .await?)
}

/// Begins the epochs of the departments that a member loses, without a grant for that member. A department that has no key
/// yet needs none. `None` if all is well; else nothing was stored.
async fn begin_epochs(
    connection: &mut Connection,
    lost: &HashSet<Uuid>,
    epochs: &[DepartmentEpoch],
    (leaving, history): (MemberId, History),
    at: Timestamp,
) -> Result<Option<ChangeOutcome>> {
    let mut needed = HashSet::new();
    for department in lost {
        if departments::newest_epoch(connection, DepartmentId(*department)).await? > 0 {
            needed.insert(*department);
        }
    }
    let given: HashSet<Uuid> = epochs.iter().map(|epoch| epoch.department.0).collect();
    if given != needed || given.len() != epochs.len() {
        return Ok(Some(ChangeOutcome::OtherEpochs));
    }
    for DepartmentEpoch { department, epoch } in epochs {
        // What is sealed to a key that nobody holds is lost.
        if !departments::is_closed(connection, *department).await? {
            if epoch.grants.is_empty() {
                return Ok(Some(ChangeOutcome::Unstaffed(*department)));
            }
            if history == History::Kept && holds_alone(connection, leaving, *department).await? {
                return Ok(Some(ChangeOutcome::Unshared(*department)));
            }
        }
        let outcome = departments::check_epoch(connection, *department, epoch, Some(leaving)).await?;
        if outcome != EpochOutcome::Added {
            return Ok(Some(ChangeOutcome::Epoch(outcome)));
        }
    }
    for DepartmentEpoch { department, epoch } in epochs {
        departments::insert_epoch(connection, *department, epoch, at).await?;
    }
    Ok(None)
}

/// Whether the member has the seed of an epoch that no colleague in the department has.
async fn holds_alone(
    connection: &mut Connection,
    member: MemberId,
    department: DepartmentId,
) -> Result<bool> {
    Ok(sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM epoch_grants AS own
             WHERE own.member = $1 AND own.department = $2
               AND NOT EXISTS (SELECT 1 FROM epoch_grants AS theirs
                   JOIN member_departments AS places
                     ON places.department = theirs.department AND places.member = theirs.member
                   WHERE theirs.department = own.department AND theirs.epoch = own.epoch AND theirs.member <> $1))",
    )
    .bind(member.0)
    .bind(department.0)
    .fetch_one(&mut *connection)
    .await?)
}

/// Takes a member out of departments, with the seeds that they had as members of them.
async fn leave_departments(
    connection: &mut Connection,
    member: MemberId,
    lost: &HashSet<Uuid>,
) -> Result<()> {
    for department in lost {
        for table in [
            "DELETE FROM member_departments WHERE member = $1 AND department = $2",
            "DELETE FROM epoch_grants WHERE member = $1 AND department = $2",
        ] {
            sqlx::query(table)
                .bind(member.0)
                .bind(department)
                .execute(&mut *connection)
                .await?;
        }
    }
    Ok(())
}
