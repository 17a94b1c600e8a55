use async_trait::async_trait;
use domain::directory::{Area, Contact, DepartmentTexts, Directory, Service};
use domain::{AreaKey, AuthorityId, Bytes, DepartmentId, MemberId, ServiceKey, Slug, Timestamp};

use crate::Result;

/// A directory and what its administrator signed about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DirectoryRecord {
    /// The directory, every list in its order; what stands in the database before the first publication is its contact.
    pub directory: Directory,
    /// Absent before the first publication.
    pub publication: Option<Publication>,
}

/// What makes a directory verifiable; see `app/sealing/PROTOCOL.md`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Publication {
    /// The root of the tree over its leaves.
    pub root: Bytes,
    /// The hashes of the tree's leaves: authority, lists, then a service each, in the directory's order.
    pub leaves: Vec<Bytes>,
    /// The statement that names the root.
    pub statement: Bytes,
    /// The administrator's signature over it.
    pub signature: Bytes,
    /// The administrator's certificates, the own one first.
    pub chain: Vec<Bytes>,
    /// When it was published.
    pub at: Timestamp,
}

/// A directory that takes the place of another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewDirectory {
    /// Whose it is.
    pub authority: AuthorityId,
    /// The root of the one that it is made from; `None` for the first.
    pub replaces: Option<Bytes>,
    /// The directory, sorted.
    pub directory: Directory,
    /// Departments whose own texts change with it.
    pub texts: Vec<DepartmentTexts>,
    /// What was signed about it.
    pub publication: Publication,
}

/// What came of publishing a directory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PublishOutcome {
    /// It is the authority's directory now.
    Published,
    /// It was made from another one than the newest.
    Outdated,
    /// A department is none of the authority's, or is closed or without a current key and yet routed to.
    Unroutable(DepartmentId),
}

/// A department that is in charge of a service in an area.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RouteRecord {
    /// Its authority.
    pub authority: AuthorityId,
    /// The area that the route is for, which may be larger than the one asked for.
    pub area: Area,
    /// The department.
    pub department: DepartmentId,
}

/// An authority that is in charge of a place, and who there gets what nobody else does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FallbackRecord {
    /// The authority.
    pub authority: AuthorityId,
    /// Its area that the place lies in.
    pub area: Area,
    /// The department, if the authority has named one and it can be written to.
    pub department: Option<DepartmentId>,
}

/// What is public of an authority without its departments.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuthorityHead {
    /// Its name in addresses.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// Root Ed25519 public key.
    pub root: Bytes,
    /// How it is reached otherwise.
    pub contact: Contact,
    /// The department that gets what no other one is in charge of.
    pub fallback: Option<DepartmentId>,
}

/// What proves that something is part of an authority's directory.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProofRecord {
    /// What was signed.
    pub publication: Publication,
    /// The services, in the order of their leaves.
    pub services: Vec<ServiceKey>,
    /// Chains of the authority's withdrawn keys.
    pub revoked: Vec<Vec<Bytes>>,
}

/// Directories: who is in charge of what and where.
#[async_trait]
pub trait Directories {
    /// An authority's directory. `None` if there is no such authority.
    async fn directory_of(&self, authority: AuthorityId) -> Result<Option<DirectoryRecord>>;

    /// The authority of this name.
    async fn authority_of(&self, slug: &Slug) -> Result<Option<AuthorityId>>;

    /// What is public of an authority without its departments.
    async fn authority_head(&self, authority: AuthorityId) -> Result<Option<AuthorityHead>>;

    /// One service of a directory with its routes.
    async fn service_of(&self, authority: AuthorityId, service: &ServiceKey) -> Result<Option<Service>>;

    /// What proves that something is part of an authority's directory. `None` before the first was published.
    async fn directory_proof(&self, authority: AuthorityId) -> Result<Option<ProofRecord>>;

    /// The certificates of a member, the own one first; none before they are certified.
    async fn member_chain(&self, member: MemberId) -> Result<Vec<Bytes>>;

    /// Puts a directory in the place of the authority's own, all or nothing. `now` is the time at which the departments'
    /// keys must not have ended.
    async fn publish_directory(&self, new: NewDirectory, now: Timestamp) -> Result<PublishOutcome>;

    /// Departments with a current key that are in charge of the service in one of the places, those of the smallest area
    /// first, at most `limit`; of one authority, if it is given.
    async fn routes(
        &self,
        service: &ServiceKey,
        places: &[AreaKey],
        authority: Option<AuthorityId>,
        limit: u32,
    ) -> Result<Vec<RouteRecord>>;

    /// Authorities that are in charge of one of the places, those of the smallest area first, at most `limit`.
    async fn fallbacks(&self, places: &[AreaKey], limit: u32) -> Result<Vec<FallbackRecord>>;

    /// Finds out anew within how many days departments answer: of all conversations opened from `since` on, half have had
    /// their first answer by then. Departments with fewer than `least` of them promise nothing.
    async fn renew_promises(&self, since: Timestamp, least: u32) -> Result<()>;
}
