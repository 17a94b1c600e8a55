use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use domain::directory::{
    Area, Contact, DepartmentContact, DepartmentTexts, Directory, Fault, FaultCode, Item, Route, Service,
};
use domain::{DepartmentId, Localized, ServiceKey};

use super::{Read, Spot, fault};

/// What was read of a file so far.
#[derive(Default)]
pub(super) struct Entries {
    directory: Directory,
    texts: Vec<DepartmentTexts>,
    faults: Vec<Fault>,
    spots: BTreeMap<Item, Spot>,
    fallback: Option<Spot>,
    /// Routes whose service may stand further below.
    routes: Vec<(Spot, ServiceKey, Route)>,
}

impl Entries {
    /// Adds what is wrong with an entry.
    pub(super) fn refuse(&mut self, faults: impl IntoIterator<Item = Fault>) {
        self.faults.extend(faults);
    }

    pub(super) fn fallback(&mut self, spot: Spot, department: Option<DepartmentId>) {
        self.directory.fallback = department;
        self.fallback = Some(spot);
    }

    pub(super) fn contact(&mut self, spot: Spot, contact: Contact) {
        if self.is_first(Item::Authority, spot) {
            self.directory.contact = contact;
        }
    }

    pub(super) fn department(
        &mut self,
        spot: Spot,
        department: DepartmentId,
        contact: Contact,
        called: Option<(Localized, Localized)>,
    ) {
        if self.is_first(Item::Department { department }, spot) {
            let entry = DepartmentContact { department, contact };
            self.directory.departments.push(entry);
            self.texts
                .extend(called.map(|(name, description)| DepartmentTexts {
                    department,
                    name,
                    description,
                }));
        }
    }

    pub(super) fn area(&mut self, spot: Spot, area: Area) {
        let key = area.key.clone();
        if self.is_first(Item::Area { area: key }, spot) {
            self.directory.areas.push(area);
        }
    }

    /// Whether it is none that stands further above already.
    pub(super) fn service(&mut self, spot: Spot, service: Service) -> bool {
        let key = service.key.clone();
        let is_first = self.is_first(Item::Service { service: key }, spot);
        if is_first {
            self.directory.services.push(service);
        }
        is_first
    }

    pub(super) fn route(&mut self, spot: Spot, service: ServiceKey, route: Route) {
        self.routes.push((spot, service, route));
    }

    /// Notes where an item stands. One that stands further above already is told here, because in a directory the two would have
    /// one place.
    fn is_first(&mut self, item: Item, spot: Spot) -> bool {
        let code = match item {
            Item::Area { .. } => FaultCode::AreaRepeated,
            _ => FaultCode::Repeated,
        };
        match self.spots.entry(item) {
            Entry::Vacant(place) => {
                place.insert(spot);
                true
            }
            Entry::Occupied(known) => {
                self.faults.push(Fault {
                    item: Some(known.key().clone()),
                    ..fault(code, spot, None)
                });
                false
            }
        }
    }

    pub(super) fn finish(mut self) -> Read {
        let at: BTreeMap<ServiceKey, usize> = self
            .directory
            .services
            .iter()
            .enumerate()
            .map(|(at, service)| (service.key.clone(), at))
            .collect();
        for (spot, service, route) in std::mem::take(&mut self.routes) {
            let Some(at) = at.get(&service) else {
                let text = service.as_str();
                self.faults
                    .push(fault(FaultCode::ServiceUnknown, spot, Some(text)));
                continue;
            };
            let item = Item::Route {
                service,
                area: route.area.clone(),
                department: route.department,
            };
            if self.is_first(item, spot) {
                self.directory.services[*at].routes.push(route);
            }
        }
        Read {
            directory: Some(self.directory),
            faults: self.faults,
            texts: self.texts,
            spots: self.spots,
            fallback: self.fallback,
        }
    }
}
