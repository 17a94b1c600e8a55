use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Grant, NewMessage};
use crate::DepartmentId;

/// Passes a conversation on to another department of the authority.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PassOn {
    /// The department that is in charge so far.
    pub from: DepartmentId,
    /// The one that is from then on.
    pub to: DepartmentId,
    /// Position of the newest message that was read. With a newer one, or where another department is in charge by now, it
    /// is refused (`conversation_changed`).
    pub after: i64,
    /// The signed message, kind `transfer`, with the seed that it begins: for the citizen and for the new department's
    /// current epoch, exactly these two.
    pub message: NewMessage,
    /// Every earlier content seed, from 0 on, for the new department's current epoch.
    pub history: Vec<Grant>,
    /// Every notes seed that the own department has, for the new department's current epoch, if internal notes go along;
    /// else none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Grant>,
}
