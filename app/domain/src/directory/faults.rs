use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Contact, DepartmentTexts, Directory, Item, Service};
use crate::{AreaKeyError, DepartmentId, Localized, ServiceKeyError, limits};

/// What is wrong with a part of a directory. A code never changes its meaning.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FaultCode {
    /// The file is no UTF-8, as when a spreadsheet wrote it in Latin-1.
    NotUtf8,
    /// The file is no JSON of this form.
    NotJson,
    /// The first row does not name the columns, or names one that there is not.
    Columns,
    /// The row has more or fewer values than there are columns.
    RowLength,
    /// The row is about something that there is not.
    KindUnknown,
    /// The row has a value in a column, or JSON a field, that has no meaning there.
    ValueMisplaced,
    /// The key of an area has something else than digits.
    AreaNotDigits,
    /// The key of an area has a length that no level has.
    AreaLength,
    /// The key of an area has lost the zero that it begins with.
    AreaLeadingZero,
    /// The key of an area begins with no Land.
    AreaLand,
    /// A LeiKa key without 14 digits that begin with 99.
    ServiceLeika,
    /// A LeiKa key that a spreadsheet rounded.
    ServiceRounded,
    /// A service's own key with other characters than those of an address.
    ServiceName,
    /// A name or text is missing.
    TextMissing,
    /// A text is too long.
    TextTooLong,
    /// A text has control characters.
    TextControl,
    /// The address of a page does not begin with https://.
    WebMalformed,
    /// There are more of these than a directory may have.
    TooMany,
    /// The same thing stands there twice.
    Repeated,
    /// The same area stands there twice; the AGS and the ARS of one municipality are the same.
    AreaRepeated,
    /// A route names an area that the directory does not have.
    AreaUnknown,
    /// A route names a service that the directory does not have.
    ServiceUnknown,
    /// The authority has no such department.
    DepartmentUnknown,
    /// People would be led to a closed department.
    DepartmentClosed,
    /// People would be led to a department that has no key, or whose key has ended.
    DepartmentWithoutKey,
    /// A service that leads to no department.
    ServiceUnrouted,
}

impl From<AreaKeyError> for FaultCode {
    fn from(error: AreaKeyError) -> Self {
        match error {
            AreaKeyError::NotDigits => Self::AreaNotDigits,
            AreaKeyError::Length => Self::AreaLength,
            AreaKeyError::LeadingZero => Self::AreaLeadingZero,
            AreaKeyError::Land => Self::AreaLand,
        }
    }
}

impl From<ServiceKeyError> for FaultCode {
    fn from(error: ServiceKeyError) -> Self {
        match error {
            ServiceKeyError::Leika => Self::ServiceLeika,
            ServiceKeyError::Rounded => Self::ServiceRounded,
            ServiceKeyError::Name => Self::ServiceName,
        }
    }
}

/// A fault of a directory, or of a file that is to be one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Fault {
    /// What is wrong.
    pub code: FaultCode,
    /// The row of a table, or the line of JSON, the first one being 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// Where it stands in JSON, as programs write it: `services[1].routes[4].area`, counted from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// What it is about, where that can be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<Item>,
    /// The value that is wrong, shortened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// Whether people can be led to a department.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DepartmentState {
    /// It can be written to.
    Open,
    /// It is closed.
    Closed,
    /// It has no current key.
    WithoutKey,
}

/// The authority's departments.
pub type Departments = BTreeMap<DepartmentId, DepartmentState>;

/// Everything that is wrong with a directory; nothing else stands against publishing it.
pub fn faults(directory: &Directory, departments: &Departments) -> Vec<Fault> {
    let mut found = Faults::default();
    found.contact(&Item::Authority, &directory.contact);
    if let Some(fallback) = directory.fallback {
        found.led_to(&Item::Authority, fallback, departments);
    }
    found.departments(directory, departments);
    found.areas(directory);
    found.services(directory, departments);
    found.0
}

/// Everything that is wrong with departments' own texts.
pub fn text_faults(texts: &[DepartmentTexts], departments: &Departments) -> Vec<Fault> {
    let mut found = Faults::default();
    let mut seen = HashSet::new();
    for texts in texts {
        let item = found.department(texts.department, departments, &mut seen);
        found.lines(&item, &texts.name);
        found.texts(&item, &texts.description, limits::DESCRIPTION_CHARACTERS);
    }
    found.0
}

#[derive(Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn add(&mut self, code: FaultCode, item: &Item) {
        self.0.push(Fault {
            code,
            row: None,
            path: None,
            item: Some(item.clone()),
            value: None,
        });
    }

    fn ensure(&mut self, holds: bool, code: FaultCode, item: &Item) {
        if !holds {
            self.add(code, item);
        }
    }

    /// The department that an entry is about: a known one, and not one that an earlier entry was about.
    fn department(
        &mut self,
        department: DepartmentId,
        departments: &Departments,
        seen: &mut HashSet<DepartmentId>,
    ) -> Item {
        let item = Item::Department { department };
        self.ensure(seen.insert(department), FaultCode::Repeated, &item);
        let is_known = departments.contains_key(&department);
        self.ensure(is_known, FaultCode::DepartmentUnknown, &item);
        item
    }

    fn departments(&mut self, directory: &Directory, departments: &Departments) {
        let mut seen = HashSet::new();
        for entry in &directory.departments {
            let item = self.department(entry.department, departments, &mut seen);
            self.contact(&item, &entry.contact);
        }
    }

    fn areas(&mut self, directory: &Directory) {
        let mut seen = HashSet::new();
        for area in &directory.areas {
            let item = Item::Area {
                area: area.key.clone(),
            };
            self.ensure(seen.insert(area.key.place()), FaultCode::AreaRepeated, &item);
            self.line(&item, &area.name);
            if let Some(district) = &area.district {
                self.line(&item, district);
            }
        }
        let fits = directory.areas.len() <= limits::DIRECTORY_ROWS;
        self.ensure(fits, FaultCode::TooMany, &Item::Authority);
    }

    fn services(&mut self, directory: &Directory, departments: &Departments) {
        let areas: HashSet<_> = directory.areas.iter().map(|area| &area.key).collect();
        let mut seen = HashSet::new();
        for service in &directory.services {
            let item = Item::Service {
                service: service.key.clone(),
            };
            self.ensure(seen.insert(&service.key), FaultCode::Repeated, &item);
            self.named(&item, service);
            self.ensure(!service.routes.is_empty(), FaultCode::ServiceUnrouted, &item);
            let mut routes = HashSet::new();
            for route in &service.routes {
                let item = Item::Route {
                    service: service.key.clone(),
                    area: route.area.clone(),
                    department: route.department,
                };
                self.ensure(routes.insert(route), FaultCode::Repeated, &item);
                self.ensure(areas.contains(&route.area), FaultCode::AreaUnknown, &item);
                self.led_to(&item, route.department, departments);
            }
        }
        let routes: usize = directory
            .services
            .iter()
            .map(|service| service.routes.len())
            .sum();
        let fits = routes.max(directory.services.len()) <= limits::DIRECTORY_ROWS;
        self.ensure(fits, FaultCode::TooMany, &Item::Authority);
    }

    fn named(&mut self, item: &Item, service: &Service) {
        self.lines(item, &service.name);
        self.texts(item, &service.description, limits::DESCRIPTION_CHARACTERS);
        for synonyms in [&service.synonyms.de, &service.synonyms.en] {
            self.ensure(synonyms.len() <= limits::SYNONYMS, FaultCode::TooMany, item);
            for synonym in synonyms {
                self.line(item, synonym);
            }
        }
    }

    fn led_to(&mut self, item: &Item, department: DepartmentId, departments: &Departments) {
        match departments.get(&department) {
            Some(DepartmentState::Open) => {}
            Some(DepartmentState::Closed) => self.add(FaultCode::DepartmentClosed, item),
            Some(DepartmentState::WithoutKey) => self.add(FaultCode::DepartmentWithoutKey, item),
            None => self.add(FaultCode::DepartmentUnknown, item),
        }
    }

    fn contact(&mut self, item: &Item, contact: &Contact) {
        if let Some(telephone) = &contact.telephone {
            self.line(item, telephone);
        }
        for text in [&contact.hours, &contact.scope].into_iter().flatten() {
            self.ensure(!is_blank(&text.de), FaultCode::TextMissing, item);
            self.texts(item, text, limits::CONTACT_CHARACTERS);
        }
        if let Some(address) = &contact.address {
            self.ensure(!is_blank(address), FaultCode::TextMissing, item);
            self.text(item, address, limits::CONTACT_CHARACTERS);
        }
        if let Some(web) = &contact.web {
            self.line(item, web);
            self.ensure(is_web(web), FaultCode::WebMalformed, item);
        }
    }

    fn lines(&mut self, item: &Item, text: &Localized) {
        self.line(item, &text.de);
        if let Some(english) = &text.en {
            self.line(item, english);
        }
    }

    fn line(&mut self, item: &Item, text: &str) {
        self.ensure(!is_blank(text), FaultCode::TextMissing, item);
        self.ensure(!text.chars().any(char::is_control), FaultCode::TextControl, item);
        let fits = text.chars().count() <= limits::LINE_CHARACTERS;
        self.ensure(fits, FaultCode::TextTooLong, item);
    }

    fn texts(&mut self, item: &Item, text: &Localized, limit: usize) {
        self.text(item, &text.de, limit);
        if let Some(english) = &text.en {
            self.text(item, english, limit);
        }
    }

    /// A text of several lines.
    fn text(&mut self, item: &Item, text: &str, limit: usize) {
        let has_control = text
            .chars()
            .any(|character| character.is_control() && character != '\n');
        self.ensure(!has_control, FaultCode::TextControl, item);
        self.ensure(text.chars().count() <= limit, FaultCode::TextTooLong, item);
    }
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// A page that a link may lead to: nothing that a browser would run, and no other person's name before the host.
fn is_web(web: &str) -> bool {
    web.strip_prefix("https://").is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let is_host = host
            .chars()
            .all(|character| character.is_alphanumeric() || matches!(character, '-' | '.' | ':'));
        is_host && host.contains('.') && !rest.contains(char::is_whitespace)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{Area, DepartmentContact, Route};

    fn department(number: u128) -> DepartmentId {
        DepartmentId(uuid::Uuid::from_u128(number))
    }

    fn departments() -> Departments {
        [
            (department(1), DepartmentState::Open),
            (department(2), DepartmentState::Closed),
            (department(3), DepartmentState::WithoutKey),
        ]
        .into()
    }

    fn good() -> Directory {
        Directory {
            contact: Contact {
                telephone: Some("115".to_owned()),
                web: Some("https://www.musterstadt.example/amt?a=b".to_owned()),
                ..Contact::default()
            },
            fallback: Some(department(1)),
            departments: vec![DepartmentContact {
                department: department(2),
                contact: Contact::default(),
            }],
            areas: vec![Area {
                key: "05162016".parse().unwrap(),
                name: "Kaarst".to_owned(),
                district: None,
            }],
            services: vec![Service {
                key: "muell".parse().unwrap(),
                name: Localized {
                    de: "Müll".to_owned(),
                    en: None,
                },
                synonyms: crate::directory::Synonyms::default(),
                description: Localized::default(),
                routes: vec![Route {
                    area: "05162016".parse().unwrap(),
                    department: department(1),
                }],
            }],
        }
    }

    #[track_caller]
    fn expect(change: impl FnOnce(&mut Directory), code: FaultCode) {
        let mut directory = good();
        change(&mut directory);
        let codes: Vec<_> = faults(&directory, &departments())
            .into_iter()
            .map(|fault| fault.code)
            .collect();
        assert_eq!(codes, [code]);
    }

    #[test]
    fn nothing_stands_against_a_good_directory() {
        assert_eq!(faults(&good(), &departments()), []);
        assert_eq!(faults(&Directory::default(), &departments()), []);
    }

    #[test]
    fn texts_are_of_a_department_that_there_is_and_say_its_name() {
        let texts = |number, name: &str, description: &str| DepartmentTexts {
            department: department(number),
            name: Localized {
                de: name.to_owned(),
                en: None,
            },
            description: Localized {
                de: description.to_owned(),
                en: None,
            },
        };
        let long = "x".repeat(limits::DESCRIPTION_CHARACTERS + 1);
        for (list, expected) in [
            (vec![texts(1, "Amt", "a\nb"), texts(2, "Amt", "")], vec![]),
            (vec![texts(1, " ", "")], vec![FaultCode::TextMissing]),
            (vec![texts(1, "Amt\n", "")], vec![FaultCode::TextControl]),
            (vec![texts(1, "Amt", &long)], vec![FaultCode::TextTooLong]),
            (vec![texts(4, "Amt", "")], vec![FaultCode::DepartmentUnknown]),
            (
                vec![texts(1, "Amt", ""), texts(1, "Amt", "")],
                vec![FaultCode::Repeated],
            ),
        ] {
            let found = text_faults(&list, &departments());
            let codes: Vec<_> = found.into_iter().map(|fault| fault.code).collect();
            assert_eq!(codes, expected, "{list:?}");
        }
    }

    #[test]
    fn each_fault_has_its_code() {
        expect(
            |directory| directory.fallback = Some(department(2)),
            FaultCode::DepartmentClosed,
        );
        expect(
            |directory| directory.fallback = Some(department(3)),
            FaultCode::DepartmentWithoutKey,
        );
        expect(
            |directory| directory.fallback = Some(department(4)),
            FaultCode::DepartmentUnknown,
        );
        expect(
            |directory| directory.services[0].routes[0].department = department(2),
            FaultCode::DepartmentClosed,
        );
        expect(
            |directory| directory.services[0].routes[0].area = "05".parse().unwrap(),
            FaultCode::AreaUnknown,
        );
        expect(
            |directory| directory.services[0].routes.clear(),
            FaultCode::ServiceUnrouted,
        );
        expect(
            |directory| {
                let route = directory.services[0].routes[0].clone();
                directory.services[0].routes.push(route);
            },
            FaultCode::Repeated,
        );
        expect(
            |directory| {
                let service = directory.services[0].clone();
                directory.services.push(service);
            },
            FaultCode::Repeated,
        );
        expect(
            |directory| {
                let mut ars = directory.areas[0].clone();
                ars.key = "051620016016".parse().unwrap();
                directory.areas.push(ars);
            },
            FaultCode::AreaRepeated,
        );
        expect(
            |directory| directory.departments[0].department = department(4),
            FaultCode::DepartmentUnknown,
        );
        expect(
            |directory| directory.services[0].name.de = " ".to_owned(),
            FaultCode::TextMissing,
        );
        expect(
            |directory| directory.services[0].synonyms.en = vec!["x".repeat(201)],
            FaultCode::TextTooLong,
        );
        expect(
            |directory| directory.services[0].synonyms.de = vec!["x".to_owned(); 51],
            FaultCode::TooMany,
        );
        expect(
            |directory| directory.areas[0].name = "a\u{7}".to_owned(),
            FaultCode::TextControl,
        );
    }

    #[test]
    fn a_page_is_one_that_a_link_may_lead_to() {
        for web in [
            "javascript:alert(1)",
            "http://musterstadt.example",
            "https://",
            "https://localhost",
            "https://musterstadt.example@evil.example/",
            "https://musterstadt.example/a b",
        ] {
            expect(
                |directory| directory.contact.web = Some(web.to_owned()),
                FaultCode::WebMalformed,
            );
        }
    }
}
