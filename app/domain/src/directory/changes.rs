use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Contact, DepartmentTexts, Directory, Item, Service};
use crate::Localized;

/// What becomes of a part of a directory.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It was there, and is different.
    Changed,
    /// It goes.
    Removed,
}

/// A change of a directory.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Change {
    /// What becomes of it.
    pub kind: ChangeKind,
    /// What changes.
    pub item: Item,
    /// Of what is different, the columns of the file in which it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
}

/// What a part says, by column of the file.
type Row = BTreeMap<&'static str, String>;

/// A directory with the texts of all departments.
pub type Whole<'a> = (&'a Directory, &'a [DepartmentTexts]);

/// What makes one directory into the other, by item.
pub fn changes(before: Whole<'_>, after: Whole<'_>) -> Vec<Change> {
    let (mut old, new) = (parts(before), parts(after));
    let mut changes: Vec<Change> = Vec::new();
    for (item, row) in new {
        let (kind, columns) = match old.remove(&item) {
            None => (ChangeKind::Added, Vec::new()),
            Some(earlier) if earlier != row => (ChangeKind::Changed, different(&earlier, &row)),
            Some(_) => continue,
        };
        changes.push(Change { kind, item, columns });
    }
    changes.extend(old.into_keys().map(|item| Change {
        kind: ChangeKind::Removed,
        item,
        columns: Vec::new(),
    }));
    changes.sort_by(|one, other| one.item.cmp(&other.item));
    changes
}

fn different(before: &Row, after: &Row) -> Vec<String> {
    let columns: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let differs = columns
        .into_iter()
        .filter(|column| before.get(*column) != after.get(*column));
    differs.map(|column| (*column).to_owned()).collect()
}

/// Every part with what it says.
fn parts((directory, texts): Whole<'_>) -> BTreeMap<Item, Row> {
    let mut parts: BTreeMap<Item, Row> = BTreeMap::new();
    let fallback = directory
        .fallback
        .map(|department| ("department", department.to_string()));
    let authority = contact(&directory.contact).chain(fallback).collect();
    parts.insert(Item::Authority, authority);
    for texts in texts {
        let item = Item::Department {
            department: texts.department,
        };
        parts.insert(item, called(&texts.name, &texts.description).collect());
    }
    for entry in &directory.departments {
        let item = Item::Department {
            department: entry.department,
        };
        parts.entry(item).or_default().extend(contact(&entry.contact));
    }
    for area in &directory.areas {
        let item = Item::Area {
            area: area.key.clone(),
        };
        let district = area.district.clone().map(|district| ("district", district));
        let row = [("name_de", area.name.clone())].into_iter().chain(district);
        parts.insert(item, row.collect());
    }
    for service in &directory.services {
        let item = Item::Service {
            service: service.key.clone(),
        };
        parts.insert(item, named(service).collect());
        parts.extend(routes(service).map(|item| (item, Row::new())));
    }
    parts
}

fn contact(contact: &Contact) -> impl Iterator<Item = (&'static str, String)> {
    let Contact {
        telephone,
        hours,
        scope,
        address,
        web,
    } = contact.clone();
    [("telephone", telephone), ("address", address), ("web", web)]
        .into_iter()
        .filter_map(|(column, text)| Some((column, text?)))
        .chain(localized(["hours_de", "hours_en"], hours.unwrap_or_default()))
        .chain(localized(["scope_de", "scope_en"], scope.unwrap_or_default()))
}

fn named(service: &Service) -> impl Iterator<Item = (&'static str, String)> {
    let synonyms = Localized {
        de: service.synonyms.de.join("\n"),
        en: Some(service.synonyms.en.join("\n")),
    };
    called(&service.name, &service.description).chain(localized(["synonyms_de", "synonyms_en"], synonyms))
}

fn called(name: &Localized, description: &Localized) -> impl Iterator<Item = (&'static str, String)> {
    localized(["name_de", "name_en"], name.clone()).chain(localized(
        ["description_de", "description_en"],
        description.clone(),
    ))
}

fn localized([de, en]: [&'static str; 2], text: Localized) -> impl Iterator<Item = (&'static str, String)> {
    let texts = [(de, text.de), (en, text.en.unwrap_or_default())];
    // As in a table, what says nothing is not there.
    texts.into_iter().filter(|(_, text)| !text.is_empty())
}

fn routes(service: &Service) -> impl Iterator<Item = Item> {
    service.routes.iter().map(|route| Item::Route {
        service: service.key.clone(),
        area: route.area.clone(),
        department: route.department,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DepartmentId;
    use crate::directory::{Area, DepartmentContact, Route, Synonyms};

    #[test]
    fn each_part_is_added_changed_or_removed() {
        let department = |number| DepartmentId(uuid::Uuid::from_u128(number));
        let area = |key: &str, name: &str| Area {
            key: key.parse().unwrap(),
            name: name.to_owned(),
            district: None,
        };
        let service = |name: &str, to| Service {
            key: "muell".parse().unwrap(),
            name: Localized {
                de: name.to_owned(),
                en: None,
            },
            synonyms: Synonyms::default(),
            description: Localized::default(),
            routes: vec![Route {
                area: "05".parse().unwrap(),
                department: department(to),
            }],
        };
        let before = Directory {
            areas: vec![area("05", "NRW"), area("06", "Hessen"), area("07", "RLP")],
            services: vec![service("Müll", 1)],
            ..Directory::default()
        };
        let after = Directory {
            fallback: Some(department(1)),
            departments: vec![DepartmentContact {
                department: department(1),
                contact: Contact {
                    telephone: Some("115".to_owned()),
                    ..Contact::default()
                },
            }],
            areas: vec![
                area("05", "Nordrhein-Westfalen"),
                area("07", "RLP"),
                area("08", "BW"),
            ],
            services: vec![Service {
                synonyms: Synonyms {
                    de: vec!["Abfall".to_owned()],
                    en: Vec::new(),
                },
                ..service("Abfälle", 2)
            }],
            ..Directory::default()
        };
        let texts = |name: &str| DepartmentTexts {
            department: department(1),
            name: Localized {
                de: name.to_owned(),
                en: None,
            },
            description: Localized::default(),
        };
        let (old, new) = ([texts("Amt")], [texts("Ordnungsamt")]);
        assert_eq!(changes((&before, &old), (&before, &old)), []);
        let found: Vec<_> = changes((&before, &old), (&after, &new))
            .into_iter()
            .map(|change| {
                (
                    change.kind,
                    serde_json::to_value(change.item).unwrap(),
                    change.columns.join(" "),
                )
            })
            .collect();
        let route = |to| serde_json::json!({ "kind": "route", "service": "muell", "area": "05", "department": department(to) });
        let area = |key| serde_json::json!({ "kind": "area", "area": key });
        let service = serde_json::json!({ "kind": "service", "service": "muell" });
        let kind = |kind| serde_json::json!({ "kind": kind });
        let named = serde_json::json!({ "kind": "department", "department": department(1) });
        assert_eq!(
            found,
            [
                (ChangeKind::Changed, kind("authority"), "department".to_owned()),
                (ChangeKind::Changed, named, "name_de telephone".to_owned()),
                (ChangeKind::Changed, area("05"), "name_de".to_owned()),
                (ChangeKind::Removed, area("06"), String::new()),
                (ChangeKind::Added, area("08"), String::new()),
                (ChangeKind::Changed, service, "name_de synonyms_de".to_owned()),
                (ChangeKind::Removed, route(1), String::new()),
                (ChangeKind::Added, route(2), String::new()),
            ]
        );
    }
}
