use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Authority;
use crate::audit::AuditHead;
use crate::{AuthorityId, Bytes, DepartmentId, EmailAddress, LoginId, MemberId, SessionId, Timestamp};

/// Begins a login (RFC 9807, KE1).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoginStart {
    /// The account.
    pub email: EmailAddress,
    /// OPAQUE credential request.
    pub request: Bytes,
}

/// The server's half of the login (KE2); of the same form whether the account exists or not.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct LoginStarted {
    /// Names this login for the next step.
    pub login: LoginId,
    /// OPAQUE credential response.
    pub response: Bytes,
}

/// Ends the login (KE3); the answer sets the session cookie.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoginFinish {
    /// From the first step.
    pub login: LoginId,
    /// OPAQUE credential finalization.
    pub finalization: Bytes,
}

/// A way to sign in, and with it to open the keys.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// With the password.
    Password,
    /// With a passkey.
    Passkey,
    /// With the recovery code.
    RecoveryCode,
}

/// What a member may do.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Founds departments, invites and certifies members, begins epochs. Reads and answers in their departments.
    Administrator,
    /// Reads and answers, and invites caseworkers into their own departments.
    Lead,
    /// Reads and answers.
    Caseworker,
    /// Reads the authority's records; has no department.
    Auditor,
}

/// A person who works for an authority.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Member {
    /// The member.
    pub id: MemberId,
    /// Where they work.
    pub authority: AuthorityId,
    /// Their name, as citizens see it under an answer.
    pub name: String,
    /// Their address.
    pub email: EmailAddress,
    /// What they may do.
    pub role: Role,
    /// The departments whose inbox is theirs.
    pub departments: Vec<DepartmentId>,
}

/// A member's keys, wrapped so that only the member's browser opens them.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct MemberKeys {
    /// The account key under what this session was begun with; where access was restored, the seed that `restored` opens
    /// with.
    pub account: Bytes,
    /// The account key, sealed when access was restored; absent once another password was set since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restored: Option<Bytes>,
    /// The two private keys under the account key.
    pub private: Bytes,
    /// The member's certificates, own one first; empty until an administrator has signed it.
    pub chain: Vec<Bytes>,
    /// Keys of the member's departments, every epoch that was granted.
    pub epochs: Vec<EpochKey>,
}

/// A department epoch's seed for one member.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct EpochKey {
    /// The department.
    pub department: DepartmentId,
    /// Its epoch.
    pub epoch: u32,
    /// The epoch's certificates, own one first.
    pub chain: Vec<Bytes>,
    /// The grant: an age file to the member.
    pub sealed: Bytes,
}

/// A member's session: who, where, and with which keys.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct StaffSession {
    /// The member.
    pub member: Member,
    /// Where they work, with all departments.
    pub authority: Authority,
    /// Their keys.
    pub keys: MemberKeys,
    /// What the authority has withdrawn of members' certificates and could still be believed: each a chain, the revocation
    /// first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revoked: Vec<Vec<Bytes>>,
    /// When the member's own chain ends, and with it what they can do; absent before they are certified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certified_until: Option<Timestamp>,
    /// The newest entry of the audit log: what the member signs from here on vouches for all before it.
    #[serde(default)]
    pub newest: AuditHead,
}

/// One of a member's sessions.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct StaffSessionEntry {
    /// Names it.
    pub id: SessionId,
    /// Browser and system, as in `Firefox, Windows`; empty if they are not known.
    pub device: String,
    /// When its member signed in.
    pub started_at: Timestamp,
    /// When it was last used, to the minute.
    pub used_at: Timestamp,
    /// Whether it is the one that asks.
    pub current: bool,
}
