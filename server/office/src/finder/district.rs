use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use domain::api::{Authority, Department};
use domain::search::{FoundPlace, Outcome, PlaceKey, Target};
use domain::{AreaKey, AuthorityId, DepartmentId, Slug};
use search::folded;
use store::{FallbackRecord, RouteRecord};

use super::{Concern, Place, Snapshot};
use crate::find_route::{keep_smallest, nearest_fallbacks};
use crate::{Office, Result};

/// Most departments and authorities that are looked at for one place.
const MOST: u32 = 50;

/// Routes of one authority that are looked at first to learn whether they differ by place; where they do not and there are
/// more, all are.
const FIRST_OF_ONE: u32 = 1_000;
/// Most places of one authority that are asked about: a statement has no more values. Germany has 11,000 municipalities.
const MOST_PLACES: usize = 30_000;
/// Most places that are offered to choose from; where there are more, people are asked to type theirs.
const PLACES: usize = 30;

/// Who is in charge of a concern.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Charge {
    /// These, wherever it was asked for.
    Departments(Vec<Target>),
    /// At one authority another department in one place than in the other: these places, from A to Z, or none if they are too many
    /// to choose from.
    ByPlace(Vec<FoundPlace>),
}

/// Who is in charge of a place.
pub(crate) struct District<'a> {
    office: &'a Office,
    snapshot: &'a Snapshot,
    /// The place and the larger ones that it lies in; of an authority its own places.
    places: Vec<AreaKey>,
    /// The only authority that is asked for, if one was.
    only: Option<Authority>,
    /// Whether the place is one, and not all that the authority has.
    is_one_place: bool,
    /// Authorities in charge, the one of the smallest area first.
    records: Vec<FallbackRecord>,
}

impl<'a> District<'a> {
    /// Who is in charge of a place, at the authority `at` alone if one is given.
    pub(crate) async fn of(
        office: &'a Office,
        snapshot: &'a Snapshot,
        place: &Place,
        at: Option<&Slug>,
    ) -> Result<Self> {
        let (mut places, at) = match &place.found.key {
            PlaceKey::Area(area) | PlaceKey::AreaOf(_, area) => (snapshot.within(area), at),
            PlaceKey::Authority(slug) => (
                place.areas.iter().take(MOST_PLACES).cloned().collect(),
                Some(slug),
            ),
        };
        let only = match at {
            Some(slug) => office.store.directory_entry(slug).await?,
            None => None,
        };
        if at.is_some() && only.is_none() {
            places.clear();
        }
        let mut records = if only.is_none() && !places.is_empty() {
            office.store.fallbacks(&places, MOST).await?
        } else {
            Vec::new()
        };
        records.sort_by_key(|record| (Reverse(record.area.key.level()), record.authority));
        Ok(Self {
            office,
            snapshot,
            places,
            only,
            is_one_place: !matches!(place.found.key, PlaceKey::Authority(_)),
            records,
        })
    }

    /// The departments in charge of a concern: those with a route of the smallest area, or else those that are called so.
    /// `None` if there is none.
    pub(crate) async fn in_charge(&self, concern: &Concern) -> Result<Option<Charge>> {
        let store = &self.office.store;
        let served = store.served(&concern.services, &self.places).await?;
        let services: BTreeSet<_> = served.into_iter().map(|(service, _)| service).collect();
        let only = self.only.as_ref().map(|only| only.id);
        let most = if self.is_one_place { MOST } else { FIRST_OF_ONE };
        let mut routes = Vec::new();
        for service in &services {
            let mut found = store.routes(service, &self.places, only, most).await?;
            let is_part = found.len() >= FIRST_OF_ONE as usize;
            if is_part && !differ_by_place(&found) {
                found = store.routes(service, &self.places, only, u32::MAX).await?;
            }
            routes.append(&mut found);
        }
        if self.is_one_place {
            keep_smallest(&mut routes, |route| &route.area);
        } else if differ_by_place(&routes) {
            return Ok(Some(Charge::ByPlace(self.places_of(&routes))));
        }
        let departments = routes.iter().map(|route| (route.authority, route.department));
        let mut targets = self.targets(departments.collect()).await?;
        if targets.is_empty() && concern.names_departments {
            targets = self.called(&concern.folded).await?;
        }
        Ok((!targets.is_empty()).then_some(Charge::Departments(targets)))
    }

    /// The places in which some route leads to a department.
    fn places_of(&self, routes: &[RouteRecord]) -> Vec<FoundPlace> {
        let served: BTreeSet<_> = routes.iter().map(|route| route.area.key.place()).collect();
        let is_served = |place: &&AreaKey| {
            self.snapshot
                .within(place)
                .iter()
                .any(|area| served.contains(area))
        };
        let found = |place: &AreaKey| self.snapshot.place(&PlaceKey::Area(place.clone()));
        let mut places: Vec<_> = self
            .places
            .iter()
            .filter(is_served)
            .filter_map(found)
            .map(|place| self.part(&place.found))
            .take(PLACES + 1)
            .collect();
        if places.len() > PLACES {
            return Vec::new();
        }
        places.sort_by_cached_key(|place| (folded(&place.full_name()), place.key.clone()));
        places
    }

    /// A place as a part of the only authority that is asked for, which stays the only one.
    pub(crate) fn part(&self, place: &FoundPlace) -> FoundPlace {
        let key = match (&self.only, &place.key) {
            (Some(only), PlaceKey::Area(area)) => PlaceKey::AreaOf(only.slug.clone(), area.clone()),
            _ => place.key.clone(),
        };
        FoundPlace { key, ..place.clone() }
    }

    /// Who takes what nobody else does: at an authority its own fallback, else that of the smallest area that has somebody.
    pub(crate) async fn fallback(&self) -> Result<Outcome> {
        let departments: BTreeSet<_> = match &self.only {
            Some(only) => {
                let head = self.office.store.authority_head(only.id).await?;
                let fallback = head.and_then(|head| head.fallback);
                fallback
                    .map(|department| (only.id, department))
                    .into_iter()
                    .collect()
            }
            None => nearest_fallbacks(&self.records)
                .map(|(department, record)| (record.authority, department))
                .collect(),
        };
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

/// Whether routes of one authority lead to other departments in one place than in another.
fn differ_by_place(routes: &[RouteRecord]) -> bool {
    let mut by_place: BTreeMap<AreaKey, BTreeSet<DepartmentId>> = BTreeMap::new();
    for route in routes {
        let departments = by_place.entry(route.area.key.place()).or_default();
        departments.insert(route.department);
    }
    let mut sets = by_place.values();
    let first = sets.next();
    sets.any(|departments| Some(departments) != first)
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
