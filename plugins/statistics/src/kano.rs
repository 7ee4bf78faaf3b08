//! Kano's categories, from pairs of answers to a functional and a dysfunctional question.

/// An answer to either question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KanoAnswer {
    /// I like it.
    Like,
    /// It must be so.
    MustBe,
    /// I do not mind.
    Neutral,
    /// I can live with it.
    LiveWith,
    /// I dislike it.
    Dislike,
}

/// What a feature is to people. The order is the one in which ties are broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KanoCategory {
    /// Missing it hurts, having it does not please.
    MustBe,
    /// The more the better.
    OneDimensional,
    /// Having it delights, missing it does not hurt.
    Attractive,
    /// Nobody minds.
    Indifferent,
    /// People would rather not have it.
    Reverse,
    /// The two answers contradict each other.
    Questionable,
}

use KanoCategory::{Attractive, Indifferent, MustBe, OneDimensional, Questionable, Reverse};

/// All categories, in the order in which ties are broken.
const ALL: [KanoCategory; 6] = [MustBe, OneDimensional, Attractive, Indifferent, Reverse, Questionable];

/// How often each category was answered, in the order of [`ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Kano([f64; 6]);

impl KanoAnswer {
    /// Reads `like`, `must-be`, `neutral`, `live-with` or `dislike`.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "like" => Self::Like,
            "must-be" => Self::MustBe,
            "neutral" => Self::Neutral,
            "live-with" => Self::LiveWith,
            "dislike" => Self::Dislike,
            _ => return None,
        })
    }
}

impl KanoCategory {
    /// The category of one pair of answers, after the evaluation table.
    pub fn of(functional: KanoAnswer, dysfunctional: KanoAnswer) -> Self {
        use KanoAnswer::{Dislike, Like};
        match (functional, dysfunctional) {
            (Like, Like) | (Dislike, Dislike) => Questionable,
            (Like, Dislike) => OneDimensional,
            (Like, _) => Attractive,
            (Dislike, _) | (_, Like) => Reverse,
            (_, Dislike) => MustBe,
            _ => Indifferent,
        }
    }

    /// The category in words.
    pub fn words(self) -> &'static str {
        match self {
            MustBe => "must-be",
            OneDimensional => "one-dimensional",
            Attractive => "attractive",
            Indifferent => "indifferent",
            Reverse => "reverse",
            Questionable => "questionable",
        }
    }
}

impl Kano {
    /// Counts a category.
    pub fn add(&mut self, category: KanoCategory, count: f64) {
        self.0[category as usize] += count;
    }

    /// How often a category was answered.
    pub fn count(&self, category: KanoCategory) -> f64 {
        self.0[category as usize]
    }

    /// All answers.
    pub fn n(&self) -> f64 {
        self.0.iter().sum()
    }

    /// The most frequent category; of equals the first of must-be, one-dimensional, attractive, indifferent.
    pub fn category(&self) -> Option<KanoCategory> {
        let most = self.ranked()[0];
        (self.n() > 0.0).then(|| ALL.into_iter().find(|category| self.count(*category) == most)).flatten()
    }

    /// How much having it adds to satisfaction, 0 to 1; none where nobody answered attractive, one-dimensional, must-be or
    /// indifferent.
    pub fn better(&self) -> Option<f64> {
        self.coefficient(self.count(Attractive) + self.count(OneDimensional))
    }

    /// How much missing it takes from satisfaction, -1 to 0.
    pub fn worse(&self) -> Option<f64> {
        self.coefficient(self.count(OneDimensional) + self.count(MustBe)).map(|share| 0.0 - share)
    }

    /// The share for which it matters either way.
    pub fn total_strength(&self) -> Option<f64> {
        let matters = self.count(Attractive) + self.count(OneDimensional) + self.count(MustBe);
        (self.n() > 0.0).then(|| matters / self.n())
    }

    /// How far the first category is ahead of the second, as a share.
    pub fn category_strength(&self) -> Option<f64> {
        let ranked = self.ranked();
        (self.n() > 0.0).then(|| (ranked[0] - ranked[1]) / self.n())
    }

    /// Whether no category is ahead by 6 %.
    pub fn is_mixed(&self) -> bool {
        self.category_strength().is_some_and(|strength| strength < 0.06)
    }

    /// Whether more than 10 % contradict themselves: the questionnaire may be at fault.
    pub fn is_questionable(&self) -> bool {
        self.n() > 0.0 && self.count(Questionable) / self.n() > 0.10
    }

    fn coefficient(&self, sum: f64) -> Option<f64> {
        let all = [Attractive, OneDimensional, MustBe, Indifferent].map(|category| self.count(category));
        let all: f64 = all.iter().sum();
        (all > 0.0).then(|| sum / all)
    }

    fn ranked(&self) -> [f64; 6] {
        let mut counts = self.0;
        counts.sort_by(|a, b| b.total_cmp(a));
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::printed::near;

    /// Counts in the order A, O, M, I, R, Q.
    fn kano(counts: [f64; 6]) -> Kano {
        let mut kano = Kano::default();
        for (category, count) in
            [Attractive, OneDimensional, MustBe, Indifferent, Reverse, Questionable].into_iter().zip(counts)
        {
            kano.add(category, count);
        }
        kano
    }

    #[test]
    fn worked_feature() {
        let feature = kano([12.0, 18.0, 40.0, 20.0, 5.0, 5.0]);
        assert_eq!(feature.category(), Some(MustBe));
        near(feature.better(), 0.333_333, 6);
        near(feature.worse(), -0.644_444, 6);
        near(feature.total_strength(), 0.70, 9);
        near(feature.category_strength(), 0.20, 9);
        assert!(!feature.is_mixed() && !feature.is_questionable());
    }

    #[test]
    fn ski_study() {
        for (counts, better, worse) in [
            ([7.0, 32.3, 49.3, 9.5], 0.4006, -0.8318),
            ([10.4, 45.1, 30.5, 11.5], 0.5692, -0.7754),
            ([63.8, 21.6, 2.9, 8.5], 0.8822, -0.2531),
        ] {
            let [a, o, m, i] = counts;
            let item = kano([a, o, m, i, 0.0, 0.0]);
            near(item.better(), better, 4);
            near(item.worse(), worse, 4);
        }
    }

    #[test]
    fn the_evaluation_table() {
        use KanoAnswer::{Dislike, Like, LiveWith, MustBe as Must, Neutral};
        let columns = [Like, Must, Neutral, LiveWith, Dislike];
        let row = |functional| {
            columns.map(|dysfunctional| {
                KanoCategory::of(functional, dysfunctional).words().as_bytes()[0] as char
            })
        };
        assert_eq!(row(Like), ['q', 'a', 'a', 'a', 'o']);
        for functional in [Must, Neutral, LiveWith] {
            assert_eq!(row(functional), ['r', 'i', 'i', 'i', 'm']);
        }
        assert_eq!(row(Dislike), ['r', 'r', 'r', 'r', 'q']);
    }

    #[test]
    fn edges() {
        let reversed = kano([0.0, 0.0, 0.0, 0.0, 8.0, 2.0]);
        assert_eq!((reversed.better(), reversed.worse(), reversed.category()), (None, None, Some(Reverse)));
        assert!(reversed.is_questionable());
        assert_eq!((Kano::default().category(), Kano::default().total_strength()), (None, None));
        assert_eq!(kano([5.0, 5.0, 5.0, 5.0, 0.0, 0.0]).category(), Some(MustBe));
        assert_eq!(kano([5.0, 5.0, 1.0, 5.0, 0.0, 0.0]).category(), Some(OneDimensional));
        assert!(kano([5.0, 5.0, 1.0, 5.0, 0.0, 0.0]).is_mixed());
    }
}
