//! Messages of a conversation with their files, for whoever reads or writes them.

use std::collections::{HashMap, HashSet};

use domain::api::{AttachmentState, Author, NewAttachment, StoredMessage};
use domain::{AttachmentId, Bytes, ConversationId, MessageId, Timestamp};
use sqlx::query_builder::QueryBuilder;
use uuid::Uuid;

use super::{Connection, Database, number, pieces, push_in};
use crate::words::Word as _;
use crate::{Error, Result};

/// Position, id, author, time and sealed bytes.
pub(super) type MessageRow = (i64, Uuid, String, i64, Vec<u8>);

/// Up to `limit` messages after a position, oldest first, and the position of the last one if there are more.
pub(super) async fn page(
    connection: &mut Connection,
    conversation: ConversationId,
    after: i64,
    limit: u32,
) -> Result<(Vec<StoredMessage>, Option<i64>)> {
    let mut rows: Vec<MessageRow> = sqlx::query_as(
        "SELECT position, id, author, received_at, sealed FROM messages
         WHERE conversation = $1 AND position > $2 ORDER BY position LIMIT $3",
    )
    .bind(conversation.0)
    .bind(after)
    .bind(i64::from(limit) + 1)
    .fetch_all(&mut *connection)
    .await?;
    let is_last = rows.len() <= limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| !is_last).map(|row| row.0);
    let positions: Vec<i64> = rows.iter().map(|row| row.0).collect();
    let mut files = attachments(connection, &positions).await?;
    let messages = rows
        .into_iter()
        .map(|row| {
            let files = files.remove(&row.0).unwrap_or_default();
            to_message(row, files)
        })
        .collect::<Result<_>>()?;
    Ok((messages, next))
}

pub(super) fn to_message(row: MessageRow, attachments: Vec<AttachmentState>) -> Result<StoredMessage> {
    let (position, id, author, received_at, sealed) = row;
    Ok(StoredMessage {
        id: MessageId(id),
        position,
        author: Author::of(&author)?,
        received_at: Timestamp(received_at),
        sealed: Bytes(sealed),
        attachments,
    })
}

/// The files of these messages in their order, by position.
pub(super) async fn attachments(
    connection: &mut Connection,
    positions: &[i64],
) -> Result<HashMap<i64, Vec<AttachmentState>>> {
    let mut files: HashMap<i64, Vec<AttachmentState>> = HashMap::new();
    for piece in pieces(positions) {
        let mut query = QueryBuilder::<Database>::new(
            "SELECT attachments.message, attachments.id, attachments.size, attachment_parts.number
             FROM attachments
             LEFT JOIN attachment_parts ON attachment_parts.attachment = attachments.id
             WHERE attachments.message IN ",
        );
        push_in(&mut query, piece.iter().copied());
        query.push(" ORDER BY attachments.message, attachments.ordinal, attachment_parts.number");
        let rows: Vec<(i64, Uuid, i64, Option<i64>)> =
            query.build_query_as().fetch_all(&mut *connection).await?;
        for (message, id, size, part) in rows {
            let of_message = files.entry(message).or_default();
            if of_message.last().is_none_or(|file| file.id.0 != id) {
                of_message.push(AttachmentState {
                    id: AttachmentId(id),
                    size: u64::try_from(size).map_err(Error::corrupt)?,
                    parts: Vec::new(),
                });
            }
            if let (Some(file), Some(part)) = (of_message.last_mut(), part) {
                file.parts.push(number(part)?);
            }
        }
    }
    Ok(files)
}

/// Whether one of these files exists or is named twice.
pub(super) async fn any_attachment(connection: &mut Connection, files: &[AttachmentId]) -> Result<bool> {
    if files.is_empty() {
        return Ok(false);
    }
    if files.iter().collect::<HashSet<_>>().len() < files.len() {
        return Ok(true);
    }
    let mut query = QueryBuilder::<Database>::new("SELECT id FROM attachments WHERE id IN ");
    push_in(&mut query, files.iter().map(|file| file.0));
    query.push(" LIMIT 1");
    let found: Option<Uuid> = query
        .build_query_scalar()
        .fetch_optional(&mut *connection)
        .await?;
    Ok(found.is_some())
}

/// Declares the files of a message.
pub(super) async fn insert_attachments(
    connection: &mut Connection,
    message: i64,
    files: &[NewAttachment],
) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    let rows = files
        .iter()
        .zip(0_i64..)
        .map(|(file, ordinal)| {
            Ok((
                file.id.0,
                ordinal,
                i64::try_from(file.size).map_err(Error::corrupt)?,
            ))
        })
        .collect::<Result<Vec<_>>>()?;
    let mut query = QueryBuilder::<Database>::new("INSERT INTO attachments (id, message, ordinal, size) ");
    query.push_values(rows, |mut row, (id, ordinal, size)| {
        row.push_bind(id)
            .push_bind(message)
            .push_bind(ordinal)
            .push_bind(size);
    });
    query.build().execute(&mut *connection).await?;
    Ok(())
}
