use std::collections::BTreeMap;
use std::io;

use csv::WriterBuilder;
use domain::api::Department;
use domain::directory::{Contact, DepartmentDocument, Directory, DirectoryDocument};
use domain::{DepartmentId, Localized};
use serde::Serialize as _;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use super::{COLUMNS, FileForm, SYNONYM_SEPARATOR};

/// A row by its columns.
type Row<'a> = BTreeMap<&'static str, &'a str>;

pub(crate) fn write(form: FileForm, directory: &Directory, departments: &[Department]) -> String {
    match form {
        FileForm::Csv => table(directory, departments),
        FileForm::Json => document(directory, departments),
    }
}

/// JSON with a line for each entry of a list, so that an editor finds what a fault names, and nothing is much longer for it.
fn document(directory: &Directory, departments: &[Department]) -> String {
    let contacts = contacts(directory);
    let document = DirectoryDocument {
        contact: directory.contact.clone(),
        fallback: directory.fallback,
        departments: departments
            .iter()
            .map(|department| DepartmentDocument {
                department: department.id,
                name: Some(department.name.clone()),
                description: Some(department.description.clone()),
                contact: contacts.get(&department.id).copied().cloned().unwrap_or_default(),
            })
            .collect(),
        areas: directory.areas.clone(),
        services: directory.services.clone(),
    };
    let mut bytes = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut bytes, Lines);
    // Plain fields always serialise, and memory takes everything.
    let _ = document.serialize(&mut serializer);
    bytes.push(b'\n');
    String::from_utf8_lossy(&bytes).into_owned()
}

fn contacts(directory: &Directory) -> BTreeMap<DepartmentId, &Contact> {
    let entries = directory.departments.iter();
    entries.map(|entry| (entry.department, &entry.contact)).collect()
}

struct Lines;

impl Formatter for Lines {
    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        writer.write_all(if first { b"\n" } else { b",\n" })
    }
}

/// Comma-separated values: semicolons and a byte order mark, so that spreadsheets open it in one step.
fn table(directory: &Directory, departments: &[Department]) -> String {
    let slugs: BTreeMap<DepartmentId, &str> = departments
        .iter()
        .map(|department| (department.id, department.slug.as_str()))
        .collect();
    let slug = |department: &DepartmentId| slugs.get(department).copied().unwrap_or_default();
    let mut writer = WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    let mut write = |row: &Row<'_>| {
        let cells = COLUMNS.map(|column| row.get(column).copied().unwrap_or_default());
        // Memory takes everything.
        let _ = writer.write_record(cells);
    };
    write(&COLUMNS.into_iter().map(|column| (column, column)).collect());

    let mut row = contact("authority", &directory.contact);
    row.extend(
        directory
            .fallback
            .as_ref()
            .map(|fallback| ("department", slug(fallback))),
    );
    write(&row);
    let (contacts, none) = (contacts(directory), Contact::default());
    for department in departments {
        let mut row = contact(
            "department",
            contacts.get(&department.id).copied().unwrap_or(&none),
        );
        row.insert("department", department.slug.as_str());
        called(&mut row, &department.name, &department.description);
        write(&row);
    }
    for area in &directory.areas {
        let mut row = Row::from([
            ("kind", "area"),
            ("area", area.key.as_str()),
            ("name_de", area.name.as_str()),
        ]);
        row.extend(area.district.as_deref().map(|district| ("district", district)));
        write(&row);
    }
    for service in &directory.services {
        let joined = |names: &[String]| names.join(&format!(" {SYNONYM_SEPARATOR} "));
        let (de, en) = (joined(&service.synonyms.de), joined(&service.synonyms.en));
        let mut row = Row::from([
            ("kind", "service"),
            ("service", service.key.as_str()),
            ("synonyms_de", de.as_str()),
            ("synonyms_en", en.as_str()),
        ]);
        called(&mut row, &service.name, &service.description);
        write(&row);
        for route in &service.routes {
            write(&Row::from([
                ("kind", "route"),
                ("service", service.key.as_str()),
                ("area", route.area.as_str()),
                ("department", slug(&route.department)),
            ]));
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

fn contact<'a>(kind: &'a str, contact: &'a Contact) -> Row<'a> {
    let mut row = Row::from([("kind", kind)]);
    if let Some(hours) = &contact.hours {
        localized(&mut row, ["hours_de", "hours_en"], hours);
    }
    if let Some(scope) = &contact.scope {
        localized(&mut row, ["scope_de", "scope_en"], scope);
    }
    for (column, text) in [
        ("telephone", &contact.telephone),
        ("address", &contact.address),
        ("web", &contact.web),
    ] {
        row.extend(text.as_deref().map(|text| (column, text)));
    }
    row
}

fn called<'a>(row: &mut Row<'a>, name: &'a Localized, description: &'a Localized) {
    localized(row, ["name_de", "name_en"], name);
    localized(row, ["description_de", "description_en"], description);
}

fn localized<'a>(row: &mut Row<'a>, [de, en]: [&'static str; 2], text: &'a Localized) {
    row.insert(de, &text.de);
    row.extend(text.en.as_deref().map(|text| (en, text)));
}
