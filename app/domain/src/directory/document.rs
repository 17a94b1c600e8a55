use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{AreaKey, DepartmentId, Localized, ServiceKey};

/// Everything about an authority that tells people where to turn to, apart from the names of its departments. It is read,
/// published and signed as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Directory {
    /// How the authority is reached otherwise.
    #[serde(default)]
    pub contact: Contact,
    /// The department that gets what no other one is in charge of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback: Option<DepartmentId>,
    /// How departments are reached otherwise; by id, without those of which nothing is said.
    #[serde(default)]
    pub departments: Vec<DepartmentContact>,
    /// The areas that the authority tells apart, by key.
    #[serde(default)]
    pub areas: Vec<Area>,
    /// What it does for people, by key.
    #[serde(default)]
    pub services: Vec<Service>,
}

impl Directory {
    /// Brings every list into its order, so that equal directories are equal texts.
    pub fn sort(&mut self) {
        self.departments
            .retain(|department| !department.contact.is_empty());
        self.departments.sort_by_key(|department| department.department);
        self.areas.sort_by(|one, other| one.key.cmp(&other.key));
        self.services.sort_by(|one, other| one.key.cmp(&other.key));
        for service in &mut self.services {
            service.routes.sort();
        }
    }
}

/// How somebody is reached otherwise, and what to expect of them.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// A telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// When somebody is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Localized>,
    /// What can be settled here and what cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Localized>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// A page about it, `https://…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub web: Option<String>,
}

impl Contact {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How a department is reached otherwise.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DepartmentContact {
    /// The department.
    pub department: DepartmentId,
    /// How it is reached.
    pub contact: Contact,
}

/// What a department is called, and what it is in charge of. It stands beside the directory and is not signed with it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DepartmentTexts {
    /// The department.
    pub department: DepartmentId,
    /// Its name.
    pub name: Localized,
    /// What it is in charge of; may be empty.
    #[serde(default)]
    pub description: Localized,
}

/// A directory as a file in JSON, with the departments' own texts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DirectoryDocument {
    /// How the authority is reached otherwise.
    #[serde(default)]
    pub contact: Contact,
    /// The department that gets what no other one is in charge of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback: Option<DepartmentId>,
    /// The departments.
    #[serde(default)]
    pub departments: Vec<DepartmentDocument>,
    /// The areas that the authority tells apart.
    #[serde(default)]
    pub areas: Vec<Area>,
    /// What it does for people.
    #[serde(default)]
    pub services: Vec<Service>,
}

/// A department in a file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DepartmentDocument {
    /// The department, which must be there already.
    pub department: DepartmentId,
    /// Its name; where it is absent, name and description stay as they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Localized>,
    /// What it is in charge of; absent for nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Localized>,
    /// How it is reached.
    #[serde(default)]
    pub contact: Contact,
}

/// A place that the authority is in charge of, or a part of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Its official key.
    pub key: AreaKey,
    /// Its name.
    pub name: String,
    /// Where it lies, for names that several places have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
}

/// Something that the authority does for people.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Its key.
    pub key: ServiceKey,
    /// What it is called.
    pub name: Localized,
    /// What people call it.
    #[serde(default)]
    pub synonyms: Synonyms,
    /// What it is about, in a sentence or two; may be empty.
    #[serde(default)]
    pub description: Localized,
    /// Who is in charge of it where, by area.
    pub routes: Vec<Route>,
}

/// Further names in each language.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Synonyms {
    /// German.
    #[serde(default)]
    pub de: Vec<String>,
    /// English.
    #[serde(default)]
    pub en: Vec<String>,
}

/// Who is in charge of a service in an area. The smallest area that a place lies in counts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// The area; one of the directory's.
    pub area: AreaKey,
    /// The department.
    pub department: DepartmentId,
}

/// A part of a directory, as changes and faults name it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Item {
    /// How the authority is reached, and its fallback.
    Authority,
    /// What a department is called, and how it is reached.
    Department {
        /// The department.
        department: DepartmentId,
    },
    /// An area.
    Area {
        /// Its key.
        area: AreaKey,
    },
    /// A service, without its routes.
    Service {
        /// Its key.
        service: ServiceKey,
    },
    /// Who is in charge of a service in an area.
    Route {
        /// The service.
        service: ServiceKey,
        /// The area.
        area: AreaKey,
        /// The department.
        department: DepartmentId,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_directories_have_one_order() {
        let route = |area: &str, department: u128| Route {
            area: area.parse().unwrap(),
            department: DepartmentId(uuid::Uuid::from_u128(department)),
        };
        let service = |key: &str, routes| Service {
            key: key.parse().unwrap(),
            name: Localized::default(),
            synonyms: Synonyms::default(),
            description: Localized::default(),
            routes,
        };
        let mut one = Directory {
            departments: vec![DepartmentContact {
                department: DepartmentId(uuid::Uuid::from_u128(1)),
                contact: Contact::default(),
            }],
            services: vec![
                service("b", vec![route("05162", 2), route("05", 1), route("05162", 1)]),
                service("a", Vec::new()),
            ],
            ..Directory::default()
        };
        one.sort();
        let sorted = Directory {
            services: vec![
                service("a", Vec::new()),
                service("b", vec![route("05", 1), route("05162", 1), route("05162", 2)]),
            ],
            ..Directory::default()
        };
        assert_eq!(one, sorted);
    }
}
