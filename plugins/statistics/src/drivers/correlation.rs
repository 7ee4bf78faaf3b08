//! Means, spreads and correlations of columns, with a weight a row where there is one.

/// Columns, centred; the outcome first. Rows of weight 0 are not in it.
pub struct Sample {
    raw: Vec<Vec<f64>>,
    weights: Vec<f64>,
    centred: Vec<Vec<f64>>,
    spreads: Vec<f64>,
}

impl Sample {
    /// Takes the rows that count; none where weights are negative or all 0.
    pub fn new(outcome: &[f64], drivers: &[&[f64]], weights: Option<&[f64]>) -> Option<Self> {
        let weights = weights.map_or_else(|| vec![1.0; outcome.len()], <[f64]>::to_vec);
        let counts: Vec<usize> = (0..weights.len()).filter(|row| weights[*row] > 0.0).collect();
        let is_wrong =
            weights.iter().any(|weight| *weight < 0.0) || (counts.is_empty() && !weights.is_empty());
        let columns = std::iter::once(outcome).chain(drivers.iter().copied());
        let raw = columns.map(|column| picked(column, &counts)).collect();
        (!is_wrong).then(|| Self::of(raw, picked(&weights, &counts)))
    }

    fn of(raw: Vec<Vec<f64>>, weights: Vec<f64>) -> Self {
        let centred: Vec<Vec<f64>> = raw.iter().map(|column| centre(column, &weights)).collect();
        let spreads = centred.iter().map(|column| product(column, column, &weights).sqrt()).collect();
        Self { raw, weights, centred, spreads }
    }

    /// A row in units of the spread of each column, and what it weighs.
    pub fn row(&self, at: usize) -> (Vec<f64>, f64) {
        let cell = |(column, spread): (&Vec<f64>, &f64)| column[at] / spread;
        (self.centred.iter().zip(&self.spreads).map(cell).collect(), self.weights[at])
    }

    /// How many rows count.
    pub fn rows(&self) -> usize {
        self.weights.len()
    }

    /// The columns in which every cell is the same.
    pub fn constant(&self) -> Vec<usize> {
        let same = |column: &[f64]| column.iter().all(|cell| Some(cell) == column.first());
        (0..self.raw.len()).filter(|at| same(&self.raw[*at])).collect()
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
        let (outcome, ranked) = (ranks(&self.raw[0]), ranks(&self.raw[driver + 1]));
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

fn picked(column: &[f64], rows: &[usize]) -> Vec<f64> {
    rows.iter().map(|row| column[*row]).collect()
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
