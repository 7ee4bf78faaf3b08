//! The friction score: how much pain the map has noted, by its severity.

use journeybook_plugin::{Attributed, Definition, Entry, Journey, Part, Score, Stage};

use journeybook_plugin::prose::{count, plain};

/// What the score is.
pub fn definition() -> Definition {
    Definition::new("friction", "Friction")
        .unit("per step")
        .scale(0.0, None)
        .lower_is_better()
        .description(
            "How much stands in people's way: the severity of all pain points, spread over the steps.",
        )
        .source("Journeybook, after count models such as NTT DATA's Customer Friction Factor (2015)")
        .formula("Σ severity ÷ steps; low 1, medium 2, high 3, without a word 1")
        .headline(50)
        .with("typical-high", "3")
}

/// Scores one map; left out where it notes no pain. Pain that belongs to a stage as a whole counts too.
pub fn score(journey: &Journey) -> Option<Score> {
    let steps = journey.steps().count();
    let pains: Vec<f64> = journey.stages.iter().flat_map(pains).collect();
    if steps == 0 || pains.is_empty() {
        return None;
    }
    let value = pains.iter().sum::<f64>() / steps as f64;
    let parts: Vec<Part> = journey.stages.iter().map(by_stage).collect();
    let text = format!(
        "{} in {} make {} per step.{}",
        count(pains.len(), "pain point"),
        count(steps, "step"),
        plain(value),
        heaviest(journey, &parts)
    );
    Some(Score::new("friction", value).counting(steps, 0).explained(text).parts(parts))
}

fn by_stage(stage: &Stage) -> Part {
    let pains: Vec<f64> = pains(stage).collect();
    let steps = stage.steps.len();
    let value = (steps > 0).then(|| pains.iter().sum::<f64>() / steps as f64);
    Part::new(stage.node, value, &count(pains.len(), "pain point"))
}

/// ` The heaviest stage is Pay, at 3.0.`; empty unless two stages differ.
fn heaviest(journey: &Journey, parts: &[Part]) -> String {
    let known: Vec<(&Stage, f64)> =
        journey.stages.iter().zip(parts).filter_map(|(stage, part)| Some((stage, part.value?))).collect();
    match known.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1)) {
        Some((stage, most)) if known.iter().any(|(_, value)| value < most) => {
            format!(" The heaviest stage is {}, at {}.", stage.title, plain(*most))
        }
        _ => String::new(),
    }
}

fn pains(stage: &Stage) -> impl Iterator<Item = f64> {
    stage
        .all_entries()
        .filter(|entry| entry.lane == "pain" && entry.attribute("fixed").is_none())
        .map(severity)
}

/// A word that says nothing known counts as no word.
fn severity(pain: &Entry) -> f64 {
    match pain.attribute("severity").unwrap_or_default().to_ascii_lowercase().as_str() {
        "medium" | "2" => 2.0,
        "high" | "3" => 3.0,
        _ => 1.0,
    }
}
