//! Adding a message to a conversation, and marking messages as read.

use domain::api::{Author, InboxChange, MessageReceived, NewMessage, Status};
use domain::{AttachmentId, ConversationId, DepartmentId};
use uuid::Uuid;

use super::{Connection, Transaction, handovers, messages, outbox, seeds};
use crate::party::Sides;
use crate::words::Word as _;
use crate::{Change, Errand, Party, PostOutcome, Posting, Result};

pub(super) async fn add(transaction: &mut Transaction, posting: &Posting) -> Result<PostOutcome> {
    let connection = &mut transaction.connection;
    // From here on the conversation is ours, so that its positions are committed in their order.
    let conversation: Option<(Uuid, Option<Uuid>, String)> = sqlx::query_as(for_update!(
        "SELECT department, opener, status FROM conversations WHERE id = $1"
    ))
    .bind(posting.conversation.0)
    .fetch_optional(&mut *connection)
    .await?;
    let Some((department, opener, status)) = conversation else {
        return Ok(PostOutcome::NotFound);
    };
    let sides = Sides::of(department, opener);
    let Some(author) = posting.party.side(sides) else {
        return Ok(PostOutcome::NotFound);
    };
    let status = Status::of(&status)?;
    if let Some(outcome) = earlier(connection, posting, author).await? {
        return Ok(outcome);
    }
    let new_status = match (author, posting.status, status) {
        (Author::Citizen, Some(_), _) if opener.is_some() => return Ok(PostOutcome::OtherSide),
        (Author::Citizen, _, _) => Status::Open,
        (Author::Department, Some(asked), _) => asked,
        (Author::Department, None, Status::Open) => Status::Open,
        (Author::Department, None, Status::Closed) => return Ok(PostOutcome::Closed),
    };
    let begun = seeds::begin(connection, posting.conversation, sides, &posting.message).await?;
    if let Some(outcome) = begun {
        return Ok(outcome);
    }
    let position = insert(
        connection,
        posting.conversation,
        &posting.message,
        author,
        received_at(posting),
    )
    .await?;
    sqlx::query(
        "UPDATE conversations SET status = $2, last_position = $3, last_author = $4, last_message_at = $5,
             citizen_position = CASE WHEN $4 = 'citizen' THEN $3 ELSE citizen_position END
         WHERE id = $1",
    )
    .bind(posting.conversation.0)
    .bind(new_status.word())
    .bind(position)
    .bind(author.word())
    .bind(received_at(posting))
    .execute(&mut *connection)
    .await?;
    if new_status == Status::Closed {
        handovers::forget(connection, posting.conversation).await?;
    }
    tell(connection, posting, (author, sides), new_status).await?;
    for department in std::iter::once(sides.department).chain(sides.opener) {
        transaction.changes.push(Change::Inbox(InboxChange {
            conversation: posting.conversation,
            department,
            position,
        }));
    }
    Ok(PostOutcome::Received(MessageReceived { position }))
}

/// What an earlier call with the same message id, or another owner of an id, makes of this one.
async fn earlier(connection: &mut Connection, posting: &Posting, by: Author) -> Result<Option<PostOutcome>> {
    let same_id: Option<(i64, Uuid, String)> =
        sqlx::query_as("SELECT position, conversation, author FROM messages WHERE id = $1")
            .bind(posting.message.id.0)
            .fetch_optional(&mut *connection)
            .await?;
    if let Some((position, conversation, author)) = same_id {
        let same = conversation == posting.conversation.0 && author == by.word();
        return Ok(Some(if same {
            PostOutcome::Repeated(MessageReceived { position })
        } else {
            PostOutcome::Taken
        }));
    }
    let files: Vec<AttachmentId> = posting.message.attachments.iter().map(|file| file.id).collect();
    let is_taken = messages::any_attachment(connection, &files).await?;
    Ok(is_taken.then_some(PostOutcome::Taken))
}

/// Stores a message with its files; answers its position.
pub(super) async fn insert(
    connection: &mut Connection,
    conversation: ConversationId,
    message: &NewMessage,
    author: Author,
    received_at: i64,
) -> Result<i64> {
    let positions = super::super::positions(connection, 1).await?;
    let position: i64 = sqlx::query_scalar(
        "INSERT INTO messages (position, id, conversation, author, received_at, sealed)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING position",
    )
    .bind(positions.first().copied())
    .bind(message.id.0)
    .bind(conversation.0)
    .bind(author.word())
    .bind(received_at)
    .bind(message.sealed.as_ref())
    .fetch_one(&mut *connection)
    .await?;
    messages::insert_attachments(connection, position, &message.attachments).await?;
    Ok(position)
}

/// Tells the other side. A citizen's errand has the day as its time, which is due at once and tells no time.
async fn tell(
    connection: &mut Connection,
    posting: &Posting,
    (author, sides): (Author, Sides),
    status: Status,
) -> Result<()> {
    let due_at = domain::Timestamp(received_at(posting));
    match author {
        Author::Citizen => {
            outbox::add(
                connection,
                Errand::DepartmentMessage(posting.conversation),
                due_at,
            )
            .await
        }
        Author::Department if sides.opener.is_some() => {
            outbox::add(connection, Errand::LetterAnswer(posting.conversation), due_at).await
        }
        Author::Department if status == Status::Closed => {
            erase_notice(connection, posting.conversation).await
        }
        Author::Department => {
            let wanted: Option<Uuid> =
                sqlx::query_scalar("SELECT conversation FROM notices WHERE conversation = $1")
                    .bind(posting.conversation.0)
                    .fetch_optional(&mut *connection)
                    .await?;
            match wanted {
                Some(_) => outbox::add(connection, Errand::CitizenAnswer(posting.conversation), due_at).await,
                None => Ok(()),
            }
        }
    }
}

/// Erases the citizen's address, and the errand that would have looked it up.
pub(super) async fn erase_notice(connection: &mut Connection, conversation: ConversationId) -> Result<()> {
    sqlx::query("DELETE FROM notices WHERE conversation = $1")
        .bind(conversation.0)
        .execute(&mut *connection)
        .await?;
    outbox::remove(connection, Errand::CitizenAnswer(conversation)).await
}

/// A caseworker's time to the second, a citizen's to the day.
fn received_at(posting: &Posting) -> i64 {
    match posting.party {
        Party::Citizen => posting.received_at.day().0,
        Party::Department(_) => posting.received_at.0,
    }
}

/// Moves this side's mark forward, never beyond the newest message.
pub(super) async fn mark_read(
    transaction: &mut Transaction,
    conversation: ConversationId,
    party: &Party,
    position: i64,
) -> Result<()> {
    let connection = &mut transaction.connection;
    let Some(sides) = sides(connection, conversation).await? else {
        return Ok(());
    };
    let sql = match party.side(sides) {
        Some(Author::Citizen) => {
            "UPDATE conversations
             SET citizen_read = CASE WHEN $2 < last_position THEN $2 ELSE last_position END
             WHERE id = $1 AND citizen_read < $2 AND citizen_read < last_position
             RETURNING opener, last_position"
        }
        Some(Author::Department) => {
            "UPDATE conversations
             SET staff_read = CASE WHEN $2 < last_position THEN $2 ELSE last_position END
             WHERE id = $1 AND staff_read < $2 AND staff_read < last_position
             RETURNING department, last_position"
        }
        None => return Ok(()),
    };
    let changed: Option<(Option<Uuid>, i64)> = sqlx::query_as(sql)
        .bind(conversation.0)
        .bind(position)
        .fetch_optional(&mut *connection)
        .await?;
    if let Some((Some(department), position)) = changed {
        transaction.changes.push(Change::Inbox(InboxChange {
            conversation,
            department: DepartmentId(department),
            position,
        }));
    }
    Ok(())
}

/// The departments on the sides of a conversation.
pub(super) async fn sides(
    connection: &mut Connection,
    conversation: ConversationId,
) -> Result<Option<Sides>> {
    let found: Option<(Uuid, Option<Uuid>)> =
        sqlx::query_as("SELECT department, opener FROM conversations WHERE id = $1")
            .bind(conversation.0)
            .fetch_optional(&mut *connection)
            .await?;
    Ok(found.map(|(department, opener)| Sides::of(department, opener)))
}
