//! A file, read once from beginning to end, as a binding says.

use std::collections::BTreeMap;

use csv::ByteRecord;

use super::Data;
use super::answers::Long;
use super::binding::{Binding, Decimal, Form};
use super::cell::{Cell, Cells};
use super::drivers::Analysis;
use super::fault::Fault;
use super::once::Once;
use super::personal::{self, Personal};
use super::segments::Segments;
use super::series::{Row, Series};
use super::sheet::{Sheet, Unread};
use super::tally::Strays;
use super::wide::Wide;
use crate::codes;
use crate::plugin::TableRecord;

/// What a file holds of what is bound.
#[derive(Debug, Default)]
pub struct Reading {
    /// Each question at each place.
    pub series: Vec<Series>,
    /// The analyses of drivers.
    pub tables: Vec<TableRecord>,
    /// What is wrong.
    pub faults: Vec<Fault>,
    /// The first and the last day.
    pub days: Option<(String, String)>,
    /// The names of the groups that rows are divided into.
    pub groups: Vec<String>,
}

/// What takes a file's rows.
pub trait Rows {
    /// Takes one.
    fn take(&mut self, record: &ByteRecord, row: Row);
    /// What came of them.
    fn end(self: Box<Self>) -> (Vec<Series>, Vec<Fault>);
}

/// Reads a file.
pub fn read(binding: &Binding, file: &str, data: &Data) -> Reading {
    let sheet = data.open().map_err(Unread::Io).and_then(|from| Sheet::open(from, binding));
    let ended = sheet.and_then(|sheet| {
        let mut faults = Vec::new();
        let reader = Reader::of(binding, &sheet, &mut faults);
        reader.rows(sheet, faults)
    });
    ended.unwrap_or_else(|why| Reading { faults: vec![unread(file, &why)], ..Reading::default() })
}

/// Where a column is; a file without it is a fault.
pub fn column_of(sheet: &Sheet<'_>, name: &str, faults: &mut Vec<Fault>) -> Option<usize> {
    let found = sheet.find(name);
    if found.is_none() {
        let message = format!("the file has no column `{name}`");
        let known = sheet.names.iter().map(String::as_str);
        faults.push(Fault::unknown(codes::DATA_COLUMN, name, message, known, "its columns are"));
    }
    found
}

/// Everything that looks at a row.
struct Reader {
    rows: Option<Box<dyn Rows>>,
    analyses: Vec<Analysis>,
    once: Option<Once>,
    weight: Option<Weight>,
    segment: Option<(usize, String, bool)>,
    segments: Option<Segments>,
    days: Option<Days>,
    personal: BTreeMap<(usize, Personal), u64>,
}

struct Weight {
    name: String,
    at: usize,
    cells: Cells,
    strays: Strays,
}

struct Days {
    name: String,
    at: usize,
    ends: Option<(String, String)>,
    strays: u64,
    first: u64,
}

impl Reader {
    fn of(binding: &Binding, sheet: &Sheet<'_>, faults: &mut Vec<Fault>) -> Self {
        let decimal = binding.decimal.unwrap_or(match sheet.delimiter {
            b',' => Decimal::Point,
            _ => Decimal::Either,
        });
        let rows: Option<Box<dyn Rows>> = match binding.form {
            Form::Columns => Some(Box::new(Wide::of(binding, sheet, decimal, faults))),
            _ => Long::of(binding, sheet, decimal, faults).map(|rows| Box::new(rows) as Box<dyn Rows>),
        };
        let analyses = binding.drivers.iter();
        let analyses =
            analyses.filter_map(|drivers| Analysis::of(drivers, binding, sheet, decimal, faults)).collect();
        let mut named = |name: &Option<String>| {
            name.as_ref().and_then(|name| Some((name.clone(), column_of(sheet, name, faults)?)))
        };
        let weight = named(&binding.weight);
        let (once, days) = (named(&binding.key), named(&binding.date));
        let segments = named(&binding.segments);
        let segment = binding
            .segment
            .as_ref()
            .and_then(|(name, value)| Some((named(&Some(name.clone()))?.1, value.clone(), false)));
        Self {
            rows,
            analyses,
            once: once.map(|(name, at)| Once::new(&name, at)),
            weight: weight.map(|(name, at)| Weight {
                name,
                at,
                cells: Cells::plain(decimal),
                strays: Strays::default(),
            }),
            segment,
            segments: segments.map(|(name, at)| Segments::by(&name, at)),
            days: days.map(|(name, at)| Days { name, at, ends: None, strays: 0, first: 0 }),
            personal: BTreeMap::new(),
        }
    }

    fn rows(mut self, mut sheet: Sheet<'_>, faults: Vec<Fault>) -> Result<Reading, Unread> {
        let mut record = ByteRecord::new();
        while sheet.next(&mut record)? {
            self.row(&record, sheet.line(&record));
        }
        Ok(self.end(&sheet.names, faults))
    }

    fn row(&mut self, record: &ByteRecord, line: u64) {
        for found in personal::found(record) {
            self.personal.entry(found).or_insert(line);
        }
        if !self.is_of_segment(record) {
            return;
        }
        if let Some(once) = &mut self.once {
            once.take(record, line);
        }
        if let Some(days) = &mut self.days {
            days.take(record, line);
        }
        let weight = self.weight.as_mut().and_then(|weight| weight.of(record, line));
        let group = self.segments.as_mut().and_then(|segments| segments.of(record));
        if let Some(rows) = &mut self.rows {
            rows.take(record, Row { line, weight, group });
        }
        self.analyses.iter_mut().for_each(|analysis| analysis.take(record));
    }

    fn is_of_segment(&mut self, record: &ByteRecord) -> bool {
        let Some((at, value, met)) = &mut self.segment else { return true };
        let is = record.get(*at).unwrap_or_default().trim_ascii() == value.as_bytes();
        *met |= is;
        is
    }

    fn end(self, names: &[String], mut faults: Vec<Fault>) -> Reading {
        if !self.personal.is_empty() {
            faults.extend(self.personal.iter().map(|(found, line)| told(names, *found, *line)));
            return Reading { faults, ..Reading::default() };
        }
        let (series, said) = self.rows.map(Rows::end).unwrap_or_default();
        faults.extend(said);
        let tables = self.analyses.into_iter().filter_map(|analysis| analysis.end(&mut faults)).collect();
        faults.extend(self.once.and_then(Once::end));
        faults.extend(self.weight.and_then(Weight::end));
        faults.extend(self.segment.and_then(|(at, value, met)| (!met).then(|| nobody(&names[at], &value))));
        faults.extend(self.days.as_ref().and_then(Days::fault));
        let groups = self.segments.map(|segments| segments.end(&mut faults)).unwrap_or_default();
        Reading { series, tables, faults, days: self.days.and_then(|days| days.ends), groups }
    }
}

impl Weight {
    fn of(&mut self, record: &ByteRecord, line: u64) -> Option<f64> {
        let cell = record.get(self.at).unwrap_or_default();
        match self.cells.read(cell) {
            Cell::Answer(weight) if weight >= 0.0 => Some(weight),
            Cell::Missing => None,
            _ => {
                self.strays.add(&String::from_utf8_lossy(cell), line);
                None
            }
        }
    }

    fn end(self) -> Option<Fault> {
        let (value, (_, line)) = self.strays.values.iter().next()?;
        let message = format!("`{value}` is no weight (column `{}`, line {line})", self.name);
        let help = "a weight is a number that is not negative; a blank gives the row none";
        Some(Fault::error(codes::DATA_UNREADABLE, &self.name, message, help))
    }
}

impl Days {
    /// Days are compared as they are written: year-month-day.
    fn take(&mut self, record: &ByteRecord, line: u64) {
        let cell = record.get(self.at).unwrap_or_default().trim_ascii();
        let day = cell.get(..10).filter(|day| {
            day.iter().enumerate().all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            })
        });
        match (day.and_then(|day| std::str::from_utf8(day).ok()), &mut self.ends) {
            (Some(day), None) => self.ends = Some((day.to_owned(), day.to_owned())),
            (Some(day), Some((first, _))) if day < first.as_str() => day.clone_into(first),
            (Some(day), Some((_, last))) if day > last.as_str() => day.clone_into(last),
            (Some(_), _) => {}
            (None, _) if cell.is_empty() => {}
            (None, _) => {
                self.strays += 1;
                self.first = if self.strays == 1 { line } else { self.first };
            }
        }
    }

    fn fault(&self) -> Option<Fault> {
        let Self { name, strays, first, .. } = self;
        let message =
            format!("{strays} cells of `{name}` are no day such as `2026-03-12` (first on line {first})");
        let help = "have the dates written year-month-day; a time may follow";
        (*strays > 0).then(|| Fault::warning(codes::DATA_UNREADABLE, name, message, help))
    }
}

fn nobody(name: &str, value: &str) -> Fault {
    let message = format!("no row has `{value}` in the column `{name}`, so nothing counts");
    Fault::warning(codes::DATA_DOUBT, value, message, "write the value as it stands in the file")
}

fn told(names: &[String], (at, found): (usize, Personal), line: u64) -> Fault {
    let name = names.get(at).map_or("", String::as_str);
    let message = format!("the column `{name}` holds {found} (first on line {line})");
    let help = format!("take the column `{name}` out of the file, and out of the history of the repository");
    Fault::error(codes::DATA_PERSONAL, "file", message, help)
}

fn unread(file: &str, why: &Unread) -> Fault {
    let (message, help) = match why {
        Unread::Io(error) => {
            (format!("`{file}` cannot be read: {error}"), "try to open it in another program")
        }
        Unread::NotUtf8 => (format!("`{file}` is not UTF-8"), "save it as “CSV UTF-8”"),
        Unread::Empty => (format!("`{file}` has no row of headings"), "its first row must name its columns"),
    };
    Fault::error(codes::DATA_FILE, "file", message, help)
}
