use csv::StringRecord;
use domain::directory::{Contact, Fault, FaultCode, Synonyms};
use domain::{AreaKey, DepartmentId, Localized, ServiceKey};

use super::{COLUMNS, DepartmentNames, SYNONYM_SEPARATOR, Spot, fault};

/// Which column stands where.
pub(super) struct Header {
    columns: Vec<&'static str>,
    /// With columns without a name at the end, which spreadsheets leave there.
    width: usize,
}

impl Header {
    /// The columns of a first row; each that there is, at most once, and what a row is about among them.
    ///
    /// # Errors
    ///
    /// The first name that is wrong, or that of the first column where only `kind` is missing.
    pub(super) fn of(row: &StringRecord) -> Result<Self, &str> {
        let names: Vec<_> = row.iter().collect();
        let named = names.iter().rposition(|name| !name.trim().is_empty());
        let mut columns = Vec::new();
        for name in names.into_iter().take(named.map_or(0, |last| last + 1)) {
            let known = name.trim().to_ascii_lowercase();
            let column = COLUMNS.into_iter().find(|column| *column == known);
            let new = column.filter(|column| !columns.contains(column));
            columns.push(new.ok_or(name)?);
        }
        if columns.contains(&"kind") {
            Ok(Self {
                columns,
                width: row.len(),
            })
        } else {
            Err(row.get(0).unwrap_or_default())
        }
    }

    pub(super) fn len(&self) -> usize {
        self.width
    }
}

/// A row, of which each value is taken once; what nobody takes was in the wrong column.
pub(super) struct Cells<'a> {
    header: &'a Header,
    row: u32,
    values: Vec<Option<&'a str>>,
    faults: Vec<Fault>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(header: &'a Header, row: u32, record: &'a StringRecord) -> Self {
        let values = record
            .iter()
            .map(|value| Some(value.trim()).filter(|value| !value.is_empty()))
            .collect();
        Self {
            header,
            row,
            values,
            faults: Vec::new(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.values.iter().all(Option::is_none)
    }

    pub(super) fn add(&mut self, code: FaultCode, value: Option<&str>) {
        self.faults.push(fault(code, Spot::row(self.row), value));
    }

    pub(super) fn take(&mut self, column: &str) -> Option<&'a str> {
        let at = self.header.columns.iter().position(|known| *known == column)?;
        self.values.get_mut(at)?.take()
    }

    pub(super) fn text(&mut self, column: &str) -> Option<String> {
        self.take(column).map(|value| value.replace("\r\n", "\n"))
    }

    /// A value that must be there; if it is not, the directory's own check tells.
    pub(super) fn needed(&mut self, column: &str) -> String {
        self.text(column).unwrap_or_default()
    }

    pub(super) fn localized(&mut self, de: &str, en: &str) -> Localized {
        Localized {
            de: self.needed(de),
            en: self.text(en),
        }
    }

    fn localized_if_any(&mut self, de: &str, en: &str) -> Option<Localized> {
        let text = self.localized(de, en);
        (text != Localized::default()).then_some(text)
    }

    /// A name and a description; `None` where there is no name, and then there must be nothing else.
    pub(super) fn called(&mut self) -> Option<(Localized, Localized)> {
        let has_name = self.has("name_de");
        let name = self.localized("name_de", "name_en");
        let description = self.localized("description_de", "description_en");
        let is_empty = name == Localized::default() && description == Localized::default();
        if !(has_name || is_empty) {
            self.add(FaultCode::TextMissing, Some("name_de"));
        }
        has_name.then_some((name, description))
    }

    pub(super) fn synonyms(&mut self) -> Synonyms {
        let mut list = |column| {
            let value = self.take(column).unwrap_or_default();
            let names = value.split(SYNONYM_SEPARATOR).map(str::trim);
            names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
        };
        Synonyms {
            de: list("synonyms_de"),
            en: list("synonyms_en"),
        }
    }

    pub(super) fn contact(&mut self) -> Contact {
        Contact {
            telephone: self.text("telephone"),
            hours: self.localized_if_any("hours_de", "hours_en"),
            scope: self.localized_if_any("scope_de", "scope_en"),
            address: self.text("address"),
            web: self.text("web"),
        }
    }

    /// A value without which the row means nothing. If it is missing, its column is told.
    fn required(&mut self, column: &str) -> Option<&'a str> {
        let value = self.take(column);
        if value.is_none() {
            self.add(FaultCode::TextMissing, Some(column));
        }
        value
    }

    pub(super) fn area(&mut self) -> Option<AreaKey> {
        let text = self.required("area")?;
        text.parse()
            .map_err(|error: domain::AreaKeyError| self.add(error.into(), Some(text)))
            .ok()
    }

    pub(super) fn service(&mut self) -> Option<ServiceKey> {
        let text = self.required("service")?;
        text.parse()
            .map_err(|error: domain::ServiceKeyError| self.add(error.into(), Some(text)))
            .ok()
    }

    /// A department by its name in addresses.
    pub(super) fn department(&mut self, names: &DepartmentNames) -> Option<DepartmentId> {
        let text = self.required("department")?;
        let found = text.parse().ok().and_then(|slug| names.get(&slug).copied());
        if found.is_none() {
            self.add(FaultCode::DepartmentUnknown, Some(text));
        }
        found
    }

    pub(super) fn has(&self, column: &str) -> bool {
        let at = self.header.columns.iter().position(|known| *known == column);
        at.and_then(|at| self.values.get(at).copied().flatten()).is_some()
    }

    /// What was wrong, and what stands where it means nothing.
    pub(super) fn faults(mut self) -> Vec<Fault> {
        let left: Vec<&str> = self.values.iter().copied().flatten().collect();
        if self.faults.is_empty() {
            for value in left {
                self.add(FaultCode::ValueMisplaced, Some(value));
            }
        }
        self.faults
    }
}
