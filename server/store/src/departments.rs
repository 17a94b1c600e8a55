use async_trait::async_trait;
use domain::api::{
    Department, DepartmentChange, DepartmentEntry, DepartmentKey, NewDepartment, NewEpoch, NewEpochGrant,
};
use domain::{AuthorityId, DepartmentId, EmailAddress, MemberId, Timestamp};

use crate::Result;

/// A department and where it belongs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DepartmentRecord {
    /// Its authority.
    pub authority: AuthorityId,
    /// The department.
    pub department: Department,
    /// Where notices of new messages go.
    pub notice: Option<EmailAddress>,
    /// Whether it is not offered to citizens any more.
    pub is_closed: bool,
    /// Number of its newest epoch; 0 before the first.
    pub newest_epoch: u32,
}

/// What came of adding a department.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AddDepartmentOutcome {
    /// It exists.
    Added,
    /// The id or the slug is taken.
    Taken,
}

/// What came of changing a department.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChangeDepartmentOutcome {
    /// It is changed.
    Changed,
    /// The authority has no such one.
    NotFound,
    /// It is to be closed, and the authority's directory leads to it.
    Routed,
}

/// What came of adding an epoch or further grants of its seed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EpochOutcome {
    /// It is stored.
    Added,
    /// No such department, or no such epoch.
    NotFound,
    /// An epoch's number is one more than the last; the last one is this.
    NotNext {
        /// Number of the newest epoch; 0 before the first.
        newest: u32,
    },
    /// A grant is for somebody who is not an enrolled member of this department, or, of an epoch that exists, not a certified
    /// one. Nothing was stored.
    NotAMember(MemberId),
}

/// Departments, their epochs, and the epochs' seeds for members.
#[async_trait]
pub trait Departments {
    /// Adds a department to an authority.
    async fn add_department(
        &self,
        authority: AuthorityId,
        department: NewDepartment,
        created_at: Timestamp,
    ) -> Result<AddDepartmentOutcome>;

    /// A department.
    async fn department(&self, department: DepartmentId) -> Result<Option<DepartmentRecord>>;

    /// All departments of an authority, by their German names.
    async fn departments(&self, authority: AuthorityId) -> Result<Vec<DepartmentEntry>>;

    /// Changes a department.
    async fn change_department(
        &self,
        authority: AuthorityId,
        department: DepartmentId,
        change: DepartmentChange,
        at: Timestamp,
    ) -> Result<ChangeDepartmentOutcome>;

    /// The department's newest epoch; `None` if there is no such department or it has no epoch.
    async fn department_key(&self, department: DepartmentId) -> Result<Option<DepartmentKey>>;

    /// Adds the next epoch with its grants.
    async fn add_epoch(
        &self,
        department: DepartmentId,
        epoch: NewEpoch,
        created_at: Timestamp,
    ) -> Result<EpochOutcome>;

    /// Adds grants of an epoch that exists. Whoever has one keeps it: a grant ends with its member's place in the department.
    async fn add_epoch_grants(
        &self,
        department: DepartmentId,
        epoch: u32,
        grants: Vec<NewEpochGrant>,
    ) -> Result<EpochOutcome>;
}
