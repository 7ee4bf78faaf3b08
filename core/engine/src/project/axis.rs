//! The axis: thirteen phases, of which phase k covers k to k+1.

use journeybook_model::StageModel;

/// The phases, in order.
pub const PHASES: [&str; 13] = [
    "latent", "trigger", "discover", "explore", "evaluate", "decide", "acquire", "onboard", "use", "support",
    "renew", "advocate", "leave",
];

/// A stretch of the axis; its end is not part of it.
pub type Span = (f64, f64);

/// Whether a word is the id of a phase.
pub fn is_phase(word: &str) -> bool {
    phase(word).is_some()
}

/// The stretch of a phase.
pub fn phase(id: &str) -> Option<Span> {
    let at = PHASES.iter().position(|phase| *phase == id)?;
    Some((at as f64, at as f64 + 1.0))
}

/// The middle of a stretch.
pub fn middle((low, high): Span) -> f64 {
    f64::midpoint(low, high)
}

/// The stages that share a phase, the one with the larger share first.
pub fn stages_over<'s>(id: &str, stages: &'s [StageModel]) -> Vec<&'s StageModel> {
    let Some((low, high)) = phase(id) else { return Vec::new() };
    let share = |stage: &StageModel| stage.high.min(high) - stage.low.max(low);
    let mut over: Vec<_> = stages.iter().filter(|stage| share(stage) > 0.0).collect();
    over.sort_by(|a, b| share(b).total_cmp(&share(a)));
    over
}
