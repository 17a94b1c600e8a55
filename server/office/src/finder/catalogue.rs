use std::collections::HashMap;

use domain::{AuthorityId, Localized, Slug};
use store::{AreaName, AuthorityNames, ServiceNames};

/// A name that stands in the directory of one authority or of many.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) enum Name {
    Area(AreaName),
    Authority(Slug, String),
    Service(ServiceNames),
    Department(Localized),
}

/// The names of all authorities. Thousands of them have names in common, which are kept once.
#[derive(Default)]
pub(super) struct Catalogue {
    /// The number of the last change that is in it.
    pub(super) until: i64,
    names: HashMap<Name, u32>,
    /// By number; what nobody uses any more is `None`, and its number free.
    numbered: Vec<Option<Used>>,
    free: Vec<u32>,
    authorities: HashMap<AuthorityId, Box<[u32]>>,
}

struct Used {
    name: Name,
    by: u32,
}

impl Catalogue {
    /// Puts an authority's names in the place of those that it had.
    pub(super) fn change(&mut self, names: AuthorityNames) {
        let authority = names.authority;
        let numbers: Box<[u32]> = names_of(names).map(|name| self.take(name)).collect();
        for number in self.authorities.insert(authority, numbers).unwrap_or_default() {
            self.give_back(number);
        }
    }

    /// Every name by its number, with how many authorities use it.
    pub(super) fn names(&self) -> impl Iterator<Item = (u32, &Name, u32)> {
        (0..)
            .zip(&self.numbered)
            .filter_map(|(number, used)| used.as_ref().map(|used| (number, &used.name, used.by)))
    }

    /// Each authority's names.
    pub(super) fn authorities(
        &self,
    ) -> impl Iterator<Item = (AuthorityId, impl Iterator<Item = (u32, &Name)>)> {
        let name = |number: &u32| Some((*number, &self.numbered.get(*number as usize)?.as_ref()?.name));
        self.authorities
            .iter()
            .map(move |(authority, numbers)| (*authority, numbers.iter().filter_map(name)))
    }

    fn take(&mut self, name: Name) -> u32 {
        if let Some(number) = self.names.get(&name) {
            if let Some(Some(used)) = self.numbered.get_mut(*number as usize) {
                used.by += 1;
            }
            return *number;
        }
        let used = Some(Used {
            name: name.clone(),
            by: 1,
        });
        let number = if let Some(number) = self.free.pop() {
            self.numbered[number as usize] = used;
            number
        } else {
            self.numbered.push(used);
            u32::try_from(self.numbered.len() - 1).unwrap_or(u32::MAX)
        };
        self.names.insert(name, number);
        number
    }

    fn give_back(&mut self, number: u32) {
        let place = &mut self.numbered[number as usize];
        let Some(used) = place else {
            return;
        };
        used.by -= 1;
        if used.by == 0 {
            self.names.remove(&used.name);
            *place = None;
            self.free.push(number);
        }
    }
}

fn names_of(names: AuthorityNames) -> impl Iterator<Item = Name> {
    let authority = Name::Authority(names.slug, names.name);
    std::iter::once(authority)
        .chain(names.areas.into_iter().map(Name::Area))
        .chain(names.services.into_iter().map(Name::Service))
        .chain(names.departments.into_iter().map(Name::Department))
}
