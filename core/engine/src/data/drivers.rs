//! The rows that an analysis of drivers needs: numbers in columns, without the rows in which one is missing.

use csv::ByteRecord;

use super::binding::{Binding, Decimal, Drivers};
use super::cell::{Cell, Cells};
use super::fault::Fault;
use super::reading::column_of;
use super::sheet::Sheet;
use crate::codes;
use crate::plugin::TableRecord;

/// The most rows that are passed: an analysis gains nothing from more, and a plugin's memory is limited.
const MOST_ROWS: usize = 100_000;

/// The most drivers: the plugin looks at every set of them.
const MOST_DRIVERS: usize = 15;

type Column = (usize, Cells, Option<(f64, f64)>);

/// One analysis as its rows go by.
pub struct Analysis {
    outcome: String,
    names: Vec<String>,
    /// Where each number stands, how it is read, and between which values it lies.
    columns: Vec<Column>,
    /// Row after row.
    cells: Vec<f64>,
    row: Vec<f64>,
    dropped: u64,
    is_too_long: bool,
}

impl Analysis {
    /// An analysis whose columns are all there and declared; what is not is a fault.
    pub fn of(
        drivers: &Drivers,
        binding: &Binding,
        sheet: &Sheet<'_>,
        decimal: Decimal,
        faults: &mut Vec<Fault>,
    ) -> Option<Self> {
        faults.extend(unfit(drivers));
        let before = faults.len();
        let declared = std::iter::once(&drivers.outcome).chain(&drivers.columns);
        let (mut names, mut columns) = (Vec::new(), Vec::new());
        for name in declared {
            let Some(column) = binding.columns.iter().find(|column| column.name == *name) else {
                faults.push(undeclared(binding, name));
                continue;
            };
            names.push(column.title.clone().unwrap_or_else(|| name.clone()));
            columns.extend(sheet.find(name).map(|at| (at, Cells::of(column, decimal), column.scale)));
        }
        if let Some(weight) = &drivers.weight {
            names.push("(weight)".to_owned());
            columns.extend(column_of(sheet, weight, faults).map(|at| (at, Cells::plain(decimal), None)));
        }
        let whole = faults.len() == before && columns.len() == names.len() && unfit(drivers).is_none();
        let outcome = drivers.outcome.clone();
        let empty = Self {
            outcome,
            names,
            columns,
            cells: Vec::new(),
            row: Vec::new(),
            dropped: 0,
            is_too_long: false,
        };
        whole.then_some(empty)
    }

    /// Takes a row, unless one of its cells is missing.
    pub fn take(&mut self, record: &ByteRecord) {
        self.row.clear();
        for (at, cells, scale) in &self.columns {
            let fits = |value: f64| scale.is_none_or(|(low, high)| low <= value && value <= high);
            match cells.read(record.get(*at).unwrap_or_default()) {
                Cell::Answer(value) if fits(value) => self.row.push(value),
                _ => {
                    self.dropped += 1;
                    return;
                }
            }
        }
        self.is_too_long |= self.cells.len() >= MOST_ROWS * self.columns.len();
        if !self.is_too_long {
            self.cells.extend_from_slice(&self.row);
        }
    }

    /// The table, column after column.
    pub fn end(self, faults: &mut Vec<Fault>) -> Option<TableRecord> {
        let (width, word) = (self.columns.len(), self.outcome.as_str());
        let rows = self.cells.len() / width;
        if self.is_too_long {
            let message =
                format!("an analysis of drivers takes at most {MOST_ROWS} complete rows, and there are more");
            faults.push(Fault::error(
                codes::DATA_DRIVERS,
                word,
                message,
                "take a random sample of the rows into a file of its own",
            ));
            return None;
        }
        if rows == 0 {
            let message = format!("no row has a number in every column that explains `{word}`");
            faults.push(Fault::warning(
                codes::DATA_DRIVERS,
                word,
                message,
                "leave out the driver that was answered least",
            ));
            return None;
        }
        let cells = (0..width).flat_map(|column| (0..rows).map(move |row| (row, column)));
        let cells = cells.map(|(row, column)| self.cells[row * width + column]).collect();
        Some(TableRecord { columns: self.names, rows: rows as u32, cells })
    }
}

fn unfit(drivers: &Drivers) -> Option<Fault> {
    let count = drivers.columns.len();
    let help = "write `drivers: {outcome: COLUMN, columns: [COLUMN, COLUMN]}`";
    let wrong = |message: String| Some(Fault::error(codes::DATA_DRIVERS, "drivers", message, help));
    match () {
        () if drivers.outcome.is_empty() => {
            wrong("`drivers` does not say which `outcome` is to be explained".to_owned())
        }
        () if count == 0 => wrong("`drivers` names no `columns` that explain the outcome".to_owned()),
        () if count > MOST_DRIVERS => {
            wrong(format!("`drivers` names {count} columns; at most {MOST_DRIVERS} are taken"))
        }
        () if drivers.columns.contains(&drivers.outcome) => {
            wrong(format!("`{}` cannot explain itself: it is the outcome", drivers.outcome))
        }
        () => None,
    }
}

fn undeclared(binding: &Binding, name: &str) -> Fault {
    let message = format!("`{name}` is used in `drivers` and not declared under `columns`");
    let known = binding.columns.iter().map(|column| column.name.as_str());
    Fault::unknown(codes::DATA_DRIVERS, name, message, known, "write its scale under `columns:`, as for")
}
