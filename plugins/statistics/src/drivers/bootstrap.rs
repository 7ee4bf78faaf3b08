//! How sure shares are: the analysis again, of rows drawn from the rows (percentile bootstrap; Efron 1979).

use super::fit::{Correlations, Fit};
use super::{MOST_SHAPLEY, Unfit, checked};
use crate::share::Interval;

/// What the drawing of rows begins with. It never changes, so that the same table has the same intervals everywhere.
pub const SEED: u64 = 1;

/// Fewer draws than this say little of the ends of an interval.
pub const FEWEST_DRAWS: usize = 100;

/// More draws than this tell the ends no better.
pub const MOST_DRAWS: usize = 5_000;

/// Less of a column's spread than this is rounding.
const CONSTANT: f64 = 1e-12;

/// Intervals of one analysis, each from the 2.5th to the 97.5th percentile of the draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Bootstrap {
    /// How many draws were made.
    pub draws: usize,
    /// How many of them could not be analysed, for a column that was constant or followed from others.
    pub unfit: usize,
    /// R².
    pub r2: Interval,
    /// Each driver's share of R², from 0 to 1.
    pub shares: Vec<Interval>,
}

/// How many draws a table gets: those that are asked for, fewer where they would take more products than this, and none
/// where too few are left.
pub fn draws(asked: usize, most_products: usize, rows: usize, drivers: usize) -> Option<usize> {
    let pairs = (drivers + 1) * (drivers + 2) / 2;
    let sets = if drivers <= MOST_SHAPLEY { 40 * (1 << drivers) } else { 100 * drivers * drivers * drivers };
    let draws = asked.min(MOST_DRAWS).min(most_products / (rows * pairs + sets));
    (draws >= FEWEST_DRAWS).then_some(draws)
}

/// Draws as many rows as there are, again and again. None where most draws cannot be analysed.
pub fn bootstrap(
    outcome: &[f64],
    drivers: &[&[f64]],
    weights: Option<&[f64]>,
    draws: usize,
) -> Result<Option<Bootstrap>, Unfit> {
    let sample = checked(outcome, drivers, weights)?;
    let rows: Vec<(Vec<f64>, f64)> = (0..sample.rows()).map(|at| sample.row(at)).collect();
    let mut numbers = Numbers(SEED);
    let drawn = (0..draws).filter_map(|_| draw(&rows, &mut numbers));
    let fits: Vec<Fit> = drawn.filter_map(|correlations| Fit::of(correlations).ok()).collect();
    let unfit = draws - fits.len();
    let shares = |at: usize| between(fits.iter().map(|fit| fit.share(at)).collect());
    Ok((unfit * 2 <= draws && !fits.is_empty()).then(|| Bootstrap {
        draws,
        unfit,
        r2: between(fits.iter().map(|fit| fit.r2).collect()),
        shares: (0..drivers.len()).map(shares).collect(),
    }))
}

/// The correlations of drawn rows; none where a column is constant in them.
fn draw(rows: &[(Vec<f64>, f64)], numbers: &mut Numbers) -> Option<Correlations> {
    let mut times = vec![0.0; rows.len()];
    rows.iter().for_each(|_| times[numbers.below(rows.len())] += 1.0);
    let size = rows.first()?.0.len();
    let (mut sums, mut products) = (vec![0.0; size], vec![vec![0.0; size]; size]);
    let mut all = 0.0;
    for ((row, weight), times) in rows.iter().zip(times).filter(|(_, times)| *times > 0.0) {
        let weight = weight * times;
        all += weight;
        for (at, cell) in row.iter().enumerate() {
            let part = weight * cell;
            sums[at] += part;
            products[at].iter_mut().zip(&row[..=at]).for_each(|(sum, other)| *sum += part * other);
        }
    }
    correlations(&sums, &products, all)
}

/// Of sums and, below the diagonal, sums of products; the outcome is the first column.
fn correlations(sums: &[f64], products: &[Vec<f64>], all: f64) -> Option<Correlations> {
    let size = sums.len();
    let shared = |a: usize, b: usize| products[a.max(b)][a.min(b)] - sums[a] * sums[b] / all;
    let spreads: Vec<f64> = (0..size).map(|at| shared(at, at).max(0.0).sqrt()).collect();
    let of = |a: usize, b: usize| if a == b { 1.0 } else { shared(a, b) / (spreads[a] * spreads[b]) };
    let varies = spreads.iter().all(|spread| spread * spread > CONSTANT);
    varies.then(|| {
        (
            (1..size).map(|a| (1..size).map(|b| of(a, b)).collect()).collect(),
            (1..size).map(|at| of(at, 0)).collect(),
        )
    })
}

/// From the 2.5th to the 97.5th percentile, with straight lines between values (R's type 7).
fn between(mut values: Vec<f64>) -> Interval {
    values.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let place = share * (values.len() - 1) as f64;
        let (low, rest) = (place as usize, place - (place as usize) as f64);
        values[low] + rest * (values[(low + 1).min(values.len() - 1)] - values[low])
    };
    Interval { low: at(0.025), high: at(0.975) }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let once = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let twice = (once ^ once >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        twice ^ twice >> 31
    }

    /// A number below a bound of less than 2³².
    fn below(&mut self, bound: usize) -> usize {
        (((self.next() >> 32) * bound as u64) >> 32) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::printed::near;

    #[test]
    fn numbers_are_those_of_the_published_generator() {
        let mut numbers = Numbers(1_234_567);
        assert_eq!(numbers.next(), 6_457_827_717_110_365_317);
        assert_eq!(numbers.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn percentiles_lie_between_values() {
        let found = between((1..=41).map(f64::from).rev().collect());
        assert_eq!((found.low, found.high), (2.0, 40.0));
        near(between(vec![1.0, 2.0]).low, 1.025, 12);
    }

    #[test]
    fn the_same_table_has_the_same_intervals_and_the_analysis_lies_in_them() {
        let x: Vec<f64> = (0..40).map(f64::from).collect();
        let z: Vec<f64> = (0..40).map(|at| f64::from(at * 7 % 11)).collect();
        let y: Vec<f64> = x.iter().zip(&z).map(|(x, z)| x + 3.0 * z + (x * 37.0) % 9.0).collect();
        let once = bootstrap(&y, &[&x, &z], None, 500).unwrap().unwrap();
        assert_eq!(Some(once.clone()), bootstrap(&y, &[&x, &z], None, 500).unwrap());
        let found = super::super::analyse(&y, &[&x, &z], None).unwrap();
        assert!(once.r2.low < found.r2 && found.r2 < once.r2.high, "{once:?}");
        for (driver, interval) in found.drivers.iter().zip(&once.shares) {
            let share = driver.share() / found.r2;
            assert!(interval.low < share && share < interval.high, "{share} {interval:?}");
        }
        assert_eq!((once.draws, once.unfit), (500, 0));
    }

    #[test]
    fn draws_that_cannot_be_analysed_are_counted() {
        // One of six rows makes the driver vary: about a third of the draws miss it.
        let (y, x) = ([1.0, 2.0, 4.0, 3.0, 5.0, 1.0], [1.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
        let found = bootstrap(&y, &[&x], None, 1000).unwrap().unwrap();
        assert!((250..450).contains(&found.unfit), "{}", found.unfit);
        assert_eq!(bootstrap(&y[..2], &[&x[..2]], None, 100), Err(Unfit::Rows(2, 2)));
    }

    #[test]
    fn a_large_table_costs_no_more() {
        assert_eq!(draws(1000, 100_000_000, 1278, 12), Some(356));
        assert_eq!(draws(1000, 100_000_000, 200, 3), Some(1000));
        assert_eq!(draws(1000, 100_000_000, 100_000, 12), None);
    }
}
