use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use domain::search::FoundConcern;
use domain::{Localized, ServiceKey, Slug};
use search::{Entry, folded};

use super::catalogue::{Catalogue, Name};

/// Authorities that are kept of each concern; where there are more, people are asked for the place.
pub(crate) const AUTHORITIES: usize = 20;

/// What people turn to an authority with: services and departments that are called the same.
#[derive(Clone, Debug)]
pub(crate) struct Concern {
    pub(crate) found: FoundConcern,
    /// The services.
    pub(crate) services: Vec<ServiceKey>,
    /// Whether departments are called so, too.
    pub(crate) names_departments: bool,
    /// The name as it is compared.
    pub(crate) folded: String,
    /// Authorities that have such a service or department; one more than [`AUTHORITIES`] at most.
    pub(crate) authorities: Vec<Slug>,
}

/// What concerns are told apart by: the shared catalogue's key, or else the name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Shared(ServiceKey),
    Named(String),
}

/// What one concern is put together from.
#[derive(Default)]
struct Parts<'a> {
    /// Names, and how many authorities use each.
    titles: HashMap<&'a Localized, u32>,
    synonyms: Vec<&'a String>,
    services: Vec<&'a ServiceKey>,
    authorities: Vec<Slug>,
    names_departments: bool,
    uses: u32,
}

pub(super) fn concerns(catalogue: &Catalogue) -> Vec<(Concern, Entry)> {
    let shared = shared(catalogue);
    let mut groups: BTreeMap<Group, Parts<'_>> = BTreeMap::new();
    let mut group_of: HashMap<u32, Group> = HashMap::new();
    for (number, name, uses) in catalogue.names() {
        let Some((group, title)) = group(name, &shared) else {
            continue;
        };
        group_of.insert(number, group.clone());
        let parts = groups.entry(group).or_default();
        *parts.titles.entry(title).or_default() += uses;
        parts.uses += uses;
        if let Name::Service(service) = name {
            parts.services.push(&service.key);
            parts.synonyms.extend(&service.synonyms);
        } else {
            parts.names_departments = true;
        }
    }
    note_authorities(catalogue, &group_of, &mut groups);
    groups.into_values().filter_map(concern).collect()
}

/// The shared catalogue's key of each name that some authority has for it.
fn shared(catalogue: &Catalogue) -> HashMap<String, &ServiceKey> {
    let mut shared: HashMap<String, &ServiceKey> = HashMap::new();
    for (_, name, _) in catalogue.names() {
        if let Name::Service(service) = name
            && service.key.is_shared()
        {
            let known = shared.entry(folded(&service.name.de)).or_insert(&service.key);
            *known = (&service.key).min(*known);
        }
    }
    shared
}

fn group<'a>(name: &'a Name, shared: &HashMap<String, &ServiceKey>) -> Option<(Group, &'a Localized)> {
    let title = match name {
        Name::Service(service) if service.key.is_shared() => {
            return Some((Group::Shared(service.key.clone()), &service.name));
        }
        Name::Service(service) => &service.name,
        Name::Department(title) => title,
        Name::Area(_) | Name::Authority(..) => return None,
    };
    let name = folded(&title.de);
    let group = match shared.get(&name) {
        Some(key) => Group::Shared((*key).clone()),
        None => Group::Named(name),
    };
    Some((group, title))
}

fn note_authorities(
    catalogue: &Catalogue,
    group_of: &HashMap<u32, Group>,
    groups: &mut BTreeMap<Group, Parts<'_>>,
) {
    for (_, names) in catalogue.authorities() {
        let names: Vec<_> = names.collect();
        let slug = names.iter().find_map(|(_, name)| match name {
            Name::Authority(slug, _) => Some(slug),
            _ => None,
        });
        let own = names.iter().filter_map(|(number, _)| group_of.get(number));
        for group in own {
            if let (Some(parts), Some(slug)) = (groups.get_mut(group), slug)
                && parts.authorities.len() <= AUTHORITIES
                && parts.authorities.last() != Some(slug)
            {
                parts.authorities.push(slug.clone());
            }
        }
    }
}

fn concern(parts: Parts<'_>) -> Option<(Concern, Entry)> {
    let mut titles: Vec<_> = parts.titles.into_iter().collect();
    titles.sort_by_key(|(title, uses)| (Reverse(*uses), &title.de, &title.en));
    let title = titles.first()?.0.clone();
    let in_both = |title: &'_ Localized| [Some(title.de.clone()), title.en.clone()];
    let mut names: Vec<String> = titles
        .iter()
        .flat_map(|(title, _)| in_both(title))
        .flatten()
        .chain(parts.synonyms.into_iter().cloned())
        .collect();
    let mut seen = HashSet::new();
    names.retain(|name| seen.insert(folded(name)));
    let mut services: Vec<_> = parts.services.into_iter().cloned().collect();
    services.sort();
    services.dedup();
    let mut authorities = parts.authorities;
    authorities.sort();
    let concern = Concern {
        names_departments: parts.names_departments,
        folded: folded(&title.de),
        found: FoundConcern {
            service: services.first().cloned(),
            name: title,
        },
        services,
        authorities,
    };
    let entry = Entry {
        names,
        rank: parts.uses,
        ..Entry::default()
    };
    Some((concern, entry))
}
