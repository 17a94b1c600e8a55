use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Department;
use crate::directory::{Area, Change, DepartmentTexts, Directory, Fault};
use crate::{AuthorityId, Bytes, Slug, Timestamp};

/// Who is in charge of a service in a place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct RouteAnswer {
    /// What was found.
    pub found: RouteFound,
    /// The departments: one that is in charge, several to choose among, or those that get what nobody is in charge of.
    pub choices: Vec<RouteChoice>,
    /// The authorities of the departments; if there is none, those of the place, to be called.
    pub authorities: Vec<RouteAuthority>,
}

/// What was found for a service and a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RouteFound {
    /// One department is in charge.
    Department,
    /// Several departments are in charge of equally large areas: only the person can tell which one is meant.
    Choice,
    /// Nobody is in charge of the service there; this department gets what no other one does, and will have to pass it on.
    Fallback,
    /// Nobody can be written to about it.
    Nothing,
}

/// A department that may be meant.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct RouteChoice {
    /// Its authority.
    pub authority: AuthorityId,
    /// The authority's area that the place lies in; the smallest one that there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Area>,
    /// The department.
    pub department: Department,
}

/// An authority, and what proves that it says so.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct RouteAuthority {
    /// The authority.
    pub id: AuthorityId,
    /// Its name in addresses.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// Its root Ed25519 public key, 32 bytes. Whoever pins it compares this with the pin, never takes it for one.
    pub root: Bytes,
    /// A telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// What verifies the answer; absent where the authority has never published a directory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<DirectoryProof>,
}

/// That a text is part of the directory that an authority's administrator signed (PROTOCOL.md, Directory).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct DirectoryProof {
    /// The leaf: the service with its routes, or the authority with its fallback. Hashed as it stands.
    pub leaf: String,
    /// Its place in the tree.
    pub index: u32,
    /// How many leaves the tree has.
    pub size: u32,
    /// The hashes that lead from the leaf to the root (RFC 6962, section 2.1.1).
    pub path: Vec<Bytes>,
    /// The statement whose subject names the root.
    pub statement: Bytes,
    /// The administrator's signature over it.
    pub signature: Bytes,
    /// Certificates, the administrator's own first, the one signed by the root last.
    pub chain: Vec<Bytes>,
    /// Keys of the authority's members that were withdrawn and are certified still: each a chain, the revocation first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revoked: Vec<Vec<Bytes>>,
}

/// An authority's directory as its administrators see it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct PublishedDirectory {
    /// The directory.
    pub directory: Directory,
    /// The root of its tree; absent before the first was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root: Option<Bytes>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<Timestamp>,
}

/// A directory that takes the place of the authority's own.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishDirectory {
    /// The root of the one that it was made from; absent for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Bytes>,
    /// The directory.
    pub directory: Directory,
    /// Departments whose own texts change in the same step; the statement names these departments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<DepartmentTexts>,
}

/// What would become of the directory if a file were published.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct DirectoryCheck {
    /// What is wrong with the file, the first `limits::DIRECTORY_FINDINGS`. If there is anything, nothing can be published.
    pub faults: Vec<Fault>,
    /// How many faults there are.
    pub fault_count: u32,
    /// What would change, the first `limits::DIRECTORY_FINDINGS`.
    pub changes: Vec<Change>,
    /// How many parts would be added.
    pub added: u32,
    /// How many parts would be changed.
    pub changed: u32,
    /// How many parts would go.
    pub removed: u32,
    /// The directory of the file, to be signed and published; absent where something is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directory: Option<Directory>,
    /// The departments whose own texts would change, to be published with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<DepartmentTexts>,
    /// The root of the directory that it was compared with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Bytes>,
}
