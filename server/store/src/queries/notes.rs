//! Internal notes: in a table of their own, under seeds of their own, for the department in charge alone.

use async_trait::async_trait;
use domain::api::{
    Author, DepartmentKey, Grant, GrantKind, Grantee, InboxChange, MessagePage, MessageReceived, SealedTo,
    StoredMessage,
};
use domain::{Bytes, ConversationId, DepartmentId, MessageId, Timestamp, notes};
use futures::FutureExt as _;
use uuid::Uuid;

use super::{Connection, Db, Transaction, departments, number, seeds};
use crate::{Change, NewNote, Notes, PassOutcome, Passing, PostOutcome, Result};

#[async_trait]
impl Notes for Db {
    async fn add_note(&self, note: NewNote) -> Result<PostOutcome> {
        self.write(note, |transaction, note| add(transaction, note).boxed())
            .await
    }

    async fn notes(
        &self,
        conversation: ConversationId,
        departments: &[DepartmentId],
        after: i64,
        limit: u32,
    ) -> Result<Option<MessagePage>> {
        let connection = &mut *self.read().await?;
        let department: Option<Uuid> =
            sqlx::query_scalar("SELECT department FROM conversations WHERE id = $1")
                .bind(conversation.0)
                .fetch_optional(&mut *connection)
                .await?;
        match department.map(DepartmentId) {
            Some(department) if departments.contains(&department) => {
                page(connection, conversation, department, (after, limit))
                    .await
                    .map(Some)
            }
            _ => Ok(None),
        }
    }
}

async fn page(
    connection: &mut Connection,
    conversation: ConversationId,
    department: DepartmentId,
    (after, limit): (i64, u32),
) -> Result<MessagePage> {
    let (messages, next) = granted(connection, conversation, department, (after, limit)).await?;
    // Read after the notes: none of them is sealed to a seed that is missing here.
    Ok(MessagePage {
        messages,
        next,
        grants: grants(connection, conversation, department).await?,
        rekey: rekey(connection, conversation, department).await?,
        opener_key: None,
        revoked: departments::revoked(connection, department).await?,
    })
}

/// The notes that the department has seeds for. Where the conversation has come back from another authority without its history,
/// earlier notes are history, too.
async fn granted(
    connection: &mut Connection,
    conversation: ConversationId,
    department: DepartmentId,
    (after, limit): (i64, u32),
) -> Result<(Vec<StoredMessage>, Option<i64>)> {
    let mut rows: Vec<(i64, Uuid, i64, Vec<u8>)> = sqlx::query_as(
        "SELECT position, id, received_at, sealed FROM notes
         WHERE conversation = $1 AND position > $2
           AND position > (SELECT first_position FROM conversations WHERE id = $1)
           AND n IN (SELECT n FROM grants WHERE conversation = $1 AND kind = 'notes' AND grantee = $3)
         ORDER BY position LIMIT $4",
    )
    .bind(conversation.0)
    .bind(after)
    .bind(department.0)
    .bind(i64::from(limit) + 1)
    .fetch_all(&mut *connection)
    .await?;
    let is_last = rows.len() <= limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| !is_last).map(|row| row.0);
    let to_note = |(position, id, received_at, sealed)| StoredMessage {
        id: MessageId(id),
        position,
        author: Author::Department,
        received_at: Timestamp(received_at),
        sealed: Bytes(sealed),
        attachments: Vec::new(),
    };
    Ok((rows.into_iter().map(to_note).collect(), next))
}

/// The department's notes seeds.
async fn grants(
    connection: &mut Connection,
    conversation: ConversationId,
    department: DepartmentId,
) -> Result<Vec<Grant>> {
    let rows: Vec<(i64, i64, Vec<u8>)> = sqlx::query_as(
        "SELECT n, epoch, sealed FROM grants WHERE conversation = $1 AND kind = 'notes' AND grantee = $2
         ORDER BY n, epoch",
    )
    .bind(conversation.0)
    .bind(department.0)
    .fetch_all(&mut *connection)
    .await?;
    rows.into_iter()
        .map(|(n, epoch, sealed)| {
            Ok(Grant {
                kind: GrantKind::Notes,
                n: number(n)?,
                grantee: Grantee::Department {
                    department,
                    epoch: number(epoch)?,
                },
                sealed: Bytes(sealed),
            })
        })
        .collect()
}

/// Which notes seed is in use, for the department in charge.
struct Newest {
    /// The run of numbers that its seeds have, which no earlier department knows one of.
    run: Option<u32>,
    /// Its newest seed of this run.
    n: Option<u32>,
    /// To which of its epochs that was granted.
    epoch: i64,
}

impl Newest {
    /// Whether whoever writes next begins another seed, when this is the department's newest epoch.
    fn is_over(&self, current: i64) -> bool {
        self.n.is_none() || self.epoch < current
    }

    /// The number of the seed that begins next.
    fn next(&self) -> Option<u32> {
        notes::next(self.run?, self.n)
    }
}

async fn newest(
    connection: &mut Connection,
    conversation: ConversationId,
    department: DepartmentId,
) -> Result<Newest> {
    let (known, opening, n, epoch): (i64, i64, i64, i64) = sqlx::query_as(
        "SELECT known_seed, opening_seed, coalesce(n, -1), coalesce(epoch, 0) FROM conversations
         LEFT JOIN grants ON conversation = conversations.id AND kind = 'notes' AND grantee = $2
         WHERE conversations.id = $1 ORDER BY n DESC, epoch DESC LIMIT 1",
    )
    .bind(conversation.0)
    .bind(department.0)
    .fetch_one(&mut *connection)
    .await?;
    // The one began with the last transfer and is -1 without one, the other with the last handover and is 0 without one.
    let begun = Some(opening).filter(|opening| *opening > 0).max(Some(known));
    let run = notes::present_run(begun.and_then(|begun| u32::try_from(begun).ok()));
    let n = u32::try_from(n).ok().filter(|n| Some(notes::run(*n)) == run);
    Ok(Newest { run, n, epoch })
}

/// The department's key, if whoever writes next has to begin the next seed.
async fn rekey(
    connection: &mut Connection,
    conversation: ConversationId,
    department: DepartmentId,
) -> Result<Option<DepartmentKey>> {
    let newest = newest(connection, conversation, department).await?;
    let key = seeds::key(connection, department).await?;
    Ok(key.filter(|key| newest.is_over(key.epoch.into())))
}

async fn add(transaction: &mut Transaction, note: &NewNote) -> Result<PostOutcome> {
    let connection = &mut transaction.connection;
    // From here on the conversation is ours, so that its positions are committed in their order.
    let conversation: Option<(Uuid, i64)> = sqlx::query_as(for_update!(
        "SELECT department, last_position FROM conversations WHERE id = $1"
    ))
    .bind(note.conversation.0)
    .fetch_optional(&mut *connection)
    .await?;
    let Some((department, last_position)) = conversation else {
        return Ok(PostOutcome::NotFound);
    };
    let department = DepartmentId(department);
    if !note.departments.contains(&department) {
        return Ok(PostOutcome::NotFound);
    }
    if let Some(outcome) = earlier(connection, note).await? {
        return Ok(outcome);
    }
    if let Some(outcome) = begin(connection, note, department).await? {
        return Ok(outcome);
    }
    let position = insert(connection, note).await?;
    // What citizens wrote and whether it was read is as before: only whoever looks at the conversation looks again.
    transaction.changes.push(Change::Inbox(InboxChange {
        conversation: note.conversation,
        department,
        position: last_position,
    }));
    Ok(PostOutcome::Received(MessageReceived { position }))
}

/// What an earlier call with the same id makes of this one.
async fn earlier(connection: &mut Connection, note: &NewNote) -> Result<Option<PostOutcome>> {
    let same_id: Option<(i64, Uuid)> =
        sqlx::query_as("SELECT position, conversation FROM notes WHERE id = $1")
            .bind(note.note.id.0)
            .fetch_optional(&mut *connection)
            .await?;
    Ok(same_id.map(|(position, conversation)| {
        if conversation == note.conversation.0 {
            PostOutcome::Repeated(MessageReceived { position })
        } else {
            PostOutcome::Taken
        }
    }))
}

/// Keeps the grant of the seed that a note begins, which it has to when there is none in use. `None` if all is well; else nothing
/// was stored.
async fn begin(
    connection: &mut Connection,
    note: &NewNote,
    department: DepartmentId,
) -> Result<Option<PostOutcome>> {
    // The conversation is ours, so nobody else begins a seed; an epoch that begins meanwhile is for the next note.
    let newest = newest(connection, note.conversation, department).await?;
    let current = departments::newest_epoch(connection, department).await?;
    let is_over = newest.is_over(current);
    let SealedTo::Notes(sealed_to) = note.note.seed else {
        return Ok(Some(PostOutcome::OtherGrants));
    };
    let sealed_to = Some(sealed_to);
    match note.note.grants.as_slice() {
        // An older seed is known to whoever has left since, and one that is to come was not granted.
        [] if is_over || sealed_to != newest.n => return Ok(Some(PostOutcome::EpochOutdated)),
        [] => return Ok(None),
        [grant] if is_for(grant, department) && Some(grant.n) == sealed_to => {}
        _ => return Ok(Some(PostOutcome::OtherGrants)),
    }
    if !is_over || sealed_to != newest.next() || epoch_of(&note.note.grants) != Some(current) {
        return Ok(Some(PostOutcome::EpochOutdated));
    }
    seeds::insert(connection, note.conversation, &note.note.grants).await?;
    Ok(None)
}

/// Whether this grants a notes seed to the department.
fn is_for(grant: &Grant, to: DepartmentId) -> bool {
    let is_to = matches!(grant.grantee, Grantee::Department { department, .. } if department == to);
    grant.kind == GrantKind::Notes && is_to
}

/// The one epoch that all of these are for.
fn epoch_of(grants: &[Grant]) -> Option<i64> {
    let mut epochs = grants.iter().map(|grant| match grant.grantee {
        Grantee::Department { epoch, .. } => Some(i64::from(epoch)),
        Grantee::Citizen => None,
    });
    let first = epochs.next()??;
    epochs.all(|epoch| epoch == Some(first)).then_some(first)
}

async fn insert(connection: &mut Connection, note: &NewNote) -> Result<i64> {
    let positions = super::super::positions(connection, 1).await?;
    let position: i64 = sqlx::query_scalar(
        "INSERT INTO notes (position, id, conversation, n, received_at, sealed)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING position",
    )
    .bind(positions.first().copied())
    .bind(note.note.id.0)
    .bind(note.conversation.0)
    .bind(i64::from(note.note.seed.n()))
    .bind(note.received_at.0)
    .bind(note.note.sealed.as_ref())
    .fetch_one(&mut *connection)
    .await?;
    Ok(position)
}

/// Keeps the grants of notes that go along when a conversation is passed on: of every seed that the department has, or of none.
/// `None` if all is well; else nothing was stored.
pub(super) async fn hand_on(connection: &mut Connection, passing: &Passing) -> Result<Option<PassOutcome>> {
    let request = &passing.request;
    if request.notes.is_empty() {
        return Ok(None);
    }
    let current = departments::newest_epoch(connection, request.to).await?;
    let are_for = request.notes.iter().all(|grant| is_for(grant, request.to));
    if !are_for || !request.notes.is_sorted_by(|first, second| first.n < second.n) {
        return Ok(Some(PassOutcome::OtherGrants));
    }
    if epoch_of(&request.notes) != Some(current) {
        return Ok(Some(PassOutcome::EpochOutdated));
    }
    let all: Vec<i64> = sqlx::query_scalar(
        "SELECT DISTINCT n FROM grants WHERE conversation = $1 AND kind = 'notes' AND grantee = $2 ORDER BY n",
    )
    .bind(passing.conversation.0)
    .bind(request.from.0)
    .fetch_all(&mut *connection)
    .await?;
    let all = all.into_iter().map(number).collect::<Result<Vec<u32>>>()?;
    let numbers: Vec<u32> = request.notes.iter().map(|grant| grant.n).collect();
    if !numbers.iter().all(|n| all.contains(n)) {
        return Ok(Some(PassOutcome::OtherGrants));
    }
    if numbers != all {
        // A colleague has begun one meanwhile.
        return Ok(Some(PassOutcome::Changed));
    }
    seeds::insert(connection, passing.conversation, &request.notes).await?;
    Ok(None)
}
