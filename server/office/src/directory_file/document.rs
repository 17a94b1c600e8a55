use std::collections::HashSet;

use domain::directory::{Area, Contact, FaultCode, Route, Service, Synonyms};
use domain::{DepartmentId, Localized, ServiceKey};

use super::entries::Entries;
use super::fields::{Fields, Lines};
use super::{DepartmentNames, Read, Spot, refused};

/// Reads JSON; what is wrong with one entry does not keep the others from being read.
pub(super) fn read(text: &str, names: &DepartmentNames) -> Read {
    let lines = Lines::of(text);
    let mut fields = match Fields::of(text, &lines) {
        Ok(fields) => fields,
        Err(fault) => return refused(*fault),
    };
    let mut document = Document {
        departments: names.values().copied().collect(),
        entries: Entries::default(),
    };
    document.authority(&mut fields);
    for entry in fields.list("departments") {
        document.department(entry);
    }
    for entry in fields.list("areas") {
        document.area(entry);
    }
    for entry in fields.list("services") {
        document.service(entry);
    }
    document.entries.refuse(fields.faults());
    document.entries.finish()
}

struct Document {
    departments: HashSet<DepartmentId>,
    entries: Entries,
}

impl Document {
    fn authority(&mut self, fields: &mut Fields<'_>) {
        let spot = fields.spot_of("contact");
        let contact = fields.inner("contact").map(|inner| self.contact(inner));
        self.entries.contact(spot, contact.unwrap_or_default());
        if fields.has("fallback") {
            let spot = fields.spot_of("fallback");
            let department = fields.department("fallback", &self.departments);
            self.entries.fallback(spot, department);
        }
    }

    fn department(&mut self, mut fields: Fields<'_>) {
        let department = fields.department("department", &self.departments);
        let contact = fields.inner("contact").map(|inner| self.contact(inner));
        let name = self.localized(&mut fields, "name");
        let description = self.localized(&mut fields, "description");
        if name.is_none() && description.is_some() {
            fields.refuse(FaultCode::TextMissing, "name", Some("name"));
        }
        if let Some(department) = department {
            let contact = contact.unwrap_or_default();
            let called = name.map(|name| (name, description.unwrap_or_default()));
            self.entries
                .department(fields.spot(), department, contact, called);
        }
        self.entries.refuse(fields.faults());
    }

    fn area(&mut self, mut fields: Fields<'_>) {
        let key = fields.key("key");
        let name = fields.needed("name");
        let district = fields.text("district");
        if let Some(key) = key {
            self.entries.area(fields.spot(), Area { key, name, district });
        }
        self.entries.refuse(fields.faults());
    }

    fn service(&mut self, mut fields: Fields<'_>) {
        let key: Option<ServiceKey> = fields.key("key");
        let name = self.localized(&mut fields, "name");
        let synonyms = fields.inner("synonyms").map(|inner| self.synonyms(inner));
        let description = self.localized(&mut fields, "description");
        let routes: Vec<_> = fields
            .list("routes")
            .into_iter()
            .filter_map(|entry| self.route(entry))
            .collect();
        if let Some(key) = key {
            let service = Service {
                key: key.clone(),
                name: name.unwrap_or_default(),
                synonyms: synonyms.unwrap_or_default(),
                description: description.unwrap_or_default(),
                routes: Vec::new(),
            };
            // Those of a service that stands further above are no routes of it.
            if self.entries.service(fields.spot(), service) {
                for (spot, route) in routes {
                    self.entries.route(spot, key.clone(), route);
                }
            }
        }
        self.entries.refuse(fields.faults());
    }

    fn route(&mut self, mut fields: Fields<'_>) -> Option<(Spot, Route)> {
        let area = fields.key("area");
        let department = fields.department("department", &self.departments);
        let spot = fields.spot();
        self.entries.refuse(fields.faults());
        let (area, department) = (area?, department?);
        Some((spot, Route { area, department }))
    }

    fn contact(&mut self, mut fields: Fields<'_>) -> Contact {
        let contact = Contact {
            telephone: fields.text("telephone"),
            hours: self.localized(&mut fields, "hours"),
            scope: self.localized(&mut fields, "scope"),
            address: fields.text("address"),
            web: fields.text("web"),
        };
        self.entries.refuse(fields.faults());
        contact
    }

    fn localized(&mut self, fields: &mut Fields<'_>, name: &str) -> Option<Localized> {
        let mut inner = fields.inner(name)?;
        let text = Localized {
            de: inner.needed("de"),
            en: inner.text("en"),
        };
        self.entries.refuse(inner.faults());
        Some(text)
    }

    fn synonyms(&mut self, mut fields: Fields<'_>) -> Synonyms {
        let synonyms = Synonyms {
            de: fields.take("de").unwrap_or_default(),
            en: fields.take("en").unwrap_or_default(),
        };
        self.entries.refuse(fields.faults());
        synonyms
    }
}
