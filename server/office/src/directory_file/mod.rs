//! A directory as a file: JSON as the API has it, or comma-separated values that a spreadsheet opens. Read as a whole, with
//! everything that is wrong with it named by its row.

mod cells;
mod rows;
mod write;

use std::collections::BTreeMap;

use domain::directory::{Directory, Fault, FaultCode, Item};
use domain::{AreaKeyError, DepartmentId, ServiceKeyError, Slug};

pub(crate) use write::write;

/// A file that is to be a directory.
#[derive(Clone, Copy, Debug)]
pub enum File<'a> {
    /// Comma-separated values, UTF-8 with or without a byte order mark; separated by commas, semicolons or tabulators.
    Csv(&'a [u8]),
    /// JSON, as the API has it.
    Json(&'a [u8]),
}

/// An authority's departments by their names in addresses.
pub(crate) type DepartmentNames = BTreeMap<Slug, DepartmentId>;

/// What was read of a file.
#[derive(Default)]
pub(crate) struct Read {
    /// What could be read; `None` if the file is of another form altogether.
    pub(crate) directory: Option<Directory>,
    /// What could not.
    pub(crate) faults: Vec<Fault>,
    /// Where each item stands.
    pub(crate) rows: BTreeMap<Item, u32>,
}

/// The columns, in the order in which they are written.
const COLUMNS: [&str; 18] = [
    "kind",
    "service",
    "area",
    "department",
    "name_de",
    "name_en",
    "district",
    "description_de",
    "description_en",
    "synonyms_de",
    "synonyms_en",
    "telephone",
    "hours_de",
    "hours_en",
    "scope_de",
    "scope_en",
    "address",
    "web",
];

/// What stands between a service's further names.
const SYNONYM_SEPARATOR: char = '|';

/// Longest value that a fault repeats, in characters.
const VALUE_CHARACTERS: usize = 80;

pub(crate) fn read(file: File<'_>, names: &DepartmentNames) -> Read {
    let (File::Csv(bytes) | File::Json(bytes)) = file;
    let Ok(text) = std::str::from_utf8(bytes) else {
        return refused(fault(FaultCode::NotUtf8, Some(not_utf8_in(bytes)), None));
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut read = match file {
        File::Csv(_) => rows::read(text, names),
        File::Json(_) => read_json(text),
    };
    if let Some(directory) = &mut read.directory {
        directory.sort();
    }
    read
}

fn read_json(text: &str) -> Read {
    // Serde would take a list for an object without its names.
    if !text.trim_start().starts_with('{') {
        return refused(fault(FaultCode::NotJson, Some(1), None));
    }
    match serde_json::from_str(text) {
        Ok(directory) => Read {
            directory: Some(directory),
            ..Read::default()
        },
        Err(error) => {
            let said = error.to_string();
            let row = u32::try_from(error.line()).ok();
            refused(fault(code_of(&said), row, Some(&said)))
        }
    }
}

/// Serde keeps of a key that could not be read only what was said about it.
fn code_of(said: &str) -> FaultCode {
    let areas = [
        AreaKeyError::NotDigits,
        AreaKeyError::Length,
        AreaKeyError::LeadingZero,
        AreaKeyError::Land,
    ];
    let services = [
        ServiceKeyError::Leika,
        ServiceKeyError::Rounded,
        ServiceKeyError::Name,
    ];
    let area = areas
        .into_iter()
        .find(|error| said.starts_with(&error.to_string()));
    let service = services
        .into_iter()
        .find(|error| said.starts_with(&error.to_string()));
    area.map(FaultCode::from)
        .or(service.map(FaultCode::from))
        .unwrap_or(FaultCode::NotJson)
}

fn refused(fault: Fault) -> Read {
    Read {
        faults: vec![fault],
        ..Read::default()
    }
}

fn fault(code: FaultCode, row: Option<u32>, value: Option<&str>) -> Fault {
    Fault {
        code,
        row,
        item: None,
        value: value.map(|value| value.chars().take(VALUE_CHARACTERS).collect()),
    }
}

/// The line of the first byte that is no UTF-8.
fn not_utf8_in(bytes: &[u8]) -> u32 {
    let good = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let lines = bytes.iter().take(good).filter(|byte| **byte == b'\n').count();
    u32::try_from(lines + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use domain::directory::FaultCode as Code;

    use super::*;

    fn names() -> DepartmentNames {
        let id = |number| DepartmentId(uuid_of(number));
        [
            ("buergerbuero".parse().unwrap(), id(1)),
            ("bauamt".parse().unwrap(), id(2)),
        ]
        .into()
    }

    fn uuid_of(number: u8) -> uuid::Uuid {
        uuid::Uuid::from_bytes([number; 16])
    }

    fn csv(text: &str) -> Read {
        read(File::Csv(text.as_bytes()), &names())
    }

    #[track_caller]
    fn faults_of(text: &str) -> Vec<(Option<u32>, Code)> {
        csv(text)
            .faults
            .into_iter()
            .map(|fault| (fault.row, fault.code))
            .collect()
    }

    const GOOD: &str = "kind;service;area;department;name_de;name_en;synonyms_de;telephone;hours_de;address
authority;;;bauamt;;;;115;\"Mo 8–12
Di 8–16\";Markt 1
department;;;bauamt;;;;02131 1;;
area;;05162016;;Kaarst;;;;;
;;;;;;;;;
service;99107023017000;;;Wohngeld;Housing benefit;Mietzuschuss | Lastenzuschuss;;;
route;99107023017000;05162016;buergerbuero;;;;;;
";

    #[test]
    fn a_file_is_a_directory_whatever_a_spreadsheet_made_of_its_form() {
        let expected = csv(GOOD);
        assert_eq!(expected.faults, []);
        let directory = expected.directory.unwrap();
        assert_eq!(
            directory.services[0].synonyms.de,
            ["Mietzuschuss", "Lastenzuschuss"]
        );
        assert_eq!(directory.services[0].routes.len(), 1);
        assert_eq!(directory.contact.hours.as_ref().unwrap().de, "Mo 8–12\nDi 8–16");
        for other in [
            format!("\u{feff}{GOOD}"),
            GOOD.replace('\n', "\r\n"),
            GOOD.replace(';', ","),
            GOOD.replace(';', "\t"),
        ] {
            let read = csv(&other);
            assert_eq!(read.faults, []);
            assert_eq!(read.directory.as_ref(), Some(&directory));
        }
        let written = write(&directory, &names());
        assert_eq!(csv(&written).directory.as_ref(), Some(&directory), "{written}");
        let json = serde_json::to_vec(&directory).unwrap();
        assert_eq!(read(File::Json(&json), &names()).directory, Some(directory));
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        let route = |text: &str| {
            let rows = csv(text).rows;
            let found = rows
                .into_iter()
                .find(|(item, _)| matches!(item, Item::Route { .. }));
            found.unwrap().1
        };
        assert_eq!(
            route(GOOD),
            7,
            "the line break in a cell is none, the empty row is one"
        );
        let gap = GOOD.replace("area;;", "\n\narea;;");
        for ends in ["\n", "\r\n", "\r"] {
            assert_eq!(route(&GOOD.replace('\n', ends)), 7, "{ends:?}");
            assert_eq!(route(&gap.replace('\n', ends)), 9, "{ends:?}");
        }
    }

    #[test]
    fn each_wrong_row_is_told_by_its_number() {
        let header = "kind;service;area;department;name_de;telephone";
        for (row, code) in [
            ("stadt;;;;;", Code::KindUnknown),
            ("area;;5162016;;Kaarst;", Code::AreaLeadingZero),
            ("area;;51620016;;Verband;", Code::AreaLeadingZero),
            ("area;;10515105;;Amt;", Code::AreaLeadingZero),
            ("area;;0516201;;Kaarst;", Code::AreaLength),
            ("area;;17162;;Kreis;", Code::AreaLand),
            ("area;;5,16E+07;;Kaarst;", Code::AreaNotDigits),
            ("service;9,9107E+13;;;Wohngeld;", Code::ServiceRounded),
            ("service;9910702301700;;;Wohngeld;", Code::ServiceLeika),
            ("service;Wohngeld;;;Wohngeld;", Code::ServiceName),
            ("department;;;nirgends;;1", Code::DepartmentUnknown),
            ("authority;;;nirgends;;1", Code::DepartmentUnknown),
            ("area;;05162016;;Kaarst;115", Code::ValueMisplaced),
            ("area;;05162016;Kaarst", Code::RowLength),
            ("route;wohngeld;05162016;bauamt;;", Code::ServiceUnknown),
        ] {
            let text = format!("{header}\narea;;05;;NRW;\n{row}\n");
            assert_eq!(faults_of(&text), [(Some(3), code)], "{row}");
        }
        let twice = format!("{header}\nauthority;;;;;1\nauthority;;;;;2\n");
        assert_eq!(faults_of(&twice), [(Some(3), Code::Repeated)]);
    }

    #[test]
    fn what_stands_twice_is_told_at_each_row_but_the_first() {
        let text = "kind;service;area;department;name_de;telephone
area;;05162016;;Kaarst;
area;;05162016;;Kaarst;
service;laerm;;;Lärm;
service;laerm;;;Lärm;
route;laerm;05162016;bauamt;;
route;laerm;05162016;bauamt;;
department;;;bauamt;;1
department;;;bauamt;;2
area;;05162016;;Kaarst;
";
        let read = csv(text);
        let faults: Vec<_> = read.faults.iter().map(|fault| (fault.row, fault.code)).collect();
        assert_eq!(
            faults,
            [
                (Some(3), Code::AreaRepeated),
                (Some(5), Code::Repeated),
                (Some(9), Code::Repeated),
                (Some(10), Code::AreaRepeated),
                (Some(7), Code::Repeated),
            ]
        );
        assert!(read.faults.iter().all(|fault| fault.item.is_some()));
        let directory = read.directory.unwrap();
        assert_eq!(
            (directory.areas.len(), directory.services[0].routes.len()),
            (1, 1)
        );
        assert_eq!(directory.departments[0].contact.telephone.as_deref(), Some("1"));
    }

    #[test]
    fn columns_without_a_name_at_the_end_stay_empty() {
        let read = csv("kind;area;name_de;;\narea;05;NRW;;\n");
        assert_eq!(read.faults, []);
        assert_eq!(read.directory.unwrap().areas.len(), 1);
        assert_eq!(
            faults_of("kind;area;name_de;;\narea;05;NRW;;x\n"),
            [(Some(2), Code::ValueMisplaced)]
        );
    }

    #[test]
    fn of_a_wrong_first_row_the_wrong_column_is_named() {
        for (text, value) in [
            ("kind;area;homepage;web\n", Some("homepage")),
            ("kind;address;Address\n", Some("Address")),
            ("service;area\n", Some("service")),
            ("kind;;area\n", None),
        ] {
            let faults = csv(text).faults;
            assert_eq!(faults[0].value.as_deref(), value, "{text}");
        }
    }

    #[test]
    fn what_is_no_such_file_is_told() {
        assert_eq!(faults_of(""), [(Some(1), Code::Columns)]);
        assert_eq!(faults_of("area;05;NRW\n"), [(Some(1), Code::Columns)]);
        assert_eq!(faults_of("kind;area;farbe\n"), [(Some(1), Code::Columns)]);
        assert_eq!(faults_of("kind;area;area\n"), [(Some(1), Code::Columns)]);
        let latin1 = read(File::Csv(b"kind;area\narea;05\nM\xfcll;\n"), &names());
        assert_eq!(
            (latin1.faults[0].code, latin1.faults[0].row),
            (Code::NotUtf8, Some(3))
        );
        for (json, code) in [
            ("[]", Code::NotJson),
            (r#"{"farbe":1}"#, Code::NotJson),
            (r#"{"areas":[{"key":"5162","name":"x"}]}"#, Code::AreaLeadingZero),
            (
                r#"{"services":[{"key":"Ä","name":{"de":"x"},"routes":[]}]}"#,
                Code::ServiceName,
            ),
        ] {
            let read = read(File::Json(json.as_bytes()), &names());
            assert_eq!(read.faults[0].code, code, "{json}");
            assert_eq!(read.directory, None);
        }
    }
}
