use domain::api::{EmbedPlaces, NewEmbedOrigins};
use domain::audit::{Action, Subject};
use domain::limits::EMBED_ORIGINS;
use domain::{AuthorityId, DepartmentId, ErrorCode, HostOrigin};

use crate::{Office, Result, Staff, check};

impl Office {
    /// Which pages may show the authority and its departments in a frame: for its administrators.
    ///
    /// # Errors
    ///
    /// `Forbidden`.
    pub async fn embed_places(&self, staff: &Staff) -> Result<EmbedPlaces> {
        let authority = staff.administers()?;
        Ok(self
            .store
            .embed_places(authority)
            .await?
            .ok_or(ErrorCode::NotFound)?)
    }

    /// Says which pages may show the authority, or one of its departments, from now on.
    ///
    /// # Errors
    ///
    /// `Forbidden`; `OriginRefused` for anything but origins of pages; `TooLarge` for more than [`EMBED_ORIGINS`];
    /// `NotFound` for a department of another authority.
    pub async fn set_embed_origins(&self, staff: &Staff, request: NewEmbedOrigins) -> Result<()> {
        let authority = staff.administers()?;
        check::ensure(request.origins.len() <= EMBED_ORIGINS, ErrorCode::TooLarge)?;
        let parsed: std::result::Result<Vec<HostOrigin>, _> =
            request.origins.iter().map(|origin| origin.parse()).collect();
        let mut origins = parsed.map_err(|_| ErrorCode::OriginRefused)?;
        origins.sort();
        origins.dedup();
        let subject = request
            .department
            .map_or_else(Subject::default, Subject::department);
        let changed = self
            .recording(staff, Action::ChangeEmbedding, subject)?
            .set_embed_origins(authority, request.department, origins)
            .await?;
        Ok(changed.ok_or(ErrorCode::NotFound)?)
    }

    /// Origins of pages that may show an authority or, with a department, that one. Public: they stand in a header of what
    /// is shown.
    ///
    /// # Errors
    ///
    /// Only the store's.
    pub async fn frame_hosts(
        &self,
        authority: AuthorityId,
        department: Option<DepartmentId>,
    ) -> Result<Vec<HostOrigin>> {
        Ok(self.store.frame_hosts(authority, department).await?)
    }
}
