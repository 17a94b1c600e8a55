use async_trait::async_trait;
use domain::api::{Author, ConversationView, Grant, GrantKind, Grantee, MessagePage, Status};
use domain::{AuthorityId, Bytes, CaseNumber, ConversationId, DepartmentId, Timestamp};
use futures::FutureExt as _;
use sqlx::Row as _;
use uuid::Uuid;

use super::{Connection, Db, departments, letters, messages, number, posting, seeds};
use crate::party::Sides;
use crate::words::Word as _;
use crate::{CitizenAccess, Conversations, Error, OpenOutcome, Opening, Party, PostOutcome, Posting, Result};

#[async_trait]
impl Conversations for Db {
    async fn open_conversation(&self, opening: Opening) -> Result<OpenOutcome> {
        self.writer.open(opening).await
    }

    async fn add_message(&self, posting: Posting) -> Result<PostOutcome> {
        self.write(posting, |transaction, posting| {
            posting::add(transaction, posting).boxed()
        })
        .await
    }

    async fn conversation(
        &self,
        conversation: ConversationId,
        party: &Party,
        limit: u32,
    ) -> Result<Option<ConversationView>> {
        let connection = &mut *self.read().await?;
        let Some(row) = sqlx::query(
            "SELECT case_number, authority, department, opener, status, opened_at, sign, staff_read, citizen_read,
                 EXISTS (SELECT 1 FROM notices WHERE notices.conversation = conversations.id) AS notice
             FROM conversations WHERE id = $1",
        )
        .bind(conversation.0)
        .fetch_optional(&mut *connection)
        .await?
        else {
            return Ok(None);
        };
        let sides = Sides::of(row.try_get("department")?, row.try_get("opener")?);
        let Some(side) = party.side(sides) else {
            return Ok(None);
        };
        let letter = letters::letters(connection, &[(sides, side)])
            .await?
            .pop()
            .flatten();
        let citizen: Option<Vec<u8>> = row.try_get("sign")?;
        let case_number: String = row.try_get("case_number")?;
        let status: String = row.try_get("status")?;
        Ok(Some(ConversationView {
            id: conversation,
            case_number: CaseNumber::try_from(case_number).map_err(Error::corrupt)?,
            authority: AuthorityId(row.try_get("authority")?),
            department: sides.department,
            status: Status::of(&status)?,
            opened_at: Timestamp(row.try_get("opened_at")?),
            citizen: Bytes(citizen.unwrap_or_default()),
            letter,
            messages: page(connection, conversation, party, sides, (0, limit)).await?,
            grants: grants(connection, conversation, party, 0).await?,
            read: row.try_get(match side {
                Author::Citizen => "citizen_read",
                Author::Department => "staff_read",
            })?,
            notice: row.try_get("notice")?,
        }))
    }

    async fn messages(
        &self,
        conversation: ConversationId,
        party: &Party,
        after: i64,
        limit: u32,
    ) -> Result<Option<MessagePage>> {
        let connection = &mut *self.read().await?;
        let sides = posting::sides(connection, conversation).await?;
        let Some(sides) = sides.filter(|sides| party.side(*sides).is_some()) else {
            return Ok(None);
        };
        page(connection, conversation, party, sides, (after, limit))
            .await
            .map(Some)
    }

    async fn mark_read(
        &self,
        conversation: ConversationId,
        party: Party,
        position: i64,
    ) -> Result<Option<()>> {
        let marks = marks(&mut *self.read().await?, conversation, &party).await?;
        let Some((read, last_position)) = marks else {
            return Ok(None);
        };
        // A mark that stands already costs no write.
        if read < position.min(last_position) {
            self.write((conversation, party, position), |transaction, input| {
                posting::mark_read(transaction, input.0, &input.1, input.2).boxed()
            })
            .await?;
        }
        Ok(Some(()))
    }

    async fn citizen_access(&self, locator_hash: &Bytes) -> Result<Option<CitizenAccess>> {
        let found: Option<(Uuid, Vec<u8>)> =
            sqlx::query_as("SELECT id, auth FROM conversations WHERE locator_hash = $1")
                .bind(locator_hash.as_ref())
                .fetch_optional(&mut *self.read().await?)
                .await?;
        Ok(found.map(|(conversation, auth)| CitizenAccess {
            conversation: ConversationId(conversation),
            auth: Bytes(auth),
        }))
    }
}

/// How far this party has read and the newest position; `None` if the conversation is not theirs.
async fn marks(
    connection: &mut Connection,
    conversation: ConversationId,
    party: &Party,
) -> Result<Option<(i64, i64)>> {
    let found: Option<(Uuid, Option<Uuid>, i64, i64, i64)> = sqlx::query_as(
        "SELECT department, opener, staff_read, citizen_read, last_position FROM conversations WHERE id = $1",
    )
    .bind(conversation.0)
    .fetch_optional(&mut *connection)
    .await?;
    Ok(
        found.and_then(|(department, opener, staff_read, citizen_read, last_position)| {
            Some(match party.side(Sides::of(department, opener))? {
                Author::Citizen => (citizen_read, last_position),
                Author::Department => (staff_read, last_position),
            })
        }),
    )
}

/// Up to `limit` messages after a position, with the seeds that open them.
async fn page(
    connection: &mut Connection,
    conversation: ConversationId,
    party: &Party,
    sides: Sides,
    (after, limit): (i64, u32),
) -> Result<MessagePage> {
    let (messages, next) = messages::page(connection, conversation, after, limit).await?;
    // Read after the messages: none of them is sealed to a seed that is missing here.
    let grants = grants(connection, conversation, party, 1).await?;
    let rekey = seeds::rekey(connection, conversation, sides).await?;
    let mut revoked = departments::revoked(connection, sides.department).await?;
    let mut opener_key = None;
    if let Some(opener) = sides.opener {
        opener_key = seeds::key(connection, opener).await?;
        revoked.extend(departments::revoked(connection, opener).await?);
    }
    Ok(MessagePage {
        messages,
        next,
        grants,
        rekey,
        opener_key,
        revoked,
    })
}

/// The party's grants of content seeds from this number on: the citizen's own, or those for the member's departments.
async fn grants(
    connection: &mut Connection,
    conversation: ConversationId,
    party: &Party,
    from: u32,
) -> Result<Vec<Grant>> {
    let rows: Vec<(String, i64, Uuid, i64, Vec<u8>)> = sqlx::query_as(
        "SELECT kind, n, grantee, epoch, sealed FROM grants
         WHERE conversation = $1 AND kind = 'content' AND n >= $2 ORDER BY n, epoch",
    )
    .bind(conversation.0)
    .bind(i64::from(from))
    .fetch_all(&mut *connection)
    .await?;
    rows.into_iter()
        .filter(|(_, _, grantee, ..)| match party {
            Party::Citizen => *grantee == conversation.0,
            Party::Department(departments) => departments.contains(&DepartmentId(*grantee)),
        })
        .map(|(kind, n, grantee, epoch, sealed)| {
            Ok(Grant {
                kind: GrantKind::of(&kind)?,
                n: number(n)?,
                grantee: if grantee == conversation.0 {
                    Grantee::Citizen
                } else {
                    Grantee::Department {
                        department: DepartmentId(grantee),
                        epoch: number(epoch)?,
                    }
                },
                sealed: Bytes(sealed),
            })
        })
        .collect()
}
