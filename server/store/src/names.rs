use async_trait::async_trait;
use domain::{AreaKey, AuthorityId, Localized, ServiceKey, Slug};

use crate::Result;

/// The names by which an authority and what it does are found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuthorityNames {
    /// The authority.
    pub authority: AuthorityId,
    /// Its name in addresses.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// Its places.
    pub areas: Vec<AreaName>,
    /// What it does.
    pub services: Vec<ServiceNames>,
    /// The names of the departments that can be written to.
    pub departments: Vec<Localized>,
}

/// What a place is called.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct AreaName {
    /// Its official key, as the authority has it.
    pub key: AreaKey,
    /// Its name.
    pub name: String,
    /// Where it lies.
    pub district: Option<String>,
}

/// What a service is called.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ServiceNames {
    /// Its key.
    pub key: ServiceKey,
    /// Its name.
    pub name: Localized,
    /// What people call it, in any language.
    pub synonyms: Vec<String>,
}

/// Some of the authorities whose names have changed, and how far that is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChangedNames {
    /// As they are now, in the order of their changes.
    pub authorities: Vec<AuthorityNames>,
    /// The number of the last change among them; the one that was asked for if there are none.
    pub until: i64,
}

/// The names that a search index is made of.
#[async_trait]
pub trait Names {
    /// The number of the newest change of any name.
    async fn newest_name_change(&self) -> Result<i64>;

    /// At most `limit` of the authorities whose names have changed after the change of this number; 0 is before the first.
    async fn changed_names(&self, after: i64, limit: u32) -> Result<ChangedNames>;

    /// What an authority says of the first of these services that it says something of.
    async fn description_of(
        &self,
        authority: AuthorityId,
        services: &[ServiceKey],
    ) -> Result<Option<Localized>>;

    /// Which of the services somebody is in charge of in which of the places.
    async fn served(&self, services: &[ServiceKey], places: &[AreaKey])
    -> Result<Vec<(ServiceKey, AreaKey)>>;
}
