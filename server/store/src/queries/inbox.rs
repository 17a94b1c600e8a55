use std::collections::HashMap;

use async_trait::async_trait;
use domain::api::{Author, Grant, GrantKind, Grantee, InboxPage, InboxRow, Letter, Status};
use domain::{Bytes, CaseNumber, ConversationId, DepartmentId, Timestamp};
use sqlx::Row as _;
use sqlx::query_builder::QueryBuilder;
use uuid::Uuid;

use super::{Connection, Database, Db, Row, letters, messages, number, pieces, push_in};
use crate::party::Sides;
use crate::words::Word as _;
use crate::{Error, Inbox, InboxQuery, Result};

#[async_trait]
impl Inbox for Db {
    async fn inbox(&self, query: &InboxQuery) -> Result<InboxPage> {
        if query.departments.is_empty() {
            return Ok(InboxPage {
                rows: Vec::new(),
                next: None,
            });
        }
        let connection = &mut *self.read().await?;
        let mut rows = page(query).build().fetch_all(&mut *connection).await?;
        let is_last = rows.len() <= query.limit as usize;
        rows.truncate(query.limit as usize);
        let conversations = rows
            .iter()
            .map(|row| Ok(row.try_get("id")?))
            .collect::<Result<Vec<Uuid>>>()?;
        let openings = rows
            .iter()
            .map(|row| Ok(row.try_get("opening")?))
            .collect::<Result<Vec<i64>>>()?;
        let mut grants = fetch_grants(connection, &conversations).await?;
        let mut files = messages::attachments(connection, &openings).await?;
        let sides = rows
            .iter()
            .map(|row| side(row, query))
            .collect::<Result<Vec<_>>>()?;
        let letters = letters::letters(connection, &sides).await?;
        let rows = rows
            .iter()
            .zip(sides.into_iter().zip(letters))
            .zip(conversations.iter().zip(&openings))
            .map(|((row, letter), (conversation, opening))| {
                let grants = grants.remove(conversation).unwrap_or_default();
                let files = files.remove(opening).unwrap_or_default();
                to_row(row, letter, grants, files)
            })
            .collect::<Result<Vec<_>>>()?;
        Ok(InboxPage {
            next: rows.last().filter(|_| !is_last).map(|row| row.last_position),
            rows,
        })
    }
}

/// One row more than the page has. Each department, on either side, and status is a walk along the index that ends after that many
/// rows; only what these walks found is sorted. The limit stands in the text, because PostgreSQL plans a walk only
/// where it knows that it ends soon.
pub(in super::super) fn page(inbox: &InboxQuery) -> QueryBuilder<Database> {
    let statuses = inbox
        .status
        .map_or(vec![Status::Open, Status::Closed], |status| vec![status]);
    let limit = i64::from(inbox.limit) + 1;
    let mut query = QueryBuilder::<Database>::new(
        "SELECT page.id, page.case_number, page.department, page.opener, page.status, page.sign, page.opening,
             page.opening_seed, page.first_seed,
             page.last_position, page.last_author, page.last_message_at, page.staff_read, page.citizen_position,
             page.opener IS NOT NULL AND EXISTS (
                 SELECT 1 FROM messages WHERE messages.conversation = page.id AND messages.author = 'department'
                     AND messages.position > page.citizen_read
             ) AS answered,
             messages.position, messages.id AS message, messages.author, messages.received_at, messages.sealed
         FROM (SELECT * FROM (",
    );
    let mut arms = query.separated(" UNION ALL ");
    let walks = inbox.departments.iter().flat_map(|department| {
        let columns = ["department", "opener"];
        columns.map(|column| (department, column))
    });
    for (department, column) in walks {
        for status in &statuses {
            arms.push("SELECT * FROM (SELECT * FROM conversations WHERE ");
            arms.push_unseparated(column);
            arms.push_unseparated(" = ");
            arms.push_bind_unseparated(department.0);
            arms.push_unseparated(" AND status = ");
            arms.push_bind_unseparated(status.word());
            arms.push_unseparated(" AND last_position < ");
            arms.push_bind_unseparated(inbox.before.unwrap_or(i64::MAX));
            arms.push_unseparated(" ORDER BY last_position DESC LIMIT ");
            arms.push_unseparated(limit);
            arms.push_unseparated(") AS walk");
        }
    }
    query.push(") AS walks ORDER BY last_position DESC LIMIT ");
    query.push(limit);
    query
        .push(") AS page JOIN messages ON messages.position = page.opening ORDER BY page.last_position DESC");
    query
}

/// On which side of a row's conversation the asked departments stand.
fn side(row: &Row, query: &InboxQuery) -> Result<(Sides, Author)> {
    let sides = Sides::of(row.try_get("department")?, row.try_get("opener")?);
    let is_ours = query.departments.contains(&sides.department);
    let side = if is_ours {
        Author::Department
    } else {
        Author::Citizen
    };
    Ok((sides, side))
}

/// The content grants of these conversations for departments: where one was handed on, for each that had it.
pub(in super::super) fn grants(conversations: &[Uuid]) -> QueryBuilder<Database> {
    let mut query = QueryBuilder::<Database>::new(
        "SELECT conversation, n, grantee, epoch, sealed FROM grants
         WHERE kind = 'content' AND epoch > 0 AND conversation IN ",
    );
    push_in(&mut query, conversations.iter().copied());
    query.push(" ORDER BY conversation, n, epoch");
    query
}

async fn fetch_grants(
    connection: &mut Connection,
    conversations: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Grant>>> {
    let mut found: HashMap<Uuid, Vec<Grant>> = HashMap::new();
    for piece in pieces(conversations) {
        let rows: Vec<(Uuid, i64, Uuid, i64, Vec<u8>)> =
            grants(piece).build_query_as().fetch_all(&mut *connection).await?;
        for (conversation, n, department, epoch, sealed) in rows {
            found.entry(conversation).or_default().push(Grant {
                kind: GrantKind::Content,
                n: number(n)?,
                grantee: Grantee::Department {
                    department: DepartmentId(department),
                    epoch: number(epoch)?,
                },
                sealed: Bytes(sealed),
            });
        }
    }
    Ok(found)
}

fn to_row(
    row: &Row,
    ((sides, side), letter): ((Sides, Author), Option<Letter>),
    mut grants: Vec<Grant>,
    attachments: Vec<domain::api::AttachmentState>,
) -> Result<InboxRow> {
    let case_number: String = row.try_get("case_number")?;
    let status: String = row.try_get("status")?;
    let last_author: String = row.try_get("last_author")?;
    let citizen_position: i64 = row.try_get("citizen_position")?;
    let staff_read: i64 = row.try_get("staff_read")?;
    let citizen: Option<Vec<u8>> = row.try_get("sign")?;
    let own = match side {
        Author::Citizen => sides.opener.unwrap_or(sides.department),
        Author::Department => sides.department,
    };
    let first_seed: i64 = row.try_get("first_seed")?;
    grants.retain(|grant| {
        i64::from(grant.n) >= first_seed
            && matches!(grant.grantee, Grantee::Department { department: of, .. } if of == own)
    });
    let opening = (
        row.try_get("position")?,
        row.try_get("message")?,
        row.try_get("author")?,
        row.try_get("received_at")?,
        row.try_get("sealed")?,
    );
    Ok(InboxRow {
        conversation: ConversationId(row.try_get("id")?),
        case_number: CaseNumber::try_from(case_number).map_err(Error::corrupt)?,
        department: sides.department,
        status: Status::of(&status)?,
        unread: match side {
            Author::Citizen => row.try_get("answered")?,
            Author::Department => citizen_position > staff_read,
        },
        last_position: row.try_get("last_position")?,
        last_author: Author::of(&last_author)?,
        last_message_at: Timestamp(row.try_get("last_message_at")?),
        citizen: Bytes(citizen.unwrap_or_default()),
        letter,
        grants,
        seed: number(row.try_get("opening_seed")?)?,
        opening: messages::to_message(opening, attachments)?,
    })
}
