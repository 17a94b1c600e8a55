use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::directory::Contact;
use crate::{AuthorityId, Bytes, DepartmentId, Localized, Slug};

/// An authority with its departments, as anybody may see it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Authority {
    /// The authority.
    pub id: AuthorityId,
    /// Its name in addresses.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// Its root Ed25519 public key, 32 bytes. Whoever pins it compares this with the pin, never takes it for one.
    pub root: Bytes,
    /// A telephone number for those who cannot write here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// Departments that can be written to, by name.
    pub departments: Vec<Department>,
}

/// A department of an authority.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Department {
    /// The department.
    pub id: DepartmentId,
    /// Its name in addresses.
    pub slug: Slug,
    /// Its name.
    pub name: Localized,
    /// What it is in charge of, in a sentence or two.
    pub description: Localized,
    /// How it is reached otherwise.
    #[serde(default, skip_serializing_if = "Contact::is_empty")]
    pub contact: Contact,
    /// Within how many days it usually gives its first answer, from what it did lately; absent where that says too little.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promise_days: Option<u32>,
}

/// The key that messages to a department are sealed to at the moment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct DepartmentKey {
    /// The department.
    pub department: DepartmentId,
    /// The number of its epoch.
    pub epoch: u32,
    /// Certificates, the epoch's own first, each signed by the next; the last one is signed by the root.
    pub chain: Vec<Bytes>,
    /// Keys of the authority's members that were withdrawn and are certified still: each a chain, the revocation first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revoked: Vec<Vec<Bytes>>,
}
