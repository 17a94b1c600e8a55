use async_trait::async_trait;
use domain::api::Way;
use domain::{Bytes, EmailAddress, Locale, MemberId, SessionId, Timestamp};
use futures::FutureExt as _;
use uuid::Uuid;

use super::{Connection, Db, Transaction, email, outbox};
use crate::words::Word as _;
use crate::{AccountMail, Accounts, Change, Errand, PasswordRecord, RecoveryCodeRecord, Result};

#[async_trait]
impl Accounts for Db {
    async fn set_password(
        &self,
        member: MemberId,
        password: PasswordRecord,
        own: SessionId,
        at: Timestamp,
    ) -> Result<Option<()>> {
        self.write(
            (member, password, own, at),
            |transaction, (member, password, own, at)| {
                set_password(transaction, *member, password, *own, *at).boxed()
            },
        )
        .await
    }

    async fn set_recovery_code(&self, member: MemberId, code: RecoveryCodeRecord) -> Result<Option<()>> {
        self.write((member, code), |transaction, (member, code)| {
            set_recovery_code(&mut transaction.connection, *member, code).boxed()
        })
        .await
    }

    async fn remove_recovery_code(&self, member: MemberId, at: Timestamp) -> Result<Option<()>> {
        self.write((member, at), |transaction, (member, at)| {
            async move {
                let connection = &mut transaction.connection;
                let removed = delete_recovery_code(connection, *member).await?;
                if removed {
                    outbox::add(connection, Errand::SignInChanged(*member), *at).await?;
                }
                Ok(removed.then_some(()))
            }
            .boxed()
        })
        .await
    }

    async fn recovery_code(&self, member: MemberId) -> Result<Option<RecoveryCodeRecord>> {
        let found: Option<(Vec<u8>, Vec<u8>, i64)> =
            sqlx::query_as("SELECT auth, account, made_at FROM recovery_codes WHERE member = $1")
                .bind(member.0)
                .fetch_optional(&mut *self.read().await?)
                .await?;
        Ok(found.map(|(auth, account, made_at)| record(auth, account, made_at)))
    }

    async fn recovery_account(&self, email: &EmailAddress) -> Result<Option<(MemberId, RecoveryCodeRecord)>> {
        let found: Option<(Uuid, Vec<u8>, Vec<u8>, i64)> = sqlx::query_as(
            "SELECT members.id, recovery_codes.auth, recovery_codes.account, recovery_codes.made_at FROM members
             JOIN recovery_codes ON recovery_codes.member = members.id
             WHERE lower(members.email) = lower($1) AND members.left_at IS NULL",
        )
        .bind(email.as_str())
        .fetch_optional(&mut *self.read().await?)
        .await?;
        Ok(found.map(|(member, auth, account, made_at)| (MemberId(member), record(auth, account, made_at))))
    }

    async fn account_mail(&self, member: MemberId) -> Result<Option<AccountMail>> {
        let found: Option<(String, String)> =
            sqlx::query_as("SELECT email, locale FROM members WHERE id = $1 AND left_at IS NULL")
                .bind(member.0)
                .fetch_optional(&mut *self.read().await?)
                .await?;
        found
            .map(|(address, locale)| {
                Ok(AccountMail {
                    email: email(&address)?,
                    locale: Locale::of(&locale)?,
                })
            })
            .transpose()
    }
}

async fn set_password(
    transaction: &mut Transaction,
    member: MemberId,
    password: &PasswordRecord,
    own: SessionId,
    at: Timestamp,
) -> Result<Option<()>> {
    let connection = &mut transaction.connection;
    let way: Option<String> =
        sqlx::query_scalar("SELECT way FROM staff_sessions WHERE member = $1 AND session = $2")
            .bind(member.0)
            .bind(own.0)
            .fetch_optional(&mut *connection)
            .await?;
    let Some(way) = way else {
        return Ok(None);
    };
    let changed = sqlx::query(
        "UPDATE members SET password_file = $2, account = $3, restored = NULL
         WHERE id = $1 AND enrolled_at IS NOT NULL AND left_at IS NULL",
    )
    .bind(member.0)
    .bind(password.password_file.as_ref())
    .bind(password.account.as_ref())
    .execute(&mut *connection)
    .await?
    .rows_affected();
    if changed == 0 {
        return Ok(None);
    }
    if Way::of(&way)? == Way::RecoveryCode {
        delete_recovery_code(connection, member).await?;
        // What the session was begun with opens nothing any more.
        sqlx::query("UPDATE staff_sessions SET way = $2 WHERE session = $1")
            .bind(own.0)
            .bind(Way::Password.word())
            .execute(&mut *connection)
            .await?;
    }
    sqlx::query("DELETE FROM staff_sessions WHERE member = $1 AND session <> $2")
        .bind(member.0)
        .bind(own.0)
        .execute(&mut *connection)
        .await?;
    // A login that began with the earlier password does not end with it.
    sqlx::query("DELETE FROM logins WHERE member = $1")
        .bind(member.0)
        .execute(&mut *connection)
        .await?;
    outbox::add(connection, Errand::SignInChanged(member), at).await?;
    transaction.changes.push(Change::Sessions(member));
    Ok(Some(()))
}

async fn set_recovery_code(
    connection: &mut Connection,
    member: MemberId,
    code: &RecoveryCodeRecord,
) -> Result<Option<()>> {
    let known: Option<Uuid> = sqlx::query_scalar(for_update!(
        "SELECT id FROM members WHERE id = $1 AND enrolled_at IS NOT NULL AND left_at IS NULL"
    ))
    .bind(member.0)
    .fetch_optional(&mut *connection)
    .await?;
    if known.is_none() {
        return Ok(None);
    }
    sqlx::query(
        "INSERT INTO recovery_codes (member, auth, account, made_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (member) DO UPDATE
             SET auth = excluded.auth, account = excluded.account, made_at = excluded.made_at",
    )
    .bind(member.0)
    .bind(code.auth.as_ref())
    .bind(code.account.as_ref())
    .bind(code.made_at.0)
    .execute(&mut *connection)
    .await?;
    outbox::add(connection, Errand::SignInChanged(member), code.made_at).await?;
    Ok(Some(()))
}

async fn delete_recovery_code(connection: &mut Connection, member: MemberId) -> Result<bool> {
    let removed = sqlx::query("DELETE FROM recovery_codes WHERE member = $1")
        .bind(member.0)
        .execute(&mut *connection)
        .await?
        .rows_affected();
    Ok(removed == 1)
}

fn record(auth: Vec<u8>, account: Vec<u8>, made_at: i64) -> RecoveryCodeRecord {
    RecoveryCodeRecord {
        auth: Bytes(auth),
        account: Bytes(account),
        made_at: Timestamp(made_at),
    }
}
