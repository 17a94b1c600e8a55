use domain::api::{Department, DepartmentChange, DepartmentEntry, NewDepartment};
use domain::audit::{Action, Subject};
use domain::directory::Contact;
use domain::{DepartmentId, ErrorCode};
use store::{AddDepartmentOutcome, ChangeDepartmentOutcome};

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
            contact: Contact::default(),
            promise_days: None,
        };
        let store = self.recording(staff, Action::CreateDepartment, Subject::department(request.id))?;
        match store.add_department(authority, request, self.now()).await? {
            AddDepartmentOutcome::Added => Ok(department),
            AddDepartmentOutcome::Taken => Err(Error::Refused(ErrorCode::Conflict)),
        }
    }

    /// The departments of the authority, by name: for an administrator all, for a lead the own ones.
    ///
    /// # Errors
    ///
    /// `Forbidden`.
    pub async fn list_departments(&self, staff: &Staff) -> Result<Vec<DepartmentEntry>> {
        let run = staff.runs()?;
        let mut entries = self.store.departments(staff.member().authority).await?;
        entries.retain(|entry| run.includes(&[entry.department.id]));
        Ok(entries)
    }

    /// Changes a department of the administrator's authority. Its name in addresses stays, because links to it are out.
    ///
    /// # Errors
    ///
    /// `Forbidden`; `NotFound` for one of another authority; `DepartmentRouted` if it is to be closed and the directory leads
    /// to it; `EmailRefused` for a notice address on another domain; `Malformed`; `TooLarge`.
    pub async fn change_department(
        &self,
        staff: &Staff,
        department: DepartmentId,
        request: DepartmentChange,
    ) -> Result<()> {
        let authority = staff.administers()?;
        check::lines(&request.name)?;
        check::description(&request.description)?;
        if let Some(notice) = &request.notice {
            self.check_address(authority, notice).await?;
        }
        let changed = self
            .recording(staff, Action::ChangeDepartment, Subject::department(department))?
            .change_department(authority, department, request, self.now())
            .await?;
        match changed {
            ChangeDepartmentOutcome::Changed => {
                self.names_changed().await;
                Ok(())
            }
            ChangeDepartmentOutcome::NotFound => Err(ErrorCode::NotFound.into()),
            ChangeDepartmentOutcome::Routed => Err(ErrorCode::DepartmentRouted.into()),
        }
    }
}
