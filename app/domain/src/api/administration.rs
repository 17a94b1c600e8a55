use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Department, Member, Role};
use crate::{AuthorityId, Bytes, DepartmentId, EmailAddress, Locale, Localized, MemberId, Slug, Timestamp};

/// Asks for the code that proves the founder's address; authorised by the single-use token that `server init` prints.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StartFounding {
    /// Where the code goes: the first administrator's address, on one of the domains.
    pub email: EmailAddress,
    /// Domains that members' addresses will have, compared exactly.
    pub email_domains: Vec<String>,
    /// The language of the mail.
    #[serde(default)]
    pub locale: Locale,
}

/// Founds an authority; authorised by the single-use token that `server init` prints.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FoundAuthority {
    /// Drawn by the founder, because certificates name it.
    pub id: AuthorityId,
    /// Its name in addresses.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// Domains that members' addresses may have, compared exactly.
    pub email_domains: Vec<String>,
    /// A telephone number for those who cannot write here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// Root Ed25519 public key, 32 bytes; the private half stays with the authority.
    pub root: Bytes,
    /// The recovery recipient (`age1pq1…`); its identity stays with the authority.
    pub recovery: String,
    /// Certificate of the recovery recipient, signed by the root.
    pub recovery_certificate: Bytes,
    /// The first administrator.
    pub administrator: Invite,
    /// The code that was mailed to the first administrator, in any case, with or without separators.
    pub code: String,
}

/// The authority exists; its first administrator enrols next.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Founded {
    /// The administrator.
    pub administrator: MemberId,
    /// Enrols the administrator, once.
    pub token: String,
}

/// Invites a person; the token is mailed to the address and shown nowhere else.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Invite {
    /// The person's name.
    pub name: String,
    /// Their address, on one of the authority's domains.
    pub email: EmailAddress,
    /// What they may do.
    pub role: Role,
    /// The departments whose inbox becomes theirs.
    pub departments: Vec<DepartmentId>,
    /// The language of the invitation.
    #[serde(default)]
    pub locale: Locale,
}

/// A person was invited.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Invited {
    /// The member they will be.
    pub member: MemberId,
}

/// Begins an enrolment (RFC 9807, registration request).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnrolStart {
    /// From the invitation.
    pub token: String,
    /// OPAQUE registration request.
    pub request: Bytes,
}

/// Who is being enrolled, and the server's half of the registration.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Enrolment {
    /// The person.
    pub member: Member,
    /// The name of the authority that invites them.
    pub authority: String,
    /// Its root Ed25519 public key, 32 bytes; covered by the fingerprint that is compared.
    pub root: Bytes,
    /// Certificate of its recovery recipient, signed by the root.
    pub recovery_certificate: Bytes,
    /// OPAQUE registration response.
    pub response: Bytes,
}

/// Ends the enrolment: the password file, the public keys, and the private ones wrapped.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnrolFinish {
    /// From the invitation; used up by this.
    pub token: String,
    /// OPAQUE registration upload.
    pub upload: Bytes,
    /// Ed25519 public key, 32 bytes.
    pub sign: Bytes,
    /// Hybrid recipient (`age1pq1…`).
    pub recipient: String,
    /// The account key under the OPAQUE export key.
    pub account: Bytes,
    /// The two private keys under the account key.
    pub private: Bytes,
    /// The account key, sealed to the authority's recovery recipient.
    pub recovery: Bytes,
}

/// Where a member stands between invitation and departure.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MemberState {
    /// Has not enrolled yet.
    Invited,
    /// Has enrolled; an administrator compares the fingerprint next. Sees no inbox, no colleague, no key.
    Waiting,
    /// Is certified.
    Confirmed,
    /// Has left; the name stays under old answers.
    Left,
}

/// A member as administrators and leads see them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct MemberEntry {
    /// The member.
    pub member: Member,
    /// Where they stand.
    pub state: MemberState,
    /// When they were invited.
    pub invited_at: Timestamp,
    /// Until when the invitation can be used: absent before it was mailed and once it was used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invited_until: Option<Timestamp>,
    /// Ed25519 public key, once enrolled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign: Option<Bytes>,
    /// Hybrid recipient, once enrolled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// Their certificates, own one first; empty until an administrator has certified them, and before that they have
    /// no inbox and no key. Whoever grants them a department's seed compares the recipient with it.
    pub chain: Vec<Bytes>,
    /// When the chain ends: with the first of its certificates that does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certified_until: Option<Timestamp>,
    /// When they left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_at: Option<Timestamp>,
}

impl MemberEntry {
    /// Whether a confirmed member may do less with these rights than before: what certifies more is withdrawn with them.
    pub fn loses(&self, role: Role, departments: &[DepartmentId]) -> bool {
        let rank = |role| match role {
            Role::Administrator => 2,
            Role::Lead => 1,
            Role::Caseworker | Role::Auditor => 0,
        };
        let keeps = |department| departments.contains(department);
        self.state == MemberState::Confirmed
            && (rank(role) < rank(self.member.role) || !self.member.departments.iter().all(keeps))
    }
}

/// What is due of an authority's keys and certificates, for the administrator who asks.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct Upkeep {
    /// Members whose chain ends within `limits::CERTIFICATE_WARNING_SECONDS` and would last longer if this administrator
    /// certified them anew.
    pub certificates: Vec<MemberId>,
    /// Departments that are due for their next key: after `limits::EPOCH_SECONDS`, or because the newest one ends soon and
    /// one that this administrator certifies would last longer.
    pub epochs: Vec<DepartmentId>,
    /// When the administrator's own chain ends, if that is soon: the root renews it, or an administrator whose own lasts
    /// longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_until: Option<Timestamp>,
}

/// Certifies an enrolled member, or changes what they may do: role and departments are those that the certificate names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCertificate {
    /// What they may do from now on.
    pub role: Role,
    /// The departments whose inbox is theirs from now on; an auditor has none.
    pub departments: Vec<DepartmentId>,
    /// Certificates, the member's own first, the one signed by the root last.
    pub chain: Vec<Bytes>,
    /// A new epoch for each department that a confirmed member loses, without a grant for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub epochs: Vec<DepartmentEpoch>,
    /// Withdraws a confirmed member's earlier certificates if those say more than this one: a higher role, or a department
    /// that they lose. The revocation first, then its signer's certificates. Administrators need none for their own
    /// departments, because they certify themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revocation: Vec<Bytes>,
}

/// Ends a person's membership: their sessions end at once, and their departments go on with other keys.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Departure {
    /// A new epoch for each department of a confirmed member, without a grant for them.
    pub epochs: Vec<DepartmentEpoch>,
    /// Accepts that earlier conversations which only this member can open stay closed for ever; without it, the answer
    /// is `history_unshared` if there are any.
    #[serde(default)]
    pub forsake_history: bool,
    /// Withdraws the certificates of a confirmed member, the revocation first, then its signer's certificates: readers
    /// refuse what their key claims to have signed later.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revocation: Vec<Bytes>,
}

/// The next epoch of a department, as part of a change that makes it necessary.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DepartmentEpoch {
    /// The department.
    pub department: DepartmentId,
    /// Its next epoch.
    pub epoch: NewEpoch,
}

/// A new department.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDepartment {
    /// Drawn by the administrator, because certificates name it.
    pub id: DepartmentId,
    /// Its name in addresses.
    pub slug: Slug,
    /// Its name.
    pub name: Localized,
    /// What it is in charge of.
    pub description: Localized,
    /// Where notices of new messages go, on one of the authority's domains.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<EmailAddress>,
}

/// A department as those who run the authority see it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct DepartmentEntry {
    /// The department.
    pub department: Department,
    /// Where notices of new messages go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<EmailAddress>,
    /// Whether it is closed: not offered to citizens any more, while its conversations go on.
    pub closed: bool,
    /// Number of its newest epoch; absent before the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch: Option<u32>,
    /// When that epoch began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch_since: Option<Timestamp>,
    /// When its chain ends and nobody can write to the department any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch_until: Option<Timestamp>,
    /// Everybody who works there or is invited to.
    pub members: Vec<MemberId>,
    /// Those of them who have the newest epoch's seed. Without one, citizens are not offered the department: nobody
    /// could read what they write.
    pub holders: Vec<MemberId>,
}

/// What can be changed about an authority itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AuthorityChange {
    /// Its name.
    pub name: String,
}

/// What can be changed about a department; all of it is set.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DepartmentChange {
    /// Its name.
    pub name: Localized,
    /// What it is in charge of.
    pub description: Localized,
    /// Where notices of new messages go, on one of the authority's domains.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<EmailAddress>,
    /// Whether it is closed: not offered to citizens any more, while its conversations go on.
    pub closed: bool,
}

/// A seed that a colleague lacks and the caller has: of any epoch, so that old conversations open, too.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct WaitingGrant {
    /// The department.
    pub department: DepartmentId,
    /// Its epoch.
    pub epoch: u32,
    /// Who lacks its seed.
    pub member: Grantable,
}

/// A certified member to whom seeds can be granted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Grantable {
    /// The member.
    pub id: MemberId,
    /// Their name.
    pub name: String,
    /// Hybrid recipient; believed because the certificate names its fingerprint.
    pub recipient: String,
    /// Their certificates, own one first, the one signed by the root last.
    pub chain: Vec<Bytes>,
}

/// A new epoch of a department. Its number is one more than the last, the first is 1.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEpoch {
    /// Its number.
    pub epoch: u32,
    /// Certificates, the epoch's own first, the one signed by the root last.
    pub chain: Vec<Bytes>,
    /// The seed for members.
    pub grants: Vec<NewEpochGrant>,
}

/// More members get the seed of an epoch that exists.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEpochGrants {
    /// The seed for members.
    pub grants: Vec<NewEpochGrant>,
}

/// An epoch's seed, sealed to one member.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEpochGrant {
    /// The member.
    pub member: MemberId,
    /// The age file.
    pub sealed: Bytes,
}
