//! The evidence score: how much of the map rests on research.

use journeybook_plugin::{Definition, Entry, Journey, Part, Score, Stage, Step};

use journeybook_plugin::prose::{count, percent};

/// What the score is.
pub fn definition() -> Definition {
    Definition::new("evidence", "Evidence")
        .unit("%")
        .scale(0.0, 100.0)
        .description("The share of steps that name at least one source. What has none is an assumption.")
        .source("Journeybook, after Nielsen Norman Group's advice to base maps on research")
        .formula("steps with a reference to evidence ÷ steps × 100")
        .headline(80)
}

/// Scores one map.
pub fn score(journey: &Journey) -> Score {
    let steps = journey.steps().count();
    if steps == 0 {
        return Score::absent("evidence", "The map has no steps.");
    }
    let known = journey.steps().filter(|step| has_evidence(step)).count();
    let text = format!(
        "{known} of {} {} at least one source, {} in all.{}",
        count(steps, "step"),
        if known == 1 { "has" } else { "have" },
        percent(share(known, steps)),
        assumptions(journey)
    );
    let parts = journey.stages.iter().map(by_stage);
    Score::new("evidence", share(known, steps)).counting(steps, 0).explained(text).parts(parts)
}

fn by_stage(stage: &Stage) -> Part {
    let known = stage.steps.iter().filter(|step| has_evidence(step)).count();
    let steps = stage.steps.len();
    let value = (steps > 0).then(|| share(known, steps));
    Part::new(stage.node, value, &format!("{known} of {}", count(steps, "step")))
}

/// ` The first without one is Pays by card.`
fn assumptions(journey: &Journey) -> String {
    match journey.steps().find(|step| !has_evidence(step)) {
        Some(step) => format!(" The first without one is {}.", step.title),
        None => String::new(),
    }
}

fn has_evidence(step: &Step) -> bool {
    step.entries.iter().any(is_evidence)
}

/// An entry of the evidence lane, or one that refers to a source.
fn is_evidence(entry: &Entry) -> bool {
    let named = !entry.text.trim().is_empty() || !entry.refs.is_empty();
    (entry.lane == "evidence" && named) || entry.refs.iter().any(|target| target.starts_with("evidence/"))
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64 * 100.0
}
