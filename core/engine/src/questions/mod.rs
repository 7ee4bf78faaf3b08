//! What maps and personas are asked: the questions of stage frameworks, of the shipped sets, and of processes; and what in
//! a site answers them. Nothing here is ticked by hand.

mod catalog;
mod said;

pub use catalog::{At, Question, SETS};
pub use said::{of_map, of_persona, of_stages};

use journeybook_model::StageModel;

/// The lanes in which a customer speaks: what a framework has them ask is answered there.
pub const VOICE: [&str; 2] = ["thinking", "question"];

/// What to type to answer a question of a framework.
pub const VOICE_LINE: &str = "- thinking: “…”";

/// How far a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nothing is said.
    Open,
    /// Something is said, and nobody says how we know.
    Assumed,
    /// Something is said, with evidence beside it.
    Answered,
}

/// Whether a set's question is asked in a stage of a framework: they share a stretch of the axis.
pub fn is_asked_in(question: &Question, stage: &StageModel) -> bool {
    let shares = |(low, high): (f64, f64)| stage.low < high && low < stage.high;
    question.at == At::Stage && question.phases.is_none_or(shares)
}
