//! Shares of R²: by Shapley values and by Johnson's relative weights.

use super::matrix::{eigen, explained};

/// What each driver adds to R², averaged over all orders in which drivers can come in (Lindeman, Merenda and Gold 1980).
pub fn shapley(within: &[Vec<f64>], with: &[f64]) -> Vec<f64> {
    let p = with.len();
    let members = |set: usize| (0..p).filter(|at| set >> at & 1 == 1).collect::<Vec<_>>();
    let r2: Vec<f64> = (0..1usize << p).map(|set| explained(within, with, &members(set))).collect();
    let weights: Vec<f64> = (0..p).map(|size| share_of_orders(size, p)).collect();
    let share = |driver: usize| {
        let without = (0..1usize << p).filter(|set| set >> driver & 1 == 0);
        without.map(|set| weights[set.count_ones() as usize] * (r2[set | 1 << driver] - r2[set])).sum()
    };
    (0..p).map(share).collect()
}

/// In which share of all orders a driver comes in after just this set of a size: s! (p − s − 1)! ÷ p!.
fn share_of_orders(size: usize, p: usize) -> f64 {
    let factorial = |n: usize| (1..=n).map(|factor| factor as f64).product::<f64>();
    factorial(size) * factorial(p - size - 1) / factorial(p)
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
