use async_trait::async_trait;
use domain::api::{Author, ConversationView, Grant, GrantKind, Grantee, MessagePage, Status};
use domain::{AuthorityId, Bytes, CaseNumber, ConversationId, DepartmentId, Timestamp};
use futures::FutureExt as _;
use sqlx::Row as _;
use uuid::Uuid;

use super::{Connection, Db, departments, handovers, letters, messages, number, posting, seeds};
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
            "SELECT case_number, authority, department, opener, status, sign, staff_read, citizen_read, first_position,
                 first_seed, opened_at, (SELECT received_at FROM messages WHERE position = opening) AS came_at,
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
        let begins = Begin::of(side, row.try_get("first_position")?, row.try_get("first_seed")?);
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
            // The day on which it was opened elsewhere belongs to the history that the citizen has kept.
            opened_at: Timestamp(row.try_get(if begins.is_whole() { "opened_at" } else { "came_at" })?),
            citizen: Bytes(citizen.unwrap_or_default()),
            letter,
            messages: page(connection, conversation, party, (sides, begins), (0, limit)).await?,
            grants: grants(connection, conversation, party, begins.seed).await?,
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
        let Some(sides) = posting::sides(connection, conversation).await? else {
            return Ok(None);
        };
        let Some(side) = party.side(sides) else {
            return Ok(None);
        };
        let begins = begin(connection, conversation, side).await?;
        page(connection, conversation, party, (sides, begins), (after, limit))
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
    (sides, begins): (Sides, Begin),
    (after, limit): (i64, u32),
) -> Result<MessagePage> {
    let after = after.max(begins.position - 1);
    let (messages, next) = messages::page(connection, conversation, after, limit).await?;
    // Read after the messages: none of them is sealed to a seed that is missing here.
    let grants = grants(connection, conversation, party, begins.seed.max(1)).await?;
    let rekey = seeds::rekey(connection, conversation, sides).await?;
    let opener_key = match sides.opener {
        Some(opener) => seeds::key(connection, opener).await?,
        None => None,
    };
    Ok(MessagePage {
        messages,
        next,
        grants,
        rekey,
        opener_key,
        revoked: revoked(connection, conversation, (sides, begins)).await?,
    })
}

/// Where begins what a party may get of a conversation.
#[derive(Clone, Copy)]
struct Begin {
    position: i64,
    seed: i64,
}

impl Begin {
    /// The side that opened it has everything; the one in charge what its authority was given.
    fn of(side: Author, position: i64, seed: i64) -> Self {
        match side {
            Author::Citizen => Self { position: 0, seed: 0 },
            Author::Department => Self { position, seed },
        }
    }

    fn is_whole(self) -> bool {
        self.position == 0
    }
}

async fn begin(connection: &mut Connection, conversation: ConversationId, side: Author) -> Result<Begin> {
    let (position, seed): (i64, i64) =
        sqlx::query_as("SELECT first_position, first_seed FROM conversations WHERE id = $1")
            .bind(conversation.0)
            .fetch_one(&mut *connection)
            .await?;
    Ok(Begin::of(side, position, seed))
}

/// The withdrawn keys of every authority whose messages the reader gets.
async fn revoked(
    connection: &mut Connection,
    conversation: ConversationId,
    (sides, begins): (Sides, Begin),
) -> Result<Vec<Vec<Bytes>>> {
    let mut others: Vec<_> = sides.opener.into_iter().collect();
    if begins.is_whole() {
        others.extend(handovers::former(connection, conversation).await?);
    }
    let mut revoked = departments::revoked(connection, sides.department).await?;
    for department in others {
        let mut withdrawn = departments::revoked(connection, department).await?;
        withdrawn.retain(|chain| !revoked.contains(chain));
        revoked.extend(withdrawn);
    }
    Ok(revoked)
}

/// The party's grants of content seeds from this number on: the citizen's own, or those for the member's departments.
async fn grants(
    connection: &mut Connection,
    conversation: ConversationId,
    party: &Party,
    from: i64,
) -> Result<Vec<Grant>> {
    let rows: Vec<(String, i64, Uuid, i64, Vec<u8>)> = sqlx::query_as(
        "SELECT kind, n, grantee, epoch, sealed FROM grants
         WHERE conversation = $1 AND kind = 'content' AND n >= $2 ORDER BY n, epoch",
    )
    .bind(conversation.0)
    .bind(from)
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
