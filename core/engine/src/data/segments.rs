//! Groups of rows whose answers are shown apart, and which of them are large enough to be shown.

use std::collections::HashMap;

use csv::ByteRecord;

use super::counts::FEWEST;
use super::fault::Fault;
use super::tally::Tally;
use crate::codes;

/// A column of more values than this names no groups.
const MOST: usize = 40;

/// The groups met so far.
pub struct Segments {
    column: String,
    at: usize,
    names: Vec<String>,
    known: HashMap<Vec<u8>, usize>,
    is_too_many: bool,
}

impl Segments {
    /// None yet, by a column.
    pub fn by(column: &str, at: usize) -> Self {
        let column = column.to_owned();
        Self { column, at, names: Vec::new(), known: HashMap::new(), is_too_many: false }
    }

    /// The number of a row's group; none where the cell is blank.
    pub fn of(&mut self, record: &ByteRecord) -> Option<usize> {
        let cell = record.get(self.at).unwrap_or_default().trim_ascii();
        if let Some(known) = self.known.get(cell) {
            return Some(*known);
        }
        self.is_too_many |= !cell.is_empty() && self.names.len() == MOST;
        if cell.is_empty() || self.is_too_many {
            return None;
        }
        self.known.insert(cell.to_vec(), self.names.len());
        self.names.push(String::from_utf8_lossy(cell).into_owned());
        Some(self.names.len() - 1)
    }

    /// The names of the groups by their numbers; none where there are too many, which is said.
    pub fn end(self, faults: &mut Vec<Fault>) -> Vec<String> {
        if !self.is_too_many {
            return self.names;
        }
        let message = format!("`{}` divides the rows into more than {MOST} groups", self.column);
        let help = "name a column of few values, such as a region or a kind of visit";
        faults.push(Fault::warning(codes::DATA_DOUBT, &self.column, message, help));
        Vec::new()
    }
}

/// Which groups are shown: those of five people or more, unless what is left of all could then be computed and is fewer; so
/// long the smallest is hidden with them.
pub fn shown(groups: &[Tally], all: &Tally) -> Vec<bool> {
    let mut shown: Vec<bool> = groups.iter().map(|group| group.n >= FEWEST).collect();
    loop {
        let open = |at: &usize| shown[*at];
        let rest = all.n - (0..groups.len()).filter(open).map(|at| groups[at].n).sum::<u64>();
        let smallest = (0..groups.len()).filter(open).min_by_key(|at| groups[*at].n);
        match smallest {
            Some(smallest) if (1..FEWEST).contains(&rest) => shown[smallest] = false,
            _ => return shown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(groups: &[u64], blank: u64) -> Vec<u64> {
        let of = |n: u64| {
            let mut tally = Tally::on(None);
            tally.n = n;
            tally
        };
        let all = of(groups.iter().sum::<u64>() + blank);
        let tallies: Vec<Tally> = groups.iter().map(|n| of(*n)).collect();
        let shown = shown(&tallies, &all);
        groups.iter().zip(shown).filter(|(_, shown)| !shown).map(|(n, _)| *n).collect()
    }

    #[test]
    fn a_group_of_few_is_not_to_be_computed_either() {
        assert_eq!(hidden(&[20, 5, 9], 0), [0; 0]);
        assert_eq!(hidden(&[20, 3, 9], 0), [3, 9]);
        assert_eq!(hidden(&[20, 3, 4, 9], 0), [3, 4]);
        assert_eq!(hidden(&[20, 3, 9], 40), [3]);
        assert_eq!(hidden(&[20, 9], 2), [9]);
        assert_eq!(hidden(&[3, 1], 0), [3, 1]);
    }
}
