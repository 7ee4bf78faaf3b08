//! A table whose lanes are rows, turned so that they are columns.

use super::columns::{Meaning, meaning};
use super::{Row, Sheet};

/// Rows become columns. The first row names the steps unless another one does; a row without a label carries on with the
/// label above it. Gives the place of the header, too.
pub fn transposed(sheet: &Sheet) -> (Sheet, usize) {
    let first = sheet.rows.iter().position(is_part).unwrap_or_default();
    let part = &sheet.rows[first..];
    let width = part.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let header = Row { line: None, cells: labels(part) };
    let column =
        |at: usize| Row { line: None, cells: part.iter().map(|row| row.cell(at).to_owned()).collect() };
    let columns = (1..width).map(column).filter(|row| !row.is_empty());
    let rows = sheet.rows[..first].iter().cloned().chain([header]).chain(columns).collect();
    (Sheet { name: sheet.name.clone(), rows }, first)
}

/// A row with values. One with a single cell above the map is its title.
fn is_part(row: &Row) -> bool {
    row.cells.iter().skip(1).any(|cell| !cell.trim().is_empty())
}

fn labels(rows: &[Row]) -> Vec<String> {
    let names_steps = |row: &Row| meaning(row.cell(0)) == Some(Meaning::Step);
    let is_named = rows.iter().any(names_steps);
    let mut labels: Vec<String> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let label = row.cell(0).to_owned();
        let is_head = at == 0 && !is_named && meaning(&label).is_none();
        let above = labels.last().cloned().unwrap_or_default();
        labels.push(match label.as_str() {
            _ if is_head => "Step".to_owned(),
            "" => above,
            _ => label,
        });
    }
    labels
}
