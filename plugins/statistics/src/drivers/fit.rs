//! What follows from correlations alone.

use super::correlation::Sample;
use super::importance::{johnson, shapley};
use super::matrix::Cholesky;
use super::{Driver, MOST_SHAPLEY, Method, Unfit};

/// The correlations of drivers with each other, and of each with the outcome.
pub type Correlations = (Vec<Vec<f64>>, Vec<f64>);

/// What is left unexplained has to be more than this, or it is rounding.
const UNEXPLAINED: f64 = 1e-12;

/// An outcome, fitted by drivers.
pub struct Fit {
    /// The share of the variance that all drivers explain.
    pub r2: f64,
    /// How the parts were computed.
    pub method: Method,
    correlations: Correlations,
    known: Cholesky,
    beta: Vec<f64>,
    /// Each driver's part of R².
    parts: Vec<f64>,
}

impl Fit {
    /// Solves for the coefficients and takes R² apart.
    pub fn of(correlations: Correlations) -> Result<Self, Unfit> {
        let (within, with) = &correlations;
        if within.iter().flatten().chain(with).any(|r| !r.is_finite()) {
            return Err(Unfit::Numbers);
        }
        let known = Cholesky::new(within)
            .map_err(|set| Unfit::Collinear(set.into_iter().map(|at| at + 1).collect()))?;
        let beta = known.solve(with);
        let r2 = with.iter().zip(&beta).map(|(r, b)| r * b).sum::<f64>().clamp(0.0, 1.0);
        let r2 = if 1.0 - r2 <= UNEXPLAINED { 1.0 } else { r2 };
        let (method, parts) = if with.len() <= MOST_SHAPLEY {
            (Method::Shapley, shapley(within, with))
        } else {
            (Method::RelativeWeights, johnson(within, with))
        };
        Ok(Self { r2, method, known, beta, parts, correlations })
    }

    /// A driver's share of R², from 0 to 1.
    pub fn share(&self, at: usize) -> f64 {
        if self.r2 > 0.0 { self.parts[at] / self.r2 } else { 0.0 }
    }

    /// All that is told of each driver.
    pub fn drivers(&self, sample: &Sample) -> Vec<Driver> {
        let (within, with) = &self.correlations;
        let weights = johnson(within, with);
        let is_shapley = self.method == Method::Shapley;
        let driver = |at: usize| Driver {
            r: with[at],
            rho: sample.rank_correlation(at),
            beta: self.beta[at],
            slope: self.beta[at] * sample.spread(0) / sample.spread(at + 1),
            vif: self.known.inverse_diagonal(at),
            relative_weight: weights[at],
            shapley: is_shapley.then(|| self.parts[at]),
        };
        (0..with.len()).map(driver).collect()
    }
}
