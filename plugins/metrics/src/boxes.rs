//! The top two boxes of a scale, whichever of its ends is the good one.

use journeybook_statistics::{Answers, Satisfaction, boxes, satisfaction};

use crate::asked::Asked;
use crate::pool::Pool;

/// Which ratings are in the top and in the bottom boxes of the questions of a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Boxes {
    /// Both ends of the scale.
    pub scale: (i64, i64),
    top: i64,
    bottom: i64,
    is_turned: bool,
}

impl Boxes {
    /// The boxes that the questions share; the error says why they have none.
    pub fn of(pool: &Pool, top_of_ten: Option<i64>) -> Result<Self, String> {
        if let Some(reason) = pool.nothing() {
            return Err(reason);
        }
        let scale = pool.scale((1, 5))?;
        let is_turned = pool.questions[0].is_turned();
        if pool.questions.iter().any(|one| one.is_turned() != is_turned) {
            return Err(
                "A high answer is good to one question and bad to another; they are not pooled.".into()
            );
        }
        let (top, bottom) = boxes(scale.0, scale.1)
            .ok_or_else(|| format!("A scale from {} to {} has no top two boxes.", scale.0, scale.1))?;
        let top = if scale == (1, 10) { top_of_ten.unwrap_or(top) } else { top };
        Ok(Self { scale, top, bottom, is_turned })
    }

    /// What one question's answers say; none where it was asked in another way.
    pub fn at(&self, one: &Asked) -> Option<Satisfaction> {
        let same = one.scale().unwrap_or((1, 5)) == self.scale && one.is_turned() == self.is_turned;
        self.read(&one.answers).filter(|_| same)
    }

    /// What answers say.
    pub fn read(&self, answers: &Answers) -> Option<Satisfaction> {
        if !self.is_turned {
            return satisfaction(answers, self.top, self.bottom);
        }
        let turned = satisfaction(&answers.turned(self.scale.0, self.scale.1), self.top, self.bottom)?;
        Some(Satisfaction { mean: answers.mean()?, ..turned })
    }

    /// The share that is in the top boxes, as a count and of how many.
    pub fn counted(&self, answers: &Answers) -> Option<(f64, f64)> {
        let (low, high) = self.scale;
        let answers = if self.is_turned { answers.turned(low, high) } else { answers.clone() };
        (!answers.is_empty()).then(|| (answers.at_least(self.top), answers.n()))
    }

    /// `4 or more`, or `2 or less` where less is better.
    pub fn top(&self) -> String {
        self.reached(self.top, "more", "less")
    }

    /// `2 or less`, or `4 or more` where less is better.
    pub fn bottom(&self) -> String {
        self.reached(self.bottom, "less", "more")
    }

    fn reached(&self, answer: i64, word: &str, turned: &str) -> String {
        if self.is_turned {
            format!("{} or {turned}", self.scale.0 + self.scale.1 - answer)
        } else {
            format!("{answer} or {word}")
        }
    }

    /// `top two boxes, 4 to 5 of 1 to 5`
    pub fn variant(&self) -> String {
        let (low, high) = self.scale;
        let (from, to) = if self.is_turned { (low, low + high - self.top) } else { (self.top, high) };
        let turned = if self.is_turned { ", less is better" } else { "" };
        format!("top two boxes, {from} to {to} of {low} to {high}{turned}")
    }
}
