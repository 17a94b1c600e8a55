//! Opening conversations, as many at once as a group holds: rows of the same table share statements.

use std::collections::{HashMap, HashSet};

use domain::api::{Author, Grant, Grantee, InboxChange, Opened};
use domain::{AttachmentId, AuthorityId, CaseNumber, ConversationId, DepartmentId};
use sqlx::query_builder::QueryBuilder;
use uuid::Uuid;

use super::{Connection, Database, Transaction, messages, number, outbox, pieces, push_in};
use crate::words::Word as _;
use crate::{Change, Errand, Error, OpenOutcome, Opening, Result};

/// Opens every conversation that can be opened; one outcome each, in their order.
///
/// `single` looks first whether ids of messages or files are taken, which in a group would fail and be found out
/// when its jobs are run singly.
pub(in super::super) async fn open(
    transaction: &mut Transaction,
    openings: &[&Opening],
    single: bool,
) -> Result<Vec<OpenOutcome>> {
    let desks = desks(&mut transaction.connection, openings).await?;
    let mut seen = HashSet::new();
    let first_tries: Vec<(&Opening, AuthorityId)> = openings
        .iter()
        .filter_map(|opening| Some((*opening, desk(&desks, opening).ok()?)))
        .filter(|(opening, _)| seen.insert(opening.conversation))
        .collect();
    if single {
        for (opening, authority) in &first_tries {
            if let Some(outcome) = explain(&mut transaction.connection, opening, *authority).await? {
                return Ok(vec![outcome]);
            }
        }
    }
    let positions = super::super::positions(&mut transaction.connection, first_tries.len()).await?;
    let placed: Vec<Placed> = first_tries
        .into_iter()
        .zip(positions)
        .map(|((opening, authority), position)| (opening, authority, position))
        .collect();
    let connection = &mut transaction.connection;
    let mut opened = insert_conversations(connection, &placed).await?;
    let new: Vec<(&Opening, i64)> = placed
        .into_iter()
        .filter(|(opening, ..)| opened.contains(&opening.conversation))
        .map(|(opening, _, position)| (opening, position))
        .collect();
    insert_messages(connection, &new).await?;
    insert_grants(connection, &new).await?;
    for (opening, position) in &new {
        messages::insert_attachments(connection, *position, &opening.message.attachments).await?;
    }
    insert_notices(connection, &new).await?;
    insert_errands(connection, &new).await?;
    transaction.changes.extend(new.iter().map(|(opening, position)| {
        Change::Inbox(InboxChange {
            conversation: opening.conversation,
            department: opening.department,
            position: *position,
        })
    }));
    let mut outcomes = Vec::with_capacity(openings.len());
    for opening in openings {
        outcomes.push(if opened.remove(&opening.conversation) {
            OpenOutcome::Opened(Opened {
                conversation: opening.conversation,
                case_number: opening.case_number.clone(),
            })
        } else {
            match desk(&desks, opening) {
                Ok(authority) => explain(&mut transaction.connection, opening, authority)
                    .await?
                    .unwrap_or(OpenOutcome::Taken),
                // The first answer may have been lost on its way, and the department's key have changed since.
                Err(refusal) => earlier(&mut transaction.connection, opening)
                    .await?
                    .filter(|outcome| matches!(outcome, OpenOutcome::Repeated(_)))
                    .unwrap_or(refusal),
            }
        });
    }
    Ok(outcomes)
}

/// An opening that may be written, its department's authority, and the position of its message.
type Placed<'a> = (&'a Opening, AuthorityId, i64);

/// What is written to: the authority, and the newest epoch.
type Desks = HashMap<DepartmentId, (AuthorityId, u32)>;

/// The departments of all openings, read once for the whole group.
async fn desks(connection: &mut Connection, openings: &[&Opening]) -> Result<Desks> {
    let departments: HashSet<Uuid> = openings.iter().map(|opening| opening.department.0).collect();
    let departments: Vec<Uuid> = departments.into_iter().collect();
    let mut desks = HashMap::with_capacity(departments.len());
    for piece in pieces(&departments) {
        let mut query = QueryBuilder::<Database>::new(
            "SELECT id, authority,
                 (SELECT coalesce(max(epoch), 0) FROM department_epochs WHERE department = departments.id)
             FROM departments WHERE id IN ",
        );
        push_in(&mut query, piece.iter().copied());
        let rows: Vec<(Uuid, Uuid, i64)> = query.build_query_as().fetch_all(&mut *connection).await?;
        for (id, authority, newest) in rows {
            desks.insert(DepartmentId(id), (AuthorityId(authority), number(newest)?));
        }
    }
    Ok(desks)
}

/// The authority of the department that is written to, or why it cannot be.
fn desk(desks: &Desks, opening: &Opening) -> std::result::Result<AuthorityId, OpenOutcome> {
    match desks.get(&opening.department) {
        Some((authority, newest)) if *newest == opening.epoch => Ok(*authority),
        Some(_) => Err(OpenOutcome::EpochOutdated),
        None => Err(OpenOutcome::NoDepartment),
    }
}

/// The ids of those that are new.
async fn insert_conversations(
    connection: &mut Connection,
    placed: &[Placed<'_>],
) -> Result<HashSet<ConversationId>> {
    let mut opened = HashSet::with_capacity(placed.len());
    for piece in pieces(placed) {
        let mut query = QueryBuilder::<Database>::new(
            "INSERT INTO conversations (id, authority, department, case_number, locator_hash, auth, sign,
                 opened_at, last_message_at, opening, last_position, citizen_position) ",
        );
        query.push_values(piece, |mut row, (opening, authority, position)| {
            row.push_bind(opening.conversation.0)
                .push_bind(authority.0)
                .push_bind(opening.department.0)
                .push_bind(opening.case_number.as_str())
                .push_bind(opening.citizen.locator_hash.as_ref())
                .push_bind(opening.citizen.auth.as_ref())
                .push_bind(opening.citizen.sign.as_ref())
                .push_bind(opening.opened_at.day().0)
                .push_bind(opening.opened_at.day().0)
                .push_bind(*position)
                .push_bind(*position)
                .push_bind(*position);
        });
        query.push(" ON CONFLICT DO NOTHING RETURNING id");
        let ids: Vec<Uuid> = query.build_query_scalar().fetch_all(&mut *connection).await?;
        opened.extend(ids.into_iter().map(ConversationId));
    }
    Ok(opened)
}

async fn insert_messages(connection: &mut Connection, new: &[(&Opening, i64)]) -> Result<()> {
    for piece in pieces(new) {
        let mut query = QueryBuilder::<Database>::new(
            "INSERT INTO messages (position, id, conversation, author, received_at, sealed) ",
        );
        query.push_values(piece, |mut row, (opening, position)| {
            row.push_bind(*position)
                .push_bind(opening.message.id.0)
                .push_bind(opening.conversation.0)
                .push_bind(Author::Citizen.word())
                .push_bind(opening.opened_at.day().0)
                .push_bind(opening.message.sealed.as_ref());
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

async fn insert_grants(connection: &mut Connection, new: &[(&Opening, i64)]) -> Result<()> {
    let grants: Vec<(ConversationId, &Grant)> = new
        .iter()
        .flat_map(|(opening, _)| opening.grants.iter().map(|grant| (opening.conversation, grant)))
        .collect();
    for piece in pieces(&grants) {
        let mut query = QueryBuilder::<Database>::new(
            "INSERT INTO grants (conversation, kind, n, grantee, epoch, sealed) ",
        );
        query.push_values(piece, |mut row, (conversation, grant)| {
            let (grantee, epoch) = match grant.grantee {
                Grantee::Citizen => (conversation.0, 0),
                Grantee::Department { department, epoch } => (department.0, epoch),
            };
            row.push_bind(conversation.0)
                .push_bind(grant.kind.word())
                .push_bind(i64::from(grant.n))
                .push_bind(grantee)
                .push_bind(i64::from(epoch))
                .push_bind(grant.sealed.as_ref());
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

async fn insert_notices(connection: &mut Connection, new: &[(&Opening, i64)]) -> Result<()> {
    let notices: Vec<_> = new
        .iter()
        .filter_map(|(opening, _)| Some((opening.conversation, opening.notice.as_ref()?)))
        .collect();
    for piece in pieces(&notices) {
        let mut query = QueryBuilder::<Database>::new("INSERT INTO notices (conversation, email, locale) ");
        query.push_values(piece, |mut row, (conversation, notice)| {
            row.push_bind(conversation.0)
                .push_bind(notice.email.as_str())
                .push_bind(notice.locale.word());
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

/// The department's notice is due from the beginning of the day on, which is at once and tells no time.
async fn insert_errands(connection: &mut Connection, new: &[(&Opening, i64)]) -> Result<()> {
    for piece in pieces(new) {
        let mut query = QueryBuilder::<Database>::new("INSERT INTO outbox (kind, subject, next_at) ");
        query.push_values(piece, |mut row, (opening, _)| {
            let (kind, subject) = outbox::to_words(Errand::DepartmentMessage(opening.conversation));
            row.push_bind(kind)
                .push_bind(subject)
                .push_bind(opening.opened_at.day().0);
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

/// What became of an earlier opening with this conversation's id; `None` if there was none.
async fn earlier(connection: &mut Connection, opening: &Opening) -> Result<Option<OpenOutcome>> {
    let earlier: Option<(String, Uuid)> = sqlx::query_as(
        "SELECT conversations.case_number, messages.id FROM conversations
         JOIN messages ON messages.position =
             (SELECT min(position) FROM messages WHERE conversation = conversations.id)
         WHERE conversations.id = $1",
    )
    .bind(opening.conversation.0)
    .fetch_optional(&mut *connection)
    .await?;
    earlier
        .map(|(case_number, message)| {
            if message != opening.message.id.0 {
                return Ok(OpenOutcome::TicketUsed);
            }
            Ok(OpenOutcome::Repeated(Opened {
                conversation: opening.conversation,
                case_number: CaseNumber::try_from(case_number).map_err(Error::corrupt)?,
            }))
        })
        .transpose()
}

/// Why a conversation cannot be opened; `None` if nothing stands against it.
async fn explain(
    connection: &mut Connection,
    opening: &Opening,
    authority: AuthorityId,
) -> Result<Option<OpenOutcome>> {
    if let Some(outcome) = earlier(connection, opening).await? {
        return Ok(Some(outcome));
    }
    let same_number: Option<Uuid> =
        sqlx::query_scalar("SELECT id FROM conversations WHERE authority = $1 AND case_number = $2")
            .bind(authority.0)
            .bind(opening.case_number.as_str())
            .fetch_optional(&mut *connection)
            .await?;
    if same_number.is_some() {
        return Ok(Some(OpenOutcome::CaseNumberTaken));
    }
    let taken: Option<Uuid> = sqlx::query_scalar(
        "SELECT id FROM conversations WHERE locator_hash = $1 UNION ALL SELECT id FROM messages WHERE id = $2",
    )
    .bind(opening.citizen.locator_hash.as_ref())
    .bind(opening.message.id.0)
    .fetch_optional(&mut *connection)
    .await?;
    let files: Vec<AttachmentId> = opening.message.attachments.iter().map(|file| file.id).collect();
    let is_taken = taken.is_some() || messages::any_attachment(connection, &files).await?;
    Ok(is_taken.then_some(OpenOutcome::Taken))
}
