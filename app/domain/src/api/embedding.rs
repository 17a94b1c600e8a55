use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{DepartmentId, HostOrigin, Localized, Slug};

/// What an authority's own pages need to show the portal, and which of them may.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Embedding {
    /// The script that puts a button on a page: its path on the portal. What stands there never changes.
    pub script: String,
    /// The script's hash, for the attribute `integrity` (W3C Subresource Integrity).
    pub integrity: String,
    /// Where the portal may be shown.
    pub places: EmbedPlaces,
}

/// Which pages may show an authority's pages in a frame.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct EmbedPlaces {
    /// Origins of pages that may show the whole authority, and so each of its departments.
    pub origins: Vec<HostOrigin>,
    /// Its departments that are not closed, by their German names.
    pub departments: Vec<EmbedDepartment>,
}

/// Which pages may show a department in a frame, beside those that may show its authority.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct EmbedDepartment {
    /// The department.
    pub id: DepartmentId,
    /// Its name in addresses.
    pub slug: Slug,
    /// Its name.
    pub name: Localized,
    /// Origins of pages that may show it.
    pub origins: Vec<HostOrigin>,
}

/// The origins whose pages may show an authority, or one of its departments, from now on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEmbedOrigins {
    /// The department; without one it is about the whole authority.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// At most 20 origins, see `HostOrigin`.
    pub origins: Vec<String>,
}
