use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::search::{FoundPlace, PlaceKey};
use domain::{AreaKey, AreaLevel, Slug};
use search::{Entry, folded};

use super::catalogue::{Catalogue, Name};

/// A place or an authority.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) found: FoundPlace,
    /// Itself and the larger areas that it lies in, the smallest first; of an authority all places that it is in charge of.
    pub(crate) areas: Vec<AreaKey>,
}

pub(super) fn places(catalogue: &Catalogue) -> Vec<(Place, Entry)> {
    let mut places = areas(catalogue);
    let names: HashMap<_, _> = catalogue
        .authorities()
        .filter_map(|(_, names)| authority(names))
        .collect();
    places.extend(names.into_values());
    places.sort_unstable_by(|(one, _), (other, _)| one.found.key.cmp(&other.found.key));
    places
}

fn areas(catalogue: &Catalogue) -> Vec<(Place, Entry)> {
    let mut by_key: BTreeMap<AreaKey, Vec<(&store::AreaName, u32)>> = BTreeMap::new();
    for (_, name, uses) in catalogue.names() {
        if let Name::Area(area) = name {
            by_key.entry(area.key.place()).or_default().push((area, uses));
        }
    }
    by_key
        .into_iter()
        .filter_map(|(place, named)| area(place, named))
        .collect()
}

/// One place under the names that authorities have for it, the one that most use first.
fn area(place: AreaKey, mut named: Vec<(&store::AreaName, u32)>) -> Option<(Place, Entry)> {
    named.sort_by_key(|(area, uses)| (Reverse(*uses), &area.name, &area.district));
    let (first, _) = named.first()?;
    let entry = Entry {
        names: named.iter().map(|(area, _)| area.name.clone()).collect(),
        qualifiers: named
            .iter()
            .filter_map(|(area, _)| area.district.clone())
            .collect(),
        rank: rank(&place),
    };
    let found = FoundPlace {
        key: PlaceKey::Area(place),
        name: first.name.clone(),
        district: first.district.clone(),
    };
    let areas = ordered(named.iter().flat_map(|(area, _)| area.key.within()));
    Some((Place { found, areas }, entry))
}

/// Each area once, the smallest first.
pub(super) fn ordered(areas: impl Iterator<Item = AreaKey>) -> Vec<AreaKey> {
    let areas: BTreeSet<_> = areas.map(|area| (Reverse(area.level()), area)).collect();
    areas.into_iter().map(|(_, area)| area).collect()
}

/// The larger, the higher. Towns that are a Kreis of their own have keys that end in 000.
fn rank(key: &AreaKey) -> u32 {
    match key.level() {
        AreaLevel::Land => 5,
        AreaLevel::Regierungsbezirk => 4,
        AreaLevel::Gemeinde if key.as_str().ends_with("000") => 3,
        AreaLevel::Kreis => 2,
        AreaLevel::Verband | AreaLevel::Gemeinde => 1,
    }
}

/// An authority as a place, unless one of its places is called the same.
fn authority<'a>(names: impl Iterator<Item = (u32, &'a Name)>) -> Option<(Slug, (Place, Entry))> {
    let (mut own, mut areas, mut called) = (None, Vec::new(), Vec::new());
    for (_, name) in names {
        match name {
            Name::Authority(slug, name) => own = Some((slug, name)),
            Name::Area(area) => {
                areas.push(area.key.place());
                called.push(folded(&area.name));
            }
            Name::Service(_) | Name::Department(_) => {}
        }
    }
    let (slug, name) = own?;
    let entry = Entry {
        // Nothing is found without a name; yet the key must be known.
        names: if called.contains(&folded(name)) {
            Vec::new()
        } else {
            vec![name.clone()]
        },
        ..Entry::default()
    };
    let found = FoundPlace {
        key: PlaceKey::Authority(slug.clone()),
        name: name.clone(),
        district: None,
    };
    Some((slug.clone(), (Place { found, areas }, entry)))
}
