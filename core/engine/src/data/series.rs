//! Answers to one question at one place, as rows go by.

use std::collections::BTreeMap;

use super::binding::{Binding, Column, Decimal};
use super::cell::{Cell, Cells};
use super::tally::{Given, Tally};

/// What of a row every series needs.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Where it begins, from 1.
    pub line: u64,
    /// Its weight, where the file has any.
    pub weight: Option<f64>,
    /// The number of its group, where the binding divides rows into groups.
    pub group: Option<usize>,
}

/// Answers to one question at one place.
#[derive(Clone, Debug)]
pub struct Series {
    /// Which column of the binding declares it.
    pub column: usize,
    /// The place, where rows name it.
    pub at: Option<String>,
    /// The unit, where rows name it.
    pub unit: Option<String>,
    /// What is known so far.
    pub tally: Tally,
    /// The same of each group, by its number.
    pub groups: Vec<Tally>,
    /// How often each pair of Kano's words was given.
    pub pairs: BTreeMap<(&'static str, &'static str), u64>,
    cells: Cells,
}

impl Series {
    /// No answers yet to the question of a column.
    pub fn of(binding: &Binding, column: usize, decimal: Decimal, at: Option<String>) -> Self {
        let declared = &binding.columns[column];
        Self {
            column,
            at,
            unit: None,
            tally: Tally::on(declared.scale),
            groups: Vec::new(),
            pairs: BTreeMap::new(),
            cells: Cells::of(declared, decimal),
        }
    }

    /// Takes a row's cell.
    pub fn take(&mut self, cell: &[u8], row: Row) {
        match self.cells.read(cell) {
            Cell::Missing => self.each(row, |tally| tally.excluded += 1),
            Cell::Answer(value) if self.tally.fits(value) => {
                self.each(row, |tally| tally.add(Given { value, weight: row.weight }));
            }
            Cell::Answer(value) => self.tally.off.add(&value.to_string(), row.line),
            Cell::Unreadable => self.tally.unreadable.add(&String::from_utf8_lossy(cell), row.line),
        }
    }

    /// Tells all that is known, and what is known of the row's group.
    fn each(&mut self, row: Row, tell: impl Fn(&mut Tally)) {
        tell(&mut self.tally);
        if let Some(group) = row.group {
            let more = self.groups.len()..group + 1;
            self.groups.extend(more.map(|_| self.tally.empty()));
            tell(&mut self.groups[group]);
        }
    }
}

/// Kano's words, from the best to the worst.
const KANO: [&str; 5] = ["like", "must-be", "neutral", "live-with", "dislike"];

/// How the answers to a Kano question are read: as one of its words, as 1 to 5, or through the column's labels.
#[derive(Clone, Debug)]
pub struct Kano {
    labels: Vec<(String, &'static str)>,
    missing: Vec<String>,
}

impl Kano {
    /// As a column declares.
    pub fn of(column: &Column) -> Self {
        let word = |text: &str| KANO.into_iter().find(|known| *known == text);
        let labels =
            column.labels.iter().filter_map(|(said, means)| Some((said.to_lowercase(), word(means)?)));
        Self {
            labels: labels.collect(),
            missing: column.missing.iter().map(|text| text.to_lowercase()).collect(),
        }
    }

    /// Takes the two cells of a row: both count, or neither.
    pub fn take(&self, series: &mut Series, cells: [&[u8]; 2], row: Row) {
        let [one, other] = cells.map(|cell| String::from_utf8_lossy(cell).trim().to_lowercase());
        if [&one, &other].iter().any(|text| text.is_empty() || self.missing.contains(text)) {
            series.tally.excluded += 1;
            return;
        }
        match (self.word(&one), self.word(&other)) {
            (Some(one), Some(other)) => {
                *series.pairs.entry((one, other)).or_default() += 1;
                series.tally.n += 1;
            }
            (None, _) => series.tally.unreadable.add(&one, row.line),
            (_, None) => series.tally.unreadable.add(&other, row.line),
        }
    }

    fn word(&self, text: &str) -> Option<&'static str> {
        let coded = || KANO.get(text.parse::<usize>().ok()?.checked_sub(1)?).copied();
        let known = || KANO.into_iter().find(|known| *known == text);
        let labelled = self.labels.iter().find(|(said, _)| said == text).map(|(_, word)| *word);
        labelled.or_else(known).or_else(coded)
    }
}
