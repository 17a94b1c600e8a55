use async_trait::async_trait;
use domain::api::{Author, HandOver, InboxChange, MessageReceived, NewMessage, Status};
use domain::{AuthorityId, ConversationId, DepartmentId};
use futures::FutureExt as _;
use uuid::Uuid;

use super::{Connection, Db, Transaction, audit, outbox, posting, seeds, transfers};
use crate::party::Sides;
use crate::words::Word as _;
use crate::{
    Change, Ending, Errand, Handing, Handovers, PassOutcome, PostOutcome, Posting, Proposing, Result,
};

#[async_trait]
impl Handovers for Db {
    async fn propose(&self, proposing: Proposing) -> Result<PassOutcome> {
        self.write(proposing, |transaction, proposing| {
            propose(transaction, proposing).boxed()
        })
        .await
    }

    async fn end_proposal(&self, ending: Ending) -> Result<PassOutcome> {
        self.write(ending, |transaction, ending| {
            end_proposal(transaction, ending).boxed()
        })
        .await
    }

    async fn hand_over(&self, handing: Handing) -> Result<PassOutcome> {
        self.write(handing, |transaction, handing| {
            hand_over(transaction, handing).boxed()
        })
        .await
    }
}

/// A conversation as it is found; ours until the transaction ends.
struct Found {
    authority: AuthorityId,
    sides: Sides,
    status: Status,
    last_position: i64,
}

async fn found(connection: &mut Connection, conversation: ConversationId) -> Result<Option<Found>> {
    let found: Option<(Uuid, Uuid, Option<Uuid>, String, i64)> = sqlx::query_as(for_update!(
        "SELECT authority, department, opener, status, last_position FROM conversations WHERE id = $1"
    ))
    .bind(conversation.0)
    .fetch_optional(&mut *connection)
    .await?;
    found
        .map(|(authority, department, opener, status, last_position)| {
            Ok(Found {
                authority: AuthorityId(authority),
                sides: Sides::of(department, opener),
                status: Status::of(&status)?,
                last_position,
            })
        })
        .transpose()
}

async fn propose(transaction: &mut Transaction, proposing: &Proposing) -> Result<PassOutcome> {
    let Proposing {
        conversation,
        party,
        request,
        received_at,
    } = proposing;
    let connection = &mut transaction.connection;
    let Some(found) = found(connection, *conversation).await? else {
        return Ok(PassOutcome::NotFound);
    };
    match party.side(found.sides) {
        None => return Ok(PassOutcome::NotFound),
        Some(Author::Citizen) => return Ok(PassOutcome::OtherSide),
        Some(Author::Department) => {}
    }
    if !is_there(connection, &request.message).await? {
        if found.sides.department != request.from {
            return Ok(PassOutcome::Changed);
        }
        // A letter is between two departments, and no citizen decides about it.
        if found.authority == request.authority || found.sides.opener.is_some() {
            return Ok(PassOutcome::SameDepartment);
        }
        let to = (request.authority, request.to);
        if let Some(outcome) = transfers::unfit(connection, to, *received_at).await? {
            return Ok(outcome);
        }
    }
    let posting = Posting {
        conversation: *conversation,
        party: party.clone(),
        message: request.message.clone(),
        received_at: *received_at,
        status: None,
    };
    let outcome = posting::add(transaction, &posting).await?;
    if let PostOutcome::Received(received) = outcome {
        keep(&mut transaction.connection, proposing, received.position).await?;
    }
    Ok(posted(outcome))
}

/// Keeps the proposal in place of an earlier one.
async fn keep(connection: &mut Connection, proposing: &Proposing, position: i64) -> Result<()> {
    sqlx::query(
        "INSERT INTO proposals (conversation, message, authority, department) VALUES ($1, $2, $3, $4)
         ON CONFLICT (conversation) DO UPDATE SET message = excluded.message, authority = excluded.authority,
             department = excluded.department",
    )
    .bind(proposing.conversation.0)
    .bind(position)
    .bind(proposing.request.authority.0)
    .bind(proposing.request.to.0)
    .execute(&mut *connection)
    .await?;
    Ok(())
}

async fn end_proposal(transaction: &mut Transaction, ending: &Ending) -> Result<PassOutcome> {
    let Ending {
        conversation,
        party,
        request,
        received_at,
    } = ending;
    let connection = &mut transaction.connection;
    let Some(found) = found(connection, *conversation).await? else {
        return Ok(PassOutcome::NotFound);
    };
    if party.side(found.sides).is_none() {
        return Ok(PassOutcome::NotFound);
    }
    if !is_there(connection, &request.message).await? {
        let open = proposed(connection, *conversation).await?;
        if open.is_none_or(|(message, _)| message != request.proposal.0) {
            return Ok(PassOutcome::Changed);
        }
    }
    let posting = Posting {
        conversation: *conversation,
        party: party.clone(),
        message: request.message.clone(),
        received_at: *received_at,
        status: None,
    };
    let outcome = posting::add(transaction, &posting).await?;
    if matches!(outcome, PostOutcome::Received(_)) {
        forget(&mut transaction.connection, *conversation).await?;
    }
    Ok(posted(outcome))
}

fn posted(outcome: PostOutcome) -> PassOutcome {
    match outcome {
        PostOutcome::Received(received) => PassOutcome::Passed(received),
        PostOutcome::Repeated(received) => PassOutcome::Repeated(received),
        PostOutcome::NotFound => PassOutcome::NotFound,
        PostOutcome::OtherSide => PassOutcome::OtherSide,
        PostOutcome::Closed => PassOutcome::Closed,
        PostOutcome::Taken => PassOutcome::Taken,
        PostOutcome::EpochOutdated => PassOutcome::EpochOutdated,
        PostOutcome::OtherGrants => PassOutcome::OtherGrants,
    }
}

/// Whether there is a message with this id: then it is a repetition, or somebody else's.
async fn is_there(connection: &mut Connection, message: &NewMessage) -> Result<bool> {
    let found: Option<i64> = sqlx::query_scalar("SELECT position FROM messages WHERE id = $1")
        .bind(message.id.0)
        .fetch_optional(&mut *connection)
        .await?;
    Ok(found.is_some())
}

/// The message of the open proposal, and to which department.
async fn proposed(connection: &mut Connection, conversation: ConversationId) -> Result<Option<(Uuid, Uuid)>> {
    Ok(sqlx::query_as(
        "SELECT messages.id, proposals.department FROM proposals
         JOIN messages ON messages.position = proposals.message WHERE proposals.conversation = $1",
    )
    .bind(conversation.0)
    .fetch_optional(&mut *connection)
    .await?)
}

/// Ends the proposal, if there is one.
pub(super) async fn forget(connection: &mut Connection, conversation: ConversationId) -> Result<()> {
    sqlx::query("DELETE FROM proposals WHERE conversation = $1")
        .bind(conversation.0)
        .execute(&mut *connection)
        .await?;
    Ok(())
}

/// The departments that have had the conversation before its present authority.
pub(super) async fn former(
    connection: &mut Connection,
    conversation: ConversationId,
) -> Result<Vec<DepartmentId>> {
    let former: Vec<Uuid> =
        sqlx::query_scalar("SELECT DISTINCT from_department FROM handovers WHERE conversation = $1")
            .bind(conversation.0)
            .fetch_all(&mut *connection)
            .await?;
    Ok(former.into_iter().map(DepartmentId).collect())
}

async fn hand_over(transaction: &mut Transaction, handing: &Handing) -> Result<PassOutcome> {
    let Handing {
        conversation,
        request,
        received_at,
        ..
    } = handing;
    let day = received_at.day();
    let connection = &mut transaction.connection;
    let Some(found) = found(connection, *conversation).await? else {
        return Ok(PassOutcome::NotFound);
    };
    if let Some(outcome) = earlier(connection, handing).await? {
        return Ok(outcome);
    }
    let authority = match receiver(connection, handing, &found).await? {
        Ok(authority) => authority,
        Err(outcome) => return Ok(outcome),
    };
    let to = (authority, request.to);
    if let Some(outcome) = transfers::unfit(connection, to, *received_at).await? {
        return Ok(outcome);
    }
    if is_numbered(connection, authority, handing).await? {
        return Ok(PassOutcome::CaseNumberTaken);
    }
    let HandOver { message, history, .. } = request;
    // With nothing of the history all that was begun so far stays behind.
    let wanted = if history.is_empty() { None } else { Some(0) };
    let begun = transfers::granted(
        connection,
        (*conversation, found.sides),
        request.to,
        message,
        (wanted, history),
    );
    let begun = match begun.await? {
        Ok(begun) => begun,
        Err(outcome) => return Ok(outcome),
    };
    for grants in [&message.grants, history] {
        seeds::insert(connection, *conversation, grants).await?;
    }
    let position = posting::insert(connection, *conversation, message, Author::Citizen, day.0).await?;
    forget(connection, *conversation).await?;
    note(connection, handing, position).await?;
    let first = if history.is_empty() {
        (position, begun)
    } else {
        (0, 0)
    };
    change_hands(connection, handing, authority, (position, begun), first).await?;
    outbox::add(connection, Errand::DepartmentMessage(*conversation), day).await?;
    // Always in the same order, so that no two wait for each other.
    let mut entries: Vec<_> = handing.entries.iter().collect();
    entries.sort_by_key(|entry| entry.authority.0);
    for entry in entries {
        audit::append(connection, entry).await?;
    }
    for department in [request.from, request.to] {
        transaction.changes.push(Change::Inbox(InboxChange {
            conversation: *conversation,
            department,
            position,
        }));
    }
    Ok(PassOutcome::Passed(MessageReceived { position }))
}

/// What an earlier call with the same message id makes of this one.
async fn earlier(connection: &mut Connection, handing: &Handing) -> Result<Option<PassOutcome>> {
    let same_id: Option<(i64, Option<Uuid>)> = sqlx::query_as(
        "SELECT position, handovers.conversation FROM messages
         LEFT JOIN handovers ON handovers.message = messages.position WHERE id = $1",
    )
    .bind(handing.request.message.id.0)
    .fetch_optional(&mut *connection)
    .await?;
    Ok(same_id.map(|(position, conversation)| {
        if conversation == Some(handing.conversation.0) {
            PassOutcome::Repeated(MessageReceived { position })
        } else {
            PassOutcome::Taken
        }
    }))
}

/// The authority that gets the conversation, if everything is as the citizen has read it.
async fn receiver(
    connection: &mut Connection,
    handing: &Handing,
    found: &Found,
) -> Result<std::result::Result<AuthorityId, PassOutcome>> {
    let request = &handing.request;
    let open = proposed(connection, handing.conversation).await?;
    let is_as_read = open == Some((request.proposal.0, request.to.0))
        && (found.authority, found.sides.department) == (handing.authority, request.from)
        && found.last_position == request.after;
    if !is_as_read {
        return Ok(Err(PassOutcome::Changed));
    }
    if found.status == Status::Closed {
        return Ok(Err(PassOutcome::Closed));
    }
    let authority: Uuid = sqlx::query_scalar("SELECT authority FROM departments WHERE id = $1")
        .bind(request.to.0)
        .fetch_one(&mut *connection)
        .await?;
    Ok(Ok(AuthorityId(authority)))
}

/// Whether the authority has another conversation with this number.
async fn is_numbered(connection: &mut Connection, authority: AuthorityId, handing: &Handing) -> Result<bool> {
    let same: Option<Uuid> =
        sqlx::query_scalar("SELECT id FROM conversations WHERE authority = $1 AND case_number = $2")
            .bind(authority.0)
            .bind(handing.case_number.as_str())
            .fetch_optional(&mut *connection)
            .await?;
    Ok(same.is_some())
}

async fn note(connection: &mut Connection, handing: &Handing, position: i64) -> Result<()> {
    sqlx::query(
        "INSERT INTO handovers (message, conversation, from_department, to_department) VALUES ($1, $2, $3, $4)",
    )
    .bind(position)
    .bind(handing.conversation.0)
    .bind(handing.request.from.0)
    .bind(handing.request.to.0)
    .execute(&mut *connection)
    .await?;
    Ok(())
}

/// The conversation is the other authority's from this message and seed on; what its staff may get begins with `first`.
async fn change_hands(
    connection: &mut Connection,
    handing: &Handing,
    authority: AuthorityId,
    (position, seed): (i64, i64),
    (first_position, first_seed): (i64, i64),
) -> Result<()> {
    sqlx::query(
        "UPDATE conversations SET authority = $2, department = $3, case_number = $4, opening = $5,
             opening_seed = $6, known_seed = $6 - 1, first_position = $7, first_seed = $8, last_position = $5,
             last_author = 'citizen', last_message_at = $9, citizen_position = $5, staff_read = 0
         WHERE id = $1",
    )
    .bind(handing.conversation.0)
    .bind(authority.0)
    .bind(handing.request.to.0)
    .bind(handing.case_number.as_str())
    .bind(position)
    .bind(seed)
    .bind(first_position)
    .bind(first_seed)
    .bind(handing.received_at.day().0)
    .execute(&mut *connection)
    .await?;
    Ok(())
}
