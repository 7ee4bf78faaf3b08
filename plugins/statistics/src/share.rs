//! Shares and the interval they are known to lie in.

/// The standard normal quantile behind a 95 % interval, to the six digits that published figures are computed with.
pub const Z95: f64 = 1.959_964;

/// Fewer answers than this are a small sample, and said to be one.
pub const SMALL_SAMPLE: usize = 30;

/// Both ends of a 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// An interval around a value.
    pub fn around(value: f64, half: f64) -> Self {
        Self { low: value - half, high: value + half }
    }

    /// Both ends times a factor.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self { low: self.low * factor, high: self.high * factor }
    }
}

/// Wilson's score interval of a share, from 0 to 1; none of nothing.
pub fn wilson(count: f64, n: f64) -> Option<Interval> {
    if n <= 0.0 || !(0.0..=n).contains(&count) {
        return None;
    }
    let (p, z2) = (count / n, Z95 * Z95);
    let shrink = 1.0 + z2 / n;
    let centre = (p + z2 / (2.0 * n)) / shrink;
    let half = Z95 / shrink * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let Interval { low, high } = Interval::around(centre, half);
    Some(Interval { low: low.max(0.0), high: high.min(1.0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_intervals() {
        for ((count, n), printed) in [
            ((6.0, 9.0), (35.4202, 87.9416)),
            ((0.0, 5.0), (0.0, 43.4482)),
            ((5.0, 5.0), (56.5518, 100.0)),
            ((1000.0, 4000.0), (23.6825, 26.3655)),
        ] {
            let found = wilson(count, n).unwrap().times(100.0);
            assert!(
                (found.low - printed.0).abs() < 5e-5 && (found.high - printed.1).abs() < 5e-5,
                "{found:?}"
            );
        }
    }

    #[test]
    fn nothing_has_no_share() {
        assert_eq!((wilson(0.0, 0.0), wilson(3.0, 2.0), wilson(-1.0, 2.0)), (None, None, None));
    }
}
