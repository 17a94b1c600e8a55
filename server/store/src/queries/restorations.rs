use async_trait::async_trait;
use domain::api::{Member, Restoration, RestoredAccess};
use domain::{AuthorityId, Bytes, Locale, MemberId, Timestamp};
use futures::FutureExt as _;
use uuid::Uuid;

use super::{Connection, Db, Transaction, email, members, outbox};
use crate::words::Word as _;
use crate::{
    AccountMail, Change, Errand, NewInvitation, PendingAccess, Restorations, RestoreOutcome, Result,
    TokenHash,
};

#[async_trait]
impl Restorations for Db {
    async fn begin_restoration(
        &self,
        authority: AuthorityId,
        member: MemberId,
        at: Timestamp,
    ) -> Result<Option<()>> {
        self.write((authority, member, at), |transaction, (authority, member, at)| {
            begin(&mut transaction.connection, *authority, *member, *at).boxed()
        })
        .await
    }

    async fn renew_restoration(
        &self,
        member: MemberId,
        invitation: NewInvitation,
    ) -> Result<Option<AccountMail>> {
        self.write((member, invitation), |transaction, (member, invitation)| {
            renew(&mut transaction.connection, *member, invitation).boxed()
        })
        .await
    }

    async fn restoring_member(&self, token: TokenHash, now: Timestamp) -> Result<Option<Member>> {
        let connection = &mut *self.read().await?;
        let found: Option<Uuid> =
            sqlx::query_scalar("SELECT member FROM restorations WHERE token_hash = $1 AND expires_at > $2")
                .bind(token.as_slice())
                .bind(now.0)
                .fetch_optional(&mut *connection)
                .await?;
        match found {
            Some(id) => members::member(connection, MemberId(id)).await,
            None => Ok(None),
        }
    }

    async fn set_restoration(
        &self,
        token: TokenHash,
        pending: PendingAccess,
        now: Timestamp,
    ) -> Result<Option<MemberId>> {
        self.write((token, pending, now), |transaction, (token, pending, now)| {
            async move {
                let member: Option<Uuid> = sqlx::query_scalar(
                    "UPDATE restorations SET password_file = $3, recipient = $4, account = $5
                     WHERE token_hash = $1 AND expires_at > $2 RETURNING member",
                )
                .bind(token.as_slice())
                .bind(now.0)
                .bind(pending.password_file.as_ref())
                .bind(&pending.recipient)
                .bind(pending.account.as_ref())
                .fetch_optional(&mut transaction.connection)
                .await?;
                Ok(member.map(MemberId))
            }
            .boxed()
        })
        .await
    }

    async fn restoration(&self, authority: AuthorityId, member: MemberId) -> Result<Option<Restoration>> {
        type Row = (i64, Option<i64>, Option<String>, Vec<u8>, Vec<u8>);
        let found: Option<Row> = sqlx::query_as(
            "SELECT restorations.asked_at, restorations.expires_at, restorations.recipient, members.recovery,
                 authorities.recovery_certificate
             FROM restorations JOIN members ON members.id = restorations.member
             JOIN authorities ON authorities.id = members.authority
             WHERE members.id = $1 AND members.authority = $2 AND members.recovery IS NOT NULL",
        )
        .bind(member.0)
        .bind(authority.0)
        .fetch_optional(&mut *self.read().await?)
        .await?;
        Ok(found.map(
            |(asked_at, expires_at, recipient, sealed, recovery_certificate)| Restoration {
                asked_at: Timestamp(asked_at),
                expires_at: expires_at.map(Timestamp),
                recipient,
                sealed: Bytes(sealed),
                recovery_certificate: Bytes(recovery_certificate),
            },
        ))
    }

    async fn withdraw_restoration(&self, authority: AuthorityId, member: MemberId) -> Result<Option<()>> {
        self.write((authority, member), |transaction, (authority, member)| {
            async move {
                let connection = &mut transaction.connection;
                let removed = sqlx::query(
                    "DELETE FROM restorations WHERE member = $1
                     AND EXISTS (SELECT 1 FROM members WHERE id = $1 AND authority = $2)",
                )
                .bind(member.0)
                .bind(authority.0)
                .execute(&mut *connection)
                .await?
                .rows_affected();
                if removed == 1 {
                    outbox::remove(connection, Errand::Restoration(*member)).await?;
                }
                Ok((removed == 1).then_some(()))
            }
            .boxed()
        })
        .await
    }

    async fn restore_access(
        &self,
        authority: AuthorityId,
        member: MemberId,
        access: RestoredAccess,
        at: Timestamp,
    ) -> Result<RestoreOutcome> {
        let change = (authority, member, access, at);
        self.write(change, |transaction, (authority, member, access, at)| {
            restore(transaction, *authority, *member, access, *at).boxed()
        })
        .await
    }
}

async fn begin(
    connection: &mut Connection,
    authority: AuthorityId,
    member: MemberId,
    at: Timestamp,
) -> Result<Option<()>> {
    let known: Option<Uuid> = sqlx::query_scalar(for_update!(
        "SELECT id FROM members WHERE id = $1 AND authority = $2 AND chain IS NOT NULL AND left_at IS NULL
             AND recovery IS NOT NULL"
    ))
    .bind(member.0)
    .bind(authority.0)
    .fetch_optional(&mut *connection)
    .await?;
    if known.is_none() {
        return Ok(None);
    }
    sqlx::query("DELETE FROM restorations WHERE member = $1")
        .bind(member.0)
        .execute(&mut *connection)
        .await?;
    sqlx::query("INSERT INTO restorations (member, asked_at) VALUES ($1, $2)")
        .bind(member.0)
        .bind(at.0)
        .execute(&mut *connection)
        .await?;
    outbox::add(connection, Errand::Restoration(member), at).await?;
    Ok(Some(()))
}

async fn renew(
    connection: &mut Connection,
    member: MemberId,
    invitation: &NewInvitation,
) -> Result<Option<AccountMail>> {
    let renewed = sqlx::query("UPDATE restorations SET token_hash = $2, expires_at = $3 WHERE member = $1")
        .bind(member.0)
        .bind(invitation.token.as_slice())
        .bind(invitation.expires_at.0)
        .execute(&mut *connection)
        .await?
        .rows_affected();
    if renewed == 0 {
        return Ok(None);
    }
    members::issue(connection, member, invitation).await?;
    let (address, locale): (String, String) =
        sqlx::query_as("SELECT email, locale FROM members WHERE id = $1")
            .bind(member.0)
            .fetch_one(&mut *connection)
            .await?;
    Ok(Some(AccountMail {
        email: email(&address)?,
        locale: Locale::of(&locale)?,
    }))
}

async fn restore(
    transaction: &mut Transaction,
    authority: AuthorityId,
    member: MemberId,
    access: &RestoredAccess,
    at: Timestamp,
) -> Result<RestoreOutcome> {
    let connection = &mut transaction.connection;
    type Pending = (Option<Vec<u8>>, Option<String>, Option<Vec<u8>>);
    let found: Option<Pending> = sqlx::query_as(
        "SELECT restorations.password_file, restorations.recipient, restorations.account FROM restorations
         JOIN members ON members.id = restorations.member
         WHERE members.id = $1 AND members.authority = $2 AND members.chain IS NOT NULL
             AND members.left_at IS NULL",
    )
    .bind(member.0)
    .bind(authority.0)
    .fetch_optional(&mut *connection)
    .await?;
    let Some((password_file, recipient, account)) = found else {
        return Ok(RestoreOutcome::NotFound);
    };
    if recipient.as_deref() != Some(access.recipient.as_str()) {
        return Ok(RestoreOutcome::OtherRecipient);
    }
    sqlx::query("UPDATE members SET password_file = $2, account = $3, restored = $4 WHERE id = $1")
        .bind(member.0)
        .bind(password_file)
        .bind(account)
        .bind(access.sealed.as_ref())
        .execute(&mut *connection)
        .await?;
    for table in [
        "DELETE FROM restorations WHERE member = $1",
        "DELETE FROM recovery_codes WHERE member = $1",
        "DELETE FROM passkeys WHERE member = $1",
        "DELETE FROM ceremonies WHERE member = $1",
        "DELETE FROM logins WHERE member = $1",
        "DELETE FROM staff_sessions WHERE member = $1",
    ] {
        sqlx::query(table)
            .bind(member.0)
            .execute(&mut *connection)
            .await?;
    }
    outbox::remove(connection, Errand::Restoration(member)).await?;
    outbox::add(connection, Errand::SignInChanged(member), at).await?;
    transaction.changes.push(Change::Sessions(member));
    Ok(RestoreOutcome::Restored)
}
