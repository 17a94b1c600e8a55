use std::collections::{HashMap, HashSet};

use async_trait::async_trait;
use certificates::chain_end;
use domain::api::{
    Departure, EpochKey, Member, MemberEntry, MemberKeys, MemberState, NewCertificate, Role, WaitingGrant,
};
use domain::limits::SPENT_TOKEN_SECONDS;
use domain::{AuthorityId, Bytes, DepartmentId, EmailAddress, Locale, LoginId, MemberId, Timestamp};
use futures::FutureExt as _;
use sqlx::Row as _;
use uuid::Uuid;

use super::{Connection, Db, Row, Transaction, email, from_list, number, outbox, rights};
use crate::words::Word as _;
use crate::{
    Account, Certifier, ChangeOutcome, EnrolledKeys, Errand, InvitationMail, InviteOutcome, Members,
    NewInvitation, NewMember, PendingLogin, Result, TokenHash,
};

/// Members as administrators see them; what selects them follows.
macro_rules! entries {
    () => {
        "SELECT id, authority, name, email, role, invited_at, enrolled_at, left_at, sign, recipient, chain,
             (SELECT expires_at FROM invitations WHERE member = members.id) AS invited_until
         FROM members "
    };
}

#[async_trait]
impl Members for Db {
    async fn invite_member(&self, member: NewMember) -> Result<InviteOutcome> {
        self.write(member, |transaction, member| {
            invite_new(transaction, member).boxed()
        })
        .await
    }

    async fn renew_invitation(
        &self,
        member: MemberId,
        invitation: NewInvitation,
    ) -> Result<Option<InvitationMail>> {
        self.write((member, invitation), |transaction, (member, invitation)| {
            renew(transaction, *member, invitation).boxed()
        })
        .await
    }

    async fn invited_member(&self, token: TokenHash, now: Timestamp) -> Result<Option<Member>> {
        let connection = &mut *self.read().await?;
        let found: Option<Uuid> =
            sqlx::query_scalar("SELECT member FROM invitations WHERE token_hash = $1 AND expires_at > $2")
                .bind(token.as_slice())
                .bind(now.0)
                .fetch_optional(&mut *connection)
                .await?;
        match found {
            Some(id) => member(connection, MemberId(id)).await,
            None => Ok(None),
        }
    }

    async fn enrol_member(&self, token: TokenHash, keys: EnrolledKeys) -> Result<Option<MemberId>> {
        self.write((token, keys), |transaction, (token, keys)| {
            enrol(transaction, *token, keys).boxed()
        })
        .await
    }

    async fn repeat_invitation(
        &self,
        authority: AuthorityId,
        member: MemberId,
        at: Timestamp,
    ) -> Result<Option<()>> {
        self.write((authority, member, at), |transaction, (authority, member, at)| {
            async move {
                let connection = &mut transaction.connection;
                let waits = is_invited(connection, *authority, *member).await?;
                if waits {
                    outbox::add(connection, Errand::Invitation(*member), *at).await?;
                }
                Ok(waits.then_some(()))
            }
            .boxed()
        })
        .await
    }

    async fn withdraw_invitation(&self, authority: AuthorityId, member: MemberId) -> Result<Option<()>> {
        self.write((authority, member), |transaction, (authority, member)| {
            async move {
                let connection = &mut transaction.connection;
                let waits = is_invited(connection, *authority, *member).await?;
                if waits {
                    outbox::remove(connection, Errand::Invitation(*member)).await?;
                    sqlx::query("DELETE FROM members WHERE id = $1")
                        .bind(member.0)
                        .execute(&mut *connection)
                        .await?;
                }
                Ok(waits.then_some(()))
            }
            .boxed()
        })
        .await
    }

    async fn certify_member(
        &self,
        authority: AuthorityId,
        member: MemberId,
        by: Certifier,
        certificate: NewCertificate,
        at: Timestamp,
    ) -> Result<ChangeOutcome> {
        let change = (authority, member, by, certificate, at);
        self.write(change, |transaction, (authority, member, by, certificate, at)| {
            rights::certify(transaction, *authority, *member, *by, certificate, *at).boxed()
        })
        .await
    }

    async fn depart_member(
        &self,
        authority: AuthorityId,
        member: MemberId,
        departure: Departure,
        at: Timestamp,
    ) -> Result<ChangeOutcome> {
        let change = (authority, member, departure, at);
        self.write(change, |transaction, (authority, member, departure, at)| {
            rights::depart(transaction, *authority, *member, departure, *at).boxed()
        })
        .await
    }

    async fn waiting_grants(&self, member: MemberId) -> Result<Vec<WaitingGrant>> {
        rights::waiting(&mut *self.read().await?, member).await
    }

    async fn member(&self, id: MemberId) -> Result<Option<Member>> {
        member(&mut *self.read().await?, id).await
    }

    async fn is_certified(&self, member: MemberId) -> Result<bool> {
        let certified: i64 =
            sqlx::query_scalar("SELECT count(*) FROM members WHERE id = $1 AND chain IS NOT NULL")
                .bind(member.0)
                .fetch_one(&mut *self.read().await?)
                .await?;
        Ok(certified > 0)
    }

    async fn member_entry(&self, authority: AuthorityId, member: MemberId) -> Result<Option<MemberEntry>> {
        let connection = &mut *self.read().await?;
        let row = sqlx::query(concat!(entries!(), "WHERE authority = $1 AND id = $2"))
            .bind(authority.0)
            .bind(member.0)
            .fetch_optional(&mut *connection)
            .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        let departments: Vec<Uuid> = sqlx::query_scalar(
            "SELECT department FROM member_departments WHERE member = $1 ORDER BY department",
        )
        .bind(member.0)
        .fetch_all(&mut *connection)
        .await?;
        entry(&row, departments.into_iter().map(DepartmentId).collect()).map(Some)
    }

    async fn revocations(&self, authority: AuthorityId) -> Result<Vec<Vec<Bytes>>> {
        let chains: Vec<String> =
            sqlx::query_scalar("SELECT chain FROM revocations WHERE authority = $1 ORDER BY ends_at, member")
                .bind(authority.0)
                .fetch_all(&mut *self.read().await?)
                .await?;
        chains.iter().map(|chain| from_list(chain)).collect()
    }

    async fn members(&self, authority: AuthorityId) -> Result<Vec<MemberEntry>> {
        let connection = &mut *self.read().await?;
        let rows = sqlx::query(concat!(entries!(), "WHERE authority = $1 ORDER BY name, id"))
            .bind(authority.0)
            .fetch_all(&mut *connection)
            .await?;
        let places: Vec<(Uuid, Uuid)> = sqlx::query_as(
            "SELECT member, department FROM member_departments
             WHERE member IN (SELECT id FROM members WHERE authority = $1) ORDER BY department",
        )
        .bind(authority.0)
        .fetch_all(&mut *connection)
        .await?;
        let mut departments: HashMap<Uuid, Vec<DepartmentId>> = HashMap::new();
        for (member, department) in places {
            departments
                .entry(member)
                .or_default()
                .push(DepartmentId(department));
        }
        rows.iter()
            .map(|row| {
                let id: Uuid = row.try_get("id")?;
                entry(row, departments.remove(&id).unwrap_or_default())
            })
            .collect()
    }

    async fn member_keys(&self, id: MemberId) -> Result<Option<MemberKeys>> {
        let connection = &mut *self.read().await?;
        type Keys = (Vec<u8>, Vec<u8>, Option<Vec<u8>>, Option<String>);
        let found: Option<Keys> = sqlx::query_as(
            "SELECT account, private, restored, chain FROM members WHERE id = $1 AND enrolled_at IS NOT NULL
                 AND left_at IS NULL",
        )
        .bind(id.0)
        .fetch_optional(&mut *connection)
        .await?;
        let Some((account, private, restored, chain)) = found else {
            return Ok(None);
        };
        let epochs: Vec<(Uuid, i64, String, Vec<u8>)> = sqlx::query_as(
            "SELECT epoch_grants.department, epoch_grants.epoch, department_epochs.chain, epoch_grants.sealed
             FROM epoch_grants
             JOIN department_epochs ON department_epochs.department = epoch_grants.department
                 AND department_epochs.epoch = epoch_grants.epoch
             JOIN member_departments ON member_departments.member = epoch_grants.member
                 AND member_departments.department = epoch_grants.department
             WHERE epoch_grants.member = $1 ORDER BY epoch_grants.department, epoch_grants.epoch",
        )
        .bind(id.0)
        .fetch_all(&mut *connection)
        .await?;
        Ok(Some(MemberKeys {
            account: Bytes(account),
            private: Bytes(private),
            restored: restored.map(Bytes),
            chain: chain.as_deref().map_or(Ok(Vec::new()), from_list)?,
            epochs: epochs
                .into_iter()
                .map(|(department, epoch, chain, sealed)| {
                    Ok(EpochKey {
                        department: DepartmentId(department),
                        epoch: number(epoch)?,
                        chain: from_list(&chain)?,
                        sealed: Bytes(sealed),
                    })
                })
                .collect::<Result<_>>()?,
        }))
    }

    async fn account(&self, email: &EmailAddress) -> Result<Option<Account>> {
        let found: Option<(Uuid, Vec<u8>)> = sqlx::query_as(
            "SELECT id, password_file FROM members
             WHERE lower(email) = lower($1) AND enrolled_at IS NOT NULL AND left_at IS NULL",
        )
        .bind(email.as_str())
        .fetch_optional(&mut *self.read().await?)
        .await?;
        Ok(found.map(|(member, password_file)| Account {
            member: MemberId(member),
            password_file: Bytes(password_file),
        }))
    }

    async fn add_login(&self, login: PendingLogin) -> Result<()> {
        self.write(login, |transaction, login| {
            async move {
                sqlx::query("INSERT INTO logins (id, member, state, expires_at) VALUES ($1, $2, $3, $4)")
                    .bind(login.id.0)
                    .bind(login.member.map(|member| member.0))
                    .bind(login.state.as_ref())
                    .bind(login.expires_at.0)
                    .execute(&mut transaction.connection)
                    .await?;
                Ok(())
            }
            .boxed()
        })
        .await
    }

    async fn take_login(&self, login: LoginId, now: Timestamp) -> Result<Option<PendingLogin>> {
        self.write((login, now), |transaction, (login, now)| {
            async move {
                let taken: Option<(Option<Uuid>, Vec<u8>, i64)> =
                    sqlx::query_as("DELETE FROM logins WHERE id = $1 RETURNING member, state, expires_at")
                        .bind(login.0)
                        .fetch_optional(&mut transaction.connection)
                        .await?;
                Ok(taken
                    .map(|(member, state, expires_at)| PendingLogin {
                        id: *login,
                        member: member.map(MemberId),
                        state: Bytes(state),
                        expires_at: Timestamp(expires_at),
                    })
                    .filter(|login| login.expires_at > *now))
            }
            .boxed()
        })
        .await
    }
}

/// Whether the id or the address is another member's.
pub(super) async fn is_taken(connection: &mut Connection, member: &NewMember) -> Result<bool> {
    let taken: Option<Uuid> = sqlx::query_scalar(
        "SELECT id FROM members WHERE id = $1 OR (lower(email) = lower($2) AND left_at IS NULL)",
    )
    .bind(member.id.0)
    .bind(member.email.as_str())
    .fetch_optional(&mut *connection)
    .await?;
    Ok(taken.is_some())
}

pub(super) async fn insert(connection: &mut Connection, member: &NewMember) -> Result<()> {
    sqlx::query(
        "INSERT INTO members (id, authority, name, email, role, locale, invited_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(member.id.0)
    .bind(member.authority.0)
    .bind(&member.name)
    .bind(member.email.as_str())
    .bind(member.role.word())
    .bind(member.locale.word())
    .bind(member.invited_at.0)
    .execute(&mut *connection)
    .await?;
    let departments: HashSet<_> = member.departments.iter().copied().collect();
    for department in departments {
        sqlx::query("INSERT INTO member_departments (member, department) VALUES ($1, $2)")
            .bind(member.id.0)
            .bind(department.0)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Keeps the member's token in the place of an earlier one.
pub(super) async fn invite(
    connection: &mut Connection,
    member: MemberId,
    invitation: &NewInvitation,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO invitations (member, token_hash, expires_at) VALUES ($1, $2, $3)
         ON CONFLICT (member) DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at",
    )
    .bind(member.0)
    .bind(invitation.token.as_slice())
    .bind(invitation.expires_at.0)
    .execute(&mut *connection)
    .await?;
    issue(connection, member, invitation).await
}

/// Remembers whose the token is, beyond its use and its end.
pub(super) async fn issue(
    connection: &mut Connection,
    member: MemberId,
    invitation: &NewInvitation,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO issued_tokens (token_hash, authority, member, forget_at)
         SELECT $1, authority, id, $2 FROM members WHERE id = $3",
    )
    .bind(invitation.token.as_slice())
    .bind(invitation.expires_at.plus(SPENT_TOKEN_SECONDS).0)
    .bind(member.0)
    .execute(&mut *connection)
    .await?;
    Ok(())
}

async fn invite_new(transaction: &mut Transaction, member: &NewMember) -> Result<InviteOutcome> {
    let connection = &mut transaction.connection;
    let known: Vec<Uuid> = sqlx::query_scalar("SELECT id FROM departments WHERE authority = $1")
        .bind(member.authority.0)
        .fetch_all(&mut *connection)
        .await?;
    let unknown = member
        .departments
        .iter()
        .find(|department| !known.contains(&department.0));
    if let Some(unknown) = unknown {
        return Ok(InviteOutcome::DepartmentUnknown(*unknown));
    }
    if is_taken(connection, member).await? {
        return Ok(InviteOutcome::Taken);
    }
    insert(connection, member).await?;
    outbox::add(connection, Errand::Invitation(member.id), member.invited_at).await?;
    Ok(InviteOutcome::Invited)
}

async fn renew(
    transaction: &mut Transaction,
    id: MemberId,
    invitation: &NewInvitation,
) -> Result<Option<InvitationMail>> {
    let connection = &mut transaction.connection;
    let waiting: Option<Uuid> = sqlx::query_scalar(for_update!(
        "SELECT id FROM members WHERE id = $1 AND enrolled_at IS NULL AND left_at IS NULL"
    ))
    .bind(id.0)
    .fetch_optional(&mut *connection)
    .await?;
    if waiting.is_none() {
        return Ok(None);
    }
    invite(connection, id, invitation).await?;
    let (address, name, locale, authority): (String, String, String, String) = sqlx::query_as(
        "SELECT members.email, members.name, members.locale, authorities.name FROM members
         JOIN authorities ON authorities.id = members.authority WHERE members.id = $1",
    )
    .bind(id.0)
    .fetch_one(&mut *connection)
    .await?;
    Ok(Some(InvitationMail {
        email: email(&address)?,
        name,
        locale: Locale::of(&locale)?,
        authority,
    }))
}

async fn enrol(
    transaction: &mut Transaction,
    token: TokenHash,
    keys: &EnrolledKeys,
) -> Result<Option<MemberId>> {
    let connection = &mut transaction.connection;
    let invited: Option<Uuid> = sqlx::query_scalar(
        "DELETE FROM invitations WHERE token_hash = $1 AND expires_at > $2 RETURNING member",
    )
    .bind(token.as_slice())
    .bind(keys.enrolled_at.0)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(id) = invited else {
        return Ok(None);
    };
    sqlx::query(
        "UPDATE members SET password_file = $2, sign = $3, recipient = $4, account = $5, private = $6,
             recovery = $7, enrolled_at = $8 WHERE id = $1",
    )
    .bind(id)
    .bind(keys.password_file.as_ref())
    .bind(keys.sign.as_ref())
    .bind(&keys.recipient)
    .bind(keys.account.as_ref())
    .bind(keys.private.as_ref())
    .bind(keys.recovery.as_ref())
    .bind(keys.enrolled_at.0)
    .execute(&mut *connection)
    .await?;
    Ok(Some(MemberId(id)))
}

pub(super) async fn member(connection: &mut Connection, id: MemberId) -> Result<Option<Member>> {
    let Some(row) =
        sqlx::query("SELECT id, authority, name, email, role FROM members WHERE id = $1 AND left_at IS NULL")
            .bind(id.0)
            .fetch_optional(&mut *connection)
            .await?
    else {
        return Ok(None);
    };
    let departments: Vec<Uuid> =
        sqlx::query_scalar("SELECT department FROM member_departments WHERE member = $1 ORDER BY department")
            .bind(id.0)
            .fetch_all(&mut *connection)
            .await?;
    to_member(&row, departments.into_iter().map(DepartmentId).collect()).map(Some)
}

fn entry(row: &Row, departments: Vec<DepartmentId>) -> Result<MemberEntry> {
    let time = |column| Ok::<_, sqlx::Error>(row.try_get::<Option<i64>, _>(column)?.map(Timestamp));
    let (enrolled_at, left_at) = (time("enrolled_at")?, time("left_at")?);
    let chain: Option<String> = row.try_get("chain")?;
    let sign: Option<Vec<u8>> = row.try_get("sign")?;
    let state = match (left_at, &chain, enrolled_at) {
        (Some(_), ..) => MemberState::Left,
        (_, Some(_), _) => MemberState::Confirmed,
        (_, _, Some(_)) => MemberState::Waiting,
        _ => MemberState::Invited,
    };
    let chain: Vec<Bytes> = chain.as_deref().map_or(Ok(Vec::new()), from_list)?;
    Ok(MemberEntry {
        member: to_member(row, departments)?,
        state,
        invited_at: Timestamp(row.try_get("invited_at")?),
        invited_until: time("invited_until")?,
        sign: sign.map(Bytes),
        recipient: row.try_get("recipient")?,
        certified_until: chain_end(&chain).ok(),
        chain,
        left_at,
    })
}

/// Whether the authority waits for this person to enrol.
async fn is_invited(connection: &mut Connection, authority: AuthorityId, member: MemberId) -> Result<bool> {
    let waits: Option<Uuid> = sqlx::query_scalar(for_update!(
        "SELECT id FROM members WHERE id = $1 AND authority = $2 AND enrolled_at IS NULL"
    ))
    .bind(member.0)
    .bind(authority.0)
    .fetch_optional(&mut *connection)
    .await?;
    Ok(waits.is_some())
}

pub(super) fn to_member(row: &Row, departments: Vec<DepartmentId>) -> Result<Member> {
    Ok(Member {
        id: MemberId(row.try_get("id")?),
        authority: AuthorityId(row.try_get("authority")?),
        name: row.try_get("name")?,
        email: email(&row.try_get::<String, _>("email")?)?,
        role: Role::of(&row.try_get::<String, _>("role")?)?,
        departments,
    })
}
