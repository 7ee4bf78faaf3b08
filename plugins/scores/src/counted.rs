//! Friction that was counted: NTT DATA's points, and an index of what is known of each step.

use journeybook_plugin::prose::{count, listed, short};
use journeybook_plugin::{Attributed, Bound, Definition, Journey, Part, Score, Step, number};
use journeybook_statistics::{COUNTED, Friction, counted_friction};

use crate::curve::average;
use crate::duration::minutes;

/// What the count is.
pub fn factor() -> Definition {
    Definition::new("friction-factor", "Friction factor")
        .unit("points")
        .scale(0.0, None)
        .lower_is_better()
        .description("Points for what customers have to do, as in golf: the fewer the better, and there is no upper end. Write what was counted on steps: {clicks=12 screens=3 calls=1 hold-minutes=6}.")
        .source("Customer Friction Factor, NTT DATA (2015)")
        .formula("extra-systems × 10 + windows × 5 + acronyms × 2 + clicks + keystrokes + screens × 5 + calls × 10 + hold-minutes + callbacks × 10 + business-calls × 5")
}

/// What the index is.
pub fn index() -> Definition {
    Definition::new("friction-index", "Friction index")
        .scale(0.0, 100.0)
        .lower_is_better()
        .description("How much friction the steps hold of which two things or more are known: effort, time against what people expect, channel switches, hand-offs, failures.")
        .source("Journeybook")
        .formula("100 × Σ weight × component ÷ Σ weight of those known, averaged over steps; (7 − CES 2.0) ÷ 6 weighs 0.35, actual ÷ expected − 1 up to 1 weighs 0.20, switches ÷ 3, hand-offs ÷ 3 and failure rate 0.15 each")
}

/// Scores what was counted on steps; left out where nothing was.
pub fn score_factor(journey: &Journey) -> Option<Score> {
    let points = |step: &Step| {
        counted_friction(
            &COUNTED.map(|(key, _)| step.attribute(key).and_then(number).filter(|it| *it >= 0.0)),
        )
    };
    let known: Vec<(&Step, f64)> = journey.steps().filter_map(|step| Some((step, points(step)?))).collect();
    let (worst, most) = known.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let sum: f64 = known.iter().map(|(_, points)| points).sum();
    let text = format!(
        "{} of friction over {}; {} takes most ({}).",
        count(sum as usize, "point"),
        count(known.len(), "step"),
        worst.title,
        short(*most, 1)
    );
    let missing = journey.steps().count() - known.len();
    let parts = known.iter().map(|(step, points)| Part::new(step.node, *points, "points"));
    Some(Score::new("friction-factor", sum).counting(known.len(), missing).explained(text).parts(parts))
}

/// Scores the steps of which enough is known; left out where nothing is.
pub fn score_index(journey: &Journey, bound: &Bound) -> Option<Score> {
    let all: Vec<(&Step, Friction)> = journey.steps().map(|step| (step, friction(step, bound))).collect();
    let known: Vec<(&Step, &Friction, f64)> =
        all.iter().filter_map(|(step, it)| Some((*step, it, it.index()?))).collect();
    let begun = all.iter().filter(|(_, it)| it.known().len() == 1).count();
    let excluded = all.len() - known.len();
    let Some(mean) = average(known.iter().map(|(_, _, index)| *index)) else {
        let reason = "No step has two of effort, time, channel switches, hand-offs and failures.";
        return (begun > 0).then(|| Score::absent("friction-index", reason).counting(0, excluded));
    };
    let worst = known.iter().rev().max_by(|a, b| a.2.total_cmp(&b.2));
    let most = worst.map_or_else(String::new, |(step, it, index)| {
        format!(" {} has most ({}, from {}).", step.title, short(*index, 1), listed(&it.known()))
    });
    let text = format!(
        "The friction is {} of 100 on average over {}.{most}",
        short(mean, 1),
        count(known.len(), "step")
    );
    let parts = known.iter().map(|(step, it, index)| Part::new(step.node, *index, &listed(&it.known())));
    Some(Score::new("friction-index", mean).counting(known.len(), excluded).explained(text).parts(parts))
}

/// What is known of a step: from data bound to it, else from its attributes.
fn friction(step: &Step, bound: &Bound) -> Friction {
    let at = format!("step/{}", step.id);
    let figure =
        |metric: &str| bound.of(metric).find(|figure| figure.at == at).and_then(|figure| figure.value);
    let own = |key: &str| step.attribute(key).and_then(number).filter(|it| *it >= 0.0);
    let either = |key: &str| figure(key).or_else(|| own(key));
    let lasting = |key: &str| step.attribute(key).and_then(minutes);
    let actual = figure("minutes").or_else(|| lasting("actual")).or_else(|| lasting("duration"));
    let handed = step.lane("handoff").count();
    Friction {
        ease: figure("ces2").or_else(|| own("ces")),
        time: actual.zip(lasting("expected")),
        switches: either("switches"),
        handoffs: either("handoffs").or((handed > 0).then_some(handed as f64)),
        failures: either("failure-rate"),
    }
}
