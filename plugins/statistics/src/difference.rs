//! How far two groups differ, with the interval that the difference is known to lie in.

use crate::promoters::Promoters;
use crate::share::{Interval, SMALL_SAMPLE, Z95, wilson};

/// One group minus another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The difference.
    pub value: f64,
    /// Its 95 % interval.
    pub interval: Interval,
}

impl Difference {
    /// Whether chance alone would rarely bring it about: the interval does not hold 0.
    pub fn is_clear(&self) -> bool {
        self.interval.low > 0.0 || self.interval.high < 0.0
    }

    /// The same with a value and ends times a factor.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self { value: self.value * factor, interval: self.interval.times(factor) }
    }
}

/// Two Net Promoter Scores, in points: √(variance ÷ n of the one + variance ÷ n of the other). Where either has fewer than
/// 30 answers both are adjusted before their variance is taken, as for one score.
pub fn promoters_difference(one: &Promoters, other: &Promoters) -> Option<Difference> {
    let value = one.score()? - other.score()?;
    let few = one.n().min(other.n()) < SMALL_SAMPLE as f64;
    let error = |of: &Promoters| {
        let of = if few { of.adjusted()? } else { *of };
        of.standard_error(of.n())
    };
    let (a, b) = (error(one)?, error(other)?);
    let Interval { low, high } = Interval::around(value, Z95 * (a * a + b * b).sqrt());
    Some(Difference { value, interval: Interval { low: low.max(-200.0), high: high.min(200.0) } })
}

/// Two shares, each a count and of how many, from -1 to 1. The interval is put together from Wilson's of each (Newcombe 1998,
/// method 10).
pub fn share_difference(one: (f64, f64), other: (f64, f64)) -> Option<Difference> {
    let (a, b) = (wilson(one.0, one.1)?, wilson(other.0, other.1)?);
    let (p, q) = (one.0 / one.1, other.0 / other.1);
    let reach = |x: f64, y: f64| (x * x + y * y).sqrt();
    let (value, down, up) = (p - q, reach(p - a.low, b.high - q), reach(a.high - p, q - b.low));
    Some(Difference { value, interval: Interval { low: value - down, high: value + up } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::printed::near;

    fn of(promoters: f64, passives: f64, detractors: f64) -> Promoters {
        Promoters { promoters, passives, detractors }
    }

    /// Table II of Newcombe (1998), rows (a) to (h) by method 10.
    #[test]
    fn published_differences_of_shares() {
        for (one, other, printed) in [
            ((56.0, 70.0), (48.0, 80.0), (0.2000, 0.0524, 0.3339)),
            ((9.0, 10.0), (3.0, 10.0), (0.6000, 0.1705, 0.8090)),
            ((6.0, 7.0), (2.0, 7.0), (0.5714, 0.0582, 0.8062)),
            ((5.0, 56.0), (0.0, 29.0), (0.0893, -0.0381, 0.1926)),
            ((0.0, 10.0), (0.0, 20.0), (0.0, -0.1611, 0.2775)),
            ((0.0, 10.0), (0.0, 10.0), (0.0, -0.2775, 0.2775)),
            ((10.0, 10.0), (0.0, 20.0), (1.0, 0.6791, 1.0)),
            ((10.0, 10.0), (0.0, 10.0), (1.0, 0.6075, 1.0)),
        ] {
            let found = share_difference(one, other).unwrap();
            near(found.value, printed.0, 4);
            near(found.interval.low, printed.1, 4);
            near(found.interval.high, printed.2, 4);
            let turned = share_difference(other, one).unwrap();
            near(turned.interval.low, -printed.2, 4);
        }
    }

    #[test]
    fn scores_differ_by_both_their_errors() {
        let (one, other) = (of(60.0, 25.0, 15.0), of(50.0, 30.0, 20.0));
        let found = promoters_difference(&one, &other).unwrap();
        near(found.value, 15.0, 9);
        // Variances 0.5475 and 0.61 of 100 answers each: √0.011575.
        near(found.interval.low, 15.0 - 1.959_964 * 10.758_717, 4);
        assert!(!found.is_clear());
        assert!(promoters_difference(&of(1436.0, 968.0, 342.0), &other).is_some_and(|it| it.value < 10.0));
    }

    #[test]
    fn few_answers_are_adjusted_and_none_are_no_difference() {
        let all = promoters_difference(&of(3.0, 0.0, 0.0), &of(0.0, 0.0, 3.0)).unwrap();
        assert_eq!((all.value, all.interval.high), (200.0, 200.0));
        assert!(all.interval.low < 150.0 && all.is_clear());
        assert_eq!(promoters_difference(&of(1.0, 0.0, 0.0), &Promoters::default()), None);
        assert_eq!(share_difference((1.0, 2.0), (0.0, 0.0)), None);
        assert!(!share_difference((4.0, 4.0), (4.0, 4.0)).unwrap().is_clear());
    }
}
