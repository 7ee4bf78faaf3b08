//! Customer satisfaction: the share of ratings in the top two boxes.

use crate::answers::Answers;
use crate::share::{Interval, wilson};

/// What ratings of one question say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Satisfaction {
    /// Ratings that count.
    pub n: f64,
    /// The share in the top boxes, in percent.
    pub top: f64,
    /// The share in the bottom boxes, in percent.
    pub bottom: f64,
    /// The mean rating.
    pub mean: f64,
    /// Wilson's interval of the top share, in percent.
    pub interval: Interval,
}

/// The lowest rating that counts as satisfied and the highest that counts as dissatisfied: the two best and the two worst of a
/// scale. None where these would meet, or where the scale has more points than people tell apart.
pub fn boxes(low: i64, high: i64) -> Option<(i64, i64)> {
    (3..=10).contains(&(high - low)).then_some((high - 1, low + 1))
}

/// The share of ratings from `top` on, and up to `bottom`; none of no ratings.
pub fn satisfaction(ratings: &Answers, top: i64, bottom: i64) -> Option<Satisfaction> {
    let (n, satisfied) = (ratings.n(), ratings.at_least(top));
    Some(Satisfaction {
        n,
        top: 100.0 * satisfied / n,
        bottom: 100.0 * ratings.at_most(bottom) / n,
        mean: ratings.mean()?,
        interval: wilson(satisfied, n)?.times(100.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: f64, printed: f64) {
        assert!((value - printed).abs() < 5e-5, "{value} is not {printed}");
    }

    #[test]
    fn worked_ratings() {
        let ratings = Answers::of([5, 5, 4, 4, 4, 3, 2, 1, 5]);
        let found = satisfaction(&ratings, 4, 2).unwrap();
        assert_eq!(found.n, 9.0);
        near(found.top, 66.6667);
        near(found.mean, 3.666_667);
        near(found.bottom, 22.2222);
        near(found.interval.low, 35.4202);
        near(found.interval.high, 87.9416);
    }

    #[test]
    fn boxes_by_scale() {
        assert_eq!([5, 7, 10].map(|high| boxes(1, high)), [Some((4, 2)), Some((6, 2)), Some((9, 2))]);
        assert_eq!((boxes(1, 3), boxes(1, 100), boxes(0, 10)), (None, None, Some((9, 1))));
    }

    #[test]
    fn no_ratings_are_no_score_and_one_is_all_or_nothing() {
        assert_eq!(satisfaction(&Answers::default(), 4, 2), None);
        let one = satisfaction(&Answers::of([2]), 4, 2).unwrap();
        assert_eq!((one.top, one.bottom, one.mean), (0.0, 100.0, 2.0));
    }
}
