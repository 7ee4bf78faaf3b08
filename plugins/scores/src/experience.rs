//! The experience score: how the journey feels, with moments of truth counting twice.

use journeybook_plugin::{Attributed, Definition, Score};

use crate::rated::Rated;
use journeybook_plugin::prose::signed;

/// What the score is.
pub fn definition() -> Definition {
    Definition::new("experience", "Experience")
        .scale(-2.0, 2.0)
        .description("How the journey feels on the whole. A moment of truth counts twice, because it decides what people think.")
        .source("Journeybook; moments of truth after Jan Carlzon (1987). There is no published weight.")
        .formula("Σ feeling × weight ÷ Σ weight; weight 2 for a moment of truth, else 1")
        .with("prominence", "headline")
}

/// Scores one map.
pub fn score(rated: &Rated) -> Score {
    let Some(value) = rated.curve.mean_by(|at| Some(rated.weights[at])) else {
        return Score::absent("experience", rated.reason()).counting(0, rated.curve.gaps());
    };
    let parts = rated.by_stage(|at| rated.weights[at]);
    let text = format!(
        "The journey feels {} on a scale from −2 to +2{}.{}{}",
        signed(value),
        moments(rated),
        rated.best_and_worst_stage(&parts),
        rated.left_out()
    );
    Score::new("experience", value).counting(rated.n(), rated.curve.gaps()).explained(text).parts(parts)
}

/// What the weights did, as the end of a sentence.
fn moments(rated: &Rated) -> String {
    match rated.curve.points().filter(|(at, _)| rated.weights[*at] > 1.0).count() {
        0 => String::from("; no moment of truth is marked, so every step counts the same"),
        all if all == rated.n() => String::from("; every step is a moment of truth, so all count the same"),
        1 => String::from(", with one moment of truth counted twice"),
        some => format!(", with {some} moments of truth counted twice"),
    }
}
