//! Content seeds of conversations: which one is the newest, when the next one has to begin, and whom it is granted to.

use domain::api::{DepartmentKey, Grant, GrantKind, Grantee, NewMessage, SealedTo};
use domain::{ConversationId, DepartmentId};

use super::{Connection, departments, from_list, number};
use crate::party::Sides;
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
    /// What a message is sealed to that begins no seed.
    fn sealed_to(&self) -> SealedTo {
        // A conversation has its first seed, whether or not a department was granted it.
        SealedTo::Content(u32::try_from(self.n).unwrap_or(0))
    }

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
    sides: Sides,
) -> Result<Option<DepartmentKey>> {
    if is_over(connection, conversation, sides).await? {
        key(connection, sides.department).await
    } else {
        Ok(None)
    }
}

/// A department's newest key.
pub(super) async fn key(
    connection: &mut Connection,
    department: DepartmentId,
) -> Result<Option<DepartmentKey>> {
    let current: Option<(i64, String)> = sqlx::query_as(
        "SELECT epoch, chain FROM department_epochs WHERE department = $1 ORDER BY epoch DESC LIMIT 1",
    )
    .bind(department.0)
    .fetch_optional(&mut *connection)
    .await?;
    current
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

/// Whether whoever writes next begins another seed: the newest one was granted to an earlier epoch of a department on either
/// side, or somebody knows it who has passed the conversation on.
async fn is_over(connection: &mut Connection, conversation: ConversationId, sides: Sides) -> Result<bool> {
    for department in std::iter::once(sides.department).chain(sides.opener) {
        let newest = newest(connection, conversation, department).await?;
        let current = departments::newest_epoch(connection, department).await?;
        if newest.is_over(current) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Keeps the grants of the seed that a message begins, which it has to when the newest one is over. One that begins none is
/// sealed to the newest, as an earlier one is known to whoever has left since. `None` if all is well; else nothing was stored.
pub(super) async fn begin(
    connection: &mut Connection,
    conversation: ConversationId,
    sides: Sides,
    message: &NewMessage,
) -> Result<Option<PostOutcome>> {
    // The conversation is ours, so nobody else begins a seed; an epoch that begins meanwhile is for the next message.
    let is_over = is_over(connection, conversation, sides).await?;
    let newest = newest(connection, conversation, sides.department).await?;
    let grants = message.grants.as_slice();
    match grants {
        [] if is_over || message.seed != newest.sealed_to() => return Ok(Some(PostOutcome::EpochOutdated)),
        [] => return Ok(None),
        [_, _] if is_over => {}
        // Somebody else was faster.
        [first, _] if i64::from(first.n) <= newest.n => return Ok(Some(PostOutcome::EpochOutdated)),
        _ => return Ok(Some(PostOutcome::OtherGrants)),
    }
    let Some(begun) = begun(grants, sides.opener) else {
        return Ok(Some(PostOutcome::OtherGrants));
    };
    if begun.department != sides.department {
        return Ok(Some(PostOutcome::OtherGrants));
    }
    let is_current = begun.epoch == departments::newest_epoch(connection, sides.department).await?
        && is_openers(connection, begun, sides.opener).await?;
    if begun.n != newest.n + 1 || !is_current {
        return Ok(Some(PostOutcome::EpochOutdated));
    }
    insert(connection, conversation, grants).await?;
    Ok(None)
}

/// A seed that grants begin.
#[derive(Clone, Copy)]
pub(super) struct Begun {
    /// For which department it is, besides the side that opened the conversation.
    pub(super) department: DepartmentId,
    /// Its number.
    pub(super) n: i64,
    /// The department's epoch.
    pub(super) epoch: i64,
    /// The epoch of the department that wrote the letter; 0 for a citizen.
    pub(super) opener_epoch: i64,
}

/// The seed that grants begin. `None` unless they are one for the side that opened the conversation, the citizen or the
/// opener, and one for another department.
pub(super) fn begun(grants: &[Grant], opener: Option<DepartmentId>) -> Option<Begun> {
    let [first, second] = grants else {
        return None;
    };
    if ![first, second]
        .iter()
        .all(|grant| grant.kind == GrantKind::Content && grant.n == first.n)
    {
        return None;
    }
    let opening_side = |grant: &Grant| match (grant.grantee, opener) {
        (Grantee::Citizen, None) => Some(0),
        (Grantee::Department { department, epoch }, Some(opener)) if department == opener => Some(epoch),
        _ => None,
    };
    let (opener_epoch, other) = match (opening_side(first), opening_side(second)) {
        (Some(epoch), None) => (epoch, second),
        (None, Some(epoch)) => (epoch, first),
        _ => return None,
    };
    match other.grantee {
        Grantee::Department { department, epoch } => Some(Begun {
            department,
            n: first.n.into(),
            epoch: epoch.into(),
            opener_epoch: opener_epoch.into(),
        }),
        Grantee::Citizen => None,
    }
}

/// Whether the side that opened the conversation gets the seed as its newest epoch has it. A citizen has no epochs.
pub(super) async fn is_openers(
    connection: &mut Connection,
    begun: Begun,
    opener: Option<DepartmentId>,
) -> Result<bool> {
    match opener {
        Some(opener) => {
            let current = departments::newest_epoch(connection, opener).await?;
            Ok(current > 0 && begun.opener_epoch == current)
        }
        None => Ok(true),
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
