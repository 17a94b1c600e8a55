use async_trait::async_trait;
use domain::api::{Author, Grant, GrantKind, Grantee, InboxChange, MessageReceived, NewMessage, Status};
use domain::limits::EPOCH_CERTIFICATE_SECONDS;
use domain::{AuthorityId, ConversationId, DepartmentId, Timestamp};
use futures::FutureExt as _;
use uuid::Uuid;

use super::{Connection, Db, Transaction, departments, handovers, notes, outbox, posting, seeds};
use crate::party::Sides;
use crate::words::Word as _;
use crate::{Change, Errand, PassOutcome, Passing, Result, Transfers};

#[async_trait]
impl Transfers for Db {
    async fn pass_on(&self, passing: Passing) -> Result<PassOutcome> {
        self.write(passing, |transaction, passing| {
            pass_on(transaction, passing).boxed()
        })
        .await
    }
}

async fn pass_on(transaction: &mut Transaction, passing: &Passing) -> Result<PassOutcome> {
    let Passing {
        conversation,
        request,
        received_at,
        ..
    } = passing;
    let connection = &mut transaction.connection;
    let (authority, opener, last_position) = match found(connection, passing).await? {
        Ok(found) => found,
        Err(outcome) => return Ok(outcome),
    };
    if request.to == request.from {
        return Ok(PassOutcome::SameDepartment);
    }
    let to = (AuthorityId(authority), request.to);
    if let Some(outcome) = unfit(connection, to, *received_at).await? {
        return Ok(outcome);
    }
    if last_position != request.after {
        return Ok(PassOutcome::Changed);
    }
    // Every seed that the department may have; what went before came from another authority and stays there.
    let first: i64 = sqlx::query_scalar("SELECT first_seed FROM conversations WHERE id = $1")
        .bind(conversation.0)
        .fetch_one(&mut *connection)
        .await?;
    let sides = Sides {
        department: request.from,
        opener,
    };
    let begun = granted(
        connection,
        (*conversation, sides),
        request.to,
        &request.message,
        (Some(first), &request.history),
    );
    let begun = match begun.await? {
        Ok(begun) => begun,
        Err(outcome) => return Ok(outcome),
    };
    if let Some(outcome) = notes::hand_on(connection, passing).await? {
        return Ok(outcome);
    }
    for grants in [&request.message.grants, &request.history] {
        seeds::insert(connection, *conversation, grants).await?;
    }
    handovers::forget(connection, *conversation).await?;
    let message = &request.message;
    let position = posting::insert(
        connection,
        *conversation,
        message,
        Author::Department,
        received_at.0,
    )
    .await?;
    sqlx::query("INSERT INTO transfers (message, from_department, to_department) VALUES ($1, $2, $3)")
        .bind(position)
        .bind(request.from.0)
        .bind(request.to.0)
        .execute(&mut *connection)
        .await?;
    // Who wrote last stays who it was: whoever waits for an answer still does.
    sqlx::query(
        "UPDATE conversations SET department = $2, known_seed = $3, last_position = $4, last_message_at = $5, staff_read = 0
         WHERE id = $1",
    )
    .bind(conversation.0)
    .bind(request.to.0)
    .bind(begun)
    .bind(position)
    .bind(received_at.0)
    .execute(&mut *connection)
    .await?;
    // The side that opened it gets mail when there is an answer, which this is not.
    outbox::add(connection, Errand::DepartmentMessage(*conversation), *received_at).await?;
    for department in [request.from, request.to].into_iter().chain(opener) {
        transaction.changes.push(Change::Inbox(InboxChange {
            conversation: *conversation,
            department,
            position,
        }));
    }
    Ok(PassOutcome::Passed(MessageReceived { position }))
}

/// The conversation's authority, its opener and its newest position, if this party may pass it on as it is.
async fn found(
    connection: &mut Connection,
    passing: &Passing,
) -> Result<std::result::Result<(Uuid, Option<DepartmentId>, i64), PassOutcome>> {
    // From here on the conversation is ours, so that its positions are committed in their order.
    let found: Option<(Uuid, Uuid, Option<Uuid>, String, i64)> = sqlx::query_as(for_update!(
        "SELECT authority, department, opener, status, last_position FROM conversations WHERE id = $1"
    ))
    .bind(passing.conversation.0)
    .fetch_optional(&mut *connection)
    .await?;
    let Some((authority, department, opener, status, last_position)) = found else {
        return Ok(Err(PassOutcome::NotFound));
    };
    if let Some(outcome) = earlier(connection, passing).await? {
        return Ok(Err(outcome));
    }
    match passing.party.side(Sides::of(department, opener)) {
        Some(Author::Department) => {}
        Some(Author::Citizen) => return Ok(Err(PassOutcome::OtherSide)),
        None => return Ok(Err(PassOutcome::NotFound)),
    }
    if department != passing.request.from.0 {
        return Ok(Err(PassOutcome::Changed));
    }
    if Status::of(&status)? == Status::Closed {
        return Ok(Err(PassOutcome::Closed));
    }
    Ok(Ok((authority, opener.map(DepartmentId), last_position)))
}

/// What an earlier call with the same message id makes of this one: the department that passed it on does not see it any more.
async fn earlier(connection: &mut Connection, passing: &Passing) -> Result<Option<PassOutcome>> {
    let same_id: Option<(i64, Uuid, Option<Uuid>)> = sqlx::query_as(
        "SELECT position, conversation, from_department FROM messages
         LEFT JOIN transfers ON transfers.message = messages.position WHERE id = $1",
    )
    .bind(passing.request.message.id.0)
    .fetch_optional(&mut *connection)
    .await?;
    Ok(same_id.map(|(position, conversation, from)| {
        let is_theirs = from.is_some_and(|from| passing.party.works_in(DepartmentId(from)));
        if conversation == passing.conversation.0 && is_theirs {
            PassOutcome::Repeated(MessageReceived { position })
        } else {
            PassOutcome::Taken
        }
    }))
}

/// Why the department cannot take the conversation, if it cannot.
pub(super) async fn unfit(
    connection: &mut Connection,
    (authority, department): (AuthorityId, DepartmentId),
    at: Timestamp,
) -> Result<Option<PassOutcome>> {
    let known: Option<Uuid> =
        sqlx::query_scalar("SELECT id FROM departments WHERE id = $1 AND authority = $2")
            .bind(department.0)
            .bind(authority.0)
            .fetch_optional(&mut *connection)
            .await?;
    match known {
        None => Ok(Some(PassOutcome::NoDepartment)),
        Some(_) => unfit_department(connection, department, at).await,
    }
}

/// Why a department cannot take any conversation, if it cannot.
pub(super) async fn unfit_department(
    connection: &mut Connection,
    department: DepartmentId,
    at: Timestamp,
) -> Result<Option<PassOutcome>> {
    let closed_at: Option<Option<i64>> =
        sqlx::query_scalar("SELECT closed_at FROM departments WHERE id = $1")
            .bind(department.0)
            .fetch_optional(&mut *connection)
            .await?;
    if closed_at.flatten().is_some() {
        return Ok(Some(PassOutcome::DepartmentClosed));
    }
    let begun_at: Option<i64> = sqlx::query_scalar(
        "SELECT created_at FROM department_epochs WHERE department = $1 ORDER BY epoch DESC LIMIT 1",
    )
    .bind(department.0)
    .fetch_optional(&mut *connection)
    .await?;
    if begun_at.is_none_or(|begun_at| Timestamp(begun_at).plus(EPOCH_CERTIFICATE_SECONDS) < at) {
        return Ok(Some(PassOutcome::Keyless));
    }
    let is_staffed: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM epoch_grants
             JOIN member_departments AS places
               ON places.department = epoch_grants.department AND places.member = epoch_grants.member
             WHERE epoch_grants.department = $1
               AND epoch = (SELECT max(epoch) FROM department_epochs WHERE department = $1))",
    )
    .bind(department.0)
    .fetch_one(&mut *connection)
    .await?;
    Ok((!is_staffed).then_some(PassOutcome::Unstaffed))
}

/// The number of the seed that a message begins, if it is the next one, for the citizen and the new department, and `history`
/// is every earlier one from `first` on, or nothing where none is wanted.
pub(super) async fn granted(
    connection: &mut Connection,
    (conversation, sides): (ConversationId, Sides),
    to: DepartmentId,
    message: &NewMessage,
    (first, history): (Option<i64>, &[Grant]),
) -> Result<std::result::Result<i64, PassOutcome>> {
    let newest = seeds::newest(connection, conversation, sides.department).await?;
    let current = departments::newest_epoch(connection, to).await?;
    let Some(begun) = seeds::begun(&message.grants, sides.opener) else {
        return Ok(Err(PassOutcome::OtherGrants));
    };
    let is_current = begun.epoch == current && seeds::is_openers(connection, begun, sides.opener).await?;
    let n = begun.n;
    if n != newest.n + 1 || !is_current {
        return Ok(Err(PassOutcome::EpochOutdated));
    }
    let is_next = |(number, grant): (i64, &Grant)| {
        let is_for = matches!(grant.grantee,
            Grantee::Department { department, epoch } if department == to && i64::from(epoch) == current);
        grant.kind == GrantKind::Content && i64::from(grant.n) == number && is_for
    };
    let first = first.unwrap_or(n);
    let is_whole = (first..).zip(history).all(is_next);
    let is_all = i64::try_from(history.len()).is_ok_and(|length| first + length == n);
    if begun.department == to && is_whole && is_all {
        Ok(Ok(n))
    } else {
        Ok(Err(PassOutcome::OtherGrants))
    }
}
