use async_trait::async_trait;
use domain::{ConversationId, FoundingId, MemberId, Timestamp};
use futures::FutureExt as _;
use uuid::Uuid;

use super::{Connection, Db, Transaction, number};
use crate::{Delivery, Errand, Error, Outbox, OutboxEntry, Result};

const DEPARTMENT_MESSAGE: &str = "department_message";
const CITIZEN_ANSWER: &str = "citizen_answer";
const LETTER_ANSWER: &str = "letter_answer";
const INVITATION: &str = "invitation";
const FOUNDING_CODE: &str = "founding_code";
const RESTORATION: &str = "restoration";
const SIGN_IN_CHANGED: &str = "sign_in_changed";
const UPKEEP: &str = "upkeep";

#[async_trait]
impl Outbox for Db {
    async fn claim_outbox(
        &self,
        now: Timestamp,
        lease_until: Timestamp,
        limit: u32,
    ) -> Result<Vec<OutboxEntry>> {
        // Polling an empty outbox costs no write.
        let due: Option<i64> = sqlx::query_scalar("SELECT id FROM outbox WHERE next_at <= $1 LIMIT 1")
            .bind(now.0)
            .fetch_optional(&mut *self.read().await?)
            .await?;
        if due.is_none() {
            return Ok(Vec::new());
        }
        self.write((now, lease_until, limit), |transaction, input| {
            claim(transaction, input.0, input.1, input.2).boxed()
        })
        .await
    }

    async fn settle_outbox(&self, entry: OutboxEntry, delivery: Delivery) -> Result<()> {
        self.write((entry, delivery), |transaction, (entry, delivery)| {
            settle(transaction, entry, *delivery).boxed()
        })
        .await
    }

    async fn outbox_length(&self) -> Result<u64> {
        let length: i64 = sqlx::query_scalar("SELECT count(*) FROM outbox")
            .fetch_one(&mut *self.read().await?)
            .await?;
        u64::try_from(length).map_err(Error::corrupt)
    }
}

/// Gives an errand. One that waits already is not doubled; one that is being done is due once more.
pub(super) async fn add(connection: &mut Connection, errand: Errand, due_at: Timestamp) -> Result<()> {
    let (kind, subject) = to_words(errand);
    sqlx::query(
        "INSERT INTO outbox (kind, subject, next_at) VALUES ($1, $2, $3)
         ON CONFLICT (subject, kind) DO UPDATE SET revision = outbox.revision + 1",
    )
    .bind(kind)
    .bind(subject)
    .bind(due_at.0)
    .execute(&mut *connection)
    .await?;
    Ok(())
}

/// Takes an errand back.
pub(super) async fn remove(connection: &mut Connection, errand: Errand) -> Result<()> {
    let (kind, subject) = to_words(errand);
    sqlx::query("DELETE FROM outbox WHERE subject = $1 AND kind = $2")
        .bind(subject)
        .bind(kind)
        .execute(&mut *connection)
        .await?;
    Ok(())
}

/// Kind and subject as they stand in the table.
pub(super) fn to_words(errand: Errand) -> (&'static str, Uuid) {
    match errand {
        Errand::DepartmentMessage(conversation) => (DEPARTMENT_MESSAGE, conversation.0),
        Errand::CitizenAnswer(conversation) => (CITIZEN_ANSWER, conversation.0),
        Errand::LetterAnswer(conversation) => (LETTER_ANSWER, conversation.0),
        Errand::Invitation(member) => (INVITATION, member.0),
        Errand::FoundingCode(founding) => (FOUNDING_CODE, founding.0),
        Errand::Restoration(member) => (RESTORATION, member.0),
        Errand::SignInChanged(member) => (SIGN_IN_CHANGED, member.0),
        Errand::Upkeep(member) => (UPKEEP, member.0),
    }
}

fn of_words(kind: &str, subject: Uuid) -> Result<Errand> {
    match kind {
        DEPARTMENT_MESSAGE => Ok(Errand::DepartmentMessage(ConversationId(subject))),
        CITIZEN_ANSWER => Ok(Errand::CitizenAnswer(ConversationId(subject))),
        LETTER_ANSWER => Ok(Errand::LetterAnswer(ConversationId(subject))),
        INVITATION => Ok(Errand::Invitation(MemberId(subject))),
        RESTORATION => Ok(Errand::Restoration(MemberId(subject))),
        SIGN_IN_CHANGED => Ok(Errand::SignInChanged(MemberId(subject))),
        UPKEEP => Ok(Errand::Upkeep(MemberId(subject))),
        FOUNDING_CODE => Ok(Errand::FoundingCode(FoundingId(subject))),
        _ => Err(Error::corrupt(format_args!("the errand {kind:?}"))),
    }
}

/// The lease is the next due time: whoever does not settle in time leaves the errand to the next one.
async fn claim(
    transaction: &mut Transaction,
    now: Timestamp,
    lease_until: Timestamp,
    limit: u32,
) -> Result<Vec<OutboxEntry>> {
    let rows: Vec<(i64, String, Uuid, i64, i64)> = sqlx::query_as(skip_locked!(
        "UPDATE outbox SET next_at = $2, attempts = attempts + 1 WHERE id IN
             (SELECT id FROM outbox WHERE next_at <= $1 ORDER BY next_at LIMIT $3",
        ") RETURNING id, kind, subject, revision, attempts"
    ))
    .bind(now.0)
    .bind(lease_until.0)
    .bind(i64::from(limit))
    .fetch_all(&mut transaction.connection)
    .await?;
    rows.into_iter()
        .map(|(id, kind, subject, revision, attempts)| {
            Ok(OutboxEntry {
                id,
                revision,
                errand: of_words(&kind, subject)?,
                attempts: number(attempts)?,
                lease_until,
            })
        })
        .collect()
}

async fn settle(transaction: &mut Transaction, entry: &OutboxEntry, delivery: Delivery) -> Result<()> {
    let connection = &mut transaction.connection;
    match delivery {
        Delivery::Done => {
            sqlx::query("DELETE FROM outbox WHERE id = $1 AND revision = $2 AND next_at = $3")
                .bind(entry.id)
                .bind(entry.revision)
                .bind(entry.lease_until.0)
                .execute(&mut *connection)
                .await?;
            // Whatever is still there under this lease was given again; it was due from that moment on.
            sqlx::query("UPDATE outbox SET attempts = 0, next_at = 0 WHERE id = $1 AND next_at = $2")
                .bind(entry.id)
                .bind(entry.lease_until.0)
                .execute(&mut *connection)
                .await?;
        }
        Delivery::Retry(at) => {
            sqlx::query("UPDATE outbox SET next_at = $3 WHERE id = $1 AND next_at = $2")
                .bind(entry.id)
                .bind(entry.lease_until.0)
                .bind(at.0)
                .execute(&mut *connection)
                .await?;
        }
    }
    Ok(())
}
