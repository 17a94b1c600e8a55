use async_trait::async_trait;
use domain::api::Author;
use domain::{AttachmentId, Bytes, ConversationId, MessageId};
use futures::FutureExt as _;
use uuid::Uuid;

use super::{Connection, Db, Transaction, number};
use crate::party::Sides;
use crate::words::Word as _;
use crate::{AttachmentRecord, Attachments, Error, NewPart, PartOutcome, Party, Result};

#[async_trait]
impl Attachments for Db {
    async fn attachment(
        &self,
        conversation: ConversationId,
        party: &Party,
        attachment: AttachmentId,
    ) -> Result<Option<AttachmentRecord>> {
        let connection = &mut *self.read().await?;
        let Some((message, own, size)) = find(connection, conversation, party, attachment).await? else {
            return Ok(None);
        };
        let parts: Vec<i64> =
            sqlx::query_scalar("SELECT number FROM attachment_parts WHERE attachment = $1 ORDER BY number")
                .bind(attachment.0)
                .fetch_all(&mut *connection)
                .await?;
        Ok(Some(AttachmentRecord {
            message,
            own,
            size,
            parts: parts.into_iter().map(number).collect::<Result<_>>()?,
        }))
    }

    async fn put_part(&self, part: NewPart) -> Result<PartOutcome> {
        let size = part.bytes.0.len();
        self.writer
            .write(part, size, None, |transaction, part| {
                put(transaction, part).boxed()
            })
            .await
    }

    async fn part(
        &self,
        conversation: ConversationId,
        party: &Party,
        attachment: AttachmentId,
        number: u32,
    ) -> Result<Option<Bytes>> {
        let connection = &mut *self.read().await?;
        if find(connection, conversation, party, attachment).await?.is_none() {
            return Ok(None);
        }
        let bytes: Option<Vec<u8>> =
            sqlx::query_scalar("SELECT bytes FROM attachment_parts WHERE attachment = $1 AND number = $2")
                .bind(attachment.0)
                .bind(i64::from(number))
                .fetch_optional(&mut *connection)
                .await?;
        Ok(bytes.map(Bytes))
    }
}

/// Message and size of a file in a conversation of this party, and whether its side brought it.
async fn find(
    connection: &mut Connection,
    conversation: ConversationId,
    party: &Party,
    attachment: AttachmentId,
) -> Result<Option<(MessageId, bool, u64)>> {
    let found: Option<(Uuid, String, i64, Uuid, Option<Uuid>, bool)> = sqlx::query_as(
        "SELECT messages.id, messages.author, attachments.size, conversations.department, conversations.opener,
             messages.position >= conversations.first_position AS is_given
         FROM attachments
         JOIN messages ON messages.position = attachments.message
         JOIN conversations ON conversations.id = messages.conversation
         WHERE attachments.id = $1 AND messages.conversation = $2",
    )
    .bind(attachment.0)
    .bind(conversation.0)
    .fetch_optional(&mut *connection)
    .await?;
    found
        .and_then(|(message, author, size, department, opener, is_given)| {
            let side = party.side(Sides::of(department, opener))?;
            (is_given || side == Author::Citizen).then_some((message, author == side.word(), size))
        })
        .map(|(message, own, size)| {
            let size = u64::try_from(size).map_err(Error::corrupt)?;
            Ok((MessageId(message), own, size))
        })
        .transpose()
}

async fn put(transaction: &mut Transaction, part: &NewPart) -> Result<PartOutcome> {
    let connection = &mut transaction.connection;
    let found = find(connection, part.conversation, &part.party, part.attachment).await?;
    if found.is_none_or(|(_, own, _)| !own) {
        return Ok(PartOutcome::NotFound);
    }
    let stored = sqlx::query(
        "INSERT INTO attachment_parts (attachment, number, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    )
    .bind(part.attachment.0)
    .bind(i64::from(part.number))
    .bind(part.bytes.as_ref())
    .execute(&mut *connection)
    .await?
    .rows_affected();
    if stored == 1 {
        return Ok(PartOutcome::Stored);
    }
    let same: Option<i64> = sqlx::query_scalar(
        "SELECT number FROM attachment_parts WHERE attachment = $1 AND number = $2 AND bytes = $3",
    )
    .bind(part.attachment.0)
    .bind(i64::from(part.number))
    .bind(part.bytes.as_ref())
    .fetch_optional(&mut *connection)
    .await?;
    Ok(if same.is_some() {
        PartOutcome::Stored
    } else {
        PartOutcome::Differs
    })
}
