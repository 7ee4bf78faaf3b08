//! Ulwick's opportunity score: what is important and not satisfied.

use crate::answers::Answers;

/// What a score says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// Above 15.
    Extreme,
    /// From 12 on.
    High,
    /// From 10 on.
    WorthConsidering,
    /// Below 10.
    Unattractive,
    /// Below 10, and more satisfied than important.
    Overserved,
}

/// 10 × the share of answers of 4 and 5 from 1 to 5; none of no answers.
pub fn top_two_of_ten(answers: &Answers) -> Option<f64> {
    (!answers.is_empty()).then(|| 10.0 * answers.at_least(4) / answers.n())
}

/// Importance plus what of it is not satisfied, 0 to 20.
pub fn opportunity(importance: f64, satisfaction: f64) -> f64 {
    importance + (importance - satisfaction).max(0.0)
}

/// The band of a score.
pub fn band(importance: f64, satisfaction: f64) -> Band {
    match opportunity(importance, satisfaction) {
        score if score > 15.0 => Band::Extreme,
        score if score >= 12.0 => Band::High,
        score if score >= 10.0 => Band::WorthConsidering,
        _ if satisfaction > importance => Band::Overserved,
        _ => Band::Unattractive,
    }
}

impl Band {
    /// The band in words.
    pub fn words(self) -> &'static str {
        match self {
            Band::Extreme => "extreme opportunity",
            Band::High => "high opportunity",
            Band::WorthConsidering => "worth considering",
            Band::Unattractive => "unattractive",
            Band::Overserved => "over-served",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_outcomes() {
        let printed = [
            ([5, 5, 4], [1, 2, 3], 20.0),
            ([4, 4, 5], [1, 2, 5], 50.0 / 3.0),
            ([1, 2, 5], [4, 1, 1], 10.0 / 3.0),
        ];
        for (important, satisfied, score) in printed {
            let share = |answers| top_two_of_ten(&Answers::of(answers)).unwrap();
            assert!((opportunity(share(important), share(satisfied)) - score).abs() < 1e-9);
        }
    }

    #[test]
    fn bands_at_their_edges() {
        assert_eq!(
            [(10.0, 4.9), (10.0, 5.0), (10.0, 8.0), (10.0, 10.0)].map(|(i, s)| band(i, s)),
            [Band::Extreme, Band::High, Band::High, Band::WorthConsidering]
        );
        assert_eq!((band(5.0, 4.0), band(5.0, 9.0)), (Band::Unattractive, Band::Overserved));
        assert_eq!(top_two_of_ten(&Answers::default()), None);
    }
}
