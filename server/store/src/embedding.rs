use async_trait::async_trait;
use domain::api::EmbedPlaces;
use domain::{AuthorityId, DepartmentId, HostOrigin};

use crate::Result;

/// Which pages may show an authority, or one of its departments, in a frame.
#[async_trait]
pub trait Embedding {
    /// All of an authority's. `None` if there is no such one.
    async fn embed_places(&self, authority: AuthorityId) -> Result<Option<EmbedPlaces>>;

    /// Origins of pages that may show the whole authority or, with a department, that department: its own and the
    /// authority's, each once.
    async fn frame_hosts(
        &self,
        authority: AuthorityId,
        department: Option<DepartmentId>,
    ) -> Result<Vec<HostOrigin>>;

    /// Puts these in the place of the earlier ones. `None` if the authority has no such department.
    async fn set_embed_origins(
        &self,
        authority: AuthorityId,
        department: Option<DepartmentId>,
        origins: Vec<HostOrigin>,
    ) -> Result<Option<()>>;
}
