use async_trait::async_trait;
use domain::DepartmentId;
use domain::api::{InboxPage, Status};

use crate::Result;

/// Which rows of the inbox to show.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InboxQuery {
    /// The departments to show: the member's, or the chosen one of them. None shows nothing.
    pub departments: Vec<DepartmentId>,
    /// Only conversations of this status.
    pub status: Option<Status>,
    /// Only rows whose newest message stands before this position.
    pub before: Option<i64>,
    /// At most this many rows.
    pub limit: u32,
}

/// The inbox.
#[async_trait]
pub trait Inbox {
    /// A page, newest message first.
    async fn inbox(&self, query: &InboxQuery) -> Result<InboxPage>;
}
