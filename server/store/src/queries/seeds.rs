//! Content seeds of conversations: which one is the newest, when the next one has to begin, and whom it is granted to.

use domain::api::{DepartmentKey, Grant, GrantKind, Grantee};
use domain::{ConversationId, DepartmentId};

use super::{Connection, departments, from_list, number};
use crate::words::Word as _;
use crate::{PostOutcome, Result};

/// The newest seed that a department was granted.
pub(super) struct Newest {
    /// Its number; -1 if there is none.
    pub(super) n: i64,
    /// To which epoch of the department.
    epoch: i64,
    /// The newest seed that somebody knows who has passed the conversation on.
    known: i64,
}

impl Newest {
    /// Whether whoever writes next begins another seed, when this is the department's newest epoch.
    fn is_over(&self, current: i64) -> bool {
        self.epoch < current || self.n <= self.known
    }
}

pub(super) async fn newest(
    connection: &mut Connection,
    conversation: ConversationId,
    department: DepartmentId,
) -> Result<Newest> {
    let (known, n, epoch): (i64, i64, i64) = sqlx::query_as(
        "SELECT known_seed, coalesce(n, -1), coalesce(epoch, 0) FROM conversations
         LEFT JOIN grants ON conversation = conversations.id AND kind = 'content' AND grantee = $2
         WHERE conversations.id = $1 ORDER BY n DESC, epoch DESC LIMIT 1",
    )
    .bind(conversation.0)
    .bind(department.0)
    .fetch_one(&mut *connection)
    .await?;
    Ok(Newest { n, epoch, known })
}

/// The department's key, if whoever writes next has to begin the next seed.
pub(super) async fn rekey(
    connection: &mut Connection,
    conversation: ConversationId,
    department: DepartmentId,
) -> Result<Option<DepartmentKey>> {
    let newest = newest(connection, conversation, department).await?;
    let current: Option<(i64, String)> = sqlx::query_as(
        "SELECT epoch, chain FROM department_epochs WHERE department = $1 ORDER BY epoch DESC LIMIT 1",
    )
    .bind(department.0)
    .fetch_optional(&mut *connection)
    .await?;
    current
        .filter(|(epoch, _)| newest.is_over(*epoch))
        .map(|(epoch, chain)| {
            Ok(DepartmentKey {
                department,
                epoch: number(epoch)?,
                chain: from_list(&chain)?,
                // They stand beside it.
                revoked: Vec::new(),
            })
        })
        .transpose()
}

/// Keeps the grants of the seed that a message begins, which it has to when the newest one is over. `None` if all is well;
/// else nothing was stored.
pub(super) async fn begin(
    connection: &mut Connection,
    conversation: ConversationId,
    department: DepartmentId,
    grants: &[Grant],
) -> Result<Option<PostOutcome>> {
    // The conversation is ours, so nobody else begins a seed; an epoch that begins meanwhile is for the next message.
    let newest = newest(connection, conversation, department).await?;
    let current = departments::newest_epoch(connection, department).await?;
    match grants {
        [] if newest.is_over(current) => return Ok(Some(PostOutcome::EpochOutdated)),
        [] => return Ok(None),
        [_, _] if newest.is_over(current) => {}
        // Somebody else was faster.
        [first, _] if i64::from(first.n) <= newest.n => return Ok(Some(PostOutcome::EpochOutdated)),
        _ => return Ok(Some(PostOutcome::OtherGrants)),
    }
    let Some((to, n, epoch)) = begun(grants) else {
        return Ok(Some(PostOutcome::OtherGrants));
    };
    if to != department {
        return Ok(Some(PostOutcome::OtherGrants));
    }
    if n != newest.n + 1 || epoch != current {
        return Ok(Some(PostOutcome::EpochOutdated));
    }
    insert(connection, conversation, grants).await?;
    Ok(None)
}

/// The seed that grants begin: for which department, its number, and the department's epoch. `None` unless they are one for the
/// citizen and one for a department.
pub(super) fn begun(grants: &[Grant]) -> Option<(DepartmentId, i64, i64)> {
    let [first, second] = grants else {
        return None;
    };
    let is_content = |grant: &Grant| grant.kind == GrantKind::Content && grant.n == first.n;
    match (first.grantee, second.grantee) {
        (Grantee::Citizen, Grantee::Department { department, epoch })
        | (Grantee::Department { department, epoch }, Grantee::Citizen)
            if grants.iter().all(is_content) =>
        {
            Some((department, first.n.into(), epoch.into()))
        }
        _ => None,
    }
}

/// Stores grants. One that is there already stays as it is.
pub(super) async fn insert(
    connection: &mut Connection,
    conversation: ConversationId,
    grants: &[Grant],
) -> Result<()> {
    for grant in grants {
        let (grantee, epoch) = match grant.grantee {
            Grantee::Citizen => (conversation.0, 0),
            Grantee::Department { department, epoch } => (department.0, i64::from(epoch)),
        };
        sqlx::query(
            "INSERT INTO grants (conversation, kind, n, grantee, epoch, sealed) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT DO NOTHING",
        )
        .bind(conversation.0)
        .bind(grant.kind.word())
        .bind(i64::from(grant.n))
        .bind(grantee)
        .bind(epoch)
        .bind(grant.sealed.as_ref())
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}
