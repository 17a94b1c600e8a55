use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::audit::{AuditEntry, AuditHead};
use crate::{Bytes, MemberId};

/// Entries of the authority's audit log, oldest first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct AuditPage {
    /// The entries.
    pub entries: Vec<AuditEntry>,
    /// Whoever is named in them, as far as they still are or ever were members.
    pub members: Vec<AuditMember>,
    /// The newest entry that there is: ask for more until it was read.
    pub newest: AuditHead,
}

/// A member as the audit log needs them, whether they have left or not.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct AuditMember {
    /// The member.
    pub id: MemberId,
    /// Their name.
    pub name: String,
    /// Ed25519 public key, once enrolled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign: Option<Bytes>,
    /// Their last certificates, own one first, which say whose key it is; empty if nobody ever certified them.
    pub chain: Vec<Bytes>,
}
