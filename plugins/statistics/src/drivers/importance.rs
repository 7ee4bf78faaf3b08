//! Shares of R²: by Shapley values and by Johnson's relative weights.

use super::matrix::eigen;

/// What each driver adds to R², averaged over all orders in which drivers can come in (Lindeman, Merenda and Gold 1980).
pub fn shapley(within: &[Vec<f64>], with: &[f64]) -> Vec<f64> {
    let p = with.len();
    let r2 = Sets::of(within, with).r2;
    let weights: Vec<f64> = (0..p).map(|size| share_of_orders(size, p)).collect();
    let share = |driver: usize| -> f64 {
        let without = (0..1usize << p).filter(|set| set >> driver & 1 == 0);
        without.map(|set| weights[set.count_ones() as usize] * (r2[set | 1 << driver] - r2[set])).sum()
    };
    // A driver adds nothing or something; only rounding makes it less.
    (0..p).map(|driver| share(driver).max(0.0)).collect()
}

/// In which share of all orders a driver comes in after just this set of a size: s! (p − s − 1)! ÷ p!.
fn share_of_orders(size: usize, p: usize) -> f64 {
    let factorial = |n: usize| (1..=n).map(|factor| factor as f64).product::<f64>();
    factorial(size) * factorial(p - size - 1) / factorial(p)
}

/// R² of every set of drivers. A set has one row of the triangle more than the set it grows from.
struct Sets<'a> {
    within: &'a [Vec<f64>],
    with: &'a [f64],
    /// By the bits of the set.
    r2: Vec<f64>,
    members: Vec<usize>,
    lower: Vec<Vec<f64>>,
    solved: Vec<f64>,
}

impl<'a> Sets<'a> {
    fn of(within: &'a [Vec<f64>], with: &'a [f64]) -> Self {
        let p = with.len();
        let lower = vec![vec![0.0; p]; p];
        let mut sets =
            Self { within, with, r2: vec![0.0; 1 << p], members: Vec::new(), lower, solved: Vec::new() };
        sets.grow(0, 0);
        sets
    }

    /// Every set that holds this one and some of the drivers from `first` on.
    fn grow(&mut self, set: usize, first: usize) {
        for driver in first..self.with.len() {
            let larger = set | 1 << driver;
            let part = self.adds(driver);
            self.r2[larger] = self.r2[set] + part * part;
            self.members.push(driver);
            self.solved.push(part);
            self.grow(larger, driver + 1);
            self.members.pop();
            self.solved.pop();
        }
    }

    /// Solves the triangle one row further; the square is what the driver adds.
    fn adds(&mut self, driver: usize) -> f64 {
        let depth = self.members.len();
        let (known, rest) = self.lower.split_at_mut(depth);
        let row = &mut rest[0];
        let (mut left, mut part) = (1.0, self.with[driver]);
        for (at, above) in known.iter().enumerate() {
            let dot: f64 = row[..at].iter().zip(above).map(|(a, b)| a * b).sum();
            let cell = (self.within[driver][self.members[at]] - dot) / above[at];
            row[at] = cell;
            left -= cell * cell;
            part -= cell * self.solved[at];
        }
        row[depth] = left.sqrt();
        part / row[depth]
    }
}

/// Relative weights (Johnson 2000): the drivers' shares by way of their nearest uncorrelated columns.
pub fn johnson(within: &[Vec<f64>], with: &[f64]) -> Vec<f64> {
    let p = with.len();
    let (values, vectors) = eigen(within);
    let power = |scale: fn(f64) -> f64| -> Vec<Vec<f64>> {
        let cell = |row: usize, column: usize| -> f64 {
            (0..p).map(|at| vectors[row][at] * scale(values[at]) * vectors[column][at]).sum()
        };
        (0..p).map(|row| (0..p).map(|column| cell(row, column)).collect()).collect()
    };
    let (root, inverse) = (power(f64::sqrt), power(|value| 1.0 / value.sqrt()));
    let b: Vec<f64> =
        inverse.iter().map(|row| row.iter().zip(with).map(|(cell, r)| cell * r).sum()).collect();
    root.iter().map(|row| row.iter().zip(&b).map(|(cell, b)| cell * cell * b * b).sum()).collect()
}
