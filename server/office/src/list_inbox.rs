use domain::api::{InboxPage, Status};
use domain::{DepartmentId, ErrorCode};
use store::InboxQuery;

use crate::check::ensure;
use crate::read_conversation::rows;
use crate::{Office, Result, Staff};

/// Which part of their inbox a member wants to see.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct InboxFilter {
    /// Only this department.
    pub department: Option<DepartmentId>,
    /// Only this status.
    pub status: Option<Status>,
    /// Only rows before this position.
    pub before: Option<i64>,
    /// At most this many rows.
    pub limit: Option<u32>,
}

impl Office {
    /// A page of the inbox of the member's departments.
    ///
    /// # Errors
    ///
    /// `NotFound` for a department that is not one of theirs.
    pub async fn list_inbox(&self, staff: &Staff, filter: InboxFilter) -> Result<InboxPage> {
        let departments = match filter.department {
            Some(department) => {
                ensure(staff.departments().contains(&department), ErrorCode::NotFound)?;
                vec![department]
            }
            None => staff.departments().to_vec(),
        };
        let query = InboxQuery {
            departments,
            status: filter.status,
            before: filter.before,
            limit: rows(filter.limit),
        };
        Ok(self.store.inbox(&query).await?)
    }
}
