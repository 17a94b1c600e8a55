use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Grant, NewMessage};
use crate::{AuthorityId, DepartmentId, MessageId};

/// Proposes to the citizen to hand the conversation over to a department of another authority. It takes the place of an
/// earlier proposal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Propose {
    /// The department in charge.
    pub from: DepartmentId,
    /// The other authority.
    pub authority: AuthorityId,
    /// Its department.
    pub to: DepartmentId,
    /// The signed message, kind `proposal`.
    pub message: NewMessage,
}

/// Declines a proposal, or withdraws it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndProposal {
    /// The message that proposed it. If another proposal is open by now, or none, it is refused (`conversation_changed`).
    pub proposal: MessageId,
    /// The signed message, kind `decline`.
    pub message: NewMessage,
}

/// Hands a conversation over to the department of another authority that was proposed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// The message that proposed it. If another proposal is open by now, or none, it is refused (`conversation_changed`).
    pub proposal: MessageId,
    /// The department that is in charge so far.
    pub from: DepartmentId,
    /// The one that was proposed.
    pub to: DepartmentId,
    /// Position of the newest message that was read. With a newer one it is refused (`conversation_changed`).
    pub after: i64,
    /// The signed message, kind `handover`, with the seed that it begins: for the citizen and for the new department's
    /// current epoch, exactly these two.
    pub message: NewMessage,
    /// Every earlier content seed, from 0 on, for the new department's current epoch; none if the citizen keeps from it
    /// what was written so far.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Grant>,
}
