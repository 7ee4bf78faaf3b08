//! Funnels: how many come from one stage to the next.

use crate::share::{Interval, wilson};
use crate::weighted::part_of;

/// The counts of a funnel's stages, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Funnel(Vec<f64>);

/// The way from one stage to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pass {
    /// How many of those in the stage before come into this one, in percent; above 100 in an open funnel.
    pub rate: Option<f64>,
    /// Wilson's interval of the rate, in percent; none in an open funnel.
    pub interval: Option<Interval>,
    /// How many of those in the first stage come into this one, in percent.
    pub overall: Option<f64>,
    /// How many are lost on the way; negative where some join.
    pub lost: f64,
}

impl Funnel {
    /// A funnel of at least two stages, none of them negative.
    pub fn new(counts: Vec<f64>) -> Option<Self> {
        (counts.len() >= 2 && counts.iter().all(|count| *count >= 0.0)).then_some(Self(counts))
    }

    /// One a stage after the first. After a stage with nobody in it nothing is known.
    pub fn passes(&self) -> Vec<Pass> {
        let dry = self.0.iter().position(|count| *count <= 0.0).unwrap_or(self.0.len());
        let pass = |(at, pair): (usize, &[f64])| Pass {
            rate: (at < dry).then(|| part_of(pair[1], pair[0])).flatten(),
            interval: wilson(pair[1], pair[0]).filter(|_| at < dry).map(|share| share.times(100.0)),
            overall: (at < dry).then(|| part_of(pair[1], self.0[0])).flatten(),
            lost: pair[0] - pair[1],
        };
        self.0.windows(2).enumerate().map(pass).collect()
    }

    /// How many of the first stage come into the last, in percent; none after a stage with nobody in it.
    pub fn overall(&self) -> Option<f64> {
        self.passes().last()?.overall
    }

    /// The geometric mean of the steps, in percent.
    pub fn mean_rate(&self) -> Option<f64> {
        let overall = self.overall()?;
        Some(100.0 * libm::pow(overall / 100.0, 1.0 / (self.0.len() - 1) as f64))
    }

    /// The pass on which most are lost; of equals the first.
    pub fn biggest_loss(&self) -> Option<usize> {
        let passes = self.passes();
        let losses = passes.iter().enumerate().rev().filter(|(_, pass)| pass.lost > 0.0);
        losses.max_by(|a, b| a.1.lost.total_cmp(&b.1.lost)).map(|(at, _)| at)
    }

    /// The pass with the lowest rate; of equals the first.
    pub fn worst_rate(&self) -> Option<usize> {
        let passes = self.passes();
        let rates = passes.iter().enumerate().filter_map(|(at, pass)| Some((at, pass.rate?)));
        rates.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
    }

    /// Whether some stage has more than the one before it, so that people join on the way.
    pub fn is_open(&self) -> bool {
        self.0.windows(2).any(|pair| pair[1] > pair[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn funnel(counts: &[f64]) -> Funnel {
        Funnel::new(counts.to_vec()).unwrap()
    }

    #[test]
    fn worked_funnel() {
        let worked = funnel(&[10000.0, 4000.0, 1000.0, 400.0, 300.0]);
        let passes = worked.passes();
        let of = |read: fn(&Pass) -> Option<f64>| {
            passes.iter().map(|pass| read(pass).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(of(|pass| pass.rate), [40.0, 25.0, 40.0, 75.0]);
        assert_eq!(of(|pass| pass.overall), [40.0, 10.0, 4.0, 3.0]);
        assert_eq!(of(|pass| Some(pass.lost)), [6000.0, 3000.0, 600.0, 100.0]);
        assert_eq!((worked.biggest_loss(), worked.worst_rate(), worked.is_open()), (Some(0), Some(1), false));
        assert!((worked.mean_rate().unwrap() - 41.6179).abs() < 5e-5);
        let interval = passes[1].interval.unwrap();
        assert!((interval.low - 23.6825).abs() < 5e-5 && (interval.high - 26.3655).abs() < 5e-5);
    }

    #[test]
    fn real_sessions() {
        let closed = funnel(&[12330.0, 12292.0, 2730.0, 1538.0]);
        assert_eq!(closed.worst_rate(), Some(1));
        let skipped: f64 = 1908.0 - 1538.0;
        assert!((100.0 * skipped / 1908.0 - 19.4).abs() < 0.05);
    }

    #[test]
    fn nobody_in_a_stage_ends_what_is_known() {
        let passes = funnel(&[10.0, 0.0, 0.0, 5.0]).passes();
        assert_eq!(passes.iter().map(|pass| pass.rate).collect::<Vec<_>>(), [Some(0.0), None, None]);
        assert_eq!(funnel(&[10.0, 0.0, 5.0]).overall(), None);
        assert_eq!((funnel(&[0.0, 0.0]).overall(), Funnel::new(vec![3.0])), (None, None));
    }

    #[test]
    fn an_open_funnel_shows_more_than_all() {
        let open = funnel(&[100.0, 150.0]);
        assert_eq!((open.passes()[0].rate, open.passes()[0].interval), (Some(150.0), None));
        assert_eq!((open.is_open(), open.biggest_loss()), (true, None));
    }
}
