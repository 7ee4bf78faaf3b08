//! The Net Promoter Score, never averaged: promoters, passives and detractors are pooled.

use crate::answers::Answers;
use crate::share::{Interval, Z95};

/// How many would recommend, are passive, would not. Weighted answers count with their weights.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Promoters {
    /// Answers of 9 and 10.
    pub promoters: f64,
    /// Answers of 7 and 8.
    pub passives: f64,
    /// Answers from 0 to 6.
    pub detractors: f64,
}

impl Promoters {
    /// Sorts answers from 0 to 10; others are left out.
    pub fn of(answers: &Answers) -> Self {
        let answers = answers.clone().within(0, 10);
        let promoters = answers.at_least(9);
        let detractors = answers.at_most(6);
        Self { promoters, passives: answers.n() - promoters - detractors, detractors }
    }

    /// All of them.
    pub fn n(&self) -> f64 {
        self.promoters + self.passives + self.detractors
    }

    /// The score from -100 to 100; none of nothing.
    pub fn score(&self) -> Option<f64> {
        (self.n() > 0.0).then(|| 100.0 * (self.promoters - self.detractors) / self.n())
    }

    /// The variance of one answer that counts 1, 0 or -1.
    pub fn variance(&self) -> Option<f64> {
        let n = self.n();
        let (p, d) = (self.promoters / n, self.detractors / n);
        (n > 0.0).then_some(p + d - (p - d) * (p - d))
    }

    /// The standard error of the score, for this many answers.
    pub fn standard_error(&self, n: f64) -> Option<f64> {
        Some(100.0 * (self.variance()? / n).sqrt())
    }

    /// Wald's interval, for this many answers.
    pub fn wald(&self, n: f64) -> Option<Interval> {
        Some(Interval::around(self.score()?, Z95 * self.standard_error(n)?))
    }

    /// The adjusted counts: 3/4 promoter, 3/2 passive, 3/4 detractor more. None of nothing.
    pub fn adjusted(&self) -> Option<Self> {
        (self.n() > 0.0).then_some(Self {
            promoters: self.promoters + 0.75,
            passives: self.passives + 1.5,
            detractors: self.detractors + 0.75,
        })
    }

    /// The adjusted Wald interval, which is better for few answers.
    pub fn adjusted_wald(&self) -> Option<Interval> {
        let adjusted = self.adjusted()?;
        adjusted.wald(adjusted.n())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(value: Option<f64>, printed: f64) {
        assert!(value.is_some_and(|value| (value - printed).abs() < 5.1e-5), "{value:?} is not {printed}");
    }

    fn of(promoters: f64, passives: f64, detractors: f64) -> Promoters {
        Promoters { promoters, passives, detractors }
    }

    #[test]
    fn worked_score() {
        let twenty = of(10.0, 5.0, 5.0);
        assert_eq!((twenty.score(), twenty.variance()), (Some(25.0), Some(0.6875)));
        near(twenty.standard_error(20.0), 18.5405);
        near(twenty.wald(20.0).map(|it| it.high - 25.0), 36.3387);
        let adjusted = twenty.adjusted().unwrap();
        near(adjusted.score(), 21.7391);
        near(adjusted.standard_error(adjusted.n()), 17.0693);
        near(twenty.adjusted_wald().map(|it| it.low), -11.7161);
        near(twenty.adjusted_wald().map(|it| it.high), 55.1944);
    }

    #[test]
    fn published_identity() {
        let shares = of(3.0, 2.0, 1.0);
        near(shares.score(), 100.0 / 3.0);
        near(shares.variance(), 5.0 / 9.0);
    }

    #[test]
    fn published_survey() {
        let airport = of(1436.0, 968.0, 342.0);
        near(airport.score(), 39.839_766_933_7);
        near(airport.standard_error(2746.0), 1.334_137_133_5);
        near(airport.wald(2746.0).map(|it| it.low), 37.224_906_181);
        near(airport.wald(2746.0).map(|it| it.high), 42.454_627_686_4);
    }

    #[test]
    fn answers_are_sorted_and_strays_left_out() {
        assert_eq!(Promoters::of(&Answers::of([10, 9, 8, 7, 6, 0, 11, -1])), of(2.0, 2.0, 2.0));
    }

    #[test]
    fn nothing_is_absent_and_one_answer_is_all_or_nothing() {
        let none = Promoters::default();
        assert_eq!(
            (none.score(), none.variance(), none.wald(0.0), none.adjusted_wald()),
            (None, None, None, None)
        );
        assert_eq!((of(1.0, 0.0, 0.0).score(), of(0.0, 0.0, 1.0).score()), (Some(100.0), Some(-100.0)));
    }
}
