use domain::{AuthorityId, Bytes, DepartmentId};
use serde::{Deserialize, Serialize};

/// Whom a message goes to: what the page knows and the island must.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Place {
    /// The authority.
    pub authority: AuthorityId,
    /// Its name.
    pub authority_name: String,
    /// For whoever cannot write here.
    pub telephone: Option<String>,
    /// The root key that the department's key must be certified by.
    pub root: Bytes,
    /// The department.
    pub department: DepartmentId,
    /// Its name in the page's language.
    pub department_name: String,
}
