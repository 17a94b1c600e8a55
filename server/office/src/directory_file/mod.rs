//! A directory as a file: JSON as the API has it, or comma-separated values that a spreadsheet opens. Read as a whole, with
//! everything that is wrong with it named by where it stands.

mod cells;
mod document;
mod entries;
mod fields;
mod rows;
mod write;

use std::collections::BTreeMap;

use domain::directory::{DepartmentTexts, Directory, Fault, FaultCode, Item};
use domain::{DepartmentId, Slug};

pub(crate) use write::write;

/// What a directory is as a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileForm {
    /// Comma-separated values, UTF-8 with or without a byte order mark; separated by commas, semicolons or tabulators.
    Csv,
    /// JSON, as the API has it.
    Json,
}

/// A file that is to be a directory.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// What it is.
    pub form: FileForm,
    /// What it consists of.
    pub bytes: &'a [u8],
}

/// An authority's departments by their names in addresses.
pub(crate) type DepartmentNames = BTreeMap<Slug, DepartmentId>;

/// Where something stands in a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Spot {
    /// The row of a table, or the line of JSON, from 1.
    row: u32,
    /// In JSON.
    path: Option<String>,
}

impl Spot {
    fn row(row: u32) -> Self {
        Self { row, path: None }
    }
}

/// What was read of a file.
#[derive(Default)]
pub(crate) struct Read {
    /// What could be read; `None` if the file is of another form altogether.
    pub(crate) directory: Option<Directory>,
    /// What could not.
    pub(crate) faults: Vec<Fault>,
    /// Departments' own texts, of those departments of which it has some.
    pub(crate) texts: Vec<DepartmentTexts>,
    /// Where each item stands.
    spots: BTreeMap<Item, Spot>,
    /// Where the authority's fallback does.
    fallback: Option<Spot>,
}

impl Read {
    /// Says of a fault of the directory where in the file it is.
    pub(crate) fn placed(&self, fault: Fault) -> Fault {
        let spot = fault.item.as_ref().and_then(|item| match (item, fault.code) {
            // What there is too much of stands everywhere.
            (Item::Authority, FaultCode::TooMany) => None,
            (Item::Authority, FaultCode::DepartmentClosed | FaultCode::DepartmentWithoutKey) => {
                self.fallback.as_ref()
            }
            _ => self.spots.get(item),
        });
        Fault {
            row: spot.map(|spot| spot.row),
            path: spot.and_then(|spot| spot.path.clone()),
            ..fault
        }
    }
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
    let Ok(text) = std::str::from_utf8(file.bytes) else {
        let line = Spot::row(not_utf8_in(file.bytes));
        return refused(fault(FaultCode::NotUtf8, line, None));
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut read = match file.form {
        FileForm::Csv => rows::read(text, names),
        FileForm::Json => document::read(text, names),
    };
    if let Some(directory) = &mut read.directory {
        directory.sort();
    }
    read
}

fn refused(fault: Fault) -> Read {
    Read {
        faults: vec![fault],
        ..Read::default()
    }
}

fn fault(code: FaultCode, spot: Spot, value: Option<&str>) -> Fault {
    Fault {
        code,
        row: Some(spot.row),
        path: spot.path,
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
    use domain::Localized;
    use domain::api::Department;
    use domain::directory::{Contact, FaultCode as Code};

    use super::*;

    fn names() -> DepartmentNames {
        let id = |number| DepartmentId(uuid_of(number));
        [
            ("buergerbuero".parse().unwrap(), id(1)),
            ("bauamt".parse().unwrap(), id(2)),
        ]
        .into()
    }

    fn departments() -> Vec<Department> {
        let names = names().into_iter();
        names
            .map(|(slug, id)| Department {
                id,
                name: localized(&format!("Amt {slug}"), None),
                description: localized("Was sonst\nniemand tut", Some("All else")),
                slug,
                contact: Contact::default(),
                promise_days: None,
            })
            .collect()
    }

    fn localized(de: &str, en: Option<&str>) -> Localized {
        Localized {
            de: de.to_owned(),
            en: en.map(str::to_owned),
        }
    }

    fn uuid_of(number: u8) -> uuid::Uuid {
        uuid::Uuid::from_bytes([number; 16])
    }

    fn csv(text: &str) -> Read {
        let bytes = text.as_bytes();
        read(
            File {
                form: FileForm::Csv,
                bytes,
            },
            &names(),
        )
    }

    fn json(text: &str) -> Read {
        let bytes = text.as_bytes();
        read(
            File {
                form: FileForm::Json,
                bytes,
            },
            &names(),
        )
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
        assert_eq!(
            csv(GOOD).texts,
            [],
            "without a name in its row a department keeps its own"
        );
        let (table, document) = [FileForm::Csv, FileForm::Json]
            .map(|form| write(form, &directory, &departments()))
            .into();
        for read in [csv(&table), json(&document)] {
            assert_eq!(read.faults, [], "{table} {document}");
            assert_eq!(read.directory.as_ref(), Some(&directory), "{table} {document}");
            let texts: Vec<_> = read
                .texts
                .into_iter()
                .map(|texts| (texts.department, texts.name, texts.description))
                .collect();
            let own = departments().into_iter();
            let own: Vec<_> = own
                .map(|department| (department.id, department.name, department.description))
                .collect();
            assert_eq!(texts, own);
        }
        let written = serde_json::to_string(&directory).unwrap();
        assert_eq!(json(&written).directory, Some(directory));
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        let route = |text: &str| {
            let spots = csv(text).spots;
            let found = spots
                .into_iter()
                .find(|(item, _)| matches!(item, Item::Route { .. }));
            found.unwrap().1.row
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
        let bytes = b"kind;area\narea;05\nM\xfcll;\n";
        let form = FileForm::Csv;
        let latin1 = read(File { form, bytes }, &names());
        assert_eq!(
            (latin1.faults[0].code, latin1.faults[0].row),
            (Code::NotUtf8, Some(3))
        );
        for (text, row) in [("[]", 1), ("{\n\"areas\": [}", 2), ("", 1), ("{}\n}", 2)] {
            let read = json(text);
            assert_eq!(
                (read.faults[0].code, read.faults[0].row),
                (Code::NotJson, Some(row)),
                "{text}"
            );
            assert_eq!((read.faults.len(), read.directory), (1, None), "{text}");
        }
    }

    #[test]
    fn each_wrong_entry_of_json_is_told_by_its_line_and_its_path() {
        let department = uuid_of(1);
        let text = format!(
            r#"{{"contact": {{"telephone": 115}}, "farbe": 1,
"fallback": "bauamt",
"departments": [{{"department": "{department}", "contact": {{}}}}, {{"department": "{department}"}}],
"areas": [
  {{"key": "05", "name": "NRW"}}, {{"key": "05", "name": "NRW"}},
  {{"name": "Kaarst"}},
  ["05162", "Kreis"],
  {{"key": "5162016", "name": "Kaarst", "kreis": "Neuss"}}],
"services": [
  {{"key": "Wohngeld", "name": {{"de": "Wohngeld", "fr": "x"}}, "routes": [
    {{"area": "5162", "department": "{department}"}},
    {{"area": "05", "department": "{nobody}"}}]}},
  {{"key": "laerm", "name": "Lärm",
    "routes": [{{"area": "05", "department": "{department}", "area": "05"}}]}}]}}"#,
            nobody = uuid_of(9),
        );
        let faults = json(&text).faults;
        let mut found: Vec<_> = faults
            .iter()
            .map(|fault| (fault.row.unwrap(), fault.path.as_deref().unwrap(), fault.code))
            .collect();
        found.sort_by_key(|(row, path, _)| (*row, *path));
        assert_eq!(
            found,
            [
                (1, "contact.telephone", Code::NotJson),
                (1, "farbe", Code::ValueMisplaced),
                (2, "fallback", Code::DepartmentUnknown),
                (3, "departments[1]", Code::Repeated),
                (5, "areas[1]", Code::AreaRepeated),
                (6, "areas[2]", Code::TextMissing),
                (7, "areas[3]", Code::NotJson),
                (8, "areas[4].key", Code::AreaLeadingZero),
                (8, "areas[4].kreis", Code::ValueMisplaced),
                (10, "services[0].key", Code::ServiceName),
                (10, "services[0].name.fr", Code::ValueMisplaced),
                (11, "services[0].routes[0].area", Code::AreaLeadingZero),
                (12, "services[0].routes[1].department", Code::DepartmentUnknown),
                (13, "services[1].name", Code::NotJson),
                (14, "services[1].routes[0]", Code::NotJson),
            ]
        );
    }

    #[test]
    fn a_department_is_not_described_without_its_name() {
        let table = csv("kind;department;description_de;telephone\ndepartment;bauamt;Bauen;1\n");
        let document = json(&format!(
            r#"{{"departments": [{{"department": "{}", "description": {{"de": "Bauen"}}}}]}}"#,
            uuid_of(2)
        ));
        for (read, value) in [(table, "name_de"), (document, "name")] {
            let [fault] = read.faults.as_slice() else {
                panic!("one fault in {:?}", read.faults)
            };
            assert_eq!(
                (fault.code, fault.value.as_deref()),
                (Code::TextMissing, Some(value))
            );
        }
        assert_eq!(
            faults_of("kind;department;name_de\ndepartment;bauamt;\n"),
            [(Some(2), Code::TextMissing)]
        );
        assert_eq!(
            faults_of("kind;department;name_de\ndepartment;nirgends;Amt\n"),
            [(Some(2), Code::DepartmentUnknown)]
        );
    }

    #[test]
    fn keys_say_the_same_in_json_as_in_a_table() {
        for (list, key, column, code) in [
            ("areas", "5162016", "area", Code::AreaLeadingZero),
            ("areas", "0516201", "area", Code::AreaLength),
            ("areas", "17162", "area", Code::AreaLand),
            ("areas", "5,16E+07", "area", Code::AreaNotDigits),
            ("services", "9,9107E+13", "service", Code::ServiceRounded),
            ("services", "9910702301700", "service", Code::ServiceLeika),
            ("services", "Wohngeld", "service", Code::ServiceName),
        ] {
            let kind = list.trim_end_matches('s');
            let table = csv(&format!("kind;{column};name_de\n{kind};{key};x\n"));
            let document = json(&format!(r#"{{"{list}": [{{"key": "{key}"}}]}}"#));
            for read in [table, document] {
                let [fault] = read.faults.as_slice() else {
                    panic!("one fault in {:?}", read.faults)
                };
                assert_eq!((fault.code, fault.value.as_deref()), (code, Some(key)));
            }
        }
    }
}
