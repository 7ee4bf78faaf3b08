//! The experience score: how the journey feels, with moments of truth counting more.

use journeybook_plugin::{Definition, Score};

use crate::rated::Rated;
use journeybook_plugin::prose::signed;

/// What the score is.
pub fn definition() -> Definition {
    Definition::new("experience", "Experience")
        .scale(-2.0, 2.0)
        .description("How the journey feels on the whole. A moment of truth counts twice, one that makes or breaks the journey three times.")
        .source("Journeybook; moments of truth after Jan Carlzon (1987). There is no published weight.")
        .formula("Σ feeling × weight ÷ Σ weight; weight 3 for a make-or-break moment, 2 for another moment of truth, else 1")
        .headline(10)
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

/// `one moment of truth`, `3 moments of truth`.
fn moments_of_truth(n: usize) -> String {
    if n == 1 { String::from("one moment of truth") } else { format!("{n} moments of truth") }
}

/// How often moments of truth count: one that makes or breaks the journey counts three times.
fn times(rated: &Rated) -> &'static str {
    let any = |weight: f64| rated.curve.points().any(|(at, _)| rated.weights[at] == weight);
    match (any(2.0), any(3.0)) {
        (true, true) => "twice or three times",
        (false, true) => "three times",
        _ => "twice",
    }
}

/// What the weights did, as the end of a sentence.
fn moments(rated: &Rated) -> String {
    match rated.curve.points().filter(|(at, _)| rated.weights[*at] > 1.0).count() {
        0 => String::from("; no moment of truth is marked, so every step counts the same"),
        all if all == rated.n() => String::from("; every step is a moment of truth, so all count the same"),
        some => format!(", with {} counted {}", moments_of_truth(some), times(rated)),
    }
}
