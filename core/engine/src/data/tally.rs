//! What is kept of a column while its rows go by: sums and counts, never the rows.

use std::collections::BTreeMap;

/// Scales of more values than this get no distribution.
const MOST_VALUES: f64 = 21.0;

/// Of so many values that do not fit the first ones are remembered.
const STRAYS: usize = 8;

/// One row's answer that counts.
#[derive(Clone, Copy, Debug)]
pub struct Given {
    pub value: f64,
    /// The row's weight, where the file has any.
    pub weight: Option<f64>,
}

/// What is known about a column.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Rows that count.
    pub n: u64,
    /// Rows with a missing code or nothing.
    pub excluded: u64,
    /// The sum of the answers.
    pub sum: f64,
    origin: f64,
    shifted: f64,
    squares: f64,
    /// Answers that are no whole numbers.
    pub fractions: u64,
    /// How often each answer was given, from the scale's lowest.
    pub counts: Option<Counts>,
    /// The weights of the rows that count.
    pub weights: Weights,
    /// Values off the scale.
    pub off: Strays,
    /// Cells that are no number.
    pub unreadable: Strays,
    scale: Option<(f64, f64)>,
}

/// How often each answer was given.
#[derive(Clone, Debug)]
pub struct Counts {
    /// The lowest answer.
    pub low: i64,
    /// How often each answer from there was given, and the weights of those rows.
    pub cells: Vec<(u64, f64)>,
}

/// Sums over weights.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weights {
    pub sum: f64,
    pub squares: f64,
    pub product: f64,
}

/// Values that do not fit, by value: how often, and the first line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strays {
    pub values: BTreeMap<String, (u64, u64)>,
    pub others: u64,
}

impl Strays {
    /// Notes one; its text is only made where it is kept.
    pub fn add(&mut self, text: &str, line: u64) {
        if let Some((count, _)) = self.values.get_mut(text) {
            *count += 1;
        } else if self.values.len() < STRAYS {
            self.values.insert(text.to_owned(), (1, line));
        } else {
            self.others += 1;
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

impl Tally {
    /// Nothing yet, of answers on this scale.
    pub fn on(scale: Option<(f64, f64)>) -> Self {
        let whole =
            |(low, high): &(f64, f64)| low.fract() == 0.0 && high.fract() == 0.0 && high - low < MOST_VALUES;
        let counts = scale
            .filter(whole)
            .map(|(low, high)| Counts { low: low as i64, cells: vec![(0, 0.0); (high - low) as usize + 1] });
        Self { scale, counts, origin: scale.map_or(0.0, |(low, _)| low), ..Self::default() }
    }

    /// Nothing yet, of answers on the same scale.
    #[must_use]
    pub fn empty(&self) -> Self {
        Self::on(self.scale)
    }

    /// Whether a value is on the scale.
    pub fn fits(&self, value: f64) -> bool {
        self.scale.is_none_or(|(low, high)| low <= value && value <= high)
    }

    /// Counts an answer that is on the scale.
    pub fn add(&mut self, given: Given) {
        let value = given.value;
        let shifted = value - self.origin;
        self.n += 1;
        self.sum += value;
        self.shifted += shifted;
        self.squares += shifted * shifted;
        self.fractions += u64::from(value.fract() != 0.0);
        let weight = given.weight.unwrap_or(0.0);
        if given.weight.is_some() {
            self.weights.sum += weight;
            self.weights.squares += weight * weight;
            self.weights.product += weight * value;
        }
        if let Some(counts) = &mut self.counts
            && let Some(cell) = counts.cells.get_mut(shifted as usize)
        {
            cell.0 += u64::from(value.fract() == 0.0);
            cell.1 += weight;
        }
    }

    /// The mean; none without an answer.
    pub fn mean(&self) -> Option<f64> {
        (self.n > 0).then(|| self.sum / self.n as f64)
    }

    /// The standard error of the mean; none for fewer than two answers.
    pub fn error(&self) -> Option<f64> {
        let n = self.n as f64;
        (self.n > 1)
            .then(|| ((self.squares - self.shifted * self.shifted / n).max(0.0) / (n - 1.0) / n).sqrt())
    }

    /// The distribution, where every answer is a whole number.
    pub fn distribution(&self) -> Option<&Counts> {
        self.counts.as_ref().filter(|_| self.fractions == 0)
    }
}
