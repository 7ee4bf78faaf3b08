//! Feelings in numbers: the scale they are on, and a number beside its words.

use journeybook_plugin::Imported;

use super::Row;
use super::columns::Meaning;
use super::header::Headed;
use crate::page::{Entry, Field};

/// The lane of scores that no scale holds.
const ELSE: &str = "Feeling as noted";

/// How the feelings of a map are written.
#[derive(Debug, PartialEq)]
pub struct Feelings {
    columns: Vec<usize>,
    scale: Option<(f64, f64)>,
}

impl Feelings {
    /// Looks at the feelings of some rows, and says which scale they seem to be on.
    pub fn of(headed: &Headed, rows: &[&Row], into: &mut Imported) -> Self {
        let is_feeling = |at: &usize| headed.meanings[*at] == Meaning::Lane("feeling".to_owned());
        let columns: Vec<usize> = (0..headed.meanings.len()).filter(is_feeling).collect();
        let cells = rows.iter().flat_map(|row| columns.iter().map(move |at| row.cell(*at)));
        let numbers: Vec<f64> = cells.filter_map(number).collect();
        let scale = scale(&numbers);
        let (low, high) =
            numbers.iter().fold((f64::MAX, f64::MIN), |(low, high), n| (low.min(*n), high.max(*n)));
        match scale {
            _ if numbers.is_empty() => {}
            Some((-2.0, 2.0)) => {}
            Some((worst, best)) => into.lost(
                None,
                format!(
                    "the file does not say on which scale its feelings are; they run from {low} to {high}, so \
                     `scale: [{worst}, {best}]` is written, which you can change"
                ),
            ),
            None => into.lost(
                None,
                format!("feelings from {low} to {high} are on no scale that is known, so they are in the lane “{ELSE}”"),
            ),
        }
        Self { columns, scale }
    }

    /// The frontmatter's `scale`, where it is not the usual one.
    pub fn field(&self) -> Option<Field> {
        let (worst, best) = self.scale.filter(|scale| *scale != (-2.0, 2.0))?;
        Some(Field::Raw(format!("[{worst}, {best}]")))
    }

    /// The feelings of a row. A number in one column and words in another are one feeling.
    pub fn entries(&self, row: &Row) -> Vec<Entry> {
        let lane = if self.scale.is_some() { "feeling" } else { ELSE };
        let cells = self.columns.iter().map(|at| row.cell(*at)).filter(|cell| !cell.is_empty());
        let (numbers, words): (Vec<&str>, Vec<&str>) = cells.partition(|cell| is_number(cell));
        match (numbers.as_slice(), words.as_slice()) {
            ([number], [word]) => vec![Entry::plain(lane, &format!("{number} {word}"))],
            _ => numbers.iter().chain(&words).map(|cell| Entry::plain(lane, cell)).collect(),
        }
    }
}

fn is_number(cell: &str) -> bool {
    cell.replace(',', ".").parse::<f64>().is_ok()
}

/// The number a feeling begins with, as the language reads it; none where it names its own scale, as `4/5` does.
fn number(cell: &str) -> Option<f64> {
    let unsigned = cell.trim_start_matches(['+', '-', '−', '–']);
    let end = unsigned.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(unsigned.len());
    let (digits, rest) = unsigned.split_at(end);
    let value: f64 = digits.trim_end_matches(['.', ',']).replace(',', ".").parse().ok()?;
    let is_part = rest.trim_start().starts_with('/');
    (!is_part).then_some(if cell.starts_with(['-', '−', '–']) { -value } else { value })
}

/// The narrowest of the scales in use that holds all numbers.
fn scale(numbers: &[f64]) -> Option<(f64, f64)> {
    const SCALES: [(f64, f64); 11] = [
        (-2.0, 2.0),
        (1.0, 5.0),
        (0.0, 5.0),
        (-3.0, 3.0),
        (1.0, 7.0),
        (-5.0, 5.0),
        (1.0, 10.0),
        (0.0, 10.0),
        (-10.0, 10.0),
        (0.0, 100.0),
        (-100.0, 100.0),
    ];
    let holds = |(low, high): &(f64, f64)| numbers.iter().all(|number| low <= number && number <= high);
    SCALES.into_iter().find(holds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_is_the_narrowest_that_is_in_use() {
        assert_eq!(scale(&[-1.0, 2.0]), Some((-2.0, 2.0)));
        assert_eq!(scale(&[2.0, 4.0]), Some((1.0, 5.0)));
        assert_eq!(scale(&[0.0, 9.0]), Some((0.0, 10.0)));
        assert_eq!(scale(&[-40.0, 70.0]), Some((-100.0, 100.0)));
        assert_eq!(scale(&[2026.0]), None);
    }

    #[test]
    fn numbers_are_read_as_the_language_reads_them() {
        assert_eq!(number("−1,5 worn down"), Some(-1.5));
        assert_eq!(number("4/5"), None);
        assert_eq!(number("happy"), None);
    }
}
