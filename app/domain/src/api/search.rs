use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{AreaKey, ServiceKey, Slug};

/// What somebody may mean who types in the search box, the likeliest first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Suggestions {
    /// At most ten.
    pub suggestions: Vec<Suggestion>,
}

/// A place, a concern, or a concern in a place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Suggestion {
    /// What it is called.
    pub text: String,
    /// What tells it from others that are called the same, such as a district.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<AreaKey>,
    /// The authority, where a place is none of the official ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Slug>,
    /// The concern.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceKey>,
    /// The address of the page that it leads to, without the origin.
    #[schema(example = "/de/find?place=05162024&service=99107023017000")]
    pub address: String,
}
