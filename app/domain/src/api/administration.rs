use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Member, Role};
use crate::{AuthorityId, Bytes, DepartmentId, EmailAddress, Locale, Localized, MemberId, Slug};

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
    /// The first administrator.
    pub administrator: Invite,
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
}

/// A member as administrators see them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct MemberEntry {
    /// The member.
    pub member: Member,
    /// Ed25519 public key, once enrolled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign: Option<Bytes>,
    /// Hybrid recipient, once enrolled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// Their certificates, own one first; empty until an administrator has certified them, and before that they have
    /// no inbox and no key. Whoever grants them a department's seed compares the recipient with it.
    pub chain: Vec<Bytes>,
}

/// Certifies a member: own certificate first, then the signer's chain.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCertificate {
    /// Certificates, the member's own first, the one signed by the root last.
    pub chain: Vec<Bytes>,
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
