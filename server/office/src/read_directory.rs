use domain::api::{Authority, DepartmentKey};
use domain::{DepartmentId, ErrorCode, Slug};

use crate::{Office, Result};

impl Office {
    /// Every authority with the departments that can be written to.
    ///
    /// # Errors
    ///
    /// Only the store's.
    pub async fn list_authorities(&self) -> Result<Vec<Authority>> {
        Ok(self.store.directory().await?)
    }

    /// One authority as in the directory.
    ///
    /// # Errors
    ///
    /// `NotFound`.
    pub async fn read_authority(&self, slug: &Slug) -> Result<Authority> {
        Ok(self
            .store
            .directory_entry(slug)
            .await?
            .ok_or(ErrorCode::NotFound)?)
    }

    /// The key that messages to a department are sealed to.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is no such department or it has no key yet.
    pub async fn read_department_key(&self, department: DepartmentId) -> Result<DepartmentKey> {
        Ok(self
            .store
            .department_key(department)
            .await?
            .ok_or(ErrorCode::NotFound)?)
    }
}
