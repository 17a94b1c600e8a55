use domain::ErrorCode;
use domain::api::{Department, NewDepartment};
use store::AddDepartmentOutcome;

use crate::{Error, Office, Result, Staff, check};

impl Office {
    /// Adds a department to the administrator's authority; it can be written to once it has an epoch.
    ///
    /// # Errors
    ///
    /// `Forbidden`; `EmailRefused` for a notice address on another domain; `Conflict` if the id or slug is taken;
    /// `Malformed`; `TooLarge`.
    pub async fn create_department(&self, staff: &Staff, request: NewDepartment) -> Result<Department> {
        let authority = staff.administers()?;
        check::lines(&request.name)?;
        check::description(&request.description)?;
        if let Some(notice) = &request.notice {
            self.check_address(authority, notice).await?;
        }
        let department = Department {
            id: request.id,
            slug: request.slug.clone(),
            name: request.name.clone(),
            description: request.description.clone(),
        };
        match self.store.add_department(authority, request, self.now()).await? {
            AddDepartmentOutcome::Added => Ok(department),
            AddDepartmentOutcome::Taken => Err(Error::Refused(ErrorCode::Conflict)),
        }
    }
}
