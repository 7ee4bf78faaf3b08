//! Answers on a whole-number scale: how often each was given.

/// How often each answer was given, in the order of the answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers(Vec<(i64, f64)>);

impl Answers {
    /// Answers with how often each was given (or with the sum of their weights). Of an answer named twice both count.
    pub fn new(counted: impl IntoIterator<Item = (i64, f64)>) -> Self {
        let mut all: Vec<(i64, f64)> = counted.into_iter().filter(|(_, count)| *count > 0.0).collect();
        all.sort_by_key(|(answer, _)| *answer);
        Self(all)
    }

    /// Answers one by one.
    pub fn of(answers: impl IntoIterator<Item = i64>) -> Self {
        Self::new(answers.into_iter().map(|answer| (answer, 1.0)))
    }

    /// Both taken together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self::new(self.0.into_iter().chain(other.0))
    }

    /// Only those on a scale.
    #[must_use]
    pub fn within(self, low: i64, high: i64) -> Self {
        Self(self.0.into_iter().filter(|(answer, _)| (low..=high).contains(answer)).collect())
    }

    /// The same with the scale turned round: its lowest answer stands for its highest.
    #[must_use]
    pub fn turned(&self, low: i64, high: i64) -> Self {
        Self::new(self.0.iter().map(|(answer, count)| (low + high - answer, *count)))
    }

    /// How many there are.
    pub fn n(&self) -> f64 {
        self.0.iter().map(|(_, count)| count).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many are as high as this or higher.
    pub fn at_least(&self, answer: i64) -> f64 {
        self.0.iter().filter(|(given, _)| *given >= answer).map(|(_, count)| count).sum()
    }

    /// How many are as low as this or lower.
    pub fn at_most(&self, answer: i64) -> f64 {
        self.0.iter().filter(|(given, _)| *given <= answer).map(|(_, count)| count).sum()
    }

    /// The arithmetic mean; none of nothing.
    pub fn mean(&self) -> Option<f64> {
        let sum: f64 = self.0.iter().map(|(answer, count)| *answer as f64 * count).sum();
        (!self.is_empty()).then(|| sum / self.n())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_counted_by_value() {
        let answers = Answers::new([(5, 2.0), (1, 1.0), (5, 1.0), (3, 0.0)]);
        assert_eq!((answers.n(), answers.at_least(5), answers.at_most(4)), (4.0, 3.0, 1.0));
        assert_eq!((answers.mean(), Answers::default().mean()), (Some(4.0), None));
        let turned = answers.turned(1, 5);
        assert_eq!((turned.n(), turned.at_most(1), turned.at_least(5)), (4.0, 3.0, 1.0));
        assert_eq!(answers.and(Answers::of([9])).within(1, 5).n(), 4.0);
    }
}
