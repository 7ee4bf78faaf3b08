//! Driver analysis: how much of an outcome each driver explains.

mod bootstrap;
mod correlation;
mod fit;
mod importance;
mod matrix;
#[cfg(test)]
mod tests;

pub use bootstrap::{Bootstrap, FEWEST_DRAWS, MOST_DRAWS, SEED, bootstrap, draws};
use correlation::Sample;
use fit::Fit;

/// More drivers than this are refused: the table of their subsets would have no end.
pub const MOST_DRIVERS: usize = 15;

/// With more drivers than this, relative weights take the place of Shapley values.
const MOST_SHAPLEY: usize = 12;

/// How the shares were computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Lindeman, Merenda and Gold: the mean over all orders, also called Shapley value or general dominance.
    Shapley,
    /// Johnson's relative weights.
    RelativeWeights,
}

/// Why there is no analysis. Columns count from 0, the outcome first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// No driver, or more than [`MOST_DRIVERS`].
    Drivers(usize),
    /// Too few rows: there are some, and more than some are needed.
    Rows(usize, usize),
    /// Columns in which every cell is the same.
    Constant(Vec<usize>),
    /// Drivers that are a sum of each other.
    Collinear(Vec<usize>),
    /// Weights that are negative, or all 0.
    Weights,
    /// Numbers so large or so small that nothing can be computed with them.
    Numbers,
}

/// One driver.
#[derive(Clone, Debug, PartialEq)]
pub struct Driver {
    /// Pearson's correlation with the outcome.
    pub r: f64,
    /// Spearman's correlation of ranks, a check for ordinal scales.
    pub rho: f64,
    /// The standardised coefficient with the other drivers held equal.
    pub beta: f64,
    /// The same in the units of the columns.
    pub slope: f64,
    /// The variance inflation factor.
    pub vif: f64,
    /// The share of R² by relative weights.
    pub relative_weight: f64,
    /// The share of R² by Shapley values; none with more than 12 drivers.
    pub shapley: Option<f64>,
}

/// What drives an outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// Rows.
    pub n: usize,
    /// How many equally weighted rows tell as much.
    pub effective_n: f64,
    /// The share of the outcome's variance that the drivers explain together.
    pub r2: f64,
    /// The same, less what chance would explain.
    pub adjusted: f64,
    /// The F statistic; none where everything is explained.
    pub f: Option<f64>,
    /// How [`Driver::share`] is computed.
    pub method: Method,
    /// The drivers in the order of their columns.
    pub drivers: Vec<Driver>,
}

impl Driver {
    /// The part of R² that is this driver's.
    pub fn share(&self) -> f64 {
        self.shapley.unwrap_or(self.relative_weight)
    }

    /// Whether it works against its own correlation once the others are held equal.
    pub fn is_suppressor(&self) -> bool {
        self.beta * self.r < 0.0
    }
}

/// Explains an outcome by drivers. All columns have as many rows; a weight a row, where there are weights.
pub fn analyse(outcome: &[f64], drivers: &[&[f64]], weights: Option<&[f64]>) -> Result<Analysis, Unfit> {
    let sample = checked(outcome, drivers, weights)?;
    let (n, p) = (sample.rows(), drivers.len());
    let fit = Fit::of(sample.correlations())?;
    let left = (n - p - 1) as f64;
    let found = Analysis {
        n,
        effective_n: sample.effective_n(),
        r2: fit.r2,
        adjusted: 1.0 - (1.0 - fit.r2) * (n - 1) as f64 / left,
        f: (fit.r2 < 1.0).then(|| (fit.r2 / p as f64) / ((1.0 - fit.r2) / left)),
        method: fit.method,
        drivers: fit.drivers(&sample),
    };
    if found.is_finite() { Ok(found) } else { Err(Unfit::Numbers) }
}

/// Columns of which each varies, with more rows than an analysis needs.
fn checked(outcome: &[f64], drivers: &[&[f64]], weights: Option<&[f64]>) -> Result<Sample, Unfit> {
    let p = drivers.len();
    if p == 0 || p > MOST_DRIVERS {
        return Err(Unfit::Drivers(p));
    }
    let sample = Sample::new(outcome, drivers, weights).ok_or(Unfit::Weights)?;
    if sample.rows() <= p + 1 {
        return Err(Unfit::Rows(sample.rows(), p + 1));
    }
    match sample.constant() {
        constant if constant.is_empty() => Ok(sample),
        constant => Err(Unfit::Constant(constant)),
    }
}

impl Analysis {
    fn is_finite(&self) -> bool {
        let of = |it: &Driver| {
            [it.r, it.rho, it.beta, it.slope, it.vif, it.share()].into_iter().all(f64::is_finite)
        };
        [self.r2, self.adjusted, self.effective_n].into_iter().all(f64::is_finite)
            && self.drivers.iter().all(of)
    }
}
