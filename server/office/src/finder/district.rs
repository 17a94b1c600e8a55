use std::cmp::Reverse;
use std::collections::BTreeSet;

use domain::api::{Authority, Department};
use domain::search::{Outcome, PlaceKey, Target};
use domain::{AreaKey, AuthorityId, DepartmentId, Slug};
use search::folded;
use store::FallbackRecord;

use super::{Concern, Place, Snapshot};
use crate::find_route::{keep_smallest, nearest_fallbacks};
use crate::{Office, Result};

/// Most departments and authorities that are looked at for one place.
const MOST: u32 = 50;

/// Who is in charge of a place.
pub(crate) struct District<'a> {
    office: &'a Office,
    snapshot: &'a Snapshot,
    /// The place and the larger ones that it lies in; of an authority its own places.
    places: Vec<AreaKey>,
    /// The only authority that is asked for, if one was.
    only: Option<Authority>,
    /// Authorities in charge, the one of the smallest area first.
    records: Vec<FallbackRecord>,
}

impl<'a> District<'a> {
    pub(crate) async fn of(office: &'a Office, snapshot: &'a Snapshot, place: &Place) -> Result<Self> {
        let (places, only) = match &place.found.key {
            PlaceKey::Area(area) => (area.within(), None),
            PlaceKey::Authority(slug) => (place.areas.clone(), office.store.directory_entry(slug).await?),
        };
        let mut records = if places.is_empty() {
            Vec::new()
        } else {
            office.store.fallbacks(&places, MOST).await?
        };
        if let Some(only) = &only {
            records.retain(|record| record.authority == only.id);
        }
        records.sort_by_key(|record| (Reverse(record.area.key.level()), record.authority));
        Ok(Self {
            office,
            snapshot,
            places,
            only,
            records,
        })
    }

    /// The departments in charge of a concern: those with a route of the smallest area, or else those that are called so.
    pub(crate) async fn in_charge(&self, concern: &Concern) -> Result<Vec<Target>> {
        let store = &self.office.store;
        let served = store.served(&concern.services, &self.places).await?;
        let services: BTreeSet<_> = served.into_iter().map(|(service, _)| service).collect();
        let only = self.only.as_ref().map(|only| only.id);
        let mut routes = Vec::new();
        for service in &services {
            routes.extend(store.routes(service, &self.places, only, MOST).await?);
        }
        // Of one authority, asked for without a place, all are shown.
        if only.is_none() {
            keep_smallest(&mut routes, |route| &route.area);
        }
        let departments = routes.iter().map(|route| (route.authority, route.department));
        let targets = self.targets(departments.collect()).await?;
        if targets.is_empty() && concern.names_departments {
            return self.called(&concern.folded).await;
        }
        Ok(targets)
    }

    /// Who takes what nobody else does, of the smallest area that has somebody.
    pub(crate) async fn fallback(&self) -> Result<Outcome> {
        let departments: BTreeSet<_> = nearest_fallbacks(&self.records)
            .map(|(department, record)| (record.authority, department))
            .collect();
        let targets = self.targets(departments).await?;
        if targets.is_empty() {
            return Ok(Outcome::Nobody(self.authorities().await?));
        }
        Ok(Outcome::Fallback(targets))
    }

    /// The authorities in charge, the one of the smallest area first.
    pub(crate) async fn authorities(&self) -> Result<Vec<Authority>> {
        if let Some(only) = &self.only {
            return Ok(vec![only.clone()]);
        }
        let mut authorities: Vec<Authority> = Vec::new();
        for record in &self.records {
            if authorities.iter().all(|known| known.id != record.authority) {
                authorities.extend(self.authority(record.authority).await?);
            }
        }
        Ok(authorities)
    }

    async fn targets(&self, departments: BTreeSet<(AuthorityId, DepartmentId)>) -> Result<Vec<Target>> {
        let mut authority: Option<Authority> = None;
        let mut targets = Vec::new();
        for (id, department) in departments {
            if authority.as_ref().is_none_or(|known| known.id != id) {
                authority = self.authority(id).await?;
            }
            targets.extend(
                authority
                    .as_ref()
                    .and_then(|authority| target(authority, department)),
            );
        }
        Ok(targets)
    }

    async fn called(&self, name: &str) -> Result<Vec<Target>> {
        let is_called = |department: &&Department| folded(&department.name.de) == name;
        let authorities = self.authorities().await?;
        let found = authorities.iter().filter_map(|authority| {
            let department = authority.departments.iter().find(is_called)?;
            target(authority, department.id)
        });
        Ok(found.collect())
    }

    async fn authority(&self, id: AuthorityId) -> Result<Option<Authority>> {
        let slug: Option<&Slug> = self.snapshot.slug(id);
        match (&self.only, slug) {
            (Some(only), _) if only.id == id => Ok(Some(only.clone())),
            (_, Some(slug)) => Ok(self.office.store.directory_entry(slug).await?),
            (_, None) => Ok(None),
        }
    }
}

fn target(authority: &Authority, department: DepartmentId) -> Option<Target> {
    let department = authority
        .departments
        .iter()
        .find(|known| known.id == department)?;
    Some(Target {
        authority: authority.clone(),
        department: department.clone(),
    })
}
