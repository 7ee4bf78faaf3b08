//! The measures that can be held against each other: of one period and the one before, of one segment and another.

use journeybook_plugin::prose::short;
use journeybook_statistics::{
    Answers, Difference, Interval, Promoters, promoters_difference, share_difference,
};

use crate::boxes::Boxes;
use crate::pool::Pool;
use crate::promoters;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The Net Promoter Score.
    Promoters,
    /// The share in the top two boxes.
    Boxes,
}

/// How answers to the questions of a pool become a number.
#[derive(Clone, Copy, Debug)]
pub enum Reader {
    /// As promoters and detractors.
    Promoters,
    /// As shares in boxes.
    Boxes(Boxes),
}

impl Measure {
    /// How to read a pool; the error says why it cannot be read.
    pub fn reader(self, pool: &Pool, top_of_ten: Option<i64>) -> Result<Reader, String> {
        match self {
            Measure::Promoters => promoters::fault(pool).map_or(Ok(Reader::Promoters), Err),
            Measure::Boxes => Boxes::of(pool, top_of_ten).map(Reader::Boxes),
        }
    }
}

impl Reader {
    /// The value of answers and the interval it is known to lie in; none of no answers.
    pub fn value(&self, answers: &Answers) -> Option<(f64, Interval)> {
        match self {
            Reader::Promoters => {
                let promoters = Promoters::of(answers);
                Some((promoters.score()?, promoters::known(&promoters)?))
            }
            Reader::Boxes(boxes) => {
                let found = boxes.read(answers)?;
                Some((found.top, found.interval))
            }
        }
    }

    /// One group of answers minus another, in points.
    pub fn difference(&self, one: &Answers, other: &Answers) -> Option<Difference> {
        match self {
            Reader::Promoters => promoters_difference(&Promoters::of(one), &Promoters::of(other)),
            Reader::Boxes(boxes) => {
                Some(share_difference(boxes.counted(one)?, boxes.counted(other)?)?.times(100.0))
            }
        }
    }

    /// Whether two readers mean the same.
    pub fn is_like(&self, other: &Reader) -> bool {
        match (self, other) {
            (Reader::Promoters, Reader::Promoters) => true,
            (Reader::Boxes(one), Reader::Boxes(other)) => one == other,
            _ => false,
        }
    }

    /// A value for a reader: `+25`, `66.7%`.
    pub fn shown(&self, value: f64) -> String {
        match self {
            Reader::Promoters => promoters::signed(value),
            Reader::Boxes(_) => short(value, 1) + "%",
        }
    }
}
