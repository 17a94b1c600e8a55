use std::collections::HashMap;

use domain::search::{PlaceKey, Register};
use domain::{AreaKey, AuthorityId, ServiceKey, Slug};
use search::Index;

use super::catalogue::{Catalogue, Name};
use super::concerns::{Concern, concerns};
use super::places::{Place, ordered, places};
use super::register::{Registered, named, registered, shown};

/// Everything that can be found, as it was at one time.
#[derive(Debug)]
pub(crate) struct Snapshot {
    /// The number of the last change that is in it.
    pub(super) until: i64,
    pub(crate) index: Index,
    pub(crate) places: Vec<Place>,
    pub(crate) concerns: Vec<Concern>,
    by_place: HashMap<PlaceKey, usize>,
    by_service: HashMap<ServiceKey, usize>,
    slugs: HashMap<AuthorityId, Slug>,
    /// From A to Z.
    register: Vec<Registered>,
}

impl Snapshot {
    pub(super) fn of(catalogue: &Catalogue) -> Self {
        let (places, place_entries): (Vec<_>, Vec<_>) = places(catalogue).into_iter().unzip();
        let (concerns, concern_entries): (Vec<_>, Vec<_>) = concerns(catalogue).into_iter().unzip();
        let index = Index::new(place_entries, concern_entries);
        let numbered = |place: (usize, &Place)| (place.1.found.key.clone(), place.0);
        let services = |(number, concern): (usize, &Concern)| {
            let services = concern.services.clone();
            services.into_iter().map(move |service| (service, number))
        };
        Self {
            until: catalogue.until,
            index,
            by_place: places.iter().enumerate().map(numbered).collect(),
            by_service: concerns.iter().enumerate().flat_map(services).collect(),
            slugs: catalogue
                .authorities()
                .filter_map(|(id, names)| Some((id, slug(names)?)))
                .collect(),
            register: registered(catalogue),
            places,
            concerns,
        }
    }

    pub(crate) fn place(&self, key: &PlaceKey) -> Option<&Place> {
        let key = match key {
            PlaceKey::Area(area) | PlaceKey::AreaOf(_, area) => &PlaceKey::Area(area.place()),
            PlaceKey::Authority(_) => key,
        };
        self.places.get(*self.by_place.get(key)?)
    }

    /// The place itself and all areas that it lies in, the smallest first: an AGS does not tell its Verband, but a directory
    /// that has the place under its ARS does.
    pub(crate) fn within(&self, area: &AreaKey) -> Vec<AreaKey> {
        let known = self.place(&PlaceKey::Area(area.clone()));
        let known = known.map(|place| place.areas.as_slice()).unwrap_or_default();
        ordered(area.within().into_iter().chain(known.iter().cloned()))
    }

    /// The name of an authority in addresses.
    pub(crate) fn slug(&self, authority: AuthorityId) -> Option<&Slug> {
        self.slugs.get(&authority)
    }

    /// The names of all authorities, or of those with an initial; `None` if there is none.
    pub(crate) fn register(&self, initial: Option<char>) -> Option<Register> {
        shown(&self.register, initial)
    }

    /// Up to `most` authorities that are called like this, by their names in addresses.
    pub(crate) fn named(&self, text: &str, most: usize) -> Vec<Slug> {
        named(&self.register, text, most)
    }

    pub(crate) fn concern(&self, service: &ServiceKey) -> Option<&Concern> {
        self.concerns.get(*self.by_service.get(service)?)
    }
}

fn slug<'a>(mut names: impl Iterator<Item = (u32, &'a Name)>) -> Option<Slug> {
    names.find_map(|(_, name)| match name {
        Name::Authority(slug, _) => Some(slug.clone()),
        _ => None,
    })
}
