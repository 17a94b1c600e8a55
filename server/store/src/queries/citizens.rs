use async_trait::async_trait;
use domain::api::{Author, Status};
use domain::{CaseNumber, ConversationId, Locale, Localized, Timestamp};
use futures::FutureExt as _;
use sqlx::Row as _;
use uuid::Uuid;

use super::{Db, Transaction, email, posting};
use crate::words::Word as _;
use crate::{
    CitizenSession, Citizens, Error, Notice, NoticeMail, NoticeOutcome, Result, SESSION_GRAIN_SECONDS,
    TokenHash,
};

#[async_trait]
impl Citizens for Db {
    async fn spend_challenge(&self, nonce: TokenHash, expires_at: Timestamp) -> Result<bool> {
        self.write((nonce, expires_at), |transaction, (nonce, expires_at)| {
            async move {
                let first = sqlx::query(
                    "INSERT INTO challenges (nonce_hash, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                )
                .bind(nonce.as_slice())
                .bind(expires_at.0)
                .execute(&mut transaction.connection)
                .await?
                .rows_affected();
                Ok(first == 1)
            }
            .boxed()
        })
        .await
    }

    async fn add_citizen_session(&self, token: TokenHash, session: CitizenSession) -> Result<()> {
        self.write((token, session), |transaction, (token, session)| {
            async move {
                sqlx::query(
                    "INSERT INTO citizen_sessions (token_hash, conversation, expires_at) VALUES ($1, $2, $3)",
                )
                .bind(token.as_slice())
                .bind(session.conversation.0)
                .bind(session.expires_at.0)
                .execute(&mut transaction.connection)
                .await?;
                Ok(())
            }
            .boxed()
        })
        .await
    }

    async fn use_citizen_session(
        &self,
        token: TokenHash,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<Option<CitizenSession>> {
        let found: Option<(Uuid, i64)> = sqlx::query_as(
            "SELECT conversation, expires_at FROM citizen_sessions WHERE token_hash = $1 AND expires_at > $2",
        )
        .bind(token.as_slice())
        .bind(now.0)
        .fetch_optional(&mut *self.read().await?)
        .await?;
        let Some((conversation, ends)) = found else {
            return Ok(None);
        };
        let mut session = CitizenSession {
            conversation: ConversationId(conversation),
            expires_at: Timestamp(ends),
        };
        if expires_at.0.saturating_sub(ends) >= SESSION_GRAIN_SECONDS {
            self.write((token, expires_at), |transaction, (token, expires_at)| {
                async move {
                    sqlx::query(
                        "UPDATE citizen_sessions SET expires_at = $2 WHERE token_hash = $1 AND expires_at < $2",
                    )
                    .bind(token.as_slice())
                    .bind(expires_at.0)
                    .execute(&mut transaction.connection)
                    .await?;
                    Ok(())
                }
                .boxed()
            })
            .await?;
            session.expires_at = expires_at;
        }
        Ok(Some(session))
    }

    async fn end_citizen_session(&self, token: TokenHash) -> Result<()> {
        self.write(token, |transaction, token| {
            async move {
                sqlx::query("DELETE FROM citizen_sessions WHERE token_hash = $1")
                    .bind(token.as_slice())
                    .execute(&mut transaction.connection)
                    .await?;
                Ok(())
            }
            .boxed()
        })
        .await
    }

    async fn set_notice(&self, conversation: ConversationId, notice: Notice) -> Result<NoticeOutcome> {
        self.write((conversation, notice), |transaction, (conversation, notice)| {
            set_notice(transaction, *conversation, notice).boxed()
        })
        .await
    }

    async fn erase_notice(&self, conversation: ConversationId) -> Result<()> {
        self.write(conversation, |transaction, conversation| {
            posting::erase_notice(&mut transaction.connection, *conversation).boxed()
        })
        .await
    }

    async fn notice_mail(
        &self,
        conversation: ConversationId,
        recipient: Author,
    ) -> Result<Option<NoticeMail>> {
        let sql = match recipient {
            Author::Citizen => {
                "SELECT notices.email AS email, notices.locale AS locale, conversations.case_number,
                     authorities.name AS authority, departments.name_de, departments.name_en
                 FROM notices
                 JOIN conversations ON conversations.id = notices.conversation
                 JOIN departments ON departments.id = conversations.department
                 JOIN authorities ON authorities.id = conversations.authority
                 WHERE notices.conversation = $1
                 UNION ALL
                 SELECT departments.notice_email, 'de', conversations.case_number,
                     authorities.name, departments.name_de, departments.name_en
                 FROM conversations
                 JOIN departments ON departments.id = conversations.opener
                 JOIN authorities ON authorities.id = departments.authority
                 WHERE conversations.id = $1 AND departments.notice_email IS NOT NULL"
            }
            Author::Department => {
                "SELECT departments.notice_email AS email, 'de' AS locale, conversations.case_number,
                     authorities.name AS authority, departments.name_de, departments.name_en
                 FROM conversations
                 JOIN departments ON departments.id = conversations.department
                 JOIN authorities ON authorities.id = conversations.authority
                 WHERE conversations.id = $1 AND departments.notice_email IS NOT NULL"
            }
        };
        let found = sqlx::query(sql)
            .bind(conversation.0)
            .fetch_optional(&mut *self.read().await?)
            .await?;
        found
            .map(|row| {
                let case_number: String = row.try_get("case_number")?;
                Ok(NoticeMail {
                    email: email(&row.try_get::<String, _>("email")?)?,
                    locale: Locale::of(&row.try_get::<String, _>("locale")?)?,
                    authority: row.try_get("authority")?,
                    department: Localized {
                        de: row.try_get("name_de")?,
                        en: row.try_get("name_en")?,
                    },
                    case_number: CaseNumber::try_from(case_number).map_err(Error::corrupt)?,
                })
            })
            .transpose()
    }
}

async fn set_notice(
    transaction: &mut Transaction,
    conversation: ConversationId,
    notice: &Notice,
) -> Result<NoticeOutcome> {
    let connection = &mut transaction.connection;
    let status: Option<String> =
        sqlx::query_scalar(for_update!("SELECT status FROM conversations WHERE id = $1"))
            .bind(conversation.0)
            .fetch_optional(&mut *connection)
            .await?;
    match status.as_deref().map(Status::of).transpose()? {
        None => return Ok(NoticeOutcome::NotFound),
        Some(Status::Closed) => return Ok(NoticeOutcome::Closed),
        Some(Status::Open) => {}
    }
    sqlx::query(
        "INSERT INTO notices (conversation, email, locale) VALUES ($1, $2, $3)
         ON CONFLICT (conversation) DO UPDATE SET email = excluded.email, locale = excluded.locale",
    )
    .bind(conversation.0)
    .bind(notice.email.as_str())
    .bind(notice.locale.word())
    .execute(&mut *connection)
    .await?;
    Ok(NoticeOutcome::Set)
}
