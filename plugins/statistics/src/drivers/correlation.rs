//! Means, spreads and correlations of columns, with a weight a row where there is one.

/// Columns, centred; the outcome first.
pub struct Sample<'a> {
    raw: Vec<&'a [f64]>,
    weights: Vec<f64>,
    centred: Vec<Vec<f64>>,
    spreads: Vec<f64>,
}

impl<'a> Sample<'a> {
    /// Centres the columns; none where weights are negative or all 0.
    pub fn new(outcome: &'a [f64], drivers: &[&'a [f64]], weights: Option<&[f64]>) -> Option<Self> {
        let weights = weights.map_or_else(|| vec![1.0; outcome.len()], <[f64]>::to_vec);
        if weights.iter().any(|weight| *weight < 0.0)
            || (weights.iter().sum::<f64>() <= 0.0 && !weights.is_empty())
        {
            return None;
        }
        let raw: Vec<&[f64]> = std::iter::once(outcome).chain(drivers.iter().copied()).collect();
        let centred: Vec<Vec<f64>> = raw.iter().map(|column| centre(column, &weights)).collect();
        let spreads = centred.iter().map(|column| product(column, column, &weights).sqrt()).collect();
        Some(Self { raw, weights, centred, spreads })
    }

    /// The columns in which every cell that counts is the same.
    pub fn constant(&self) -> Vec<usize> {
        let same = |column: &&[f64]| {
            let mut counted = column.iter().zip(&self.weights).filter(|(_, weight)| **weight > 0.0);
            let first = counted.next().map(|(cell, _)| cell);
            counted.all(|(cell, _)| Some(cell) == first)
        };
        self.raw.iter().enumerate().filter(|(_, column)| same(column)).map(|(at, _)| at).collect()
    }

    /// The correlations of the drivers with each other, and with the outcome.
    pub fn correlations(&self) -> (Vec<Vec<f64>>, Vec<f64>) {
        let p = self.centred.len() - 1;
        let within = (1..=p).map(|a| (1..=p).map(|b| self.correlation(a, b)).collect()).collect();
        (within, (1..=p).map(|at| self.correlation(at, 0)).collect())
    }

    fn correlation(&self, a: usize, b: usize) -> f64 {
        if a == b {
            return 1.0;
        }
        product(&self.centred[a], &self.centred[b], &self.weights) / (self.spreads[a] * self.spreads[b])
    }

    /// The root of the sum of squares around the mean of a column.
    pub fn spread(&self, at: usize) -> f64 {
        self.spreads[at]
    }

    /// The correlation of a driver's ranks with the outcome's. Weights play no part.
    pub fn rank_correlation(&self, driver: usize) -> f64 {
        let (outcome, ranked) = (ranks(self.raw[0]), ranks(self.raw[driver + 1]));
        let ones = vec![1.0; outcome.len()];
        let (a, b) = (centre(&outcome, &ones), centre(&ranked, &ones));
        product(&a, &b, &ones) / (product(&a, &a, &ones) * product(&b, &b, &ones)).sqrt()
    }

    /// How many equally weighted rows tell as much (Kish).
    pub fn effective_n(&self) -> f64 {
        let (sum, squares) =
            (total(self.weights.iter().copied()), total(self.weights.iter().map(|weight| weight * weight)));
        sum * sum / squares
    }
}

fn centre(column: &[f64], weights: &[f64]) -> Vec<f64> {
    let sum = total(column.iter().zip(weights).map(|(cell, weight)| cell * weight));
    let mean = sum / total(weights.iter().copied());
    column.iter().map(|cell| cell - mean).collect()
}

fn product(a: &[f64], b: &[f64], weights: &[f64]) -> f64 {
    total(a.iter().zip(b).zip(weights).map(|((a, b), weight)| a * b * weight))
}

/// A sum that keeps what rounding would lose (Neumaier).
fn total(numbers: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut lost) = (0.0f64, 0.0f64);
    for number in numbers {
        let next = sum + number;
        lost += if sum.abs() >= number.abs() { (sum - next) + number } else { (number - next) + sum };
        sum = next;
    }
    sum + lost
}

/// The rank of each cell from 1; equals share the mean of their ranks.
fn ranks(column: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..column.len()).collect();
    order.sort_by(|a, b| column[*a].total_cmp(&column[*b]));
    let mut ranks = vec![0.0; column.len()];
    let mut from = 0;
    while from < order.len() {
        let equals = order[from..].iter().take_while(|at| column[**at] == column[order[from]]).count();
        let rank = from as f64 + (equals as f64 + 1.0) / 2.0;
        order[from..from + equals].iter().for_each(|at| ranks[*at] = rank);
        from += equals;
    }
    ranks
}
