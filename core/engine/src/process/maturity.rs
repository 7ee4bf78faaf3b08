//! The levels of a map: each asks for all that those below it ask for, and more.

use super::Activity::{self, *};

/// The highest level.
pub const TOP: u8 = 5;

/// The least share of pain points and feelings with a qualitative source, in percent.
const ENOUGH_CLAIMS: usize = 60;

/// Something of which a level asks for a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Pain points and feelings with a qualitative source.
    Claims,
    /// Stages with a metric that says how many and when.
    Stages,
    /// The lowest moments with an opportunity that has an owner and a metric.
    Lowest,
    /// Metrics with two dated readings.
    Readings,
    /// Opportunities that are done, with figures from before and after.
    Closed,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many are as they should be.
    pub have: usize,
    /// How many there are.
    pub of: usize,
}

/// What a level asks for and the map does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// An activity nothing in the map shows.
    Activity(Activity),
    /// A share that is too small.
    Measure(Measure, Share),
}

/// A map's level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maturity {
    /// 0 to 5; none where there is not even a stage.
    pub level: Option<u8>,
    /// What is missing for the next level; empty at the highest.
    pub missing: Vec<Need>,
}

impl Measure {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Measure::Claims => "claims",
            Measure::Stages => "stages",
            Measure::Lowest => "lowest",
            Measure::Readings => "readings",
            Measure::Closed => "closed",
        }
    }

    /// Whether a share is enough. Where nothing is closed, nothing needs to be shown for it.
    fn is_met(self, Share { have, of }: Share) -> bool {
        match self {
            Measure::Claims => of > 0 && have * 100 >= of * ENOUGH_CLAIMS,
            Measure::Closed => have == of,
            Measure::Stages | Measure::Lowest | Measure::Readings => of > 0 && have == of,
        }
    }
}

/// What a level asks for beyond those below it.
fn asked(level: u8) -> (&'static [Activity], &'static [Measure]) {
    match level {
        0 => (&[Stages], &[]),
        1 => (&[Objective, Persona, Target, Touchpoints], &[]),
        2 => (&[Actions, Emotions, Qualitative], &[Measure::Claims]),
        3 => (&[Quantitative], &[Measure::Stages]),
        4 => (&[Published, Prioritised], &[Measure::Lowest]),
        _ => (&[Revised], &[Measure::Readings, Measure::Closed]),
    }
}

impl Maturity {
    /// The highest level whose own requirements and all below it hold.
    pub fn of(is_done: impl Fn(Activity) -> bool, share: impl Fn(Measure) -> Share) -> Self {
        let missing = |level: u8| -> Vec<Need> {
            let (activities, measures) = asked(level);
            let open = activities.iter().filter(|activity| !is_done(**activity)).copied();
            let shares = measures.iter().map(|measure| (*measure, share(*measure)));
            let small = shares.filter(|(measure, share)| !measure.is_met(*share));
            open.map(Need::Activity).chain(small.map(|(of, share)| Need::Measure(of, share))).collect()
        };
        let failed = (0..=TOP).map(|level| (level, missing(level))).find(|(_, missing)| !missing.is_empty());
        match failed {
            Some((level, missing)) => Self { level: level.checked_sub(1), missing },
            None => Self { level: Some(TOP), missing: Vec::new() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(measure: Measure) -> Share {
        match measure {
            Measure::Claims => Share { have: 7, of: 10 },
            Measure::Stages => Share { have: 2, of: 5 },
            _ => Share::default(),
        }
    }

    /// The worked example: seven of ten claims have a source, two of five stages a metric.
    #[test]
    fn sources_without_metrics_are_level_two() {
        let done =
            [Objective, Persona, Target, Stages, Touchpoints, Actions, Emotions, Qualitative, Quantitative];
        let found = Maturity::of(|activity| done.contains(&activity), shares);
        assert_eq!(found.level, Some(2));
        assert_eq!(found.missing, [Need::Measure(Measure::Stages, Share { have: 2, of: 5 })]);
    }

    #[test]
    fn a_level_stands_on_those_below_it() {
        let found = Maturity::of(|activity| activity != Target, |_| Share { have: 1, of: 1 });
        assert_eq!((found.level, found.missing), (Some(0), vec![Need::Activity(Target)]));
        let nothing = Maturity::of(|_| false, |_| Share::default());
        assert_eq!((nothing.level, nothing.missing), (None, vec![Need::Activity(Stages)]));
    }

    #[test]
    fn sixty_percent_of_the_claims_are_enough() {
        assert!(Measure::Claims.is_met(Share { have: 6, of: 10 }));
        assert!(!Measure::Claims.is_met(Share { have: 59, of: 100 }));
        assert!(!Measure::Claims.is_met(Share { have: 0, of: 0 }));
        assert!(Measure::Closed.is_met(Share { have: 0, of: 0 }));
    }
}
