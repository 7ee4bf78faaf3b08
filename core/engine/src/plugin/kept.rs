//! What is remembered of plugins' answers beyond the end of the process. A failure is not: the next process asks again.

use std::borrow::Cow;
use std::sync::Arc;

use journeybook_model::{Date, Score};
use serde::{Deserialize, Serialize};

use super::answers::{Answer, Memory, Question};
use super::contract::Placement;
use super::rules::Finding;
use super::shelf::Stamps;

type All<'m, K, T> = Vec<(K, Cow<'m, [T]>)>;

/// Answers, ready to be written down.
#[derive(Default, Serialize, Deserialize)]
pub struct Kept<'m> {
    scores: All<'m, Question, Arc<Score>>,
    findings: All<'m, (Question, Option<Date>), Finding>,
    placements: All<'m, (Question, String), Placement>,
    stamps: Stamps,
}

impl Memory {
    /// What the next process may know of these answers.
    pub fn kept(&self) -> Kept<'_> {
        Kept {
            scores: self.scores.iter().filter_map(given).collect(),
            findings: self.findings.iter().filter_map(given).collect(),
            placements: self.placements.iter().filter_map(given).collect(),
            stamps: self.shelf.stamps(),
        }
    }

    /// Takes up what an earlier process kept.
    pub fn recall(&mut self, kept: Kept<'_>) {
        self.scores.extend(kept.scores.into_iter().map(taken));
        self.findings.extend(kept.findings.into_iter().map(taken));
        self.placements.extend(kept.placements.into_iter().map(taken));
        self.shelf.recall(kept.stamps);
    }
}

fn given<'m, K: Clone, T: Clone>((key, answer): (&K, &'m Answer<T>)) -> Option<(K, Cow<'m, [T]>)> {
    answer.as_ref().ok().map(|answer| (key.clone(), Cow::Borrowed(answer.as_slice())))
}

fn taken<K, T: Clone>((key, answer): (K, Cow<'_, [T]>)) -> (K, Answer<T>) {
    (key, Ok(answer.into_owned()))
}
