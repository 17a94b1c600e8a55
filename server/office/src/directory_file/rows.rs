use csv::{ReaderBuilder, StringRecord};
use domain::directory::{Area, FaultCode, Route, Service};

use super::cells::{Cells, Header};
use super::entries::Entries;
use super::{DepartmentNames, Read, Spot, fault, refused};

/// Reads rows; what is wrong with one does not keep the others from being read.
pub(super) fn read(text: &str, names: &DepartmentNames) -> Read {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let first = records.next().and_then(Result::ok).unwrap_or_default();
    let header = match Header::of(&first) {
        Ok(header) => header,
        Err(wrong) => {
            let named = Some(wrong).filter(|wrong| !wrong.is_empty());
            return refused(fault(FaultCode::Columns, Spot::row(1), named));
        }
    };
    let mut rows = Rows {
        names,
        entries: Entries::default(),
    };
    let mut numbers = Numbers::new(text);
    numbers.row(&first);
    for record in records {
        // The reader is lenient, and the text is UTF-8.
        let Ok(record) = record else { continue };
        let row = numbers.row(&record);
        rows.add(&header, row, &record);
    }
    rows.entries.finish()
}

/// The separator that stands most often in the first line.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().next().unwrap_or_default();
    let count = |delimiter: &u8| line.bytes().filter(|byte| byte == delimiter).count();
    [b';', b',', b'\t']
        .into_iter()
        .rev()
        .max_by_key(count)
        .unwrap_or(b';')
}

/// Counts rows as spreadsheets do: empty lines are rows, and a line break in a cell is none.
struct Numbers<'a> {
    text: &'a str,
    /// Where the last record begins.
    at: usize,
    /// Line ends before it, without those in cells.
    before: usize,
    /// Line ends in its cells.
    inside: usize,
}

impl<'a> Numbers<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            before: 0,
            inside: 0,
        }
    }

    /// The number of the row in which the next record stands, counted from 1.
    fn row(&mut self, record: &StringRecord) -> u32 {
        let read = record.position().map_or(0, csv::Position::byte);
        let read = usize::try_from(read).unwrap_or(self.at).max(self.at);
        // The reader stood where the record before ended, and has skipped line ends from there.
        let skipped = self.text.get(read..).unwrap_or_default();
        let skipped = skipped.len() - skipped.trim_start_matches(['\r', '\n']).len();
        let start = read + skipped;
        let passed = line_ends(self.text.get(self.at..start).unwrap_or_default());
        self.before += passed.saturating_sub(self.inside);
        self.at = start;
        self.inside = record.iter().map(line_ends).sum();
        u32::try_from(self.before + 1).unwrap_or(u32::MAX)
    }
}

/// How many lines end in a text, however they do: `\n`, `\r\n` or `\r`.
fn line_ends(text: &str) -> usize {
    let all = text.bytes().filter(|byte| matches!(byte, b'\r' | b'\n')).count();
    all - text.matches("\r\n").count()
}

struct Rows<'a> {
    names: &'a DepartmentNames,
    entries: Entries,
}

impl Rows<'_> {
    fn add(&mut self, header: &Header, row: u32, record: &StringRecord) {
        let mut cells = Cells::new(header, row, record);
        if cells.is_empty() {
            return;
        }
        if record.len() != header.len() {
            let short = fault(FaultCode::RowLength, Spot::row(row), None);
            return self.entries.refuse([short]);
        }
        let kind = cells.take("kind").unwrap_or_default().to_ascii_lowercase();
        match kind.as_str() {
            "authority" => self.authority(row, &mut cells),
            "department" => self.department(row, &mut cells),
            "area" => self.area(row, &mut cells),
            "service" => self.service(row, &mut cells),
            "route" => self.route(row, &mut cells),
            _ => cells.add(FaultCode::KindUnknown, Some(&kind)),
        }
        self.entries.refuse(cells.faults());
    }

    fn authority(&mut self, row: u32, cells: &mut Cells<'_>) {
        if cells.has("department") {
            let department = cells.department(self.names);
            self.entries.fallback(Spot::row(row), department);
        }
        self.entries.contact(Spot::row(row), cells.contact());
    }

    fn department(&mut self, row: u32, cells: &mut Cells<'_>) {
        let department = cells.department(self.names);
        let contact = cells.contact();
        let called = cells.called();
        let Some(department) = department else { return };
        if contact.is_empty() && called.is_none() {
            cells.add(FaultCode::TextMissing, None);
        }
        self.entries
            .department(Spot::row(row), department, contact, called);
    }

    fn area(&mut self, row: u32, cells: &mut Cells<'_>) {
        let key = cells.area();
        let name = cells.needed("name_de");
        let district = cells.text("district");
        let Some(key) = key else { return };
        self.entries.area(Spot::row(row), Area { key, name, district });
    }

    fn service(&mut self, row: u32, cells: &mut Cells<'_>) {
        let key = cells.service();
        let name = cells.localized("name_de", "name_en");
        let synonyms = cells.synonyms();
        let description = cells.localized("description_de", "description_en");
        let Some(key) = key else { return };
        let service = Service {
            key,
            name,
            synonyms,
            description,
            routes: Vec::new(),
        };
        self.entries.service(Spot::row(row), service);
    }

    fn route(&mut self, row: u32, cells: &mut Cells<'_>) {
        let (service, area) = (cells.service(), cells.area());
        let department = cells.department(self.names);
        if let (Some(service), Some(area), Some(department)) = (service, area, department) {
            let route = Route { area, department };
            self.entries.route(Spot::row(row), service, route);
        }
    }
}
