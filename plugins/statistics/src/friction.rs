//! Friction: NTT DATA's count model, and an index of our own.

/// What the count model counts, and the points of each: Customer Friction Factor, NTT DATA (2015).
pub const COUNTED: [(&str, f64); 10] = [
    ("extra-systems", 10.0),
    ("windows", 5.0),
    ("acronyms", 2.0),
    ("clicks", 1.0),
    ("keystrokes", 1.0),
    ("screens", 5.0),
    ("calls", 10.0),
    ("hold-minutes", 1.0),
    ("callbacks", 10.0),
    ("business-calls", 5.0),
];

/// The points of counts in the order of [`COUNTED`]: lower is better, and there is no upper end. None where nothing was counted.
pub fn counted_friction(counts: &[Option<f64>; 10]) -> Option<f64> {
    let points = counts.iter().zip(COUNTED).filter_map(|(count, (_, points))| Some((*count)? * points));
    counts.iter().any(Option::is_some).then(|| points.sum())
}

/// What the index knows of one step.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Friction {
    /// The Customer Effort Score, 1 to 7, 7 being easy.
    pub ease: Option<f64>,
    /// How long it takes, and how long people expect, in the same unit.
    pub time: Option<(f64, f64)>,
    /// Switches of channel.
    pub switches: Option<f64>,
    /// Hand-offs or repeats.
    pub handoffs: Option<f64>,
    /// The share of tries that fail, 0 to 1.
    pub failures: Option<f64>,
}

impl Friction {
    /// The names of the components that are known.
    pub fn known(&self) -> Vec<&'static str> {
        self.components()
            .into_iter()
            .filter(|(_, _, value)| value.is_some())
            .map(|(name, _, _)| name)
            .collect()
    }

    /// From 0 (none) to 100; none where fewer than two components are known.
    pub fn index(&self) -> Option<f64> {
        let known: Vec<(f64, f64)> =
            self.components().into_iter().filter_map(|(_, weight, value)| Some((weight, value?))).collect();
        let weights: f64 = known.iter().map(|(weight, _)| weight).sum();
        let sum: f64 = known.iter().map(|(weight, value)| weight * value).sum();
        (known.len() >= 2).then(|| 100.0 * sum / weights)
    }

    fn components(&self) -> [(&'static str, f64, Option<f64>); 5] {
        let third = |count: f64| (count / 3.0).clamp(0.0, 1.0);
        let time = self.time.filter(|(_, expected)| *expected > 0.0);
        [
            (
                "effort",
                0.35,
                self.ease.filter(|ease| (1.0..=7.0).contains(ease)).map(|ease| (7.0 - ease) / 6.0),
            ),
            ("time", 0.20, time.map(|(actual, expected)| (actual / expected - 1.0).clamp(0.0, 1.0))),
            ("channel switches", 0.15, self.switches.map(third)),
            ("hand-offs", 0.15, self.handoffs.map(third)),
            ("failures", 0.15, self.failures.filter(|share| (0.0..=1.0).contains(share))),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_count() {
        let mut counts = [None; 10];
        for (name, count) in [
            ("extra-systems", 1.0),
            ("screens", 3.0),
            ("clicks", 12.0),
            ("keystrokes", 40.0),
            ("calls", 1.0),
            ("hold-minutes", 6.0),
            ("callbacks", 1.0),
        ] {
            counts[COUNTED.iter().position(|(known, _)| *known == name).unwrap()] = Some(count);
        }
        assert_eq!(counted_friction(&counts), Some(103.0));
        assert_eq!(counted_friction(&[None; 10]), None);
    }

    #[test]
    fn worked_index() {
        let worked = Friction {
            ease: Some(3.0),
            time: Some((30.0, 20.0)),
            switches: Some(1.0),
            handoffs: Some(2.0),
            failures: Some(0.1),
        };
        let near =
            |value: Option<f64>, printed: f64| assert!((value.unwrap() - printed).abs() < 5e-5, "{value:?}");
        near(worked.index(), 49.8333);
        near(Friction { ease: None, ..worked }.index(), 40.7692);
    }

    #[test]
    fn one_component_is_too_few_and_no_time_can_be_expected_at_all() {
        let one = Friction { switches: Some(1.0), ..Friction::default() };
        assert_eq!(one.index(), None);
        assert_eq!(Friction { time: Some((30.0, 0.0)), ..one }.known(), ["channel switches"]);
        assert_eq!(Friction { ease: Some(8.0), ..one }.index(), None);
        assert_eq!(
            Friction { time: Some((90.0, 20.0)), switches: Some(9.0), ..one }.index().map(f64::round),
            Some(100.0)
        );
    }
}
