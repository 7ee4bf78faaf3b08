//! The health of a map: ten components, always shown, with what they are divided by.

use journeybook_plugin::prose::{fixed, listed, short};
use journeybook_plugin::{Attributed, Definition, Journey, Part, Score};

use crate::components::{Component, components};
use crate::founded::Founded;

/// What the score is.
pub fn definition() -> Definition {
    Definition::new("map-health", "Map health")
        .scale(0.0, 100.0)
        .description("Whether the map has what a map needs. Look at the parts: the sum alone hides which of them is missing. It says nothing about how the journey is.")
        .source("Journeybook; actor, scenario and expectations, phases, actions with thoughts and emotions, and opportunities are the five elements of a journey map after Nielsen Norman Group")
        .formula("Σ weight × component ÷ Σ weight of those that apply × 100; actor 10, scenario and expectations 10, phases 10, touchpoint coverage 15, actions, thoughts and emotions 15, highs and lows 5, opportunities at the three lowest moments 10, ownership and metrics 10, evidence 10, freshness (12 − months) ÷ 9 5")
        .with("family", "How well this is known")
        .headline(70)
}

/// The points and the points that there could be, over the components that apply.
pub fn points(components: &[Component]) -> (f64, f64) {
    let known = components.iter().filter_map(|(_, weight, value)| Some((weight, (*value)?)));
    known.fold((0.0, 0.0), |(points, of), (weight, value)| (points + weight * value, of + weight))
}

/// Scores a map that has any step.
pub fn score(journey: &Journey, founded: &Founded) -> Score {
    let all = components(journey, founded);
    let (points, of) = points(&all);
    if journey.steps().next().is_none() {
        return Score::absent("map-health", "The map has no steps.");
    }
    let lost = |component: &Component| component.2.map_or(0.0, |value| component.1 * (1.0 - value));
    let mut missing: Vec<&Component> = all.iter().filter(|component| lost(component) > 0.0).collect();
    missing.sort_by(|a, b| lost(b).total_cmp(&lost(a)));
    let most: Vec<&str> = missing.iter().take(3).map(|component| component.0).collect();
    let lacks = if most.is_empty() { String::new() } else { format!(" Most is lost by {}.", listed(&most)) };
    let none: Vec<&str> =
        all.iter().filter(|component| component.2.is_none()).map(|component| component.0).collect();
    let left_out =
        if none.is_empty() { String::new() } else { format!(" Does not apply: {}.", listed(&none)) };
    let text = format!("The map has {} of {} points.{lacks}{left_out}", short(points, 1), short(of, 0));
    let parts =
        all.iter().map(|(name, _, value)| Part::new(journey.node, value.map(|value| 100.0 * value), name));
    let score = Score::new("map-health", 100.0 * points / of)
        .counting(all.len() - none.len(), none.len())
        .explained(text)
        .parts(parts)
        .with("denominator", short(of, 0));
    all.iter().fold(score, |score, (name, weight, value)| match value {
        Some(value) => score.with(name, format!("{} of {}", fixed(weight * value, 1), short(*weight, 0))),
        None => score.with(name, "does not apply"),
    })
}
