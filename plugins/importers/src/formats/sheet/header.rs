//! Which row of a table is its header, or which column.

use super::columns::{Meaning, make_a_map, meaning, of_header};
use super::transpose::transposed;
use super::{Row, Sheet};
use crate::mapping::Mapping;

/// How far down a header is looked for: titles and legends stand above it.
const SEARCHED: usize = 15;

/// How many rows a table with a lane a row may have.
const LABELS: usize = 100;

/// A table whose header was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Headed {
    /// What the table is called.
    pub name: String,
    /// The rows above the header.
    pub above: Vec<Row>,
    /// The header as written.
    pub header: Vec<String>,
    /// What each column means.
    pub meanings: Vec<Meaning>,
    /// The rows below it.
    pub rows: Vec<Row>,
}

/// Finds the header of a table, turning a table whose lanes are rows; none where nothing reads as one.
pub fn find(sheet: &Sheet, mapping: &Mapping) -> Option<Headed> {
    if let Some(number) = mapping.header {
        return (number <= sheet.rows.len()).then(|| headed(sheet, number - 1, mapping));
    }
    let known = |cell: &String| mapping.column(cell).is_some() || meaning(cell).is_some();
    let count = |cells: &[String]| cells.iter().filter(|cell| known(cell)).count();
    let across = best(sheet.rows.iter().take(SEARCHED).map(|row| count(&row.cells)));
    let labels: Vec<String> = sheet.rows.iter().take(LABELS).map(|row| row.cell(0).to_owned()).collect();
    let down = count(&labels);
    if down > across.1 && is_map(&labels, mapping) {
        let (turned, at) = transposed(sheet);
        return Some(headed(&turned, at, mapping));
    }
    is_map(&sheet.rows.get(across.0)?.cells, mapping).then(|| headed(sheet, across.0, mapping))
}

/// The first of the largest, and how large it is.
fn best(counts: impl Iterator<Item = usize>) -> (usize, usize) {
    counts.enumerate().fold((0, 0), |best, (at, count)| if count > best.1 { (at, count) } else { best })
}

fn is_map(header: &[String], mapping: &Mapping) -> bool {
    let named: Vec<String> = header.iter().filter(|cell| !cell.trim().is_empty()).cloned().collect();
    let own = |name: &&String| mapping.column(name).is_some() || meaning(name).is_some();
    let known: Vec<String> = named.iter().filter(own).cloned().collect();
    make_a_map(of_header(&known, mapping).iter())
}

fn headed(sheet: &Sheet, at: usize, mapping: &Mapping) -> Headed {
    let rows = sheet.rows[at + 1..].to_vec();
    let header: Vec<String> = sheet.rows[at].cells.iter().map(|cell| cell.trim().to_owned()).collect();
    let meanings = of_header(&header, mapping);
    Headed { name: sheet.name.clone(), above: sheet.rows[..at].to_vec(), header, meanings, rows }.refined()
}

impl Headed {
    /// The first column of a meaning.
    pub fn column(&self, meaning: &Meaning) -> Option<usize> {
        self.meanings.iter().position(|own| own == meaning)
    }

    /// What the cells below a header say of what it means: a step column of numbers counts the steps, one of lists holds
    /// them all.
    fn refined(mut self) -> Self {
        let Some(at) = self.column(&Meaning::Step) else { return self };
        let cells: Vec<_> =
            self.rows.iter().map(|row| row.cell(at)).filter(|cell| !cell.is_empty()).collect();
        let is_number = |cell: &&str| cell.chars().all(|c| c.is_ascii_digit() || c == '.');
        if !cells.is_empty() && cells.iter().all(is_number) {
            let is_free = self.column(&Meaning::Order).is_none();
            self.meanings[at] = if is_free { Meaning::Order } else { Meaning::Lane(self.header[at].clone()) };
        } else if self.header[at].to_lowercase().ends_with("steps")
            && cells.iter().any(|cell| cell.contains(';'))
        {
            self.meanings[at] = Meaning::Steps;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let row = |cells: &&[&str]| Row {
            line: None,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        };
        Sheet { name: "x".into(), rows: rows.iter().map(row).collect() }
    }

    fn meanings(rows: &[&[&str]]) -> Option<Vec<Meaning>> {
        find(&sheet(rows), &Mapping::default()).map(|headed| headed.meanings)
    }

    #[test]
    fn a_title_may_stand_above_the_header() {
        let rows: &[&[&str]] = &[&["Customer journey of Ana"], &["Stage", "Doing"], &["Ask", "calls"]];
        let headed = find(&sheet(rows), &Mapping::default()).unwrap();
        assert_eq!((headed.above.len(), headed.rows.len()), (1, 1));
    }

    #[test]
    fn whichever_side_holds_the_lanes_is_the_header() {
        let rows: &[&[&str]] =
            &[&["", "Ask", "Buy"], &["Doing", "calls", "pays"], &["Pain points", "slow", ""]];
        let lane = |word: &str| Meaning::Lane(word.to_owned());
        assert_eq!(meanings(rows), Some(vec![Meaning::Step, lane("doing"), lane("pain")]));
        assert_eq!(meanings(&[&["Word", "Meaning"], &["a", "b"]]), None);
    }

    #[test]
    fn a_column_of_numbers_counts_the_steps() {
        let rows: &[&[&str]] = &[&["Step", "Action"], &["1", "calls"], &["2", "pays"]];
        assert_eq!(meanings(rows), Some(vec![Meaning::Order, Meaning::Lane("doing".into())]));
        let rows: &[&[&str]] = &[&["Journey", "Steps"], &["Buying", "calls; pays"]];
        assert_eq!(meanings(rows), Some(vec![Meaning::Journey, Meaning::Steps]));
    }
}
