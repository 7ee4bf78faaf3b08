//! The Customer Effort Score in its second form: how many agree that it was easy, from 1 to 7.

use crate::answers::Answers;
use crate::share::{Interval, wilson};

/// What answers from 1 (strongly disagree) to 7 (strongly agree) say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// The mean answer.
    pub mean: f64,
    /// The share of 5, 6 and 7, in percent.
    pub agree: f64,
    /// The share that agrees minus the share of 1, 2 and 3.
    pub net: f64,
    /// Wilson's interval of the share that agrees, in percent.
    pub interval: Interval,
}

/// Reads answers from 1 to 7; none of no answers.
pub fn agreement(answers: &Answers) -> Option<Agreement> {
    let (n, agree) = (answers.n(), answers.at_least(5));
    Some(Agreement {
        mean: answers.mean()?,
        agree: 100.0 * agree / n,
        net: 100.0 * (agree - answers.at_most(3)) / n,
        interval: wilson(agree, n)?.times(100.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_answers() {
        let found = agreement(&Answers::of([7, 7, 6, 6, 5, 4, 3, 2])).unwrap();
        assert_eq!((found.mean, found.agree, found.net), (5.0, 62.5, 37.5));
    }

    #[test]
    fn nobody_asked_is_no_score() {
        assert_eq!(agreement(&Answers::default()), None);
    }
}
