use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::str::FromStr;

use domain::DepartmentId;
use domain::directory::{Fault, FaultCode};
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::{Spot, fault};

/// Where the lines of a text end.
pub(super) struct Lines<'a> {
    text: &'a str,
    ends: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at).collect();
        Self { text, ends }
    }

    /// The line in which a part of the text begins, from 1.
    fn line(&self, part: &str) -> u32 {
        let at = part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        let line = self.ends.partition_point(|end| *end < at) + 1;
        u32::try_from(line).unwrap_or(u32::MAX)
    }
}

/// An object of JSON, each of whose values is taken once; what nobody takes means nothing there.
pub(super) struct Fields<'a> {
    lines: &'a Lines<'a>,
    spot: Spot,
    values: BTreeMap<String, Field<'a>>,
    faults: Vec<Fault>,
}

struct Field<'a> {
    value: &'a RawValue,
    is_taken: bool,
}

impl<'a> Fields<'a> {
    /// # Errors
    ///
    /// What is wrong with a text that is no object.
    pub(super) fn of(text: &'a str, lines: &'a Lines<'a>) -> Result<Self, Box<Fault>> {
        Self::at(text, Spot { path: None, row: 1 }, lines)
    }

    fn at(text: &'a str, spot: Spot, lines: &'a Lines<'a>) -> Result<Self, Box<Fault>> {
        match serde_json::from_str(text) {
            Ok(Object(values)) => Ok(Self {
                lines,
                spot,
                values: values
                    .into_iter()
                    .map(|(name, value)| {
                        (
                            name,
                            Field {
                                value,
                                is_taken: false,
                            },
                        )
                    })
                    .collect(),
                faults: Vec::new(),
            }),
            Err(error) => Err(Box::new(unread(spot, &error))),
        }
    }

    /// Where it stands.
    pub(super) fn spot(&self) -> Spot {
        self.spot.clone()
    }

    /// Where a value of it stands; if there is none, where it does itself.
    pub(super) fn spot_of(&self, name: &str) -> Spot {
        self.values.get(name).map_or_else(
            || self.spot(),
            |field| Spot {
                row: self.lines.line(field.value.get()),
                path: Some(match &self.spot.path {
                    Some(path) => format!("{path}.{name}"),
                    None => name.to_owned(),
                }),
            },
        )
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// Says that something is wrong with a value, or that it is missing.
    pub(super) fn refuse(&mut self, code: FaultCode, name: &str, value: Option<&str>) {
        let fault = fault(code, self.spot_of(name), value);
        self.faults.push(fault);
    }

    /// A value of any form; `None` if there is none, and if it has another form, which is told.
    pub(super) fn take<T: Deserialize<'a>>(&mut self, name: &str) -> Option<T> {
        let field = self.values.get_mut(name)?;
        field.is_taken = true;
        match serde_json::from_str(field.value.get()) {
            Ok(value) => value,
            Err(error) => {
                let fault = unread(self.spot_of(name), &error);
                self.faults.push(fault);
                None
            }
        }
    }

    /// A text; an empty one is none.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        let text: String = self.take(name)?;
        Some(text).filter(|text| !text.is_empty())
    }

    /// A text that must be there; if it is not, the directory's own check tells.
    pub(super) fn needed(&mut self, name: &str) -> String {
        self.text(name).unwrap_or_default()
    }

    /// A text without which the object means nothing. If it is missing, its name is told.
    fn required(&mut self, name: &str) -> Option<String> {
        let told = self.faults.len();
        let text = self.text(name);
        if text.is_none() && self.faults.len() == told {
            self.refuse(FaultCode::TextMissing, name, Some(name));
        }
        text
    }

    /// A key of an area or a service.
    pub(super) fn key<Key: FromStr<Err: Into<FaultCode>>>(&mut self, name: &str) -> Option<Key> {
        let text = self.required(name)?;
        text.parse()
            .map_err(|error: Key::Err| self.refuse(error.into(), name, Some(&text)))
            .ok()
    }

    /// One of the departments by its id.
    pub(super) fn department(&mut self, name: &str, known: &HashSet<DepartmentId>) -> Option<DepartmentId> {
        let text = self.required(name)?;
        let found = text.parse().ok().filter(|id| known.contains(id));
        if found.is_none() {
            self.refuse(FaultCode::DepartmentUnknown, name, Some(&text));
        }
        found
    }

    /// An object in the object.
    pub(super) fn inner(&mut self, name: &str) -> Option<Self> {
        let value: &RawValue = self.take(name)?;
        self.entry(value, self.spot_of(name))
    }

    /// The objects of a list.
    pub(super) fn list(&mut self, name: &str) -> Vec<Self> {
        let list: Vec<&RawValue> = self.take(name).unwrap_or_default();
        let path = self.spot_of(name).path.unwrap_or_default();
        let entry = |(at, value): (usize, &'a RawValue)| {
            let spot = Spot {
                row: self.lines.line(value.get()),
                path: Some(format!("{path}[{at}]")),
            };
            self.entry(value, spot)
        };
        list.into_iter().enumerate().filter_map(entry).collect()
    }

    fn entry(&mut self, value: &'a RawValue, spot: Spot) -> Option<Self> {
        Self::at(value.get(), spot, self.lines)
            .map_err(|fault| self.faults.push(*fault))
            .ok()
    }

    /// What was wrong, and what stands where it means nothing.
    pub(super) fn faults(mut self) -> Vec<Fault> {
        let left: Vec<String> = self
            .values
            .iter()
            .filter(|(_, field)| !field.is_taken)
            .map(|(name, _)| name.clone())
            .collect();
        for name in left {
            self.refuse(FaultCode::ValueMisplaced, &name, Some(&name));
        }
        self.faults
    }
}

/// That a text is no JSON, or of another form than is expected there, in Serde's words.
fn unread(spot: Spot, error: &serde_json::Error) -> Fault {
    let said = error.to_string();
    let said = said
        .rsplit_once(" at line ")
        .map_or(said.as_str(), |(said, _)| said);
    // It counts from where the text begins.
    let below = u32::try_from(error.line().saturating_sub(1)).unwrap_or(0);
    let spot = Spot {
        row: spot.row.saturating_add(below),
        ..spot
    };
    fault(FaultCode::NotJson, spot, Some(said))
}

/// Names with their values, each once. Serde would take a list for an object, and the last of two values.
struct Object<'a>(BTreeMap<String, &'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Names)
    }
}

struct Names;

impl<'de> Visitor<'de> for Names {
    type Value = Object<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
        let mut values = BTreeMap::new();
        while let Some((name, value)) = map.next_entry::<String, &'de RawValue>()? {
            if values.contains_key(&name) {
                return Err(A::Error::custom(format!("duplicate field `{name}`")));
            }
            values.insert(name, value);
        }
        Ok(Object(values))
    }
}
