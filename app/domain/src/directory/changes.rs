use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Directory, Item, Service};

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
}

/// What makes one directory into the other, by item.
pub fn changes(before: &Directory, after: &Directory) -> Vec<Change> {
    let (mut old, new) = (parts(before), parts(after));
    let mut changes: Vec<Change> = Vec::new();
    for (item, text) in new {
        let kind = match old.remove(&item) {
            None => ChangeKind::Added,
            Some(earlier) if earlier != text => ChangeKind::Changed,
            Some(_) => continue,
        };
        changes.push(Change { kind, item });
    }
    changes.extend(old.into_keys().map(|item| Change {
        kind: ChangeKind::Removed,
        item,
    }));
    changes.sort_by(|one, other| one.item.cmp(&other.item));
    changes
}

/// Every part with its content.
fn parts(directory: &Directory) -> BTreeMap<Item, String> {
    let text = |value: serde_json::Result<String>| value.unwrap_or_default();
    let mut parts = BTreeMap::new();
    let authority = (&directory.contact, &directory.fallback);
    parts.insert(Item::Authority, text(serde_json::to_string(&authority)));
    for entry in &directory.departments {
        let item = Item::Department {
            department: entry.department,
        };
        parts.insert(item, text(serde_json::to_string(&entry.contact)));
    }
    for area in &directory.areas {
        let item = Item::Area {
            area: area.key.clone(),
        };
        parts.insert(item, text(serde_json::to_string(area)));
    }
    for service in &directory.services {
        let item = Item::Service {
            service: service.key.clone(),
        };
        let named = (&service.name, &service.synonyms, &service.description);
        parts.insert(item, text(serde_json::to_string(&named)));
        parts.extend(routes(service).map(|item| (item, String::new())));
    }
    parts
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
    use crate::directory::{Area, Route, Synonyms};
    use crate::{DepartmentId, Localized};

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
            areas: vec![
                area("05", "Nordrhein-Westfalen"),
                area("07", "RLP"),
                area("08", "BW"),
            ],
            services: vec![service("Müll", 2)],
            ..Directory::default()
        };
        assert_eq!(changes(&before, &before), []);
        let found: Vec<_> = changes(&before, &after)
            .into_iter()
            .map(|change| (change.kind, serde_json::to_value(change.item).unwrap()))
            .collect();
        let route = |to| serde_json::json!({ "kind": "route", "service": "muell", "area": "05", "department": department(to) });
        let area = |key| serde_json::json!({ "kind": "area", "area": key });
        assert_eq!(
            found,
            [
                (ChangeKind::Changed, serde_json::json!({ "kind": "authority" })),
                (ChangeKind::Changed, area("05")),
                (ChangeKind::Removed, area("06")),
                (ChangeKind::Added, area("08")),
                (ChangeKind::Removed, route(1)),
                (ChangeKind::Added, route(2)),
            ]
        );
    }
}
