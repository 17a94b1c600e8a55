//! Letters: conversations that a department of another authority has opened.

use std::collections::{HashMap, HashSet};

use async_trait::async_trait;
use domain::api::{Author, Correspondent, InboxChange, Letter, OpenLetter, Opened};
use domain::{AttachmentId, AuthorityId, Bytes, CaseNumber, DepartmentId, Localized};
use futures::FutureExt as _;
use sqlx::query_builder::QueryBuilder;
use uuid::Uuid;

use super::{
    Connection, Database, Db, Transaction, departments, messages, outbox, pieces, posting, push_in, seeds,
    transfers,
};
use crate::party::Sides;
use crate::{Change, Errand, Error, Letters, OpenOutcome, PassOutcome, Result, SendOutcome, Sending};

#[async_trait]
impl Letters for Db {
    async fn open_letter(&self, sending: Sending) -> Result<SendOutcome> {
        self.write(sending, |transaction, sending| open(transaction, sending).boxed())
            .await
    }

    async fn correspondent(&self, department: DepartmentId) -> Result<Option<Correspondent>> {
        let mut found = correspondents(&mut *self.read().await?, &[department.0]).await?;
        Ok(found.remove(&department))
    }
}

async fn open(transaction: &mut Transaction, sending: &Sending) -> Result<SendOutcome> {
    let Sending { party, request, .. } = sending;
    let connection = &mut transaction.connection;
    if !party.works_in(request.from) {
        return Ok(SendOutcome::Opening(OpenOutcome::NoDepartment));
    }
    if let Some(outcome) = earlier(connection, request).await? {
        return Ok(SendOutcome::Opening(outcome));
    }
    if let Some(outcome) = unfit(connection, sending).await? {
        return Ok(outcome);
    }
    if let Some(outcome) = other_grants(connection, request).await? {
        return Ok(outcome);
    }
    if let Some(outcome) = taken(connection, sending).await? {
        return Ok(SendOutcome::Opening(outcome));
    }
    let position = insert(connection, sending).await?;
    seeds::insert(connection, request.conversation, &request.grants).await?;
    outbox::add(
        connection,
        Errand::DepartmentMessage(request.conversation),
        sending.opened_at,
    )
    .await?;
    for department in [request.from, request.to] {
        transaction.changes.push(Change::Inbox(InboxChange {
            conversation: request.conversation,
            department,
            position,
        }));
    }
    Ok(SendOutcome::Opening(OpenOutcome::Opened(Opened {
        conversation: request.conversation,
        case_number: sending.case_number.clone(),
    })))
}

/// What became of an earlier letter with this conversation's id; `None` if there was none.
async fn earlier(connection: &mut Connection, request: &OpenLetter) -> Result<Option<OpenOutcome>> {
    let earlier: Option<(String, Uuid)> = sqlx::query_as(
        "SELECT conversations.case_number, messages.id FROM conversations
         JOIN messages ON messages.position = conversations.opening
         WHERE conversations.id = $1",
    )
    .bind(request.conversation.0)
    .fetch_optional(&mut *connection)
    .await?;
    earlier
        .map(|(case_number, message)| {
            if message != request.message.id.0 {
                return Ok(OpenOutcome::TicketUsed);
            }
            Ok(OpenOutcome::Repeated(Opened {
                conversation: request.conversation,
                case_number: CaseNumber::try_from(case_number).map_err(Error::corrupt)?,
            }))
        })
        .transpose()
}

/// Why there can be no letter between these departments.
async fn unfit(connection: &mut Connection, sending: &Sending) -> Result<Option<SendOutcome>> {
    let OpenLetter {
        from, to, authority, ..
    } = &sending.request;
    let from = authority_of(connection, *from).await?;
    let found = authority_of(connection, *to).await?;
    let (Some(from), Some(found)) = (from, found) else {
        return Ok(Some(SendOutcome::Opening(OpenOutcome::NoDepartment)));
    };
    if found == from || found != authority.0 {
        return Ok(Some(SendOutcome::OtherAuthority));
    }
    let unfit = transfers::unfit_department(connection, *to, sending.opened_at).await?;
    Ok(unfit.map(|outcome| match outcome {
        PassOutcome::DepartmentClosed => SendOutcome::DepartmentClosed,
        PassOutcome::Unstaffed => SendOutcome::Unstaffed,
        _ => SendOutcome::Keyless,
    }))
}

async fn authority_of(connection: &mut Connection, department: DepartmentId) -> Result<Option<Uuid>> {
    Ok(
        sqlx::query_scalar("SELECT authority FROM departments WHERE id = $1")
            .bind(department.0)
            .fetch_optional(&mut *connection)
            .await?,
    )
}

/// Refuses anything but the first seed for the current epochs of both departments.
async fn other_grants(connection: &mut Connection, request: &OpenLetter) -> Result<Option<SendOutcome>> {
    let Some(begun) = seeds::begun(&request.grants, Some(request.from)) else {
        return Ok(Some(SendOutcome::OtherGrants));
    };
    if begun.department != request.to || begun.n != 0 {
        return Ok(Some(SendOutcome::OtherGrants));
    }
    let is_current = begun.epoch == departments::newest_epoch(connection, request.to).await?
        && seeds::is_openers(connection, begun, Some(request.from)).await?;
    Ok((!is_current).then_some(SendOutcome::Opening(OpenOutcome::EpochOutdated)))
}

/// What of the letter belongs to something else.
async fn taken(connection: &mut Connection, sending: &Sending) -> Result<Option<OpenOutcome>> {
    let same_number: Option<Uuid> =
        sqlx::query_scalar("SELECT id FROM conversations WHERE authority = $1 AND case_number = $2")
            .bind(sending.request.authority.0)
            .bind(sending.case_number.as_str())
            .fetch_optional(&mut *connection)
            .await?;
    if same_number.is_some() {
        return Ok(Some(OpenOutcome::CaseNumberTaken));
    }
    let message = &sending.request.message;
    let same_id: Option<i64> = sqlx::query_scalar("SELECT position FROM messages WHERE id = $1")
        .bind(message.id.0)
        .fetch_optional(&mut *connection)
        .await?;
    let files: Vec<AttachmentId> = message.attachments.iter().map(|file| file.id).collect();
    let is_taken = same_id.is_some() || messages::any_attachment(connection, &files).await?;
    Ok(is_taken.then_some(OpenOutcome::Taken))
}

/// The conversation with its first message and files; answers the message's position.
async fn insert(connection: &mut Connection, sending: &Sending) -> Result<i64> {
    let OpenLetter {
        conversation,
        authority,
        from,
        to,
        message,
        ..
    } = &sending.request;
    sqlx::query(
        "INSERT INTO conversations (id, authority, department, case_number, opener, opened_at, last_message_at,
             opening, last_position, citizen_position)
         VALUES ($1, $2, $3, $4, $5, $6, $6, 0, 0, 0)",
    )
    .bind(conversation.0)
    .bind(authority.0)
    .bind(to.0)
    .bind(sending.case_number.as_str())
    .bind(from.0)
    .bind(sending.opened_at.0)
    .execute(&mut *connection)
    .await?;
    let received_at = sending.opened_at.0;
    let position = posting::insert(connection, *conversation, message, Author::Citizen, received_at).await?;
    sqlx::query(
        "UPDATE conversations SET opening = $2, last_position = $2, citizen_position = $2, citizen_read = $2
         WHERE id = $1",
    )
    .bind(conversation.0)
    .bind(position)
    .execute(&mut *connection)
    .await?;
    Ok(position)
}

/// What a reader on this side is told about the two sides of their letters, one for each in their order.
pub(super) async fn letters(
    connection: &mut Connection,
    read: &[(Sides, Author)],
) -> Result<Vec<Option<Letter>>> {
    let others: HashSet<Uuid> = read.iter().filter_map(|read| Some(other(*read)?.0)).collect();
    let found = correspondents(connection, &others.into_iter().collect::<Vec<_>>()).await?;
    read.iter()
        .map(|(sides, side)| {
            let (Some(opener), Some(other)) = (sides.opener, other((*sides, *side))) else {
                return Ok(None);
            };
            let other = found.get(&other).cloned();
            Ok(Some(Letter {
                sent: *side == Author::Citizen,
                opener,
                other: other.ok_or_else(|| Error::corrupt("a department of a letter is gone"))?,
            }))
        })
        .collect()
}

/// The department that a letter's reader corresponds with.
fn other((sides, side): (Sides, Author)) -> Option<DepartmentId> {
    sides.opener.map(|opener| match side {
        Author::Citizen => sides.department,
        Author::Department => opener,
    })
}

async fn correspondents(
    connection: &mut Connection,
    departments: &[Uuid],
) -> Result<HashMap<DepartmentId, Correspondent>> {
    type Found = (Uuid, String, Option<String>, Uuid, String, Vec<u8>);
    let mut found = HashMap::with_capacity(departments.len());
    for piece in pieces(departments) {
        let mut query = QueryBuilder::<Database>::new(
            "SELECT departments.id, departments.name_de, departments.name_en, authorities.id, authorities.name,
                 authorities.root
             FROM departments JOIN authorities ON authorities.id = departments.authority WHERE departments.id IN ",
        );
        push_in(&mut query, piece.iter().copied());
        let rows: Vec<Found> = query.build_query_as().fetch_all(&mut *connection).await?;
        for (department, de, en, authority, name, root) in rows {
            let department = DepartmentId(department);
            found.insert(
                department,
                Correspondent {
                    authority: AuthorityId(authority),
                    name,
                    root: Bytes(root),
                    department,
                    department_name: Localized { de, en },
                },
            );
        }
    }
    Ok(found)
}
