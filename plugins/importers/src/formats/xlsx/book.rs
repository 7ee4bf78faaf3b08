//! A workbook's sheets as tables of texts.

use std::io::Cursor;

use calamine::{Data, Range, Reader, SheetType, SheetVisible, Xlsx};
use journeybook_plugin::{Imported, SourceFile};

use super::{cell, notes};
use crate::formats::sheet::{Row, Sheet};

type Book<'f> = Xlsx<Cursor<&'f [u8]>>;

/// The sheets that are shown. What is hidden, noted or drawn is said.
pub fn sheets(file: &SourceFile, into: &mut Imported) -> Result<Vec<Sheet>, String> {
    let bytes = file.bytes.as_slice();
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes))
        .map_err(|error| format!("`{}` cannot be read as a workbook: {error}", file.name))?;
    let mut sheets = Vec::new();
    for known in book.sheets_metadata().to_vec() {
        if known.typ != SheetType::WorkSheet {
            into.lost(None, format!("the sheet “{}” holds no cells, so it is left out", known.name));
            continue;
        }
        let range =
            book.worksheet_range(&known.name).map_err(|error| format!("“{}”: {error}", known.name))?;
        if known.visible == SheetVisible::Visible {
            sheets.push(sheet(&mut book, known.name, &range, into));
        } else {
            let count = range.used_cells().count();
            into.lost(
                None,
                format!("the sheet “{}” is hidden, so its {count} cells are left out", known.name),
            );
        }
    }
    notes::say(bytes, into);
    Ok(sheets)
}

fn sheet(book: &mut Book<'_>, name: String, range: &Range<Data>, into: &mut Imported) -> Sheet {
    let (top, _) = range.start().unwrap_or_default();
    let mut rows: Vec<Row> = range
        .rows()
        .enumerate()
        .map(|(at, cells)| Row {
            line: Some(top + at as u32 + 1),
            cells: cells.iter().map(cell::text).collect(),
        })
        .collect();
    say_what_is_not_computed(book, &name, range, into);
    fill_merged(book, &name, range, &mut rows);
    rows.retain(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
    Sheet { name, rows }
}

/// A merged cell says the same of all that it covers, unless nothing stands beside it, as beside a title.
fn fill_merged(book: &mut Book<'_>, name: &str, range: &Range<Data>, rows: &mut [Row]) {
    let (top, left) = range.start().unwrap_or_default();
    for merged in book.worksheet_merge_cells(name).and_then(Result::ok).unwrap_or_default() {
        let (Some(row), Some(column)) = (merged.start.0.checked_sub(top), merged.start.1.checked_sub(left))
        else {
            continue;
        };
        let words = rows.get(row as usize).map_or("", |row| row.cell(column as usize)).to_owned();
        let columns = column as usize..=(merged.end.1 - left) as usize;
        for row in rows.iter_mut().take((merged.end.0 - top) as usize + 1).skip(row as usize) {
            let is_beside = |(at, cell): (usize, &String)| !columns.contains(&at) && !cell.trim().is_empty();
            if row.cells.iter().enumerate().any(is_beside) {
                let covered = row.cells.iter_mut().enumerate().filter(|(at, _)| columns.contains(at));
                covered.for_each(|(_, cell)| cell.clone_from(&words));
            }
        }
    }
}

/// A formula that no program has computed yet has no value.
fn say_what_is_not_computed(book: &mut Book<'_>, name: &str, range: &Range<Data>, into: &mut Imported) {
    let Ok(formulas) = book.worksheet_formula(name) else { return };
    let (top, left) = formulas.start().unwrap_or_default();
    for (row, column, formula) in formulas.used_cells() {
        let at = (top + row as u32, left + column as u32);
        let is_computed = range.get_value(at).is_some_and(|value| *value != Data::Empty);
        if !formula.is_empty() && !is_computed {
            let place = cell::name(at);
            let message = format!("the formula at {place} of “{name}” has no value yet: ={formula}");
            into.lost(at.0 + 1, message);
        }
    }
}
